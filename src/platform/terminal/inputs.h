// The files of a command, opened and matched: labels and probabilities as they were named, or, where these are
// archives, folders or more than two, worked out as the page does it.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/detect_options.h"
#include "io/intake.h"
#include "io/native_files.h"
#include "io/probability_pass.h"
#include "io/problem.h"
#include "platform/terminal/arguments.h"

namespace terminal {

struct Inputs {
    std::unique_ptr<io::NativeFiles> files;
    std::unique_ptr<io::Dataset> dataset;  // null where there are just two files
    std::vector<std::int32_t> given;
    std::vector<std::unique_ptr<io::MatrixReader>> readers;  // of the same file, one for each thread
    std::vector<io::MatrixReader*> reader_pointers;          // these, or the dataset's
    core::DetectOptions options;
    io::PassNames names;

    std::span<io::MatrixReader* const> all_readers() const { return reader_pointers; }
    io::MatrixReader& reader() const { return *reader_pointers[0]; }
};

io::Result<Inputs> open_inputs(const Arguments& arguments);

// The files, folders taken as what is in them, understood as the page does it.
struct Understood {
    std::unique_ptr<io::NativeFiles> files;
    io::Intake intake;  // complete, unless doctor asks
};
// so_far: gets what had been understood, where a problem ends it.
io::Result<Understood> understand(const Arguments& arguments, io::Reading* so_far = nullptr);
// What is missing in a reading that is not complete.
io::Problem what_is_missing(const io::Reading& reading);

// A line on stderr while the probabilities are read, when that takes long and stderr is a terminal. Empty otherwise.
io::PassProgress progress_line(const Inputs& inputs);

}  // namespace terminal
