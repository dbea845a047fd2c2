#include "io/label_column.h"

#include <utility>

#include "io/words.h"

namespace io {

void LabelColumn::add(std::string text) {
    std::int64_t value = 0;
    if (numbers_ && parse_whole_number(text, value)) {
        values_.push_back(value);
    } else if (numbers_) {
        numbers_ = false;
        first_text_ = std::int64_t(text_of_.size());
    }
    const auto [at, added] = distinct_.try_emplace(std::move(text), std::int32_t(distinct_.size()));
    text_of_.push_back(at->second);
}

std::optional<Problem> LabelColumn::slip(const LabelTable& table, const std::string& file, int column) const {
    if (numbers_ || first_text_ <= 20 || first_text_ * 2 <= std::int64_t(text_of_.size())) return std::nullopt;
    const std::int32_t odd = text_of_[std::size_t(first_text_)];
    for (const auto& [written, number] : distinct_)
        if (number == odd)
            return Problem{.what = "the label " + quoted(written) + " is not a whole number, as those before it are",
                           .file = file,
                           .row = table.row_of(first_text_),
                           .column = column,
                           .remedy = "correct it, or leave the example out of all files"};
    return std::nullopt;
}

void LabelColumn::take(LabelTable& table) {
    if (numbers_) {
        table.values = std::move(values_);
        return;
    }
    std::vector<std::int64_t> sorted(distinct_.size());
    for (const auto& [text, number] : distinct_) {
        sorted[std::size_t(number)] = std::int64_t(table.texts.size());
        table.texts.push_back(text);
    }
    table.values.reserve(text_of_.size());
    for (const std::int32_t number : text_of_) table.values.push_back(sorted[std::size_t(number)]);
}

}  // namespace io
