#include "io/usual_cells.h"

#include <cmath>
#include <cstdio>

#include "io/csv.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::size_t most_categories = 50;  // a column with more different words has no rare ones
constexpr std::size_t longest_category = 60;

std::string short_number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

}  // namespace

void UsualCells::add(std::string_view cell, bool decimal_comma) {
    ++cells_;
    if (cell.empty()) {
        ++empty_;
        return;
    }
    double value = 0;
    if (parse_number(cell, decimal_comma, value) && std::isfinite(value)) {
        ++numbers_;
        const double from_mean = value - mean_;
        mean_ += from_mean / double(numbers_);
        squares_ += from_mean * (value - mean_);
    } else if (numbers_ * 2 <= cells_ && cell.size() <= longest_category && words_.size() <= most_categories) {
        const auto at = words_.find(cell);
        at == words_.end() ? void(words_.emplace(std::string(cell), 1)) : void(++at->second);
    }
}

std::string UsualCells::odd(std::string_view cell, bool decimal_comma) const {
    if (cell.empty()) return empty_ * 20 <= cells_ ? "missing, where hardly any other is" : "";
    double value = 0;
    const bool number = parse_number(cell, decimal_comma, value) && std::isfinite(value);
    if (mostly_numbers()) {
        if (!number) return "not a number, as the others are";
        const double spread = std::sqrt(squares_ / double(numbers_));
        if (!(spread > 0) || std::abs(value - mean_) <= 3 * spread) return "";
        return "far " + std::string(value > mean_ ? "above" : "below") + " the others (mean " + short_number(mean_) +
               ", spread " + short_number(spread) + ")";
    }
    if (words_.size() > most_categories || words_.size() < 2 || cells_ < 200) return "";
    const auto at = words_.find(cell);
    if (at == words_.end() || at->second * 200 > cells_) return "";
    return at->second == 1 ? "no other row says this" : "only " + with_commas(at->second) + " rows say this";
}

}  // namespace io
