#include "audit/models.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "audit/exports.h"
#include "audit/queue.h"
#include "audit/summary.h"
#include "audit/words.h"

namespace audit {
namespace {

struct Labels {
    std::vector<std::int32_t> corrected;
    std::vector<std::uint8_t> changed;  // 1 where the label was corrected

    explicit Labels(const Audit& audit) { corrected = corrected_labels(audit, &changed); }
};

bool has_no_label(const Audit& audit, std::size_t example) { return is_unclear(audit, std::int64_t(example)); }

// Agresti & Min 2005: the usual interval for a difference of paired shares, with half an example added to each cell.
Difference difference_of(std::int64_t only_first, std::int64_t only_second, std::int64_t total) {
    Difference difference;
    if (total == 0) return difference;
    constexpr double z = normal_quantile;
    const double n = double(total) + 2, b = double(only_first) + 0.5, c = double(only_second) + 0.5;
    const double middle = (b - c) / n, spread = z * std::sqrt((b + c) - (b - c) * (b - c) / n) / n;
    difference.share = double(only_first - only_second) / double(total);
    difference.low = std::max(-1.0, middle - spread);
    difference.high = std::min(1.0, middle + spread);
    return difference;
}

std::string points(double share) {
    char text[40];
    std::snprintf(text, sizeof text, "%.2f", std::abs(share) * 100);
    return text;
}

// Which of two is on top when errors of this kind become more frequent: the set keeps its corrected examples and loses
// others at random (the paper's noise prevalence).
void find_flip(const Audit& audit, const Labels& labels, const Model& best, const Model& second, Unclear unclear,
               std::int32_t split, ModelRanking& ranking) {
    double best_clean = 0, second_clean = 0, best_corrected = 0, second_corrected = 0, clean = 0, corrected = 0;
    for (std::size_t i = 0; i < labels.corrected.size(); ++i) {
        if (!in_split(audit, std::int64_t(i), split)) continue;
        if (unclear != Unclear::in_both && has_no_label(audit, i)) continue;
        const bool by_best = best.predicted[i] == labels.corrected[i],
                   by_second = second.predicted[i] == labels.corrected[i];
        if (labels.changed[i] != 0) {
            ++corrected;
            best_corrected += by_best, second_corrected += by_second;
        } else {
            ++clean;
            best_clean += by_best, second_clean += by_second;
        }
    }
    ranking.errors_to_flip = corrected == 0 ? 0 : -1;
    double lead = best_clean - second_clean, catch_up = second_corrected - best_corrected;
    if (lead < 0 && lead == catch_up) lead = -lead, catch_up = -catch_up;  // equal by now: either may be the first
    if (corrected == 0 || lead <= 0 || catch_up <= 0) return;
    const double kept = catch_up / lead;  // the share of the other examples at which they are equal
    if (kept > 1) return;
    ranking.flip_share = corrected / (corrected + kept * clean);
    ranking.errors_to_flip =
        std::max<std::int64_t>(1, std::llround(std::ceil(ranking.flip_share * (clean + corrected) - corrected)));
}

// “a”, “b” and “c”: those that have the first place.
std::string first_ones(const ModelRanking& ranking, int RankedModel::*rank) {
    std::vector<std::string> names;
    for (const RankedModel& model : ranking.models)
        if (model.*rank == 1) names.push_back(quoted(model.name));
    if (names.size() > 4) names = {names[0], names[1], counted(std::int64_t(names.size()) - 2, "other", "others")};
    return joined(names);
}

std::string signed_points(double share) { return (share < 0 ? "\xe2\x88\x92" : "") + points(share); }

std::string who_is_first(const ModelRanking& ranking) {
    const auto count = [&](int RankedModel::*rank) {
        return std::count_if(ranking.models.begin(), ranking.models.end(),
                             [&](const RankedModel& model) { return model.*rank == 1; });
    };
    const std::string before = first_ones(ranking, &RankedModel::rank_as_given),
                      after = first_ones(ranking, &RankedModel::rank_corrected);
    const bool one_before = count(&RankedModel::rank_as_given) == 1,
               one_after = count(&RankedModel::rank_corrected) == 1;
    const std::string as_given =
        before + (one_before ? " is best" : " are equal and best") + " by the labels as they came";
    if (!one_after) return as_given + "; by the corrected ones " + after + " are equal and best. ";
    std::string text;
    if (ranking.winner_changes)
        text = "Another model wins: " + as_given + ", " + after + " by the corrected ones";
    else if (one_before)
        text = as_given + " and by the corrected ones";
    else
        text = as_given + "; by the corrected ones " + after + " is best";
    text += ", " + points(ranking.lead.share) + " percentage points ahead of the second (95% interval " +
            signed_points(ranking.lead.low) + " to " + signed_points(ranking.lead.high) + ")";
    return text + (ranking.lead.low > 0 ? ". " : ": too little to tell them apart. ");
}

std::string sentence_for(const ModelRanking& ranking) {
    if (ranking.models.size() < 2) return {};
    const std::string before = first_ones(ranking, &RankedModel::rank_as_given);
    const auto firsts = std::count_if(ranking.models.begin(), ranking.models.end(),
                                      [](const RankedModel& model) { return model.rank_as_given == 1; });
    if (ranking.corrected == 0)
        return before + (firsts == 1 ? " is best" : " are equal and best") +
               " by the labels as they came. Whether that holds by corrected labels will be seen here as soon as "
               "labels "
               "are corrected.";
    std::string text = who_is_first(ranking);
    if (ranking.errors_to_flip > 0)
        text += (ranking.errors_to_flip == 1 ? std::string("One more error")
                                             : "About " + with_thousands(ranking.errors_to_flip) + " more errors") +
                " of the kind found would change who is first: wrong labels would then be " +
                share_in_words(ranking.flip_share) + " of the set.";
    else
        text += "More errors of the kind found would not change who is first.";
    return text;
}

}  // namespace

std::string own_model_name(const Audit& audit) {
    const std::string& file = audit.reading.probabilities.file;
    return file.empty() ? "the model that found these labels" : file;
}

ModelRanking rank_models(const Audit& audit, std::span<const Model> models, Unclear unclear, std::int32_t split) {
    ModelRanking ranking;
    const Labels labels(audit);
    const std::vector<std::int32_t>& given = audit.findings.given;
    // Which examples count, in either figure.
    std::vector<std::uint8_t> counts_as_given(given.size(), 1), counts_corrected(given.size(), 1);
    std::int64_t total_as_given = 0, total_corrected = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (!in_split(audit, std::int64_t(i), split)) {
            counts_as_given[i] = counts_corrected[i] = 0;
            continue;
        }
        ranking.corrected += labels.changed[i];
        if (has_no_label(audit, i)) {
            counts_as_given[i] = unclear != Unclear::out_of_both;
            counts_corrected[i] = unclear == Unclear::in_both;
        }
        total_as_given += counts_as_given[i];
        total_corrected += counts_corrected[i];
    }
    std::vector<const Model*> usable;
    for (const Model& model : models) {
        if (model.predicted.size() != given.size()) continue;
        RankedModel row;
        row.name = model.name;
        std::int64_t as_given = 0, corrected = 0;
        for (std::size_t i = 0; i < given.size(); ++i) {
            as_given += counts_as_given[i] != 0 && model.predicted[i] == given[i];
            corrected += counts_corrected[i] != 0 && model.predicted[i] == labels.corrected[i];
            if (labels.changed[i] == 0 || !in_split(audit, std::int64_t(i), split)) continue;
            row.right_by_given += model.predicted[i] == given[i];
            row.right_by_corrected += model.predicted[i] == labels.corrected[i];
        }
        row.as_given = accuracy_of(as_given, total_as_given);
        row.corrected = accuracy_of(corrected, total_corrected);
        ranking.models.push_back(std::move(row));
        usable.push_back(&model);
    }
    if (ranking.models.empty()) return ranking;
    for (RankedModel& row : ranking.models)
        for (const RankedModel& other : ranking.models) {
            row.rank_as_given += other.as_given.right > row.as_given.right;
            row.rank_corrected += other.corrected.right > row.corrected.right;
        }
    const auto no_longer_first = [&] {
        for (const RankedModel& row : ranking.models)
            if (row.rank_as_given == 1 && row.rank_corrected == 1) return false;
        return true;
    };
    ranking.winner_changes = no_longer_first();
    if (usable.size() >= 2) {
        // The two best by corrected labels.
        std::vector<std::size_t> order(usable.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return ranking.models[a].rank_corrected < ranking.models[b].rank_corrected;
        });
        const Model &best = *usable[order[0]], &second = *usable[order[1]];
        std::int64_t only_best = 0, only_second = 0, total = 0;
        for (std::size_t i = 0; i < given.size(); ++i) {
            if (counts_corrected[i] == 0) continue;
            const bool by_best = best.predicted[i] == labels.corrected[i],
                       by_second = second.predicted[i] == labels.corrected[i];
            only_best += by_best && !by_second, only_second += by_second && !by_best, ++total;
        }
        ranking.lead = difference_of(only_best, only_second, total);
        find_flip(audit, labels, best, second, unclear, split, ranking);
    }
    std::stable_sort(ranking.models.begin(), ranking.models.end(),
                     [](const RankedModel& a, const RankedModel& b) { return a.rank_as_given < b.rank_as_given; });
    ranking.sentence = sentence_for(ranking);
    if (const std::string name = split_choice_name(audit, split); !name.empty() && !ranking.sentence.empty())
        ranking.sentence = "In " + quoted(name) + ": " + ranking.sentence;
    if (ranking.models.size() >= 2)
        ranking.caution =
            "Suggestions come from one of these models. Where people accept them readily, the corrected labels favour "
            "that model; a blind review does not.";
    return ranking;
}

}  // namespace audit
