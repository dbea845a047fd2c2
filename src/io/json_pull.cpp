#include "io/json_pull.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "io/content.h"
#include "io/csv.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::size_t deepest = 100;
constexpr std::size_t longest_word = 400;  // of a number
// In place of half a character: Python writes one ("\udcff") for a byte of a file name that is not UTF-8.
constexpr unsigned alone = 0xFFFD;

bool is_space(int byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

}  // namespace

JsonPull::JsonPull(const FileSet& files, int file, std::int64_t most)
    : files_(files), file_(file), size_(std::min(files.size(file), most)), cut_(files.size(file) > most) {
    if (peek() == 0xEF) at_ = std::min<std::size_t>(3, bytes_.size());  // byte order mark
}

// The next byte, or -1 at the end (and where the file cannot be read, which problem_ then says).
int JsonPull::peek() {
    if (at_ < bytes_.size()) return int(bytes_[at_]);
    offset_ += std::int64_t(bytes_.size());
    at_ = 0;
    bytes_.resize(std::size_t(std::min<std::int64_t>(size_ - offset_, std::int64_t(piece_bytes))));
    if (bytes_.empty()) return -1;
    if (!files_.read(file_, offset_, bytes_)) {
        problem_ = cannot_be_read(files_, file_);
        is_broken_ = true;
        bytes_.clear();
        return -1;
    }
    return int(bytes_[0]);
}

JsonEvent JsonPull::broken(const char* what) {
    if (is_broken_) return JsonEvent::broken;
    if (cut_ && peek() < 0) return JsonEvent::end;  // only cut off
    is_broken_ = true;
    problem_ = {.what = std::string("this is not JSON: ") + what,
                .file = std::string(files_.path(file_)),
                .row = line_,
                .remedy = "save it again, for example with json.dump"};
    return JsonEvent::broken;
}

JsonEvent JsonPull::next() {
    if (is_broken_) return JsonEvent::broken;
    int byte = peek();
    const auto skip_spaces = [&] {
        while (is_space(byte)) take(), byte = peek();
    };
    skip_spaces();
    begin_ = offset_ + std::int64_t(at_);
    line_of_token_ = line_;
    if (is_broken_) return JsonEvent::broken;
    if (byte < 0) return open_.empty() ? JsonEvent::end : broken("it ends in the middle");
    if (open_.empty() || value_follows_) {
        value_follows_ = false;
        return value(byte);
    }
    const bool object = open_.back() == '{';
    if (byte == (object ? '}' : ']')) return close(object ? '{' : '[');
    if (!std::exchange(first_, false)) {
        if (byte != ',') return broken("a comma is missing");
        take(), byte = peek();
        skip_spaces();
        begin_ = offset_ + std::int64_t(at_);
        line_of_token_ = line_;
    }
    if (!object) return byte < 0 ? broken("it ends in the middle") : value(byte);
    if (byte != '"') return broken("a name in quotes is missing");
    const JsonEvent key = string(JsonEvent::key);
    if (key != JsonEvent::key) return key;
    byte = peek();
    skip_spaces();
    if (byte != ':') return broken("a colon is missing");
    take();
    value_follows_ = true;
    return JsonEvent::key;
}

JsonEvent JsonPull::close(char bracket) {
    take();
    open_.pop_back();
    first_ = false;
    return bracket == '{' ? JsonEvent::end_object : JsonEvent::end_array;
}

JsonEvent JsonPull::value(int first) {
    if (first == '{' || first == '[') {
        if (open_.size() == deepest) return broken("more than 100 brackets are open");
        take();
        open_ += char(first);
        first_ = true;
        return first == '{' ? JsonEvent::begin_object : JsonEvent::begin_array;
    }
    if (first == '"') return string(JsonEvent::text);
    return number_or_word();
}

JsonEvent JsonPull::string(JsonEvent event) {
    take();
    text_.clear();
    for (;;) {
        const int byte = peek();
        if (byte < 0) return broken("a text in quotes does not end");
        if (byte < 0x20) return broken("a text in quotes does not end in its line");
        take();
        if (byte == '"') break;
        const std::size_t before = text_.size();
        if (byte == '\\') {
            if (!escape()) return broken("there is an unknown sign behind \\");
        } else {
            text_ += char(byte);
        }
        if (text_.size() > longest_text_) text_.resize(before);
    }
    return event;
}

bool JsonPull::escape() {
    const auto hex = [this](unsigned& value) {
        value = 0;
        for (int i = 0; i < 4; ++i) {
            const int byte = peek();
            const int digit = byte >= '0' && byte <= '9'   ? byte - '0'
                              : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
                              : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                                           : -1;
            if (digit < 0) return false;
            take();
            value = value * 16 + unsigned(digit);
        }
        return true;
    };
    const int byte = peek();
    if (byte < 0) return false;
    take();
    switch (byte) {
        case '"':
        case '\\':
        case '/':
            text_ += char(byte);
            return true;
        case 'b':
            text_ += '\b';
            return true;
        case 'f':
            text_ += '\f';
            return true;
        case 'n':
            text_ += '\n';
            return true;
        case 'r':
            text_ += '\r';
            return true;
        case 't':
            text_ += '\t';
            return true;
        case 'u':
            break;
        default:
            return false;
    }
    unsigned character = 0, low = 0;
    if (!hex(character)) return false;
    if (character >= 0xD800 && character < 0xDC00) {  // the first half of a character beyond 65535
        if (peek() != '\\') return append_utf8(text_, alone), true;
        take();
        if (peek() != 'u') return append_utf8(text_, alone), escape();
        take();
        if (!hex(low)) return false;
        if (low < 0xDC00 || low > 0xDFFF) {
            append_utf8(text_, alone);
            character = low >= 0xD800 && low < 0xDC00 ? alone : low;
        } else {
            character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
        }
    } else if (character >= 0xDC00 && character < 0xE000) {
        character = alone;
    }
    append_utf8(text_, character);
    return true;
}

JsonEvent JsonPull::number_or_word() {
    text_.clear();
    for (int byte = peek(); byte > 0x20 && byte < 0x7F && byte != ',' && byte != ']' && byte != '}' && byte != '"' &&
                            byte != ':' && byte != '[' && byte != '{';
         byte = peek()) {
        if (text_.size() == longest_word) return broken("a number is too long");
        text_ += char(byte);
        take();
    }
    if (cut_ && peek() < 0) return is_broken_ ? JsonEvent::broken : JsonEvent::end;  // maybe not all of it
    if (text_ == "true" || text_ == "false") {
        number_ = text_ == "true";
        return JsonEvent::boolean;
    }
    if (text_ == "null") return JsonEvent::null;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (text_ == "NaN") return number_ = std::nan(""), JsonEvent::number;
    if (text_ == "Infinity" || text_ == "-Infinity")
        return number_ = text_[0] == '-' ? -infinity : infinity, JsonEvent::number;
    const bool digits = !text_.empty() && (text_[0] == '-' || (text_[0] >= '0' && text_[0] <= '9'));
    if (!digits || !parse_number(text_, false, number_)) return broken("here is something that is no value");
    return JsonEvent::number;
}

bool JsonPull::skip(JsonEvent event) {
    if (event != JsonEvent::begin_object && event != JsonEvent::begin_array)
        return event != JsonEvent::broken && event != JsonEvent::end;
    const std::size_t outside = depth() - 1;
    while (depth() > outside) {
        const JsonEvent inside = next();
        if (inside == JsonEvent::broken || inside == JsonEvent::end) return false;
    }
    return true;
}

std::string json_written(std::string_view text) {
    std::string written = "\"";
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == '"' || byte == '\\') {
            written += '\\';
            written += byte;
        } else if (code < 0x20) {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\u%04x", code);
            written += escaped;
        } else {
            written += byte;
        }
    }
    return written + "\"";
}

}  // namespace io
