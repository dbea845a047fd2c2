#include "io/archive_files.h"

#include <algorithm>
#include <array>

#include "io/content.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::size_t most_open = 4;

bool is_archive(const FileSet& files, int file) {
    const std::string extension = file_extension(files.path(file));
    if (extension != "zip" && extension != "npz") return false;
    const auto start = read_start(files, file, 4);
    // Programs that unpack themselves have something else in front.
    return start && (sniff(*start) == Content::zip || read_zip_directory(files, file).ok());
}

// The folder that all entries are in, with '/' behind, or empty.
std::string_view only_folder(const std::vector<ZipEntry>& entries) {
    std::string_view folder;
    for (const ZipEntry& entry : entries) {
        const std::string_view path = entry.path;
        if (path.substr(0, 9) == "__MACOSX/") continue;  // what a Mac adds beside the folder
        const std::string_view first = path.substr(0, path.find('/') + 1);
        if (first.empty() || (!folder.empty() && first != folder)) return {};
        folder = first;
    }
    return folder;
}

}  // namespace

bool has_archives(const FileSet& files) {
    for (int i = 0; i < files.count(); ++i)
        if (is_archive(files, i)) return true;
    return false;
}

ArchiveFiles::ArchiveFiles(const FileSet& base) : base_(base) {
    std::vector<bool> archive(std::size_t(base.count()));
    for (int i = 0; i < base.count(); ++i) archive[std::size_t(i)] = is_archive(base, i);
    const auto archives = std::count(archive.begin(), archive.end(), true);
    for (int i = 0; i < base.count(); ++i) {
        const std::size_t before = members_.size();
        if (archive[std::size_t(i)]) add_archive(i, archives == 1);
        if (members_.size() > before) continue;
        Member& member = members_.emplace_back();
        member.base = i;
        member.entry.path = base.path(i);
        member.entry.unpacked = base.size(i);
    }
}

ArchiveFiles::~ArchiveFiles() = default;

void ArchiveFiles::add_archive(int base, bool only) {
    Result<std::vector<ZipEntry>> entries = read_zip_directory(base_, base);
    if (!entries) return;
    const std::string_view path = base_.path(base);
    const bool arrays = file_extension(path) == "npz";
    const std::string_view folder = only_folder(*entries);
    const std::string_view name = arrays ? file_name(path) : file_stem(path);
    std::string prefix(path.substr(0, path.size() - file_name(path).size()));
    if (arrays || folder.empty() || (!only && folder.substr(0, folder.size() - 1) != name))
        prefix += std::string(name) + "/";
    members_.reserve(members_.size() + entries->size());
    for (ZipEntry& entry : *entries) {
        entry.path.insert(0, prefix);
        members_.push_back({.base = base, .packed_in = true, .entry = std::move(entry), .data = -2});
    }
}

std::int64_t ArchiveFiles::data_of(Member& member) const {
    if (member.data == -2)
        member.data = member.entry.wrong != nullptr ? -1 : zip_data_offset(base_, member.base, member.entry);
    return member.data;
}

bool ArchiveFiles::read(int file, std::int64_t offset, std::span<std::byte> out) const {
    Member& member = members_[std::size_t(file)];
    if (!member.packed_in) return base_.read(member.base, offset, out);
    const std::int64_t size = member.entry.unpacked;
    if (member.entry.wrong != nullptr || offset < 0 || offset > size || std::int64_t(out.size()) > size - offset)
        return false;
    std::unique_lock lock(mutex_);
    const std::int64_t data = data_of(member);
    if (data < 0) return false;
    if (out.empty()) return true;
    if (member.entry.method == zip_stored) {
        lock.unlock();
        return base_.read(member.base, data + offset, out);
    }
    auto at = std::find_if(open_.begin(), open_.end(), [&](const OpenStream& open) { return open.file == file; });
    if (at == open_.end()) {
        if (open_.size() == most_open) open_.erase(open_.begin());
        open_.push_back({file, std::make_unique<ZipStream>(base_, member.base, member.entry, data)});
    } else {
        std::rotate(at, at + 1, open_.end());
    }
    return open_.back().stream->read(offset, out);
}

std::optional<FilePlace> ArchiveFiles::place(int file) const {
    Member& member = members_[std::size_t(file)];
    if (!member.packed_in) return base_.place(member.base);
    if (member.entry.method != zip_stored) return std::nullopt;
    const std::lock_guard lock(mutex_);
    const std::int64_t data = data_of(member);
    if (data < 0) return std::nullopt;
    std::optional<FilePlace> place = base_.place(member.base);
    if (place) place->offset += data;
    return place;
}

std::string ArchiveFiles::why_unreadable(int file) const {
    const Member& member = members_[std::size_t(file)];
    if (!member.packed_in) return base_.why_unreadable(member.base);
    return member.entry.wrong != nullptr ? member.entry.wrong : "it is damaged";
}

}  // namespace io
