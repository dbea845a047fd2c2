#include "io/records_in_files.h"

#include <algorithm>
#include <optional>

#include "io/content.h"
#include "io/files_of_examples.h"

namespace io {
namespace {

constexpr std::int64_t most_files_searched = 20'000;

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

    // A file that cannot be read has no hits: its place in Review says why.
    std::vector<std::uint8_t> search(std::string_view needle) override {
        if (!searched_) searched_ = all_texts();
        std::vector<std::uint8_t> found;
        for (const std::string& text : *searched_) found.push_back(occurs_in({.text = text, .fields = {}}, needle));
        return found;
    }

private:
    // In a browser a file takes a third of a millisecond to open: people type on, and all are read again for each letter
    // if they are not kept.
    std::vector<std::string> all_texts() {
        const auto count = std::int64_t(examples_.files.size());
        std::int64_t bytes = 0;
        for (const std::int32_t file : examples_.files)
            if (file >= 0) bytes += std::min(files_.size(file), std::int64_t(longest_text));
        std::vector<std::string> texts;
        if (count > most_files_searched || bytes > largest_searched) return texts;
        for (std::int64_t example = 0; example < count; ++example) {
            Result<Record> one = record(example);
            texts.push_back(one ? std::move(one->text) : std::string());
        }
        return texts;
    }

    std::optional<std::vector<std::string>> searched_;  // empty: too many or too large
    const FileSet& files_;
    const FilesOfExamples examples_;
};

}  // namespace

std::unique_ptr<RecordSource> records_in_files(const FileSet& files, std::vector<std::int32_t> file_of_example,
                                               std::vector<std::string> paths) {
    return std::make_unique<FileRecords>(files, FilesOfExamples{std::move(file_of_example), std::move(paths)});
}

}  // namespace io
