#include "io/native_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <system_error>

namespace io {

namespace {

// pread, which in Emscripten 3.1.6 loses the upper half of the offset: there is one thread there, so seeking is as
// good.
ssize_t read_at(int descriptor, void* out, std::size_t size, std::int64_t offset) {
#ifdef __EMSCRIPTEN__
    if (::lseek(descriptor, off_t(offset), SEEK_SET) < 0) return -1;
    return ::read(descriptor, out, size);
#else
    return ::pread(descriptor, out, size, off_t(offset));
#endif
}

}  // namespace

struct NativeFiles::OpenFiles {
    struct Slot {
        int file = -1;
        int descriptor = -1;
    };
    std::mutex mutex;
    std::array<Slot, 32> slots;
    std::size_t used = 0;

    ~OpenFiles() {
        for (std::size_t i = 0; i < used; ++i) ::close(slots[i].descriptor);
    }
};

NativeFiles::NativeFiles(std::vector<std::string> paths) : paths_(std::move(paths)) { look_up_sizes(); }

NativeFiles::NativeFiles() = default;

NativeFiles::NativeFiles(NativeFiles&&) noexcept = default;

NativeFiles::~NativeFiles() = default;

NativeFiles NativeFiles::from_folder(const std::string& folder) {
    namespace filesystem = std::filesystem;
    NativeFiles files;
    files.folder_ = folder;
    if (!folder.empty() && folder.back() != '/') files.folder_ += '/';

    std::error_code error;
    filesystem::recursive_directory_iterator at(folder, filesystem::directory_options::skip_permission_denied, error);
    for (; !error && at != filesystem::recursive_directory_iterator(); at.increment(error)) {
        std::error_code ignored;
        if (at->is_regular_file(ignored)) files.paths_.push_back(at->path().string().substr(files.folder_.size()));
    }
    if (error)
        files.problem_ = Problem{.what = "this folder cannot be opened: " + error.message(),
                                 .file = folder,
                                 .remedy = "check its name, and that it may be read"};
    std::sort(files.paths_.begin(), files.paths_.end());
    files.look_up_sizes();
    return files;
}

NativeFiles NativeFiles::from_paths(const std::vector<std::string>& paths) {
    namespace filesystem = std::filesystem;
    NativeFiles files;
    for (const std::string& path : paths) {
        std::error_code ignored;
        if (!filesystem::is_directory(path, ignored)) {
            files.on_disk_.push_back(path);
            files.paths_.push_back(path);
            continue;
        }
        const NativeFiles below = from_folder(path);
        if (below.problem_ && !files.problem_) files.problem_ = below.problem_;
        filesystem::path folder(path);
        while (folder.has_relative_path() && !folder.has_filename()) folder = folder.parent_path();
        const std::string name = folder.filename().string();
        for (const std::string& file : below.paths_) {
            files.on_disk_.push_back(below.folder_ + file);
            files.paths_.push_back(name.empty() || name == "." || name == ".." ? file : name + "/" + file);
        }
    }
    files.look_up_sizes();
    return files;
}

void NativeFiles::look_up_sizes() {
    open_ = std::make_unique<OpenFiles>();
    sizes_.resize(paths_.size());
    for (std::size_t i = 0; i < paths_.size(); ++i) {
        struct stat status {};
        std::string what;
        if (::stat(where(i).c_str(), &status) != 0)
            what = errno == ENOENT ? "there is no file of this name"
                                   : std::string("cannot be opened: ") + std::strerror(errno);
        else if (S_ISDIR(status.st_mode))
            what = "this is a folder, not a file";
        else if (::access(where(i).c_str(), R_OK) != 0)
            what = "this file may not be read";
        else
            sizes_[i] = std::int64_t(status.st_size);
        if (!what.empty() && !problem_)
            problem_ = Problem{.what = std::move(what), .file = paths_[i], .remedy = "check the name and where it is"};
    }
}

int NativeFiles::descriptor(int file, bool& keep) const {
    const std::lock_guard lock(open_->mutex);
    for (std::size_t i = 0; i < open_->used; ++i)
        if (open_->slots[i].file == file) {
            keep = true;
            return open_->slots[i].descriptor;
        }
    const int descriptor = ::open(where(std::size_t(file)).c_str(), O_RDONLY | O_CLOEXEC);
    keep = descriptor >= 0 && open_->used < open_->slots.size();
    if (keep) open_->slots[open_->used++] = {file, descriptor};
    return descriptor;
}

bool NativeFiles::read(int file, std::int64_t offset, std::span<std::byte> out) const {
    if (offset < 0 || offset > size(file) || std::int64_t(out.size()) > size(file) - offset) return false;
    bool keep = false;
    const int from = descriptor(file, keep);
    if (from < 0) return false;
    bool good = true;
    while (good && !out.empty()) {
        // Linux transfers at most 2 GB in one call.
        const std::size_t part = std::min<std::size_t>(out.size(), std::size_t(1) << 30);
        const ssize_t got = read_at(from, out.data(), part, offset);
        if (got < 0 && errno == EINTR) continue;
        good = got > 0;
        if (good) out = out.subspan(std::size_t(got)), offset += got;
    }
    if (!keep) ::close(from);
    return good;
}

}  // namespace io
