#include "audit/name_search.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "io/folding.h"

namespace audit {
namespace {

// Behind the last name, so that a word can be read at each of its bytes.
constexpr std::size_t padding = 8;

// Sixteen bytes at a time, with the compilers' vector types.
typedef std::uint8_t Bytes __attribute__((vector_size(16)));

Bytes load(const char* from) {
    Bytes bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}
// Where a mask of 0 and 255 is not 0, counted from `from`; 16 if nowhere.
std::size_t next_in(Bytes mask, std::size_t from) {
    std::uint64_t words[2];
    std::memcpy(words, &mask, sizeof words);
    for (std::size_t word = from / 8; word < 2; ++word, from = word * 8)
        if (const std::uint64_t rest = words[word] >> (from % 8 * 8); rest != 0)
            return from + std::size_t(std::countr_zero(rest)) / 8;
    return 16;
}

// Its first eight bytes are one word, which says it all for most of what people type.
struct Needle {
    explicit Needle(const std::string& needle) {
        std::memcpy(&head, needle.data(), std::min(needle.size(), sizeof head));
        std::memset(&head_mask, 0xff, std::min(needle.size(), sizeof head_mask));
        rest = std::string_view(needle).substr(std::min(needle.size(), sizeof head));
    }
    bool is_at(const char* text) const {
        std::uint64_t word;
        std::memcpy(&word, text, sizeof word);
        return (word & head_mask) == head &&
               (rest.empty() || std::memcmp(text + sizeof head, rest.data(), rest.size()) == 0);
    }
    std::uint64_t head = 0, head_mask = 0;
    std::string_view rest;
};

}  // namespace

NameSearch::NameSearch(const std::vector<std::string>& names) : share_(256, 0) {
    std::size_t size = 0;
    for (const std::string& name : names) size += name.size() + 1;
    text_.reserve(size);
    ends_.reserve(names.size());
    for (const std::string& name : names) {
        const std::size_t begin = text_.size();
        text_.append(name);
        unsigned char bits = 0;
        for (std::size_t at = begin; at < text_.size(); ++at) {
            char& c = text_[at];
            bits |= static_cast<unsigned char>(c);
            c = c == '\n' ? '\0' : c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
        }
        if (bits >= 0x80) {
            const std::string folded = io::folded(std::string_view(text_).substr(begin));
            text_.replace(begin, std::string::npos, folded);
        }
        ends_.push_back(std::uint32_t(text_.size()));
        text_ += '\n';
    }
    for (std::size_t at = 0; at < text_.size(); at += 61) ++share_[static_cast<unsigned char>(text_[at])];
    text_.append(padding, '\n');
}

void NameSearch::look_in(std::size_t name, std::size_t from) {
    const std::size_t place = std::string_view(text_).substr(0, ends_[name]).find(needle_, from);
    found_[name] = place != std::string_view::npos;
    if (found_[name] != 0) places_[name] = std::uint32_t(place);
}

// The needle goes on from the one before: most often it is where that one was. False, and nothing is changed, where it
// mostly is not.
bool NameSearch::look_where_found() {
    const Needle needle(needle_);
    const std::size_t n = found_.size();
    const auto goes_on = [&](std::size_t name) {
        return places_[name] + needle_.size() <= ends_[name] && needle.is_at(text_.data() + places_[name]);
    };
    std::size_t elsewhere = 0;
    for (std::size_t name = 0; name < n; ++name) elsewhere += found_[name] != 0 && !goes_on(name);
    if (elsewhere > n / 8) return false;
    for (std::size_t name = 0; name < n; ++name)
        if (found_[name] != 0 && !goes_on(name)) look_in(name, places_[name] + std::size_t(1));
    return true;
}

// Where two bytes of the needle come at their distance, the two rarest ones, the rest of it is compared; a name that
// has it is not looked at any further.
void NameSearch::look_everywhere() {
    std::fill(found_.begin(), found_.end(), std::uint8_t(0));
    const std::size_t length = needle_.size(), size = text_.size() - padding;
    if (size < length) return;
    const auto share = [&](std::size_t i) { return share_[static_cast<unsigned char>(needle_[i])]; };
    std::size_t first = 0, second = length - 1;
    for (std::size_t i = 1; i < length; ++i)
        if (share(i) < share(first)) second = first, first = i;
    for (std::size_t i = 0; i < length; ++i)
        if (i != first && (second == first || share(i) < share(second))) second = i;
    const char* const text = text_.data();
    const std::size_t last = size - length;  // the last place it could begin at
    const Needle needle(needle_);
    const auto a = static_cast<std::uint8_t>(needle_[first]), b = static_cast<std::uint8_t>(needle_[second]);
    const Bytes all_a = Bytes{} + a, all_b = Bytes{} + b;
    std::size_t name = 0;
    // True if the needle is here: its name is marked, and `at` is behind it.
    const auto found_at = [&](std::size_t& at) {
        if (!needle.is_at(text + at)) return false;
        // A few names on, mostly; then by halving.
        for (int step = 0; step < 8 && ends_[name] < at; ++step) ++name;
        if (ends_[name] < at)
            name = std::size_t(std::lower_bound(ends_.begin() + std::ptrdiff_t(name), ends_.end(), at) - ends_.begin());
        found_[name] = 1;
        places_[name] = std::uint32_t(at);
        at = ends_[name] + std::size_t(1);
        return true;
    };
    std::size_t at = 0;
    while (at + 15 <= last) {  // so both loads stay inside: first and second are below length
        const Bytes both = (load(text + at + first) == all_a) & (load(text + at + second) == all_b);
        std::size_t step = next_in(both, 0);
        for (; step < 16; step = next_in(both, step + 1)) {
            std::size_t here = at + step;
            if (found_at(here)) {
                at = here;
                break;
            }
        }
        if (step == 16) at += 16;
    }
    while (at <= last) {
        const bool candidate =
            static_cast<std::uint8_t>(text[at + first]) == a && static_cast<std::uint8_t>(text[at + second]) == b;
        if (!candidate || !found_at(at)) ++at;
    }
}

const std::vector<std::uint8_t>& NameSearch::find(const std::string& needle) {
    if (needle == needle_ && found_.size() == ends_.size()) return found_;
    const bool goes_on = !needle_.empty() && needle.starts_with(needle_);
    needle_ = needle;
    if (needle_.find('\n') != std::string::npos) {
        found_.assign(ends_.size(), 0);
        needle_.clear();
    } else if (!goes_on || !look_where_found()) {
        found_.resize(ends_.size());
        places_.resize(ends_.size());
        look_everywhere();
    }
    return found_;
}

}  // namespace audit
