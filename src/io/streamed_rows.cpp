#include "io/streamed_rows.h"

#include <algorithm>
#include <cstring>

namespace io {
namespace {
// Enough for a piece of a browser's stream and small enough for the processor's cache.
constexpr std::int64_t room_bytes = 1 << 20;
}  // namespace

StreamedRows::StreamedRows(const MatrixReader& probabilities, core::Evidence& evidence, std::int64_t first,
                           std::span<const std::int32_t> given, RowCache* cache)
    : probabilities_(probabilities),
      place_(probabilities.rows_in_file().value_or(RowsInFile{})),
      first_(first),
      end_(first + std::int64_t(given.size())),
      next_(first),
      given_(given),
      evidence_(evidence),
      cache_(cache),
      collector_(evidence),
      room_(std::size_t(std::max(room_bytes, 2 * place_.row_bytes))) {}

std::int64_t StreamedRows::offset() const { return place_.offset + first_ * place_.row_bytes; }

std::int64_t StreamedRows::bytes() const { return (end_ - first_) * place_.row_bytes; }

std::span<std::byte> StreamedRows::room() {
    const std::int64_t left = (end_ - next_) * place_.row_bytes - std::int64_t(held_);
    return std::span(room_).subspan(held_, std::size_t(std::min(std::int64_t(room_.size() - held_), left)));
}

core::Status StreamedRows::take(std::size_t count) {
    held_ += count;
    const std::size_t row_bytes = std::size_t(place_.row_bytes), rows = held_ / row_bytes, whole = rows * row_bytes;
    if (rows == 0) return {};
    const auto labels = given_.subspan(std::size_t(next_ - first_), rows);
    const std::size_t numbers = rows * std::size_t(probabilities_.columns());
    const auto add = [&](auto zero) {
        using Number = decltype(zero);
        std::byte* out = room_.data();
        if (numbers * sizeof(Number) > whole) {
            numbers_.resize(numbers * sizeof(Number));
            out = numbers_.data();
        }
        probabilities_.numbers_of_rows(std::span(room_).first(whole), {out, numbers * sizeof(Number)});
        return collector_.add_rows(next_, labels,
                                   std::span<const Number>(reinterpret_cast<const Number*>(out), numbers));
    };
    const core::Status status = probabilities_.precision() == core::Precision::float64 ? add(double{}) : add(float{});
    if (status.ok() && cache_ != nullptr && evidence_.shape.kept < evidence_.shape.classes) offer(rows);
    next_ += std::int64_t(rows);
    held_ -= whole;
    std::memmove(room_.data(), room_.data() + whole, held_);
    return status;
}

// The rows just taken that may stay open, as numbers.
void StreamedRows::offer(std::size_t rows) {
    const std::int32_t kept = evidence_.shape.kept;
    const std::byte* numbers = numbers_.empty() ? room_.data() : numbers_.data();
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t place = std::size_t(next_ - evidence_.shape.first_row) + i;
        if (evidence_.top_class[place * std::size_t(kept)] == given_[std::size_t(next_ - first_) + i]) continue;
        const double bound = core::with_type(evidence_.shape.precision, [&](auto zero) {
            const auto& values = evidence_.values<decltype(zero)>();
            return double(values.top[place * std::size_t(kept) + std::size_t(kept - 1)]) - double(values.given[place]);
        });
        cache_->offer(next_ + std::int64_t(i), bound, numbers + i * std::size_t(evidence_.shape.row_bytes()));
    }
}

}  // namespace io
