// Files of this computer, for the command line and the tests: natively, and under Node with Emscripten's NODERAWFS.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"

namespace io {

// read() may be called from several threads at once.
class NativeFiles : public FileSet {
public:
    // These files, in this order; path() returns each path as it was given.
    explicit NativeFiles(std::vector<std::string> paths);
    // Every file below the folder, sorted by path (bytewise); path() is relative to the folder.
    static NativeFiles from_folder(const std::string& folder);

    // Files, and folders for all files below them, sorted: "data/cat/1.png" of the folder "some/data".
    static NativeFiles from_paths(const std::vector<std::string>& paths);

    NativeFiles(NativeFiles&&) noexcept;
    NativeFiles& operator=(NativeFiles&&) = delete;
    ~NativeFiles() override;

    // The first file (or the folder) that cannot be used, if there is one. Its size() is 0 and it cannot be read.
    const std::optional<Problem>& problem() const { return problem_; }

    int count() const override { return int(paths_.size()); }
    std::string_view path(int file) const override { return paths_[std::size_t(file)]; }
    std::int64_t size(int file) const override { return sizes_[std::size_t(file)]; }
    bool read(int file, std::int64_t offset, std::span<std::byte> out) const override;

private:
    NativeFiles();
    void look_up_sizes();
    int descriptor(int file, bool& keep) const;
    std::string where(std::size_t file) const { return on_disk_.empty() ? folder_ + paths_[file] : on_disk_[file]; }

    std::string folder_;                // with '/' at its end, or empty
    std::vector<std::string> on_disk_;  // where each file is, if that is not folder_ + its path
    std::vector<std::string> paths_;
    std::vector<std::int64_t> sizes_;
    std::optional<Problem> problem_;

    // The first files that are read stay open, the others are opened for each read: a folder may hold more files
    // than a process may have open.
    struct OpenFiles;
    std::unique_ptr<OpenFiles> open_;
};

}  // namespace io
