// The files a person gave, with the contents of zip archives in place of the archives.
//
//   photos.zip                             photos/cat/1.png, photos/dog/2.png
//   run.npz (labels, pred_probs)     -->   run.npz/labels.npy, run.npz/pred_probs.npy
//   labels.csv                             labels.csv
//
// An archive whose files are all in one folder is that folder, where it is the only archive or has the folder's name.
// Archives in archives stay what they are; one that cannot be read as well: the survey says what is wrong with it.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/zip_directory.h"
#include "io/zip_stream.h"

namespace io {

// Is there a zip archive in the set, by its name and its first bytes?
bool has_archives(const FileSet& files);

// read() may be called from several threads at once if that of `base` may.
class ArchiveFiles final : public FileSet {
public:
    // `base` must outlive this. Only the directories of the archives are read.
    explicit ArchiveFiles(const FileSet& base);
    ~ArchiveFiles() override;

    int count() const override { return int(members_.size()); }
    std::string_view path(int file) const override { return members_[std::size_t(file)].entry.path; }
    std::int64_t size(int file) const override { return members_[std::size_t(file)].entry.unpacked; }
    bool read(int file, std::int64_t offset, std::span<std::byte> out) const override;
    std::optional<FilePlace> place(int file) const override;
    std::string why_unreadable(int file) const override;

private:
    struct Member {
        int base = -1;
        bool packed_in = false;  // an entry of an archive; else the file itself
        ZipEntry entry;          // of a file itself only path and size
        std::int64_t data = -2;  // where its bytes begin; -2: not looked up yet, -1: nowhere
    };
    struct OpenStream {
        int file = -1;
        std::unique_ptr<ZipStream> stream;
    };
    void add_archive(int base, bool only);
    std::int64_t data_of(Member& member) const;

    const FileSet& base_;
    mutable std::vector<Member> members_;
    mutable std::mutex mutex_;
    mutable std::vector<OpenStream> open_;  // those used last, the newest at the end
};

}  // namespace io
