#include "io/label_files.h"

#include <algorithm>
#include <utility>

#include "io/batch_writer.h"
#include "io/content.h"
#include "io/shared_records.h"
#include "io/words.h"

namespace io {
namespace {

using Bytes = std::vector<std::byte>;

constexpr std::int64_t piece = 4 << 20;

// A file that has other bytes from some place on.
class NewEnd final : public FileSet {
public:
    NewEnd(const FileSet& files, int file, std::int64_t kept, Bytes end)
        : files_(files), file_(file), kept_(kept), end_(std::move(end)) {}
    int count() const override { return 1; }
    std::string_view path(int) const override { return files_.path(file_); }
    std::int64_t size(int) const override { return kept_ + std::int64_t(end_.size()); }
    std::string why_unreadable(int) const override { return files_.why_unreadable(file_); }
    bool read(int, std::int64_t offset, std::span<std::byte> out) const override {
        if (offset < 0 || offset > size(0) || std::int64_t(out.size()) > size(0) - offset) return false;
        const auto before = std::size_t(std::clamp<std::int64_t>(kept_ - offset, 0, std::int64_t(out.size())));
        if (before > 0 && !files_.read(file_, offset, out.first(before))) return false;
        const auto from = end_.begin() + std::ptrdiff_t(std::max<std::int64_t>(offset - kept_, 0));
        std::copy_n(from, out.size() - before, out.begin() + std::ptrdiff_t(before));
        return true;
    }

private:
    const FileSet& files_;
    const int file_;
    const std::int64_t kept_;
    const Bytes end_;
};

int file_at(const FileSet& files, std::string_view path) {
    for (int file = 0; file < files.count(); ++file)
        if (files.path(file) == path) return file;
    return -1;
}

bool any(std::span<const std::uint8_t> marks) {
    return std::any_of(marks.begin(), marks.end(), [](std::uint8_t mark) { return mark != 0; });
}

}  // namespace

Problem LabelFiles::cannot_be_found(const LabelSource& part) const {
    return {
        .what = "the labels cannot be found in this file again", .file = part.file, .remedy = "open the files again"};
}

std::optional<Problem> LabelFiles::begin(NewLabels labels) {
    open_ = -1;
    labels_ = std::move(labels);
    const std::size_t count = labels_.labels.size();
    if (labels_.changed.size() != count || (!labels_.left_out.empty() && labels_.left_out.size() != count))
        return cannot_be_found(source_);
    if (by_record()) {
        if (source_.csv_record_of_example.size() != count) return cannot_be_found(source_);
        Result<AgreedLabels> agreed = agree_on_records(source_, labels_.labels, labels_.changed, labels_.left_out);
        if (!agreed) return agreed.problem();
        labels_ = {std::move(agreed->labels), std::move(agreed->changed), std::move(agreed->left_out)};
    }
    if (!any(labels_.left_out)) labels_.left_out.clear();
    if (!labels_.left_out.empty() &&
        std::all_of(labels_.left_out.begin(), labels_.left_out.end(), [](std::uint8_t row) { return row != 0; }))
        return Problem{.what = "every row would be left out",
                       .file = source_.file,
                       .remedy = "keep some examples, or give them weight 0 in place of leaving them out"};
    if (is_batches()) return check_batches();
    if (auto wrong = split()) return wrong;
    for (int part = 0; part < this->count(); ++part)
        if (auto wrong = open(part)) return wrong;
    open_ = -1;
    return std::nullopt;
}

std::optional<Problem> LabelFiles::split() {
    std::vector<std::int64_t> ends;  // rows before the next part
    for (const std::int64_t rows : source_.part_rows) ends.push_back((ends.empty() ? 0 : ends.back()) + rows);
    examples_.assign(std::size_t(count()), {});
    rows_.assign(std::size_t(count()), {});
    const auto examples = std::int64_t(labels_.labels.size());
    if (ends.size() != source_.part_sources.size() || (!ends.empty() && !by_record() && ends.back() != examples))
        return cannot_be_found(source_);
    for (std::int64_t i = 0; i < examples; ++i) {
        const std::int64_t row = by_record() ? source_.csv_record_of_example[std::size_t(i)] : i;
        const auto part = std::size_t(std::upper_bound(ends.begin(), ends.end(), row) - ends.begin());
        if (row < 0 || part >= examples_.size()) return cannot_be_found(source_);
        examples_[part].push_back(i);
        rows_[part].push_back(part == 0 ? row : row - ends[part - 1]);
    }
    return std::nullopt;
}

std::optional<Problem> LabelFiles::open(int part) {
    open_ = -1;
    at_ = 0;
    without_rows_.reset();
    const std::vector<std::int64_t>&examples = examples_[std::size_t(part)], &rows = rows_[std::size_t(part)];
    NewLabels labels;
    for (const std::int64_t i : examples) {
        labels.labels.push_back(labels_.labels[std::size_t(i)]);
        labels.changed.push_back(labels_.changed[std::size_t(i)]);
        if (!labels_.left_out.empty()) labels.left_out.push_back(labels_.left_out[std::size_t(i)]);
    }
    const int file = file_at(files_, part_source(part).file);
    if (file < 0) return cannot_be_found(part_source(part));
    if (!any(labels.changed) && !any(labels.left_out)) {
        changed_ = std::make_unique<NewEnd>(files_, file, files_.size(file), Bytes());
        open_ = part;
        return std::nullopt;
    }

    LabelSource one = part_source(part);
    one.parts = 1;
    one.part_sources.clear(), one.part_rows.clear();
    one.csv_names = source_.csv_names;
    one.value_of_class = source_.value_of_class;
    one.text_of_class = source_.text_of_class;
    if (by_record()) {
        std::vector<std::int64_t> records = rows;
        if (&part_source(part) != &source_ && !one.csv_record_of_example.empty())
            for (std::int64_t& record : records) {
                if (record >= std::int64_t(one.csv_record_of_example.size())) return cannot_be_found(one);
                record = one.csv_record_of_example[std::size_t(record)];
            }
        one.csv_record_of_example = std::move(records);
    } else {
        one.record_values.clear(), one.record_texts.clear();
    }
    const bool parquet = one.format == LabelFormat::parquet;
    Result<Bytes> end = write_labels(one, labels.labels, labels.changed, names_, {},
                                     parquet ? std::span<const std::uint8_t>() : labels.left_out);
    if (!end) return end.problem();
    changed_ = std::make_unique<NewEnd>(files_, file, parquet ? one.kept : 0, std::move(*end));
    if (parquet && any(labels.left_out))
        if (auto wrong = leave_rows_out(part, one, labels)) return wrong;
    open_ = part;
    return std::nullopt;
}

std::optional<Problem> LabelFiles::leave_rows_out(int part, const LabelSource& one, const NewLabels& labels) {
    const std::vector<std::int64_t>& rows = rows_[std::size_t(part)];
    const std::size_t count = by_record() ? one.record_values.size() : rows.size();
    std::vector<std::uint8_t> left_out(count, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] >= std::int64_t(count)) return cannot_be_found(one);
        left_out[std::size_t(rows[i])] = labels.left_out[i];
    }
    auto writer = ParquetRowWriter::open(*changed_, 0, std::move(left_out));
    if (!writer) return writer.problem();
    without_rows_ = std::move(*writer);
    return std::nullopt;
}

std::int64_t LabelFiles::bytes() const {
    std::int64_t sum = 0;
    for (int part = 0; part < count(); ++part)
        if (const int file = file_at(files_, path(part)); file >= 0) sum += files_.size(file);
    return sum;
}

std::optional<Problem> LabelFiles::check_batches() const {
    std::int64_t records = 0;
    for (std::size_t b = 0; b < source_.batch_files.size(); ++b) {
        const int file = file_at(files_, source_.batch_files[b]);
        const auto* numbers = source_.batch_numbers.data() + 3 * b;
        if (source_.batch_numbers.size() < 3 * (b + 1) || file < 0 || numbers[1] < 1 || numbers[2] < 1 ||
            numbers[2] > std::min<std::int64_t>(numbers[1], 2) || files_.size(file) != numbers[0] * numbers[1])
            return cannot_be_found(source_);
        records += numbers[0];
    }
    return records == std::int64_t(labels_.labels.size()) ? std::nullopt : std::optional(cannot_be_found(source_));
}

Result<Bytes> LabelFiles::next_of_batch(int batch) {
    if (batch != std::exchange(open_, batch)) at_ = 0;
    std::int64_t before = 0;  // records of other batches
    for (int b = 0; b < batch; ++b) before += source_.batch_numbers[std::size_t(3 * b)];
    const std::int64_t all = source_.batch_numbers[std::size_t(3 * batch)],
                       size = source_.batch_numbers[std::size_t(3 * batch + 1)];
    Result<Bytes> bytes = Bytes();
    while (bytes && bytes->empty() && at_ < all) {
        const std::int64_t some = std::min(std::max<std::int64_t>(piece / size, 1), all - at_);
        bytes =
            corrected_records(files_, source_, {batch, file_at(files_, path(batch)), at_, some, before + at_}, labels_);
        at_ += some;
    }
    return bytes;
}

Result<Bytes> LabelFiles::next(int part) {
    if (is_batches()) return next_of_batch(part);
    if (part != open_)
        if (auto wrong = open(part)) return *wrong;
    if (without_rows_) return without_rows_->next();
    Bytes bytes(std::size_t(std::min(piece, changed_->size(0) - at_)));
    if (!bytes.empty() && !changed_->read(0, at_, bytes)) return cannot_be_read(*changed_, 0);
    at_ += std::int64_t(bytes.size());
    return bytes;
}

}  // namespace io
