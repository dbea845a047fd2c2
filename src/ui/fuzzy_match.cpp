#include "ui/fuzzy_match.h"

#include <algorithm>
#include <string>
#include <vector>

#include "io/folding.h"

namespace ui {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}
bool begins_word(std::string_view text, std::size_t at) { return at == 0 || !is_letter(text[at - 1]); }
bool ends_word(std::string_view text, std::size_t end) { return end >= text.size() || !is_letter(text[end]); }

constexpr int same = 9000, first_word = 8000, own_word = 7500, beginning = 7000, word_begins = 6500, inside = 5000,
              all_words = 4000, scattered = 1000, slip = 500, none = -1;

int whole(std::string_view text, std::string_view query) {
    if (text == query) return same;
    int best = none;
    for (std::size_t at = text.find(query); at != std::string_view::npos; at = text.find(query, at + 1)) {
        const bool begins = begins_word(text, at), ends = ends_word(text, at + query.size());
        best = std::max(best, begins && ends ? (at == 0 ? first_word : own_word)
                              : at == 0      ? beginning
                              : begins       ? word_begins
                                             : inside);
    }
    return best;
}

int words_in_any_order(std::string_view text, std::string_view query) {
    int count = 0, at_words = 0;
    while (!query.empty()) {
        const std::string_view word = query.substr(0, query.find(' '));
        query.remove_prefix(std::min(query.size(), word.size() + 1));
        if (word.empty()) continue;
        const int found = whole(text, word);
        if (found == none) return none;
        ++count;
        at_words += found > inside;
    }
    return count < 2 ? none : all_words + std::min(50 * at_words, 900);
}

// Its letters in order, from the place on that makes the best of it.
int letters_in_order(std::string_view text, std::string_view query) {
    const auto next = [](std::string_view from, std::size_t at) {  // behind the character
        do ++at;
        while (at < from.size() && (static_cast<unsigned char>(from[at]) & 0xC0) == 0x80);
        return at;
    };
    std::vector<std::string_view> wanted;
    for (std::size_t at = 0; at < query.size(); at = next(query, at))
        if (query[at] != ' ') wanted.push_back(query.substr(at, next(query, at) - at));
    if (wanted.empty()) return none;
    int best = none;
    for (std::size_t start = text.find(wanted[0]); start != std::string_view::npos;
         start = text.find(wanted[0], start + 1)) {
        int points = 0;
        std::size_t at = start, found = 0, behind = std::string_view::npos;
        while (found < wanted.size()) {
            at = text.find(wanted[found], at);
            if (at == std::string_view::npos) break;
            points += 1 + (at == behind ? 6 : 0) + (begins_word(text, at) ? 5 : 0);
            behind = at = at + wanted[found++].size();
        }
        if (found < wanted.size()) break;  // no later start has more behind it
        best = std::max(best, scattered + std::min(points, 900));
    }
    return best;
}

// Whether each letter of the query from `typed` on begins a word of the text behind `at`, or follows there directly.
bool at_beginnings(std::string_view text, std::string_view query, std::size_t at, std::size_t typed) {
    while (typed < query.size() && query[typed] == ' ') ++typed;
    if (typed == query.size()) return true;
    for (std::size_t i = at; i < text.size(); ++i)
        if (text[i] == query[typed] && ((i == at && at > 0) || begins_word(text, i)) &&
            at_beginnings(text, query, i + 1, typed + 1))
            return true;
    return false;
}

// `text` begins with `query` but for one character that is another, too much, missing or changed places.
bool one_slip_apart(std::string_view text, std::string_view query) {
    std::size_t at = 0;
    while (at < query.size() && at < text.size() && text[at] == query[at]) ++at;
    const std::string_view rest = text.substr(at), typed = query.substr(at);
    const auto from = [](std::string_view all, std::size_t n) { return all.substr(std::min(n, all.size())); };
    if (rest.empty()) return typed.size() <= 1;
    return from(rest, 1).starts_with(from(typed, 1)) || rest.starts_with(from(typed, 1)) ||
           from(rest, 1).starts_with(typed) ||
           (typed.size() > 1 && rest.size() > 1 && rest[0] == typed[1] && rest[1] == typed[0] &&
            from(rest, 2).starts_with(from(typed, 2)));
}

int with_a_slip(std::string_view text, std::string_view query) {
    const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    if (std::count_if(query.begin(), query.end(), begins_character) < 4) return none;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (begins_word(text, at) && is_letter(text[at]) && one_slip_apart(text.substr(at), query)) return slip;
    return none;
}

}  // namespace

static int match_folded(std::string_view text, std::string_view query, bool sentence) {
    const std::size_t first = query.find_first_not_of(' ');
    const int length = int(std::min<std::size_t>(text.size(), 99));
    if (first == std::string_view::npos) return -length;
    query = query.substr(first, query.find_last_not_of(' ') - first + 1);
    int rank = whole(text, query);
    if (rank == none) rank = words_in_any_order(text, query);
    if (rank == none && (!sentence || (query.size() < 16 && at_beginnings(text, query, 0, 0))))
        rank = letters_in_order(text, query);
    if (rank == none) rank = with_a_slip(text, query);
    return rank == none ? none : rank * 100 - length;
}

int fuzzy_match_folded(std::string_view text, std::string_view query) { return match_folded(text, query, false); }

int fuzzy_match(std::string_view text, std::string_view query) {
    return match_folded(io::folded(text), io::folded(query), false);
}

int fuzzy_match_sentence(std::string_view text, std::string_view query) {
    return match_folded(io::folded(text), io::folded(query), true);
}

}  // namespace ui
