#include "audit/precision_by_place.h"

#include <algorithm>

namespace audit {
namespace {

constexpr std::size_t fewest = 8;
constexpr std::size_t longest_course = 500;

struct Decided {
    std::int64_t place;  // 1-based
    bool wrong;
};

std::vector<Decided> decided_in(const Audit& audit, std::span<const std::int64_t> order, std::int64_t most) {
    std::vector<Decided> found;
    for (std::size_t i = 0; i < order.size() && std::int64_t(found.size()) < most; ++i) {
        const DecisionKind kind = audit.log.decision(order[i]).kind;
        if (is_definite(kind)) found.push_back({std::int64_t(i) + 1, kind != DecisionKind::keep});
    }
    return found;
}

PrecisionByPlace::Stretch stretch_of(const std::vector<Decided>& decided, std::size_t begin, std::size_t end) {
    std::int64_t wrong = 0;
    for (std::size_t i = begin; i < end; ++i) wrong += decided[i].wrong;
    return {decided[begin].place, decided[end - 1].place, accuracy_of(wrong, std::int64_t(end - begin))};
}

}  // namespace

PrecisionByPlace precision_by_place(const Audit& audit, std::span<const std::int64_t> order, std::int64_t most_decided,
                                    int window) {
    PrecisionByPlace precision;
    const std::vector<Decided> decided = decided_in(audit, order, most_decided);
    const auto wide = std::size_t(std::max(window, 1));
    std::size_t in_window = 0;
    for (std::size_t i = 0; i < decided.size(); ++i) {
        in_window += decided[i].wrong;
        if (i >= wide) in_window -= decided[i - wide].wrong;
        const std::size_t looked_at = std::min(i + 1, wide);
        if (looked_at < std::min(wide, fewest)) continue;
        if (precision.course.empty()) precision.course_from = decided[i].place;
        precision.course_to = decided[i].place;
        precision.course.push_back(float(in_window) / float(looked_at));
    }
    if (const std::size_t points = precision.course.size(); points > longest_course) {
        for (std::size_t i = 0; i < longest_course; ++i)
            precision.course[i] = precision.course[i * (points - 1) / (longest_course - 1)];
        precision.course.resize(longest_course);
    }
    if (decided.size() < fewest) return precision;
    const bool both_ends = decided.size() >= 40;
    const std::size_t part = both_ends ? std::clamp<std::size_t>(decided.size() / 3, 13, 100) : decided.size();
    precision.stretches.push_back(stretch_of(decided, 0, part));
    if (both_ends) precision.stretches.push_back(stretch_of(decided, decided.size() - part, decided.size()));
    return precision;
}

}  // namespace audit
