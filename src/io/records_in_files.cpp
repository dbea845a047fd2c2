#include "io/records_in_files.h"

#include "io/content.h"
#include "io/files_of_examples.h"

namespace io {
namespace {

class FileRecords final : public RecordSource {
public:
    FileRecords(const FileSet& files, FilesOfExamples examples) : files_(files), examples_(std::move(examples)) {}

    Result<Record> record(std::int64_t example) override {
        const Result<std::int32_t> file = examples_.file_of(example, "text");
        if (!file) return file.problem();
        // UTF-16 takes two bytes for most characters.
        const Result<std::vector<std::byte>> bytes = read_start(files_, *file, 2 * longest_text + 64);
        if (!bytes) return bytes.problem();
        const Content content = sniff(std::span(*bytes).first(std::min(bytes->size(), sniffed_bytes)));
        if (content != Content::text && content != Content::json && content != Content::markup &&
            content != Content::svg && content != Content::utf16 && content != Content::empty &&
            content != Content::other)
            return not_expected(content, files_.path(*file), "a text",
                                "copy it again from where it came, or leave the example out");
        Record record;
        set_text(record, as_text(*bytes));
        record.cut = record.cut || std::int64_t(bytes->size()) < files_.size(*file);
        return record;
    }

private:
    const FileSet& files_;
    const FilesOfExamples examples_;
};

}  // namespace

std::unique_ptr<RecordSource> records_in_files(const FileSet& files, std::vector<std::int32_t> file_of_example,
                                               std::vector<std::string> paths) {
    return std::make_unique<FileRecords>(files, FilesOfExamples{std::move(file_of_example), std::move(paths)});
}

}  // namespace io
