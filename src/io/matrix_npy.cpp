#include "io/matrix_npy.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "io/content.h"
#include "io/scalar.h"
#include "io/words.h"

namespace io {
namespace {

// Fortran order keeps each column together, so that some rows are k places in the file. When rows are read one
// after the other, this many bytes of them are fetched at once.
constexpr std::int64_t fortran_window = 32 << 20;

class NpyMatrix final : public MatrixReader {
public:
    NpyMatrix(const FileSet& files, int file, NpyHeader header)
        : files_(files), file_(file), header_(std::move(header)) {}

    std::int64_t rows() const override { return header_.shape[0]; }
    std::int32_t columns() const override { return std::int32_t(header_.shape[1]); }
    std::int64_t bytes() const override { return files_.size(file_); }
    core::Precision precision() const override {
        return header_.item_bytes == 2   ? core::Precision::float16
               : header_.item_bytes == 4 ? core::Precision::float32
                                         : core::Precision::float64;
    }

    std::optional<Problem> read_rows(std::int64_t first, std::int64_t count, std::span<std::byte> out) override {
        const std::int64_t size = count * columns() * out_bytes();
        if (first < 0 || count < 0 || first > rows() - count || std::int64_t(out.size()) != size)
            return unreadable(first);  // not a mistake of the file, but one must not write beyond `out`
        if (count == 0) return std::nullopt;
        return header_.fortran_order ? read_fortran(first, count, out.data()) : read_c(first, count, out.data());
    }

    std::optional<RowsInFile> rows_in_file() const override {
        const std::optional<FilePlace> place = files_.place(file_);
        if (header_.fortran_order || !place) return std::nullopt;
        return RowsInFile{.file = place->file,
                          .offset = place->offset + header_.data_offset,
                          .row_bytes = std::int64_t(columns()) * header_.item_bytes,
                          .begin = place->offset,
                          .bytes = files_.size(file_)};
    }
    void numbers_of_rows(std::span<const std::byte> in_file, std::span<std::byte> out) const override {
        if (header_.item_bytes != 2 && in_file.data() != out.data())
            std::memcpy(out.data(), in_file.data(), in_file.size());
        convert(header_.item_bytes == 2 ? in_file.data() : out.data(), out.data(),
                std::int64_t(in_file.size()) / header_.item_bytes);
    }

private:
    int out_bytes() const { return header_.item_bytes == 8 ? 8 : 4; }

    Problem unreadable(std::int64_t row) const {
        Problem problem = cannot_be_read(files_, file_);
        problem.row = row;
        return problem;
    }

    std::optional<Problem> read_c(std::int64_t first, std::int64_t count, std::byte* out) {
        const std::int64_t items = count * columns();
        const std::int64_t offset = header_.data_offset + first * columns() * header_.item_bytes;
        std::byte* to = out;
        if (header_.item_bytes == 2) {
            narrow_.resize(std::size_t(items * 2));
            to = narrow_.data();
        }
        if (!files_.read(file_, offset, {to, std::size_t(items * header_.item_bytes)})) return unreadable(first);
        convert(to, out, items);
        return std::nullopt;
    }

    std::optional<Problem> read_fortran(std::int64_t first, std::int64_t count, std::byte* out) {
        const std::int64_t row_bytes = std::int64_t(columns()) * header_.item_bytes;
        if (first < window_first_ || first + count > window_first_ + window_count_) {
            // A single row that is wanted again is not worth a whole window.
            std::int64_t wanted = count;
            if (first == next_) wanted = std::max(count, std::min(rows() - first, fortran_window / row_bytes));
            if (auto problem = fill_window(first, wanted)) return problem;
        }
        next_ = first + count;
        const std::int64_t skip = first - window_first_;
        for (std::int32_t c = 0; c < columns(); ++c) {
            const std::byte* from = window_.data() + (c * window_count_ + skip) * out_bytes();
            std::byte* to = out + std::int64_t(c) * out_bytes();
            for (std::int64_t r = 0; r < count; ++r) {
                std::memcpy(to, from, std::size_t(out_bytes()));
                from += out_bytes();
                to += std::int64_t(columns()) * out_bytes();
            }
        }
        return std::nullopt;
    }

    // window_: rows [first, first + count) of each column, in the type and byte order of `out`.
    std::optional<Problem> fill_window(std::int64_t first, std::int64_t count) {
        window_count_ = 0;
        window_.resize(std::size_t(count * columns() * out_bytes()));
        narrow_.resize(std::size_t(count * header_.item_bytes));
        for (std::int32_t c = 0; c < columns(); ++c) {
            const std::int64_t offset = header_.data_offset + (std::int64_t(c) * rows() + first) * header_.item_bytes;
            if (!files_.read(file_, offset, narrow_)) return unreadable(first);
            std::byte* to = window_.data() + c * count * out_bytes();
            if (header_.item_bytes != 2) std::memcpy(to, narrow_.data(), narrow_.size());
            convert(header_.item_bytes == 2 ? narrow_.data() : to, to, count);
        }
        window_first_ = first;
        window_count_ = count;
        return std::nullopt;
    }

    // `items` numbers of the file in the machine's byte order, float16 widened; from == to unless they are float16.
    void convert(const std::byte* from, std::byte* to, std::int64_t items) const {
        if (header_.item_bytes == 2) {
            for (std::int64_t i = 0; i < items; ++i) {
                const float value = half_to_float(std::uint16_t(load_bits(from + 2 * i, 2, header_.big_endian)));
                std::memcpy(to + 4 * i, &value, 4);
            }
        } else if (header_.big_endian) {
            for (std::int64_t i = 0; i < items; ++i)
                std::reverse(to + i * header_.item_bytes, to + (i + 1) * header_.item_bytes);
        }
    }

    const FileSet& files_;
    const int file_;
    const NpyHeader header_;
    std::vector<std::byte> narrow_;  // numbers as they stand in the file
    std::vector<std::byte> window_;
    std::int64_t window_first_ = 0;
    std::int64_t window_count_ = 0;
    std::int64_t next_ = 0;  // the row behind the ones read last
};

}  // namespace

std::optional<Problem> not_probabilities(const NpyHeader& header, std::string_view file) {
    const std::string name(file);
    if (header.shape.size() != 2)
        return Problem{
            .what = "this file holds " +
                    (header.shape.size() == 1 ? "a single column of " + header.shape_name() + " numbers"
                                              : header.shape_name() + (header.shape.empty() ? "" : " numbers")) +
                    ", but probabilities are a table: one row for each example, one column for each class",
            .file = name,
            .remedy = "save the whole table, for example what predict_proba gives"};
    if (header.kind != 'f' || header.item_bytes > 8)
        return Problem{
            .what = "this file holds " + header.type_name() + ", but probabilities are float16, float32 or float64",
            .file = name,
            .remedy = header.kind == 'i' || header.kind == 'u' || header.kind == 'b'
                          ? "save the probabilities themselves, not the classes that they decide for"
                          : "save them as probabilities.astype(\"float32\")"};
    if (header.shape[0] == 0)
        return Problem{.what = "there are no rows in this file",
                       .file = name,
                       .remedy = "save it again with one row for each example"};
    if (header.shape[1] == 0 || header.shape[1] > 1'000'000)
        return Problem{.what = "this file has " + counted(header.shape[1], "column", "columns") +
                               ", and each column should be a class",
                       .file = name,
                       .remedy = "save it with one row for each example and one column for each class"};
    return std::nullopt;
}

Result<std::unique_ptr<MatrixReader>> open_npy_matrix(const FileSet& files, int file) {
    Result<NpyHeader> header = read_npy_header(files, file);
    if (!header) return header.problem();
    if (auto problem = not_probabilities(*header, files.path(file))) return *problem;
    return std::unique_ptr<MatrixReader>(std::make_unique<NpyMatrix>(files, file, std::move(*header)));
}

}  // namespace io
