#include "io/class_folders.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "io/splits.h"
#include "io/words.h"

namespace io {
namespace {

struct Placed {
    std::string_view class_name;
    std::string_view folder;
    std::string_view name;
    std::int32_t file;
    bool operator<(const Placed& other) const {
        if (class_name != other.class_name) return class_name < other.class_name;
        if (folder != other.folder) return folder < other.folder;
        return name < other.name;
    }
};

std::size_t common_folder_length(const FileSet& files, const std::vector<int>& pictures) {
    std::string_view common = files.path(pictures[0]);
    common = common.substr(0, common.rfind('/') + 1);
    for (const int file : pictures) {
        const std::string_view path = files.path(file);
        std::size_t same = 0;
        while (same < common.size() && same < path.size() && common[same] == path[same]) ++same;
        common = common.substr(0, common.substr(0, same).rfind('/') + 1);
        if (common.empty()) break;
    }
    return common.size();
}

std::string_view first_folder(std::string_view path) {
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::optional<ClassFolders> in_order(std::vector<Placed> placed) {
    std::sort(placed.begin(), placed.end());
    ClassFolders folders;
    folders.files.reserve(placed.size());
    folders.class_of.reserve(placed.size());
    for (const Placed& picture : placed) {
        if (folders.names.empty() || folders.names.back() != picture.class_name)
            folders.names.emplace_back(picture.class_name);
        folders.files.push_back(picture.file);
        folders.class_of.push_back(std::int32_t(folders.names.size()) - 1);
    }
    if (folders.names.size() < 2) return std::nullopt;
    return folders;
}

}  // namespace

std::optional<ClassFolders> find_class_folders(const FileSet& files, const std::vector<int>& pictures,
                                               std::int64_t rows) {
    if (pictures.empty()) return std::nullopt;
    const std::size_t root = common_folder_length(files, pictures);
    std::map<std::string_view, std::int64_t> tops;
    for (const int file : pictures)
        if (const std::string_view top = first_folder(files.path(file).substr(root)); !top.empty()) ++tops[top];
    const bool splits = !tops.empty() &&
                        std::all_of(tops.begin(), tops.end(), [](const auto& top) { return is_split_name(top.first); });

    // The classes are the folders below the splits then; count only pictures that lie in such a folder.
    const auto place = [&](int file, std::string_view split) -> std::optional<Placed> {
        const std::string_view path = files.path(file);
        std::string_view rest = path.substr(root);
        if (splits) {
            const std::string_view top = first_folder(rest);
            if (top.empty() || (!split.empty() && top != split)) return std::nullopt;
            rest.remove_prefix(top.size() + 1);
        }
        const std::string_view class_name = first_folder(rest);
        if (class_name.empty()) return std::nullopt;
        return Placed{class_name, folder_of(path), file_name(path), std::int32_t(file)};
    };
    const auto gather = [&](std::string_view split) {
        std::vector<Placed> placed;
        for (const int file : pictures)
            if (const auto at = place(file, split)) placed.push_back(*at);
        return placed;
    };
    if (splits)
        for (const auto& [split, count] : tops) {
            std::vector<Placed> placed = gather(split);
            if (std::int64_t(placed.size()) != rows) continue;
            std::optional<ClassFolders> folders = in_order(std::move(placed));
            if (folders) folders->split = split;
            return folders;
        }
    return in_order(gather({}));
}

std::vector<std::int32_t> sorted_by_path(const FileSet& files, const std::vector<int>& pictures) {
    std::vector<Placed> placed;
    placed.reserve(pictures.size());
    for (const int file : pictures)
        placed.push_back({{}, folder_of(files.path(file)), file_name(files.path(file)), std::int32_t(file)});
    std::sort(placed.begin(), placed.end());
    std::vector<std::int32_t> sorted;
    sorted.reserve(placed.size());
    for (const Placed& picture : placed) sorted.push_back(picture.file);
    return sorted;
}

}  // namespace io
