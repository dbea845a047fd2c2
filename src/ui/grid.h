// Many examples at once: their order in sections, and which of them are selected. Drawn by review_grid.cpp.
//
//   queue (worst first)   0 1 2 3 4 5 ...
//   places of the grid    Shirt -> T-shirt: 0 3 4    Coat -> Pullover: 1 5    ...
#pragma once
#include <cstdint>
#include <unordered_set>
#include <vector>

#include "audit/audit.h"
#include "audit/queue.h"

namespace ui {

class Grid {
public:
    static constexpr float smallest = 48, largest = 320;

    bool shown = false;
    float size = 104;     // of a picture, CSS pixels
    int columns = 1;      // as last drawn
    int rows = 1;         // in sight, as last drawn
    bool reveal = false;  // scroll to the place under review in the next frame

    struct Section {
        std::int32_t given = -1, suggested = -1;  // -1: not grouped
        std::int64_t first = 0, count = 0;        // places
    };
    bool grouped() const { return grouped_; }
    void group(bool by_pair) { grouped_ = by_pair, generation_ = 0; }

    // Follows the queue: call it before anything below. A new list forgets the selection.
    void follow(const audit::Audit& audit, const audit::Queue& queue);
    const std::vector<Section>& sections() const { return sections_; }
    std::int64_t count() const { return std::int64_t(positions_.size()); }
    std::int64_t position_at(std::int64_t place) const { return positions_[std::size_t(place)]; }  // in the queue
    std::int64_t place_of(std::int64_t position) const { return places_[std::size_t(position)]; }
    const Section& section_of(std::int64_t place) const;
    // The place `rows` further up or down in the same column, across sections.
    std::int64_t vertically(std::int64_t place, int rows) const;

    bool is_selected(std::int64_t place) const { return selected_.contains(place); }
    std::int64_t selected() const { return std::int64_t(selected_.size()); }
    void toggle(std::int64_t place);
    void select(std::int64_t first, std::int64_t last);  // both included, in either order
    void select_only(const std::vector<std::int64_t>& places);
    void extend_to(std::int64_t place);  // from where the selection began; what the last extension took in is let go
    void clear();
    std::vector<std::int64_t> selected_places() const;  // ascending
    std::int64_t anchor() const { return anchor_; }
    void begin_at(std::int64_t place) { anchor_ = extended_to_ = place; }

private:
    bool grouped_ = true;
    std::uint64_t generation_ = 0;
    std::vector<Section> sections_;
    std::vector<std::int64_t> positions_, places_;
    std::unordered_set<std::int64_t> selected_;
    std::int64_t anchor_ = 0, extended_to_ = 0;
};

}  // namespace ui
