#include "io/findings_packet.h"

#include "io/packet.h"

namespace io {
namespace {

// One list of fields for both directions: `each` puts or gets.
template <class Each, class Value>
void fields(Each&& each, Value& f) {
    each(f.examples), each(f.classes), each(f.precision), each(f.given), each(f.predicted), each(f.self_confidence);
    each(f.normalized_margin), each(f.rules), each(f.kept), each(f.top_class), each(f.top_probability);
    each(f.thresholds), each(f.class_count), each(f.estimated_issues), each(f.confident_issues), each(f.health);
    each(f.quality), each(f.overlaps), each(f.rows_read_again), each(f.rows_off_sum), each(f.first_row_off_sum);
    each(f.confidence_weighted_entropy);
}

bool in_range(const std::vector<std::int32_t>& classes, std::int32_t k) {
    for (const std::int32_t c : classes)
        if (c < 0 || c >= k) return false;
    return true;
}

// What the page relies on when it uses one list to index another.
bool consistent(const core::Findings& f) {
    if (f.examples < 0 || f.classes < 0 || f.kept < 0 || f.precision > core::Precision::float64) return false;
    const auto n = std::uint64_t(f.examples), k = std::uint64_t(f.classes), m = std::uint64_t(f.kept);
    if (m > k || n > std::uint64_t(1) << 31) return false;  // so that the product below fits
    if (f.given.size() != n || f.predicted.size() != n || f.self_confidence.size() != n) return false;
    if (f.normalized_margin.size() != n || f.rules.size() != n) return false;
    if (f.top_class.size() != n * m || f.top_probability.size() != n * m) return false;
    if (f.thresholds.size() != k || f.class_count.size() != k) return false;
    if (!f.confidence_weighted_entropy.empty() && f.confidence_weighted_entropy.size() != n) return false;
    for (const core::ClassQuality& row : f.quality)
        if (row.class_index < 0 || row.class_index >= f.classes) return false;
    for (const core::ClassOverlap& row : f.overlaps)
        if (row.class_a < 0 || row.class_a >= f.classes || row.class_b < 0 || row.class_b >= f.classes) return false;
    return in_range(f.given, f.classes) && in_range(f.predicted, f.classes) && in_range(f.top_class, f.classes);
}

}  // namespace

std::vector<std::uint8_t> encode_findings(const core::Findings& findings) {
    PacketWriter writer;
    writer.reserve(std::size_t(findings.examples) *
                       (25 + 8 * std::size_t(findings.kept) + (findings.confidence_weighted_entropy.empty() ? 0 : 8)) +
                   (std::size_t(findings.classes) + findings.overlaps.size()) * 80 + 1024);
    fields([&writer](const auto& value) { writer.put(value); }, findings);
    return std::move(writer).take();
}

Result<core::Findings> decode_findings(std::span<const std::uint8_t> bytes) {
    PacketReader reader(bytes);
    core::Findings findings;
    fields([&reader](auto& value) { reader.get(value); }, findings);
    if (!reader.ok() || !consistent(findings))
        return Problem{"The findings of the reading worker are damaged", "", -1, -1,
                       "Reload the page and open the files again"};
    return findings;
}

}  // namespace io
