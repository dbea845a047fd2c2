#include "io/derived_matrix.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace io {
namespace {

std::size_t number_bytes(const MatrixReader& matrix) { return matrix.precision() == core::Precision::float64 ? 8 : 4; }

// Calls with the bytes as numbers of the matrix's type.
template <class Work>
void as_numbers(const MatrixReader& matrix, std::span<std::byte> bytes, Work&& work) {
    if (matrix.precision() == core::Precision::float64)
        work(reinterpret_cast<double*>(bytes.data()), bytes.size() / 8);
    else
        work(reinterpret_cast<float*>(bytes.data()), bytes.size() / 4);
}

class Derived : public MatrixReader {
public:
    explicit Derived(std::unique_ptr<MatrixReader> base) : base_(std::move(base)) {}
    std::int64_t rows() const override { return base_->rows(); }
    std::int32_t columns() const override { return base_->columns(); }
    // Numbers that were worked on in float are float.
    core::Precision precision() const override { return base_->precision(); }
    std::int64_t bytes() const override { return base_->bytes(); }
    MatrixPlace place(std::int64_t row, std::int64_t column) const override { return base_->place(row, column); }

protected:
    std::unique_ptr<MatrixReader> base_;
};

template <class T>
void softmax(T* row, std::int32_t columns) {
    const T largest = *std::max_element(row, row + columns);
    double sum = 0;
    for (std::int32_t c = 0; c < columns; ++c) sum += std::exp(double(row[c]) - double(largest));
    for (std::int32_t c = 0; c < columns; ++c) row[c] = T(std::exp(double(row[c]) - double(largest)) / sum);
}

// Rows of the same shape with other numbers in them: `convert` gets the numbers of whole rows, how many they are, and
// how many make a row.
template <class Convert>
class Converted final : public Derived {
public:
    Converted(std::unique_ptr<MatrixReader> base, Convert convert)
        : Derived(std::move(base)), convert_(std::move(convert)) {}
    // Rounding to three digits is behind them.
    core::Precision precision() const override {
        return base_->precision() == core::Precision::float16 ? core::Precision::float32 : base_->precision();
    }
    std::optional<Problem> read_rows(std::int64_t first, std::int64_t count, std::span<std::byte> out) override {
        if (auto problem = base_->read_rows(first, count, out)) return problem;
        as_numbers(*base_, out, [&](auto* numbers, std::size_t size) { convert_(numbers, size, columns()); });
        return std::nullopt;
    }

private:
    Convert convert_;
};

template <class Convert>
std::unique_ptr<MatrixReader> converted(std::unique_ptr<MatrixReader> base, Convert convert) {
    return std::make_unique<Converted<Convert>>(std::move(base), std::move(convert));
}

class Columns final : public Derived {
public:
    Columns(std::unique_ptr<MatrixReader> base, std::vector<std::int32_t> columns)
        : Derived(std::move(base)), columns_(std::move(columns)) {}
    std::int32_t columns() const override { return std::int32_t(columns_.size()); }
    MatrixPlace place(std::int64_t row, std::int64_t column) const override {
        return base_->place(row, column < 0 ? -1 : columns_[std::size_t(column)]);
    }
    std::optional<Problem> read_rows(std::int64_t first, std::int64_t count, std::span<std::byte> out) override {
        const std::size_t size = number_bytes(*base_), row = std::size_t(base_->columns()) * size;
        room_.resize(std::size_t(count) * row);
        if (auto problem = base_->read_rows(first, count, room_)) return problem;
        std::byte* to = out.data();
        for (std::int64_t r = 0; r < count; ++r)
            for (const std::int32_t column : columns_) {
                std::memcpy(to, room_.data() + std::size_t(r) * row + std::size_t(column) * size, size);
                to += size;
            }
        return std::nullopt;
    }

private:
    std::vector<std::int32_t> columns_;
    std::vector<std::byte> room_;
};

class Rows final : public Derived {
public:
    Rows(std::unique_ptr<MatrixReader> base, std::vector<std::int64_t> rows)
        : Derived(std::move(base)), rows_(std::move(rows)) {}
    std::int64_t rows() const override { return std::int64_t(rows_.size()); }
    MatrixPlace place(std::int64_t row, std::int64_t column) const override {
        return base_->place(rows_[std::size_t(row)], column);
    }
    std::optional<Problem> read_rows(std::int64_t first, std::int64_t count, std::span<std::byte> out) override {
        const std::size_t row_bytes = std::size_t(columns()) * number_bytes(*base_);
        for (std::int64_t at = first; at < first + count;) {
            // Rows that stand one behind the other are read at once.
            std::int64_t run = 1;
            const std::int64_t from = rows_[std::size_t(at)];
            while (at + run < first + count && rows_[std::size_t(at + run)] == from + run) ++run;
            const std::span<std::byte> part =
                out.subspan(std::size_t(at - first) * row_bytes, std::size_t(run) * row_bytes);
            if (auto problem = base_->read_rows(from, run, part)) return problem;
            at += run;
        }
        return std::nullopt;
    }

private:
    std::vector<std::int64_t> rows_;
};

class Stacked final : public MatrixReader {
public:
    Stacked(std::vector<std::unique_ptr<MatrixReader>> parts, std::vector<std::string> files)
        : parts_(std::move(parts)), files_(std::move(files)) {
        for (const auto& part : parts_) {
            ends_.push_back((ends_.empty() ? 0 : ends_.back()) + part->rows());
            // float64 is the widest and the last; float16 the first.
            if (wider(part->precision(), precision_)) precision_ = part->precision();
        }
    }
    std::int64_t rows() const override { return ends_.back(); }
    std::int32_t columns() const override { return parts_[0]->columns(); }
    core::Precision precision() const override { return precision_; }
    std::int64_t bytes() const override {
        std::int64_t sum = 0;
        for (const auto& part : parts_) sum += part->bytes();
        return sum;
    }
    MatrixPlace place(std::int64_t row, std::int64_t column) const override {
        const std::size_t part = std::size_t(std::upper_bound(ends_.begin(), ends_.end(), row) - ends_.begin());
        MatrixPlace place = parts_[part]->place(row - (part == 0 ? 0 : ends_[part - 1]), column);
        if (place.file.empty()) place.file = files_[part];
        return place;
    }
    std::optional<Problem> read_rows(std::int64_t first, std::int64_t count, std::span<std::byte> out) override {
        const std::size_t size = precision_ == core::Precision::float64 ? 8 : 4;
        std::size_t part = std::size_t(std::upper_bound(ends_.begin(), ends_.end(), first) - ends_.begin());
        while (count > 0) {
            const std::int64_t begin = part == 0 ? 0 : ends_[part - 1], some = std::min(count, ends_[part] - first);
            const std::span<std::byte> to = out.first(std::size_t(some) * std::size_t(columns()) * size);
            if (auto problem = read_part(*parts_[part], first - begin, some, to, size)) return problem;
            out = out.subspan(to.size());
            first += some, count -= some, ++part;
        }
        return std::nullopt;
    }

private:
    static bool wider(core::Precision a, core::Precision b) {
        const auto bits = [](core::Precision p) {
            return p == core::Precision::float64 ? 64 : p == core::Precision::float32 ? 32 : 16;
        };
        return bits(a) > bits(b);
    }
    std::optional<Problem> read_part(MatrixReader& part, std::int64_t first, std::int64_t count,
                                     std::span<std::byte> out, std::size_t size) {
        if (number_bytes(part) == size) return part.read_rows(first, count, out);
        std::vector<float> narrow(out.size() / size);
        if (auto problem = part.read_rows(first, count, std::as_writable_bytes(std::span(narrow)))) return problem;
        std::copy(narrow.begin(), narrow.end(), reinterpret_cast<double*>(out.data()));
        return std::nullopt;
    }

    std::vector<std::unique_ptr<MatrixReader>> parts_;
    std::vector<std::string> files_;
    std::vector<std::int64_t> ends_;  // row behind each part
    core::Precision precision_ = core::Precision::float16;
};

}  // namespace

NumberSample sample_numbers(MatrixReader& matrix) {
    const std::int64_t count =
        std::min<std::int64_t>(matrix.rows(), std::clamp<std::int64_t>(1'000'000 / matrix.columns(), 1, 64));
    std::vector<double> room(std::size_t(count * matrix.columns()));
    const auto bytes = std::as_writable_bytes(std::span(room)).first(room.size() * number_bytes(matrix));
    NumberSample sample;
    if (matrix.read_rows(0, count, bytes)) return sample;
    std::int64_t outside = 0, hundred = 0;
    as_numbers(matrix, bytes, [&](const auto* numbers, std::size_t) {
        for (std::int64_t row = 0; row < count; ++row, numbers += matrix.columns()) {
            double smallest = double(numbers[0]), largest = smallest, sum = 0;
            for (std::int32_t c = 0; c < matrix.columns(); ++c) {
                const double x = double(numbers[c]);
                if (!std::isfinite(x)) return;  // for the reader of probabilities to name
                smallest = std::min(smallest, x), largest = std::max(largest, x), sum += x;
            }
            if (smallest >= -1e-3 && largest <= 1 + 1e-3) continue;
            if (outside++ == 0)
                sample.place = matrix.place(row), sample.smallest = smallest, sample.largest = largest,
                sample.sum = sum;
            if (smallest >= 0 && std::abs(sum - 100) <= 1) ++hundred;
        }
    });
    if (outside * 2 >= count && outside > 0)
        sample.kind = hundred * 10 >= outside * 9 ? NumberKind::percent : NumberKind::logits;
    return sample;
}

Problem logits_problem(const NumberSample& sample, std::string file) {
    char range[80];
    std::snprintf(range, sizeof range, "%.4g to %.4g", sample.smallest, sample.largest);
    return {
        .what = std::string("these are not probabilities but scores of a network (logits): the row goes from ") + range,
        .file = sample.place.file.empty() ? std::move(file) : sample.place.file,
        .row = sample.place.row,
        .remedy =
            "apply softmax to each row, for example scipy.special.softmax(scores, axis=1), and save that; the "
            "command line does it with --softmax",
        .check = "logits"};
}

Problem percent_problem(const NumberSample& sample, std::string file) {
    char sum[40];
    std::snprintf(sum, sizeof sum, "%.4g", sample.sum);
    return {.what = std::string("these are not probabilities but percentages: the row sums to ") + sum,
            .file = sample.place.file.empty() ? std::move(file) : sample.place.file,
            .row = sample.place.row,
            .remedy = "divide them by 100 and save that; the command line does it with --percent",
            .check = "percent"};
}

std::unique_ptr<MatrixReader> softmax_matrix(std::unique_ptr<MatrixReader> base) {
    return converted(std::move(base), [](auto* numbers, std::size_t size, std::int32_t columns) {
        for (std::size_t at = 0; at < size; at += std::size_t(columns)) softmax(numbers + at, columns);
    });
}

std::unique_ptr<MatrixReader> percent_matrix(std::unique_ptr<MatrixReader> base) {
    return converted(std::move(base), [](auto* numbers, std::size_t size, std::int32_t) {
        for (std::size_t i = 0; i < size; ++i) numbers[i] /= 100;
    });
}

std::unique_ptr<MatrixReader> reordered_columns(std::unique_ptr<MatrixReader> base, std::vector<std::int32_t> columns) {
    return std::make_unique<Columns>(std::move(base), std::move(columns));
}

std::unique_ptr<MatrixReader> reordered_rows(std::unique_ptr<MatrixReader> base, std::vector<std::int64_t> rows) {
    return std::make_unique<Rows>(std::move(base), std::move(rows));
}

std::unique_ptr<MatrixReader> stacked_matrix(std::vector<std::unique_ptr<MatrixReader>> parts,
                                             std::vector<std::string> files) {
    return std::make_unique<Stacked>(std::move(parts), std::move(files));
}

}  // namespace io
