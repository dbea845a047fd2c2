#include "audit/text_filter.h"

#include <algorithm>
#include <string_view>

#include "io/folding.h"

namespace audit {
namespace {

// "17" and "#17"; -1 when it is not a number that can be an index, as it is written.
std::int64_t index_in(std::string_view text) {
    if (text.starts_with('#')) text.remove_prefix(1);
    if (text.empty() || text.size() > 18 || (text.size() > 1 && text[0] == '0')) return -1;
    std::int64_t index = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return -1;
        index = index * 10 + (c - '0');
    }
    return index;
}

}  // namespace

std::string needle_of(const std::string& text) {
    constexpr const char* spaces = " \t\r\n";
    const std::size_t first = text.find_first_not_of(spaces);
    if (first == std::string::npos) return {};
    return io::folded(std::string_view(text).substr(first, text.find_last_not_of(spaces) - first + 1));
}

std::vector<std::int64_t> noted_examples(const DecisionLog& log) {
    std::vector<std::int64_t> noted;
    for (const Operation& operation : log.done()) {
        if (operation.kind != Operation::Kind::note) continue;
        for (const std::int64_t example : operation.examples)
            if (!log.note(example).empty()) noted.push_back(example);
    }
    std::sort(noted.begin(), noted.end());
    noted.erase(std::unique(noted.begin(), noted.end()), noted.end());
    return noted;
}

TextFilter::TextFilter(const Audit& audit, const std::string& text, NameSearch* names) {
    const std::string needle = needle_of(text);
    if (needle.empty()) return;
    if (names != nullptr) hits_ = names->find(needle);
    hits_.resize(std::size_t(audit.examples()), 0);
    const std::vector<std::uint8_t>& in_texts = audit.text_hits.examples;
    if (audit.text_hits.needle == needle && in_texts.size() == hits_.size())
        for (std::size_t i = 0; i < hits_.size(); ++i) hits_[i] |= in_texts[i];
    const core::Findings& findings = audit.findings;
    std::vector<std::uint8_t> of_class(std::size_t(std::max(findings.classes, 0)), 0);
    for (std::size_t c = 0; c < audit.class_names.size() && c < of_class.size(); ++c)
        of_class[c] = io::folded(audit.class_names[c]).find(needle) != std::string::npos;
    if (std::find(of_class.begin(), of_class.end(), 1) != of_class.end())
        for (std::size_t i = 0; i < hits_.size(); ++i)
            hits_[i] |= of_class[std::size_t(findings.given[i])] | of_class[std::size_t(findings.predicted[i])];
    for (const std::int64_t example : noted_examples(audit.log))
        if (io::folded(audit.log.note(example)).find(needle) != std::string::npos) hits_[std::size_t(example)] = 1;
    if (const std::int64_t index = index_in(needle); index >= 0 && index < audit.examples())
        hits_[std::size_t(index)] = 1;
}

}  // namespace audit
