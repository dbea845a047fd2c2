#include "io/csv.h"

#include <fast_float/fast_float.h>

#include <limits>

#include "io/words.h"

namespace io {
namespace {

bool blank(char byte) { return byte == ' ' || byte == '\t'; }
bool ends_line(char byte) { return byte == '\n' || byte == '\r'; }

}  // namespace

CsvScanner::CsvScanner(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
}

void CsvScanner::end_of_line() {
    if (text_[at_++] == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
}

bool CsvScanner::next(std::vector<CsvCell>& cells) {
    cells.clear();
    blank_before_ = false;
    while (at_ < text_.size()) {
        std::size_t end = at_;
        while (end < text_.size() && blank(text_[end]) && (text_[end] != delimiter_ || delimiter_ == ' ')) ++end;
        if (end < text_.size() && !ends_line(text_[end])) break;
        at_ = end;
        if (at_ < text_.size()) end_of_line();
        blank_before_ = true;
    }
    if (at_ >= text_.size()) return false;

    line_of_record_ = line_;
    if (delimiter_ == ' ') skip_blanks();
    for (;;) {
        cells.push_back(cell());
        if (at_ >= text_.size()) return true;
        if (ends_line(text_[at_])) {
            end_of_line();
            return true;
        }
        ++at_;  // the delimiter
        // Of spaces several are one, as where columns are aligned; those at the end of a line part nothing.
        if (delimiter_ == ' ' && !skip_blanks()) return true;
    }
}

bool CsvScanner::skip_blanks() {
    while (at_ < text_.size() && blank(text_[at_])) ++at_;
    if (at_ >= text_.size()) return false;
    if (!ends_line(text_[at_])) return true;
    end_of_line();
    return false;
}

CsvCell CsvScanner::cell() {
    CsvCell cell;
    while (at_ < text_.size() && blank(text_[at_]) && text_[at_] != delimiter_) ++at_;
    cell.begin = at_;
    if (at_ < text_.size() && text_[at_] == '"') {
        cell.quoted = true;
        for (++at_;; ++at_) {
            if (at_ >= text_.size()) {
                open_quote_ = true;
                break;
            }
            if (text_[at_] == '\n' || (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] != '\n')))
                ++line_;
            if (text_[at_] != '"') continue;
            if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                ++at_;
                continue;
            }
            ++at_;
            break;
        }
        cell.end = at_;
        // What stands between the closing quote and the delimiter should only be spaces; anything else belongs to
        // the cell, which is then taken as it stands.
        bool more = false;
        while (at_ < text_.size() && text_[at_] != delimiter_ && !ends_line(text_[at_])) {
            if (!blank(text_[at_])) more = true;
            ++at_;
            if (more && !blank(text_[at_ - 1])) cell.end = at_;
        }
        if (more) cell.quoted = false;
        return cell;
    }
    while (at_ < text_.size() && text_[at_] != delimiter_ && !ends_line(text_[at_])) ++at_;
    cell.end = at_;
    while (cell.end > cell.begin && blank(text_[cell.end - 1])) --cell.end;
    return cell;
}

std::size_t whole_records(std::string_view text, char delimiter) {
    // A CR that is the last byte may be the first half of a CR LF.
    const std::string_view decided = text.empty() || text.back() != '\r' ? text : text.substr(0, text.size() - 1);
    if (text.find('"') == std::string_view::npos) return decided.find_last_of("\r\n") + 1;
    CsvScanner scanner(text, delimiter);
    std::vector<CsvCell> cells;
    std::size_t whole = 0;
    while (scanner.next(cells) && !scanner.open_quote()) {
        const std::size_t end = scanner.end_of_record();
        if (end <= decided.size() && (text[end - 1] == '\n' || text[end - 1] == '\r')) whole = end;
    }
    return whole;
}

std::string csv_value(std::string_view text, const CsvCell& cell) {
    std::string_view inside = text.substr(cell.begin, cell.end - cell.begin);
    if (!cell.quoted) return std::string(inside);
    inside.remove_prefix(1);
    if (!inside.empty() && inside.back() == '"') inside.remove_suffix(1);
    std::string value;
    value.reserve(inside.size());
    for (std::size_t i = 0; i < inside.size(); ++i) {
        value += inside[i];
        if (inside[i] == '"' && i + 1 < inside.size() && inside[i + 1] == '"') ++i;
    }
    return value;
}

std::string csv_written(std::string_view value, char delimiter, bool quoted) {
    for (const char byte : value)
        quoted |= byte == delimiter || byte == '"' || byte == ',' || byte == ';' || ends_line(byte);
    if (!value.empty()) quoted |= blank(value.front()) || blank(value.back());
    if (!quoted) return std::string(value);
    std::string text = "\"";
    for (const char byte : value) {
        text += byte;
        if (byte == '"') text += '"';
    }
    return text + '"';
}

bool parse_number(std::string_view text, bool decimal_comma, double& value) {
    if (!text.empty() && text[0] == '+') text.remove_prefix(1);
    std::string with_point;
    if (decimal_comma) {
        if (text.find('.') != std::string_view::npos) return false;
        with_point = text;
        const std::size_t comma = with_point.find(',');
        if (comma != std::string::npos) with_point[comma] = '.';
        text = with_point;
    }
    if (text.empty() || text[0] == '+') return false;
    const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    // Out of range: fast_float gives infinity or zero, as Python does.
    return end == text.data() + text.size() && (error == std::errc() || error == std::errc::result_out_of_range);
}

bool parse_whole_number(std::string_view text, std::int64_t& value) {
    const bool negative = !text.empty() && text[0] == '-';
    if (negative) text.remove_prefix(1);
    // "3.0" and "3.": what spreadsheets and pandas make of whole numbers.
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos) {
        if (text.find_first_not_of('0', point + 1) != std::string_view::npos) return false;
        text = text.substr(0, point);
    }
    if (text.empty() || text.size() > 18 || (text.size() > 1 && text[0] == '0')) return false;
    value = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return false;
        value = value * 10 + (digit - '0');
    }
    if (negative) value = -value;
    return true;
}

bool has_picture_name(std::string_view path) {
    static constexpr std::string_view extensions[] = {"png", "jpg", "jpeg", "gif",  "bmp",  "webp", "tif", "tiff",
                                                      "ppm", "pgm", "avif", "heic", "heif", "jfif", "svg"};
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos || path.size() - dot > 5 || path.size() - dot < 4) return false;
    const std::string extension = lower_case(path.substr(dot + 1));
    for (const std::string_view known : extensions)
        if (extension == known) return true;
    return false;
}

}  // namespace io
