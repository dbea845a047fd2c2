#include "audit/text_filter.h"

#include <string_view>

namespace audit {
namespace {

// ASCII only: other scripts are compared byte by byte, which never breaks a character.
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

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
    for (const std::string& name : audit.class_names) class_matches_.push_back(found_in(name));
}

bool TextFilter::found_in(const std::string& text) const {
    if (text.size() < needle_.size()) return false;
    const std::size_t last = text.size() - needle_.size();
    for (std::size_t start = 0; start <= last; ++start) {
        std::size_t i = 0;
        while (i < needle_.size() && lower(text[start + i]) == needle_[i]) ++i;
        if (i == needle_.size()) return true;
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
