#include "core/evidence.h"

#include <algorithm>

namespace core {
namespace {

template <class V>
void place(std::vector<V>& whole, const std::vector<V>& part, std::int64_t offset) {
    std::copy(part.begin(), part.end(), whole.begin() + offset);
}

}  // namespace

void RowSums::include(const RowSums& other) {
    off += other.off;
    if (other.first_off >= 0 && (first_off < 0 || other.first_off < first_off)) first_off = other.first_off;
    lowest = std::min(lowest, other.lowest);
    highest = std::max(highest, other.highest);
    least = std::min(least, other.least);
    outside += other.outside;
    if (other.first_outside >= 0 && (first_outside < 0 || other.first_outside < first_outside))
        first_outside = other.first_outside;
}

Evidence::Evidence(const EvidenceShape& wanted) : shape(wanted) {
    shape.kept = std::clamp(wanted.kept, std::int32_t(1), std::max(wanted.classes, std::int32_t(1)));
    const std::size_t rows = std::size_t(shape.rows), kept = std::size_t(shape.kept);
    top_class.resize(rows * kept);
    with_type(shape.precision, [&](auto zero) {
        auto& numbers = values<decltype(zero)>();
        numbers.given.resize(rows);
        numbers.largest_other.resize(rows);
        numbers.top.resize(rows * kept);
    });
    if (shape.entropy) entropy.resize(rows);
}

void Evidence::cover(RowRange rows, const RowSums& sums) {
    row_sums.include(sums);
    if (rows.end <= rows.first) return;
    auto after = std::upper_bound(covered.begin(), covered.end(), rows.first,
                                  [](std::int64_t row, const RowRange& range) { return row < range.first; });
    if (after != covered.begin() && std::prev(after)->end == rows.first) {
        --after;
        after->end = rows.end;
    } else {
        after = covered.insert(after, rows);
    }
    const auto next = std::next(after);
    if (next != covered.end() && next->first == after->end) {
        after->end = next->end;
        covered.erase(next);
    }
}

Status Evidence::complete() const {
    const std::int64_t end = shape.first_row + shape.rows;
    std::int64_t missing = shape.first_row;
    if (!covered.empty() && covered.front().first == missing) missing = covered.front().end;
    if (missing >= end) return {};
    return {.code = StatusCode::incomplete_evidence, .row = missing};
}

Status merge_evidence(Evidence& whole, const Evidence& part) {
    const EvidenceShape &a = whole.shape, &b = part.shape;
    const auto wrong = [](const char* option) {
        return Status{.code = StatusCode::option_out_of_range, .option = option};
    };
    if (a.classes != b.classes) return wrong("classes");
    if (a.kept != b.kept) return wrong("kept");
    if (a.precision != b.precision) return wrong("precision");
    if (a.entropy != b.entropy) return wrong("entropy");
    if (b.first_row < a.first_row || b.first_row + b.rows > a.first_row + a.rows) return wrong("rows");
    const std::int64_t offset = b.first_row - a.first_row;
    place(whole.top_class, part.top_class, offset * a.kept);
    with_type(a.precision, [&](auto zero) {
        auto& to = whole.values<decltype(zero)>();
        const auto& from = part.values<decltype(zero)>();
        place(to.given, from.given, offset);
        place(to.largest_other, from.largest_other, offset);
        place(to.top, from.top, offset * a.kept);
    });
    if (a.entropy) place(whole.entropy, part.entropy, offset);
    for (const RowRange& rows : part.covered) whole.cover(rows, RowSums{});
    whole.row_sums.include(part.row_sums);
    return {};
}

}  // namespace core
