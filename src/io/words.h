// Small pieces of the sentences that people read.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace io {

std::string with_commas(std::int64_t number);  // 10000 -> "10,000"

// counted(1, "picture", "pictures") -> "1 picture"; counted(10000, ...) -> "10,000 pictures"
std::string counted(std::int64_t count, std::string_view one, std::string_view many);

// The first names and how many more: "airplane, automobile, bird, cat and 6 more"; "cat and dog".
// All are named when there are at most one more than `most`.
std::string listed(std::span<const std::string> names, std::size_t most = 4);

// A size as people say it: "800 bytes", "3.1 KB", "5.1 GB" (powers of 1000).
std::string bytes_in_words(std::int64_t bytes);

// For showing a cell or a name inside a sentence: quotes around it, cut after 40 characters, control characters
// replaced.
std::string quoted(std::string_view text);

// Lower case of ASCII letters only; other bytes as they are.
std::string lower_case(std::string_view text);

// Without spaces and tabs at both ends.
std::string_view trimmed(std::string_view text);

// "a/b/c.npy" -> "c.npy", "c", "npy", "a/b". Extensions are given in lower case; of ".gz" the name before it counts
// as part of the stem ("x.csv.gz" -> stem "x.csv", extension "gz").
std::string_view file_name(std::string_view path);
std::string_view file_stem(std::string_view path);
std::string file_extension(std::string_view path);
std::string_view folder_of(std::string_view path);

bool is_utf8(std::string_view text);

// A character (a number of Unicode's, below 0x110000) as UTF-8.
void append_utf8(std::string& text, std::uint32_t character);

}  // namespace io
