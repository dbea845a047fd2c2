// The two files of a command, opened and matched.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/detect_options.h"
#include "io/native_files.h"
#include "io/probability_pass.h"
#include "io/problem.h"
#include "platform/terminal/arguments.h"

namespace terminal {

struct Inputs {
    std::unique_ptr<io::NativeFiles> files;
    std::vector<std::int32_t> given;
    std::vector<std::unique_ptr<io::MatrixReader>> readers;  // of the same file, one for each thread
    std::vector<io::MatrixReader*> reader_pointers;
    core::DetectOptions options;
    io::PassNames names;

    std::span<io::MatrixReader* const> all_readers() const { return reader_pointers; }
    io::MatrixReader& reader() const { return *readers[0]; }
};

io::Result<Inputs> open_inputs(const Arguments& arguments);

// A line on stderr while the probabilities are read, when that takes long and stderr is a terminal. Empty otherwise.
io::PassProgress progress_line(const Inputs& inputs);

}  // namespace terminal
