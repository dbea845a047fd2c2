// The probabilities of another model, for the examples of an audit that is open: its rows and columns are brought into
// the audit's order where they say which they are.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/intake.h"
#include "io/matrix_reader.h"
#include "io/problem.h"

namespace io {

// What the examples and classes of an audit are called.
struct KnownRows {
    std::int64_t rows = 0;
    std::vector<std::string> class_names;
    std::vector<std::string> names;  // of each example, or empty
    std::vector<std::int64_t> ids;   // numbers of each example in the audit's own file of probabilities, or empty
};
KnownRows known_rows(const Dataset& dataset);

// As bytes, from the worker that has the audit open to one that reads another model.
std::vector<std::uint8_t> encode_known_rows(const KnownRows& known);
Result<KnownRows> decode_known_rows(std::span<const std::uint8_t> bytes);

// The one file in `files`, read as the intake reads probabilities (logits and percentages give the same likeliest
// class). A problem where its names say that it belongs to other examples or classes, or do not say enough.
Result<std::unique_ptr<MatrixReader>> open_further_model(const FileSet& files, const KnownRows& known);

}  // namespace io
