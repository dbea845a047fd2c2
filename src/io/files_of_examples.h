// Examples that are files of their own: which file is which example.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/problem.h"

namespace io {

struct FilesOfExamples {
    std::vector<std::int32_t> files;  // -1 where there is none
    std::vector<std::string> paths;   // as they were asked for: one for each example, or empty

    // noun: "picture". The number of the file, or what to say where there is none.
    Result<std::int32_t> file_of(std::int64_t example, std::string_view noun) const {
        if (example < 0 || example >= std::int64_t(files.size()))
            return Problem{.what = "there is no example " + std::to_string(example), .file = {}, .remedy = {}};
        const auto i = std::size_t(example);
        if (files[i] < 0)
            return Problem{.what = "this " + std::string(noun) + " is not among the files",
                           .file = i < paths.size() ? paths[i] : std::string(),
                           .remedy = "open the folder again with this " + std::string(noun) + " in it"};
        return files[i];
    }
};

}  // namespace io
