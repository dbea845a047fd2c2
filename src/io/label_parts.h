// Labels of one set in several files: every fold of a cross-validation with those of its own examples.
#pragma once
#include "io/label_reader.h"

namespace io {

// Puts the labels of the next file below. What only one of the two tells of its rows (paths, splits, numbers, lines) is
// not known of the whole. They cannot be put back into the files (can_be_written_back()).
void append_labels(LabelTable& labels, LabelTable next);

}  // namespace io
