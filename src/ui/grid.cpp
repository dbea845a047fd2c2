#include "ui/grid.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ui {
namespace {

// A number for each section there may be: a given-suggested pair, and a last one for all where the model agrees, which
// are no pair; or a given label.
struct SectionNumbers {
    const core::Findings& findings;
    bool by_pair;
    std::uint64_t classes = std::uint64_t(std::max(findings.classes, 1));
    std::uint64_t count() const { return by_pair ? classes * classes + 1 : classes; }
    std::uint64_t operator()(std::size_t example) const {
        const std::int32_t given = findings.given[example], suggested = findings.predicted[example];
        if (!by_pair) return std::uint64_t(given);
        return given == suggested ? classes * classes : std::uint64_t(given) * classes + std::uint64_t(suggested);
    }
    bool agrees(std::uint64_t number) const { return by_pair && number == classes * classes; }
    Grid::Section section(std::uint64_t number) const {
        Grid::Section section;
        if (!by_pair)
            section.given = std::int32_t(number);
        else if (!agrees(number))
            section.given = std::int32_t(number / classes), section.suggested = std::int32_t(number % classes);
        return section;
    }
};

// What is there of something numbered: sorted, each once.
std::vector<std::uint64_t> distinct(std::vector<std::uint64_t> numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

}  // namespace

void Grid::follow(const audit::Audit& audit, const audit::Queue& queue) {
    if (generation_ == queue.generation()) return;
    generation_ = queue.generation();
    const std::vector<std::int64_t>& examples = queue.examples();
    const std::size_t n = examples.size();
    selected_.assign(n, 0);
    clear();
    positions_.resize(n);
    sections_.clear();
    boxes_.clear();
    grouping_ = wanted_;
    make_sections(audit, examples);
    constexpr std::size_t many = 100;  // fewer are all in sight anyway
    if (!chosen_ && grouping_ == Grouping::pair && n >= many && sections_.size() * 2 > n) {
        for (grouping_ = Grouping::given;; grouping_ = Grouping::none) {
            make_sections(audit, examples);
            if (sections_.size() * 2 <= n) break;  // one section always is
        }
    }
    places_.resize(n);
    for (std::size_t place = 0; place < n; ++place) places_[positions_[place]] = std::uint32_t(place);
}

void Grid::make_sections(const audit::Audit& audit, const std::vector<std::int64_t>& examples) {
    const std::size_t n = examples.size();
    sections_.clear();
    if (grouping_ == Grouping::none) {
        std::iota(positions_.begin(), positions_.end(), 0u);
        if (n > 0) sections_.push_back({-1, -1, 0, std::int64_t(n)});
        return;
    }
    // The section of each place of the queue, by number; a table of all numbers tells which, or, with very many
    // classes, a sorted list of those that come up.
    const SectionNumbers number_of{audit.findings, grouping_ == Grouping::pair};
    const bool tabled = number_of.count() <= (std::uint64_t(1) << 22);
    std::vector<std::uint64_t> numbers;
    std::vector<std::uint32_t> section_of_place(n);
    if (!tabled) {
        for (std::size_t i = 0; i < n; ++i) numbers.push_back(number_of(std::size_t(examples[i])));
        numbers = distinct(std::move(numbers));
    }
    std::vector<std::uint32_t> counts(tabled ? std::size_t(number_of.count()) : numbers.size(), 0);
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint64_t number = number_of(std::size_t(examples[i]));
        section_of_place[i] =
            tabled ? std::uint32_t(number)
                   : std::uint32_t(std::lower_bound(numbers.begin(), numbers.end(), number) - numbers.begin());
        ++counts[section_of_place[i]];
    }
    const auto number_at = [&](std::uint32_t entry) { return tabled ? entry : numbers[entry]; };
    std::vector<std::uint32_t> ranked;
    for (std::size_t entry = 0; entry < counts.size(); ++entry)
        if (counts[entry] != 0) ranked.push_back(std::uint32_t(entry));
    // Those with the most examples first; where the model agrees last.
    std::stable_sort(ranked.begin(), ranked.end(), [&](std::uint32_t a, std::uint32_t b) {
        const bool agrees = number_of.agrees(number_at(a)), other_agrees = number_of.agrees(number_at(b));
        if (agrees != other_agrees) return other_agrees;
        return counts[a] > counts[b];
    });
    std::int64_t first = 0;
    for (const std::uint32_t entry : ranked) {
        const std::int64_t count = counts[entry];
        Section section = number_of.section(number_at(entry));
        section.first = first;
        section.count = count;
        sections_.push_back(section);
        counts[entry] = std::uint32_t(first);  // from here on: where its next example goes
        first += count;
    }
    for (std::size_t i = 0; i < n; ++i) positions_[counts[section_of_place[i]]++] = std::uint32_t(i);
}

std::size_t Grid::index_of_section(std::int64_t place) const {
    const auto after = std::upper_bound(sections_.begin(), sections_.end(), place,
                                        [](std::int64_t p, const Section& s) { return p < s.first; });
    return std::size_t(after - sections_.begin()) - 1;
}

const std::vector<Grid::Box>& Grid::boxes() const {
    if (!boxes_.empty() && boxes_columns_ == columns && boxes_head_ == head_columns) return boxes_;
    boxes_columns_ = columns, boxes_head_ = head_columns;
    boxes_.clear();
    const int least = std::clamp(head_columns, 1, columns);
    Box next;  // where a shelf begins
    int used = 0;
    std::int64_t tallest = 0;  // rows of the shelf
    const auto close_shelf = [&] {
        if (used == 0) return;
        ++next.shelf, next.row += tallest;
        used = 0, tallest = 0;
    };
    for (const Section& section : sections_) {
        const int across = int(std::clamp<std::int64_t>(section.count, least, columns));
        if (used + across > columns) close_shelf();
        boxes_.push_back({next.shelf, next.row, used, across});
        used += across;
        tallest = std::max(tallest, (section.count + across - 1) / across);
    }
    close_shelf();
    boxes_.push_back(next);
    return boxes_;
}

std::int64_t Grid::vertically(std::int64_t place, int steps) const {
    const std::vector<Box>& boxes = this->boxes();
    while (steps != 0 && count() > 0) {
        std::size_t s = index_of_section(place);
        const Section& section = sections_[s];
        const Box box = boxes[s];
        const std::int64_t inside = place - section.first, row = inside / box.across;
        const std::int64_t column = box.column + inside % box.across;  // of the page
        const bool down = steps > 0;
        if (down ? row + 1 < rows_of(s) : row > 0) {
            place = std::min(place + (down ? box.across : -box.across), section.first + section.count - 1);
        } else {
            // On the next shelf, the section that has that column, or the last one before it.
            const std::int64_t shelf = box.shelf + (down ? 1 : -1);
            if (shelf < 0 || shelf >= boxes.back().shelf) return place;
            while (boxes[s].shelf != shelf) s = down ? s + 1 : s - 1;
            if (down)
                while (s + 1 < sections_.size() && boxes[s + 1].shelf == shelf && boxes[s + 1].column <= column) ++s;
            else
                while (boxes[s].column > column) --s;
            const Section& other = sections_[s];
            const std::int64_t first_of_row = down ? 0 : (rows_of(s) - 1) * boxes[s].across;
            const std::int64_t across = std::min<std::int64_t>(column - boxes[s].column, boxes[s].across - 1);
            place = other.first + std::min(first_of_row + across, other.count - 1);
        }
        steps += down ? -1 : 1;
    }
    return place;
}

void Grid::set(std::int64_t place, bool on, Section& section) {
    std::uint8_t& selected = selected_[std::size_t(place)];
    if ((selected != 0) == on) return;
    selected = on;
    selected_count_ += on ? 1 : -1;
    section.selected += on ? 1 : -1;
}

void Grid::toggle(std::int64_t place) {
    set(place, !is_selected(place), sections_[index_of_section(place)]);
    ++selection_;
    begin_at(place);
}

void Grid::select(std::int64_t first, std::int64_t last, bool on) {
    if (first > last) std::swap(first, last);
    ++selection_;
    for (std::size_t s = index_of_section(first); first <= last; ++s) {
        Section& section = sections_[s];
        for (; first <= last && first < section.first + section.count; ++first) set(first, on, section);
    }
}

void Grid::extend_to(std::int64_t place) {
    select(anchor_, extended_to_, false);
    select(anchor_, place);
    extended_to_ = place;
}

void Grid::clear() {
    if (selected_count_ > 0) std::fill(selected_.begin(), selected_.end(), std::uint8_t(0));
    for (Section& section : sections_) section.selected = 0;
    selected_count_ = 0;
    ++selection_;
    anchor_ = extended_to_ = 0;
}

void Grid::restore(const std::vector<std::uint8_t>& snapshot) {
    if (snapshot.size() != selected_.size()) return;
    selected_ = snapshot;
    selected_count_ = 0;
    ++selection_;
    for (Section& section : sections_) {
        const auto first = selected_.begin() + std::ptrdiff_t(section.first);
        section.selected = std::accumulate(first, first + std::ptrdiff_t(section.count), std::int64_t(0));
        selected_count_ += section.selected;
    }
}

std::vector<std::int64_t> Grid::selected_places() const {
    std::vector<std::int64_t> places;
    places.reserve(std::size_t(selected_count_));
    for (const Section& section : sections_) {
        if (section.selected == 0) continue;
        for (std::int64_t place = section.first; place < section.first + section.count; ++place)
            if (is_selected(place)) places.push_back(place);
    }
    return places;
}

// Mostly a few examples, or a section, tell.
const Grid::Common& Grid::common(const audit::Audit& audit, const audit::Queue& queue) const {
    if (common_of_ == selection_) return common_;
    common_of_ = selection_;
    common_ = {};
    const core::Findings& findings = audit.findings;
    bool begun = false;
    for (const Section& section : sections_) {
        if (section.selected == 0) continue;
        // One pair throughout a section: its first selected example speaks for all.
        const bool one_speaks = section.given >= 0 && section.suggested >= 0;
        for (std::int64_t place = section.first; place < section.first + section.count; ++place) {
            if (!is_selected(place)) continue;
            const std::size_t i = std::size_t(queue.examples()[std::size_t(position_at(place))]);
            if (!std::exchange(begun, true)) common_ = {findings.given[i], findings.predicted[i]};
            if (findings.given[i] != common_.given) common_.given = -1;
            if (findings.predicted[i] != common_.suggested) common_.suggested = -1;
            if (one_speaks || (common_.given < 0 && common_.suggested < 0)) break;
        }
        if (begun && common_.given < 0 && common_.suggested < 0) break;
    }
    return common_;
}

}  // namespace ui
