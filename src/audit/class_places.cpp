#include "audit/class_places.h"

#include <algorithm>
#include <cmath>

#include "audit/words.h"
#include "core/precision.h"

namespace audit {
namespace {

// p_other - p_given, in the type of the probabilities (design §7). Of float64 only the float nearest to p_other is
// kept, so two margins closer than `nearly` cannot be told apart.
class Margins {
public:
    explicit Margins(const core::Findings& findings)
        : findings_(findings), nearly_(findings.precision == core::Precision::float64 ? 1e-6 : 0) {}

    double of(std::size_t i, std::size_t kept_at) const {
        const float other = findings_.top_probability[i * std::size_t(findings_.kept) + kept_at];
        const double own = findings_.self_confidence[i];
        if (findings_.precision == core::Precision::float64) return double(other) - own;
        return double(core::in_precision(findings_.precision, other - float(own)));
    }
    // Where class c is among the kept ones of example i; kept where it is not.
    std::size_t place_of(std::size_t i, std::int32_t c) const {
        const auto* classes = findings_.top_class.data() + i * std::size_t(findings_.kept);
        return std::size_t(std::find(classes, classes + findings_.kept, c) - classes);
    }
    double nearly() const { return nearly_; }

private:
    const core::Findings& findings_;
    const double nearly_;
};

std::int64_t looked_for(const core::Findings& findings, std::int32_t given, std::int32_t other) {
    const auto before = [](const core::LookedFor& pair, const std::pair<std::int32_t, std::int32_t>& key) {
        return std::pair(pair.given, pair.other) < key;
    };
    const auto found =
        std::lower_bound(findings.looked_for.begin(), findings.looked_for.end(), std::pair(given, other), before);
    return found != findings.looked_for.end() && found->given == given && found->other == other ? found->count : 0;
}

std::string place_in_words(const ClassPlace& place, const std::string& what, const std::string& label,
                           const char* which) {
    std::string words = what + ": number " + with_thousands(place.first);
    if (place.last > place.first) words += " to " + with_thousands(place.last);
    words += " of " + with_thousands(place.among) + " labelled " + label;
    if (place.wanted == 0) return words + "; none is looked for";
    if (place.wanted == 1) return words + "; the " + which + " is looked for";
    return words + "; the " + with_thousands(place.wanted) + " " + which + " are looked for";
}

}  // namespace

ClassPlaces class_places(const Audit& audit, std::int64_t example) {
    const core::Findings& findings = audit.findings;
    const std::size_t own = std::size_t(example), kept = std::size_t(findings.kept);
    const std::int32_t given = findings.given[own], suggested = findings.predicted[own];
    const bool agrees = given == suggested;
    const Margins margins(findings);
    const double confidence = findings.self_confidence[own], margin = margins.of(own, 0);
    ClassPlaces places;
    std::int64_t uncertain = 0;
    for (std::size_t i = 0; i < findings.given.size(); ++i) {
        if (findings.given[i] != given) continue;
        ++places.self_confidence.among;
        if (i == own) continue;
        const double other = findings.self_confidence[i];
        places.self_confidence.first += other < confidence || (other == confidence && i < own);
        if (agrees) continue;
        const std::size_t at = margins.place_of(i, suggested);
        const double its = margins.of(i, std::min(at, kept - 1));  // at most, where the class was not kept
        const bool may = its > margin - margins.nearly() || (its == margin && i < own);
        const bool does = its > margin + margins.nearly() || (margins.nearly() == 0 && its == margin && i < own);
        if (at < kept && does)
            ++places.margin.first;
        else if (may)
            ++uncertain;
    }
    places.self_confidence.last = places.self_confidence.first;
    places.self_confidence.wanted = looked_for(findings, given, given);
    if (agrees) return places;
    places.margin.last = places.margin.first + uncertain;
    places.margin.among = places.self_confidence.among;
    places.margin.wanted = looked_for(findings, given, suggested);
    return places;
}

std::vector<std::string> places_in_words(const Audit& audit, std::int64_t example) {
    const ClassPlaces places = class_places(audit, example);
    const std::size_t i = std::size_t(example);
    const std::string label = quoted_class(audit, audit.findings.given[i]);
    std::vector<std::string> lines;
    if (places.margin.among > 0)
        lines.push_back(place_in_words(places.margin, "Margin to " + quoted_class(audit, audit.findings.predicted[i]),
                                       label, "largest"));
    lines.push_back(place_in_words(places.self_confidence, "Probability of the given label", label, "lowest"));
    return lines;
}

}  // namespace audit
