// Sets of files for the tests of the intake, and what is understood of them.
#pragma once
#include <doctest/doctest.h>

#include "io/intake.h"
#include "io/make_files.h"

namespace intake_tests {

using make::operator+;
using Given = std::vector<std::int32_t>;
using Names = std::vector<std::string>;
using io::Found;

// Files by name; `folder` is put in front of each.
struct Files : io::MemoryFiles {
    Files& with(const std::string& path, const make::Bytes& bytes) {
        add(path, bytes);
        return *this;
    }
    Files& with(const std::string& path, const std::string& text) { return with(path, make::bytes(text)); }
};

inline io::Intake read(const Files& files) {
    auto intake = io::read_files(files);
    REQUIRE_MESSAGE(intake.ok(), intake.problem().sentence());
    return std::move(*intake);
}

inline std::string problem_of(const Files& files) {
    const auto intake = io::read_files(files);
    return intake.ok() ? "no problem" : intake.problem().sentence();
}

inline const std::string pets = "cat\ndog\nowl\n";

}  // namespace intake_tests
