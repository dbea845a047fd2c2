// A column of a table that holds labels, while it is read: what csv and Parquet have in common.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.h"
#include "io/csv_names.h"
#include "io/label_reader.h"

namespace io {

// A label can be told apart from a number only when all of them were seen.
class LabelColumn {
public:
    void add(std::string text);
    std::size_t count() const { return text_of_.size(); }
    // One word among many numbers is a slip, not a class name. column: 0-based, for the problem.
    std::optional<Problem> slip(const LabelTable& table, const std::string& file, int column) const;
    // Puts values, and texts if they are any, into the table.
    void take(LabelTable& table);

private:
    std::vector<std::int64_t> values_;   // while every label is a number
    std::vector<std::int32_t> text_of_;  // index into distinct_, in order of appearance
    std::map<std::string, std::int32_t, std::less<>> distinct_;
    bool numbers_ = true;
    std::int64_t first_text_ = -1;  // example
};

// By its name, or by its number: "#3". What it was taken for before it is not any more. False: there is none.
bool choose_label_column(std::string_view chosen, const CsvLayout& layout, CsvRoles& roles);
Problem no_such_column(std::string_view chosen, const CsvLayout& layout, const std::string& file);
Problem no_label_column(const CsvLayout& layout, const std::string& file);

}  // namespace io
