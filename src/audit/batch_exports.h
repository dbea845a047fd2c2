// Corrected labels of binary batches (CIFAR), where labels and pictures share a file: which parts of the original files
// stay, and which bytes come in their place. The files are too large to be held here; whoever has them puts them
// together.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/subset.h"

namespace audit {

// Bytes [begin, end) of the original; or, where `bytes` is not empty, these.
struct BatchPiece {
    std::int64_t begin = 0, end = 0;
    std::string bytes;
};
struct BatchFile {
    std::string path;  // as it was opened
    std::vector<BatchPiece> pieces;
};

// Each batch with its corrected labels, records that are left out missing; empty where the labels did not come in
// batches, or where these do not hold as many records as there are examples.
std::vector<BatchFile> corrected_batches(const Audit& audit, const SubsetOptions& options);

// As lines: "file<TAB>path", then its pieces, "copy<TAB>begin<TAB>end" or "bytes<TAB>hexadecimal".
std::string batches_text(const std::vector<BatchFile>& files);

}  // namespace audit
