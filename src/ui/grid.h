// Many examples at once: their order in sections, and which of them are selected. Drawn by review_grid.cpp.
//
//   queue (worst first)   0 1 2 3 4 5 ...
//   places of the grid    Shirt -> T-shirt: 0 3 4    Coat -> Pullover: 1 5    ...
//
// Made for a million places: nothing here looks at all of them but follow() with a new list, select() of many and
// selected_places().
#pragma once
#include <cstdint>
#include <vector>

#include "audit/audit.h"
#include "audit/queue.h"

namespace ui {

class Grid {
public:
    static constexpr float smallest = 48, largest = 320;

    bool shown = false;
    float size = 104;      // of a picture as it was chosen, CSS pixels
    float cell = 104;      // as last drawn: what is over in a row is shared
    int columns = 1;       // as last drawn
    int head_columns = 1;  // as last drawn: what the heading of a section needs at least
    int rows = 1;          // in sight, as last drawn
    bool reveal = false;   // scroll to the place under review in the next frame
    // As last drawn: the places whose pictures are at least half in sight (not one stretch of places, where sections
    // stand beside each other), and the first that is as a whole, or else one of these. Empty, -1: not known, or none.
    std::vector<std::int64_t> in_sight;
    std::int64_t first_whole = -1;

    struct Section {
        // -1: not grouped by it. Both, where mix-ups have sections: where the model agrees.
        std::int32_t given = -1, suggested = -1;
        std::int64_t first = 0, count = 0;  // places
        std::int64_t selected = 0;
    };
    // What has a section of its own: a given-suggested pair, a given label, or nothing.
    enum class Grouping { none, pair, given };
    // As it is; as long as nobody chose, `pair` is `given`, or `none`, in lists where most of such sections would be of
    // one or two pictures, as with a thousand classes.
    Grouping grouping() const { return grouping_; }
    bool grouped() const { return grouping_ != Grouping::none; }
    void group(Grouping by) { grouping_ = wanted_ = by, chosen_ = true, generation_ = 0; }
    bool grouping_is_chosen() const { return chosen_; }
    std::uint64_t generation() const {
        return generation_ * 4 + std::uint64_t(grouping_);
    }  // for caches: of the sections

    // Follows the queue: call it before anything below. A new list forgets the selection.
    void follow(const audit::Audit& audit, const audit::Queue& queue);
    const std::vector<Section>& sections() const { return sections_; }
    std::int64_t count() const { return std::int64_t(positions_.size()); }
    std::int64_t position_at(std::int64_t place) const { return positions_[std::size_t(place)]; }  // in the queue
    std::int64_t place_of(std::int64_t position) const { return places_[std::size_t(position)]; }
    const Section& section_of(std::int64_t place) const { return sections_[index_of_section(place)]; }
    // The place `rows` further up or down in the same column, across sections.
    std::int64_t vertically(std::int64_t place, int rows) const;

    // Where a section is. Those that need no more than a part of a row stand beside each other on one shelf:
    //
    //   Shirt -> Coat            shelf 0: a section as wide as the page, as many rows as it takes
    //   # # # # # # # #
    //   # # #
    //   Coat -> Bag  Bag -> Coat   shelf 1: two sections, one row each
    //   # #          #
    struct Box {
        std::int64_t shelf = 0;      // shelves above it
        std::int64_t row = 0;        // rows of pictures above it, on all shelves
        int column = 0, across = 1;  // the first of its columns, and how many it has
    };
    // One for each section, and a last one below them all: Box::shelf and Box::row of that are the height of the page.
    // Computed anew only when something changed.
    const std::vector<Box>& boxes() const;
    std::int64_t rows_of(std::size_t section) const {
        return (sections_[section].count + boxes()[section].across - 1) / boxes()[section].across;
    }

    bool is_selected(std::int64_t place) const { return selected_[std::size_t(place)] != 0; }
    std::int64_t selected() const { return selected_count_; }
    std::uint64_t selection() const { return selection_; }  // for caches: a number for each state of it
    void toggle(std::int64_t place);
    void select(std::int64_t first, std::int64_t last, bool on = true);  // both included, in either order
    void extend_to(std::int64_t place);  // from where the selection began; what the last extension took in is let go
    void clear();
    std::vector<std::int64_t> selected_places() const;  // ascending
    // Of what is selected: the class that all were given, and the one suggested for all; -1 where they differ.
    struct Common {
        std::int32_t given = -1, suggested = -1;
    };
    const Common& common(const audit::Audit& audit, const audit::Queue& queue) const;
    void begin_at(std::int64_t place) { anchor_ = extended_to_ = place; }

    // The selection as it is, to come back to while a rectangle is dragged over the cells.
    std::vector<std::uint8_t> snapshot() const { return selected_; }
    void restore(const std::vector<std::uint8_t>& snapshot);  // of the same list

private:
    std::size_t index_of_section(std::int64_t place) const;
    void make_sections(const audit::Audit& audit, const std::vector<std::int64_t>& examples);
    void set(std::int64_t place, bool on, Section& section);

    Grouping grouping_ = Grouping::pair, wanted_ = Grouping::pair;
    bool chosen_ = false;
    std::uint64_t generation_ = 0;
    std::vector<Section> sections_;
    std::vector<std::uint32_t> positions_, places_;
    std::vector<std::uint8_t> selected_;  // by place
    std::int64_t selected_count_ = 0;
    std::uint64_t selection_ = 1;  // a number for each state of the selection
    std::int64_t anchor_ = 0, extended_to_ = 0;
    mutable std::vector<Box> boxes_;
    mutable int boxes_columns_ = 0, boxes_head_ = 0;
    mutable Common common_;
    mutable std::uint64_t common_of_ = 0;
};

}  // namespace ui
