// CSV as exports write it.
#pragma once
#include <string>
#include <string_view>

namespace audit {

// RFC 4180: in quotes where it holds a comma, a quote or a line end; quotes inside are doubled.
void append_csv_cell(std::string& line, std::string_view cell);

// A spreadsheet runs a cell that begins like a formula, whoever wrote it; an apostrophe in front makes it text.
std::string not_a_formula(const std::string& cell);

}  // namespace audit
