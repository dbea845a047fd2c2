// What a worker has open, and what went wrong last.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/status.h"
#include "io/intake.h"
#include "io/probability_pass.h"
#include "platform/worker/local_files.h"

namespace worker {

struct Opened {
    LocalFiles files;
    io::IntakeOptions options;  // what a person said about the files
    io::Reading reading;
    std::unique_ptr<io::Dataset> dataset;     // null until the files are enough
    std::vector<std::uint8_t> reading_bytes;  // encode_reading() of it
    std::string problem;                      // of the last call that failed: the sentence to show
    double problem_row = -1;                  // the row it is about, where it is about one

    // False: `problem` says why; the reading is what was understood until then.
    bool open();
    // Neither labels nor probabilities: these files can only add to others.
    bool only_adds() const;

    io::PassNames names_of_pass() const;
    // Always false, so that a call can end with it.
    bool fail(const io::Problem& what);
};

}  // namespace worker
