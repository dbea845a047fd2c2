#include "audit/words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "audit/characters.h"

namespace audit {
namespace {

constexpr std::size_t longest_class_name = 40, longest_example_name = 40;

// On one line: control characters become spaces, spaces at the ends are dropped.
std::string on_one_line(std::string_view text) {
    std::string line(text);
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    const std::size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return line.substr(first, line.find_last_not_of(' ') - first + 1);
}

// Hebrew to the end of Arabic's extensions, their forms for printing, the old scripts of that kind, and marks that turn
// the direction.
bool goes_right_to_left(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto byte = [&](std::size_t at) {
            return at < text.size() ? unsigned(static_cast<unsigned char>(text[at])) : 0u;
        };
        const unsigned lead = byte(i);
        if (lead < 0xd6) continue;
        unsigned code = 0;
        if (lead < 0xe0)
            code = (lead & 0x1f) << 6 | (byte(i + 1) & 0x3f);
        else if (lead < 0xf0)
            code = (lead & 0x0f) << 12 | (byte(i + 1) & 0x3f) << 6 | (byte(i + 2) & 0x3f);
        else
            code = (lead & 0x07) << 18 | (byte(i + 1) & 0x3f) << 12 | (byte(i + 2) & 0x3f) << 6 | (byte(i + 3) & 0x3f);
        if ((code >= 0x590 && code < 0x900) || (code >= 0xfb1d && code < 0xfe00) || (code >= 0xfe70 && code < 0xfeff) ||
            (code >= 0x10800 && code < 0x11000) || (code >= 0x1e800 && code < 0x1f000) || code == 0x200f ||
            (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069))
            return true;
    }
    return false;
}

std::string with_decimals(double number, int decimals) {
    char text[400];
    std::snprintf(text, sizeof text, "%.*f", decimals, number);
    return text;
}

}  // namespace

std::string with_thousands(std::int64_t number) {
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const bool has_digit_before = i > (number < 0 ? 1u : 0u);
        if (has_digit_before && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

std::string percent(double share, int decimals) {
    return std::isfinite(share) ? with_decimals(share * 100, std::clamp(decimals, 0, 15)) + "%" : "–";
}

std::string short_count(std::int64_t count) {
    if (count < 1000) return std::to_string(count);
    const bool millions = count >= 999'500;
    const double unit = millions ? 1e6 : 1e3, number = double(count) / unit;
    return with_decimals(number, number < 9.95 ? 1 : 0) + (millions ? "M" : "k");
}

std::string short_percent(double share) {
    if (!std::isfinite(share) || share <= 0) return "0%";
    if (share >= 1) return "100%";
    if (share < 0.01) return "<1%";
    if (share >= 0.995) return ">99%";
    return percent(share, 0);
}

std::string score_text(double score) {
    if (!std::isfinite(score)) return "–";
    if (score > 0 && score < 0.00005) return "<0.0001";
    return with_decimals(std::abs(score) < 0.00005 ? 0.0 : score, 4);
}

std::string health_text(double health) { return with_decimals(std::floor(health * 1000 + 1e-9) / 10, 1); }

std::string counted(std::int64_t number, std::string_view one, std::string_view many) {
    return with_thousands(number) + " " + std::string(number == 1 ? one : many);
}

std::string in_words(std::int64_t number) {
    constexpr const char* words[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
    return number >= 0 && number < 10 ? words[number] : with_thousands(number);
}

std::string shortened(std::string_view text, std::size_t most) {
    const std::string line = on_one_line(text);
    const std::vector<std::size_t> starts = character_starts(line);
    const std::size_t length = starts.size() - 1;
    if (length <= most) return line;
    if (most == 0) return {};
    const std::size_t tail = (most - 1) / 3, head = most - 1 - tail;
    return line.substr(0, starts[head]) + "…" + line.substr(starts[length - tail]);
}

std::string isolated(std::string text) {
    return goes_right_to_left(text) ? "\xe2\x81\xa8" + text + "\xe2\x81\xa9" : text;
}

std::string quoted(std::string_view text) { return "“" + isolated(shortened(text, longest_class_name)) + "”"; }

std::string plain_class(const Audit& audit, std::int32_t index) {
    const std::string name = shortened(audit.class_name(index), longest_class_name);
    return name.empty() ? "class " + std::to_string(index) : isolated(name);
}

std::string quoted_class(const Audit& audit, std::int32_t index) {
    const std::string& name = audit.class_name(index);
    return on_one_line(name).empty() ? plain_class(audit, index) : quoted(name);
}

std::string short_example_name(const Audit& audit, std::int64_t example) {
    const std::string name = on_one_line(audit.example_name(example));
    const std::vector<std::size_t> starts = character_starts(name);
    const std::size_t length = starts.size() - 1;
    if (length <= longest_example_name) return isolated(name);
    return "…" + isolated(name.substr(starts[length - (longest_example_name - 1)]));
}

std::string percent_in_words(double probability) {
    if (!std::isfinite(probability)) return "an unknown share";
    if (probability <= 0) return "0%";
    if (probability >= 1) return "100%";
    if (probability < 0.01) return "less than 1%";
    if (probability >= 0.995) return "over 99%";
    return percent(probability, 0);
}

std::string share_in_words(double share) {
    if (!(share > 0)) return "0%";
    if (share >= 1) return "100%";
    if (share < 0.00001) return "less than 0.001%";
    if (share > 0.995) return "over 99%";
    if (share >= 0.0995) return percent(share, 0);
    const int decimals = int(std::ceil(1 - std::log10(share * 100)));
    std::string text = with_decimals(share * 100, std::clamp(decimals, 1, 4));
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text + "%";
}

std::string fraction_in_words(double share) {
    if (share >= 1) return "all";
    if (share >= 0.93) return "nearly all";
    if (share >= 0.57) return "most";
    if (share >= 0.45) return "about half";
    if (share >= 0.29) return "about a third";
    if (share >= 0.225) return "about a quarter";
    if (share >= 0.16) return "about a fifth";
    if (share >= 0.085) return "about a tenth";
    return {};
}

std::string duration_in_words(double milliseconds) {
    const double minutes = milliseconds / 60000;
    if (!(minutes >= 0.75)) return "less than a minute";
    if (minutes < 90) return counted(std::llround(minutes), "minute", "minutes");
    return counted(std::llround(std::min(minutes, 6e12) / 60), "hour", "hours");
}

std::string joined(const std::vector<std::string>& items) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
        text += items[i];
    }
    return text;
}

}  // namespace audit
