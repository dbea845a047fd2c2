// Labels of one set in several files: every fold of a cross-validation with those of its own examples.
#pragma once
#include "io/label_reader.h"

namespace io {

// Puts the labels of the next file below. What only one of the two tells of its rows (paths, splits, numbers, lines) is
// not known of the whole. They go back each into its own file (LabelSource::part_sources, label_files.h).
void append_labels(LabelTable& labels, LabelTable next);

}  // namespace io
