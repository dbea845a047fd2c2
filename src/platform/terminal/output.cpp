#include "platform/terminal/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "platform/terminal/interrupt.h"

namespace terminal {
namespace {

io::Problem cannot_write(const std::string& path) {
    return {.what = std::string("this file cannot be written (") + std::strerror(errno) + ")",
            .file = path,
            .remedy = "choose another place with -o, or make room on the disk"};
}

}  // namespace

std::optional<io::Problem> write_output(const std::string& path, std::string_view bytes) {
    if (path.empty()) {
        const bool done =
            std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0;
        if (!done) return cannot_write("standard output");
        return std::nullopt;
    }
    // A file appears whole or not at all. Devices, pipes and links are written through: they must stay what they are.
    std::error_code ignored;
    const auto there = std::filesystem::symlink_status(path, ignored);
    const bool beside_it = !std::filesystem::exists(there) || std::filesystem::is_regular_file(there);
    const std::string beside = beside_it ? path + ".part" : path;
    const RemovedWhenInterrupted removed(beside_it ? beside : std::string());
    std::FILE* file = std::fopen(beside.c_str(), "wb");
    if (!file) return cannot_write(path);
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    if ((std::fclose(file) != 0) | !written || (beside_it && std::rename(beside.c_str(), path.c_str()) != 0)) {
        const io::Problem problem = cannot_write(path);
        if (beside_it) std::remove(beside.c_str());
        return problem;
    }
    return std::nullopt;
}

}  // namespace terminal
