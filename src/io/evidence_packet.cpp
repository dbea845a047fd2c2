#include "io/evidence_packet.h"

#include "io/packet.h"

namespace io {
namespace {

// One list of fields for both directions: `each` puts or gets.
template <class Each, class Value>
void fields(Each&& each, Value& e) {
    // Field by field: what lies between the fields of a struct is not the same twice.
    each(e.shape.first_row), each(e.shape.rows), each(e.shape.classes), each(e.shape.kept), each(e.shape.precision);
    each(e.top_class), each(e.single.given), each(e.single.largest_other), each(e.single.top);
    each(e.twice.given), each(e.twice.largest_other), each(e.twice.top), each(e.entropy), each(e.covered);
    each(e.row_sums.off), each(e.row_sums.first_off), each(e.row_sums.lowest), each(e.row_sums.highest),
        each(e.row_sums.least), each(e.row_sums.outside), each(e.row_sums.first_outside);
}

bool consistent(const core::Evidence& e) {
    const core::EvidenceShape& shape = e.shape;
    if (shape.rows < 0 || shape.first_row < 0 || shape.classes < 1 || shape.kept < 1 || shape.kept > shape.classes)
        return false;
    if (shape.rows > (std::int64_t(1) << 31) || shape.precision > core::Precision::float64) return false;
    const std::uint64_t n = std::uint64_t(shape.rows), kept = std::uint64_t(shape.kept);
    const auto sized = [&](const auto& values, bool used) {
        const std::uint64_t rows = used ? n : 0;
        return values.given.size() == rows && values.largest_other.size() == rows && values.top.size() == rows * kept;
    };
    if (!sized(e.single, !e.is_double()) || !sized(e.twice, e.is_double())) return false;
    if (e.top_class.size() != n * kept || e.entropy.size() != (shape.entropy ? n : 0)) return false;
    for (const std::int32_t c : e.top_class)
        if (c < 0 || c >= shape.classes) return false;
    for (const core::RowRange& rows : e.covered)
        if (rows.first < shape.first_row || rows.end > shape.first_row + shape.rows || rows.end < rows.first)
            return false;
    return true;
}

}  // namespace

std::vector<std::uint8_t> encode_evidence(const core::Evidence& evidence) {
    PacketWriter writer;
    writer.reserve(std::size_t(evidence.shape.rows) *
                       (16 + 12 * std::size_t(evidence.shape.kept) + (evidence.shape.entropy ? 8 : 0)) +
                   512);
    writer.put(std::uint8_t(evidence.shape.entropy));
    fields([&writer](const auto& value) { writer.put(value); }, evidence);
    return std::move(writer).take();
}

Result<core::Evidence> decode_evidence(std::span<const std::uint8_t> bytes) {
    PacketReader reader(bytes);
    core::Evidence evidence;
    std::uint8_t entropy = 0;  // not read as a bool: only two of its values are one
    reader.get(entropy);
    evidence.shape.entropy = entropy != 0;
    fields([&reader](auto& value) { reader.get(value); }, evidence);
    if (!reader.ok() || !consistent(evidence))
        return Problem{.what = "the evidence of a reading worker is damaged",
                       .file = {},
                       .remedy = "reload the page and open the files again"};
    return evidence;
}

}  // namespace io
