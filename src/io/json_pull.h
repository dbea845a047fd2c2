// JSON as a row of events, read in pieces from a file of any size with fixed memory. RFC 8259, and what Python and
// browsers write besides: NaN and Infinity; several values one behind the other (JSON Lines).
//
//   {"classes": ["cat"]}  -->  begin_object, key "classes", begin_array, text "cat", end_array, end_object, end
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"

namespace io {

enum class JsonEvent : std::uint8_t {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,      // text()
    text,     // text()
    number,   // number(), text() as it is written
    boolean,  // number() is 0 or 1, text() is true or false
    null,
    end,     // of the file
    broken,  // not JSON: problem(); and so from now on
};

// Longer texts are cut: no label and no path is, but pictures in base64 are.
inline constexpr std::size_t longest_json_text = 64 * 1024;

class JsonPull {
public:
    // Reads no further than `most` bytes; what is cut off there gives the event `end`.
    explicit JsonPull(const FileSet& files, int file, std::int64_t most = INT64_MAX);

    JsonEvent next();
    // Passes over the value that `event`, given out last, begins. False when it does not end.
    bool skip(JsonEvent event);

    const std::string& text() const { return text_; }
    // How long a text may be before it is cut; else longest_json_text.
    void keep_texts_up_to(std::size_t bytes) { longest_text_ = bytes; }
    double number() const { return number_; }
    // Bytes [begin, end) of the file: the token given out last, with its quotes.
    std::int64_t begin() const { return begin_; }
    std::int64_t end() const { return offset_ + std::int64_t(at_); }
    std::int64_t line() const { return line_of_token_; }  // 0-based
    std::size_t depth() const { return open_.size(); }    // how many objects and arrays are open
    bool cut() const { return cut_; }                     // `most` bytes were read, and there were more
    const Problem& problem() const { return problem_; }

private:
    int peek();
    void take() {
        if (bytes_[at_] == std::byte('\n')) ++line_;
        ++at_;
    }
    JsonEvent value(int first);
    JsonEvent string(JsonEvent event);
    JsonEvent number_or_word();
    bool escape();
    JsonEvent broken(const char* what);
    JsonEvent close(char bracket);

    const FileSet& files_;
    const int file_;
    const std::int64_t size_;
    bool cut_ = false;
    std::int64_t offset_ = 0;  // of bytes_ in the file
    std::vector<std::byte> bytes_;
    std::size_t at_ = 0;
    std::int64_t begin_ = 0, line_ = 0, line_of_token_ = 0;
    std::string open_;            // brackets
    bool first_ = true;           // nothing stands in the innermost one yet
    bool value_follows_ = false;  // a key was given out
    std::string text_;
    std::size_t longest_text_ = longest_json_text;
    double number_ = 0;
    bool is_broken_ = false;
    Problem problem_;
};

// A text as JSON, with its quotes.
std::string json_written(std::string_view text);

}  // namespace io
