#include "ui/grid.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace ui {

void Grid::follow(const audit::Audit& audit, const audit::Queue& queue) {
    if (generation_ == queue.generation()) return;
    generation_ = queue.generation();
    clear();
    const std::vector<std::int64_t>& examples = queue.examples();
    const core::Findings& findings = audit.findings;
    positions_.resize(examples.size());
    std::iota(positions_.begin(), positions_.end(), std::int64_t(0));
    sections_.clear();
    if (grouped_) {
        // Pairs with the most examples first; those where the model agrees are no pair and come last.
        std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> counts;
        const auto pair_of = [&](std::int64_t position) {
            const std::size_t i = std::size_t(examples[std::size_t(position)]);
            return findings.given[i] == findings.predicted[i] ? std::pair(std::int32_t(-1), std::int32_t(-1))
                                                              : std::pair(findings.given[i], findings.predicted[i]);
        };
        for (std::int64_t position : positions_) ++counts[pair_of(position)];
        std::vector<std::pair<std::pair<std::int32_t, std::int32_t>, std::int64_t>> ranked(counts.begin(),
                                                                                           counts.end());
        std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
            if ((a.first.first < 0) != (b.first.first < 0)) return b.first.first < 0;
            return a.second > b.second;
        });
        std::int64_t first = 0;
        for (const auto& [pair, count] : ranked) {
            sections_.push_back({pair.first, pair.second, first, count});
            counts[pair] = first;  // from here on: where its next example goes
            first += count;
        }
        std::vector<std::int64_t> sorted(positions_.size());
        for (std::int64_t position : positions_) sorted[std::size_t(counts[pair_of(position)]++)] = position;
        positions_ = std::move(sorted);
    } else if (!examples.empty()) {
        sections_.push_back({-1, -1, 0, std::int64_t(examples.size())});
    }
    places_.resize(positions_.size());
    for (std::size_t place = 0; place < positions_.size(); ++place)
        places_[std::size_t(positions_[place])] = std::int64_t(place);
}

const Grid::Section& Grid::section_of(std::int64_t place) const {
    const auto after = std::upper_bound(sections_.begin(), sections_.end(), place,
                                        [](std::int64_t p, const Section& s) { return p < s.first; });
    return *std::prev(after);
}

std::int64_t Grid::vertically(std::int64_t place, int steps) const {
    while (steps != 0 && count() > 0) {
        const Section& section = section_of(place);
        const std::int64_t inside = place - section.first, column = inside % columns;
        const bool down = steps > 0;
        const std::int64_t last_row = (section.count - 1) / columns, row = inside / columns;
        if (down ? row < last_row : row > 0) {
            place = std::min(place + (down ? columns : -columns), section.first + section.count - 1);
        } else {
            const std::int64_t next = down ? section.first + section.count : section.first - 1;
            if (next < 0 || next >= count()) return place;
            const Section& other = section_of(next);
            const std::int64_t first_of_row = down ? 0 : (other.count - 1) / columns * columns;
            place = other.first + std::min(first_of_row + column, other.count - 1);
        }
        steps += down ? -1 : 1;
    }
    return place;
}

void Grid::toggle(std::int64_t place) {
    if (selected_.erase(place) == 0) selected_.insert(place);
    begin_at(place);
}

void Grid::select(std::int64_t first, std::int64_t last) {
    if (first > last) std::swap(first, last);
    for (std::int64_t place = first; place <= last; ++place) selected_.insert(place);
}

void Grid::select_only(const std::vector<std::int64_t>& places) { selected_ = {places.begin(), places.end()}; }

void Grid::extend_to(std::int64_t place) {
    for (std::int64_t p = std::min(anchor_, extended_to_); p <= std::max(anchor_, extended_to_); ++p)
        selected_.erase(p);
    select(anchor_, place);
    extended_to_ = place;
}

void Grid::clear() {
    selected_.clear();
    anchor_ = extended_to_ = 0;
}

std::vector<std::int64_t> Grid::selected_places() const {
    std::vector<std::int64_t> places(selected_.begin(), selected_.end());
    std::sort(places.begin(), places.end());
    return places;
}

}  // namespace ui
