#include "audit/text_filter.h"

#include <string_view>

namespace audit {
namespace {

// ASCII only: other scripts are compared byte by byte, which never breaks a character.
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; }

// "17" and "#17"; -1 when it is not a number that can be an index.
std::int64_t index_in(std::string_view text) {
    if (text.starts_with('#')) text.remove_prefix(1);
    if (text.empty() || text.size() > 18) return -1;
    std::int64_t index = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return -1;
        index = index * 10 + (c - '0');
    }
    return index;
}

}  // namespace

TextFilter::TextFilter(const Audit& audit, const std::string& text) : audit_(audit) {
    constexpr const char* spaces = " \t\r\n";
    const std::size_t first = text.find_first_not_of(spaces);
    if (first == std::string::npos) return;
    needle_ = text.substr(first, text.find_last_not_of(spaces) - first + 1);
    for (char& c : needle_) c = lower(c);
    index_ = index_in(needle_);
    skip_.fill(std::uint32_t(needle_.size()));
    for (std::size_t i = 0; i + 1 < needle_.size(); ++i) {
        const auto distance = std::uint32_t(needle_.size() - 1 - i);
        const char c = needle_[i];
        skip_[static_cast<unsigned char>(c)] = distance;
        if (c >= 'a' && c <= 'z') skip_[static_cast<unsigned char>(c - 'a' + 'A')] = distance;
    }
    for (const std::string& name : audit.class_names) class_matches_.push_back(found_in(name));
}

// Horspool's search (1980): the last byte of the place looked at tells how far the next place can be.
bool TextFilter::found_in(const std::string& text) const {
    const std::size_t length = needle_.size();
    for (std::size_t end = length; end <= text.size(); end += skip_[static_cast<unsigned char>(text[end - 1])]) {
        std::size_t i = length;
        while (i > 0 && lower(text[end - length + i - 1]) == needle_[i - 1]) --i;
        if (i == 0) return true;
    }
    return false;
}

bool TextFilter::matches(std::int64_t example) const {
    if (empty() || example == index_) return true;
    const auto class_matches = [&](std::int32_t label) {
        return std::size_t(label) < class_matches_.size() && class_matches_[std::size_t(label)] != 0;
    };
    const std::size_t i = std::size_t(example);
    return class_matches(audit_.findings.given[i]) || class_matches(audit_.findings.predicted[i]) ||
           (i < audit_.example_names.size() && found_in(audit_.example_names[i]));
}

}  // namespace audit
