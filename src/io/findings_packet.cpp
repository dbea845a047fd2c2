#include "io/findings_packet.h"

#include "io/packet.h"

namespace io {
namespace {

// One list of fields for both directions: `each` puts or gets. With a million examples the packet is what fills the
// memory of a tab, so numbers travel in the smallest type that holds them exactly: scores of float probabilities as
// float (`scores`), classes as 16 bits where there are no more (`classes`); predicted labels are the first of the
// likeliest classes.
template <class Each, class Scores, class Classes, class Value>
void fields(Each&& each, Scores&& scores, Classes&& classes, Value& f) {
    each(f.examples), each(f.classes), each(f.precision), each(f.kept), each(f.rules);
    classes(f.given), classes(f.top_class), each(f.top_probability);
    scores(f.self_confidence), scores(f.normalized_margin), scores(f.confidence_weighted_entropy);
    each(f.thresholds), each(f.class_count), each(f.estimated_issues), each(f.confident_issues), each(f.health);
    each(f.quality), each(f.overlaps), each(f.rows_read_again), each(f.rows_off_sum), each(f.first_row_off_sum);
    each(f.rows_outside), each(f.first_row_outside), each(f.looked_for);
}

bool float_holds_scores(const core::Findings& f) { return f.precision != core::Precision::float64; }
bool short_holds_classes(const core::Findings& f) { return f.classes <= 0x10000; }

bool in_range(const std::vector<std::int32_t>& classes, std::int32_t k) {
    for (const std::int32_t c : classes)
        if (c < 0 || c >= k) return false;
    return true;
}

// What the page relies on when it uses one list to index another.
bool consistent(const core::Findings& f) {
    if (f.examples < 0 || f.classes < 0 || f.kept < 0 || f.precision > core::Precision::float64) return false;
    const auto n = std::uint64_t(f.examples), k = std::uint64_t(f.classes), m = std::uint64_t(f.kept);
    if (m > k || (m == 0 && n > 0) || n > std::uint64_t(1) << 31) return false;  // so that the product below fits
    if (f.given.size() != n || f.self_confidence.size() != n) return false;
    if (f.normalized_margin.size() != n || f.rules.size() != n) return false;
    if (f.top_class.size() != n * m || f.top_probability.size() != n * m) return false;
    if (f.thresholds.size() != k || f.class_count.size() != k) return false;
    if (!f.confidence_weighted_entropy.empty() && f.confidence_weighted_entropy.size() != n) return false;
    for (const core::ClassQuality& row : f.quality)
        if (row.class_index < 0 || row.class_index >= f.classes) return false;
    for (const core::ClassOverlap& row : f.overlaps)
        if (row.class_a < 0 || row.class_a >= f.classes || row.class_b < 0 || row.class_b >= f.classes) return false;
    for (const core::LookedFor& pair : f.looked_for)
        if (pair.given < 0 || pair.given >= f.classes || pair.other < 0 || pair.other >= f.classes || pair.count < 1)
            return false;
    return in_range(f.given, f.classes) && in_range(f.top_class, f.classes);
}

}  // namespace

std::vector<std::uint8_t> encode_findings(const core::Findings& findings) {
    PacketWriter writer;
    const std::size_t score = float_holds_scores(findings) ? 4 : 8, number = short_holds_classes(findings) ? 2 : 4;
    writer.reserve(std::size_t(findings.examples) * (1 + number + (4 + number) * std::size_t(findings.kept) +
                                                     score * (findings.confidence_weighted_entropy.empty() ? 2 : 3)) +
                   (std::size_t(findings.classes) + findings.overlaps.size()) * 80 +
                   findings.looked_for.size() * sizeof(core::LookedFor) + 1024);
    const auto put = [&writer](const auto& value) { writer.put(value); };
    const auto put_scores = [&](const std::vector<double>& values) {
        float_holds_scores(findings) ? writer.put_as<float>(values) : writer.put(values);
    };
    const auto put_classes = [&](const std::vector<std::int32_t>& values) {
        short_holds_classes(findings) ? writer.put_as<std::uint16_t>(values) : writer.put(values);
    };
    fields(put, put_scores, put_classes, findings);
    return std::move(writer).take();
}

Result<core::Findings> decode_findings(std::span<const std::uint8_t> bytes) {
    PacketReader reader(bytes);
    core::Findings findings;
    const auto get = [&reader](auto& value) { reader.get(value); };
    const auto get_scores = [&](std::vector<double>& values) {
        float_holds_scores(findings) ? reader.get_as<float>(values) : reader.get(values);
    };
    const auto get_classes = [&](std::vector<std::int32_t>& values) {
        short_holds_classes(findings) ? reader.get_as<std::uint16_t>(values) : reader.get(values);
    };
    fields(get, get_scores, get_classes, findings);
    if (!reader.ok() || !consistent(findings))
        return Problem{"The findings of the reading worker are damaged", "", -1, -1,
                       "Reload the page and open the files again"};
    findings.predicted.resize(findings.given.size());
    for (std::size_t i = 0; i < findings.predicted.size(); ++i)
        findings.predicted[i] = findings.top_class[i * std::size_t(findings.kept)];
    return findings;
}

}  // namespace io
