#include "audit/csv_text.h"

#include <cstdlib>

namespace audit {
namespace {

bool is_number(const std::string& text) {
    char* end = nullptr;
    std::strtod(text.c_str(), &end);
    // strtod takes "+inf" and "-nan" too; a spreadsheet would take them for names.
    return end == text.c_str() + text.size() && text.find_first_of("0123456789") != std::string::npos;
}

}  // namespace

void append_csv_cell(std::string& line, std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        line += cell;
        return;
    }
    line += '"';
    for (char c : cell) {
        if (c == '"') line += '"';
        line += c;
    }
    line += '"';
}

std::string not_a_formula(const std::string& cell) {
    if (cell.empty() || std::string_view("=+-@\t\r").find(cell[0]) == std::string_view::npos || is_number(cell))
        return cell;
    return "'" + cell;
}

}  // namespace audit
