// The text of a table, from its file piece by piece. A piece ends where a record does, whose cells may hold line ends
// in quotes, so that each can be scanned by itself.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"

namespace io {

class CsvPieces {
public:
    // Bytes: read at once, and of a record at most.
    CsvPieces(const FileSet& files, int file, char delimiter, std::size_t piece = 4 << 20,
              std::size_t longest_record = 64 << 20)
        : files_(files), file_(file), delimiter_(delimiter), piece_(piece), longest_record_(longest_record) {}

    // To the next piece; false at the end of the file, and where problem() says so. line: the 0-based line of the file
    // that it begins with, for that problem.
    bool next(std::int64_t line);
    std::string_view text() const { return text_; }  // until the next call of next()
    const std::optional<Problem>& problem() const { return problem_; }

private:
    Problem endless_record(std::int64_t line) const;

    const FileSet& files_;
    const int file_;
    const char delimiter_;
    const std::size_t piece_, longest_record_;
    std::vector<std::byte> bytes_;
    std::string_view text_;  // whole records at the beginning of these
    std::int64_t offset_ = 0;
    std::optional<Problem> problem_;
};

}  // namespace io
