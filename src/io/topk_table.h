// Tables that give the likeliest classes of each example, as timm's inference.py writes them:
//
//   filename,label,prob              filename,label_0,prob_0,label_1,prob_1         filename,label,prob
//   a.png,cat,0.9                    a.png,cat,0.9,dog,0.06                         a.png,"['cat', 'dog']","[0.9,
//   0.06]"
//
// and tables with all probabilities of an example in one cell: path,probs / a.png,"[0.9, 0.06, 0.04]".
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "io/csv.h"
#include "io/file_set.h"
#include "io/matrix_reader.h"
#include "io/problem.h"

namespace io {

struct TopkColumns {
    std::vector<int> labels, scores;  // as many of the one as of the other; no labels: all classes in one cell
    bool found() const { return !scores.empty(); }
    int best() const { return int(scores.size()); }
};
// Nothing where the table is not one of these.
TopkColumns find_topk_columns(const CsvLayout& layout);

struct TopkMatrix {
    std::unique_ptr<MatrixReader> matrix;  // in memory, float64
    std::vector<std::string> names;        // of its columns; empty where classes are numbers
    int best = 0;                          // how many classes a row names at most; 0: all
};
// What is missing to 1 is spread evenly over the classes that a row does not name. names: the classes, where they are
// known; else those that the table names, sorted (of numbers: 0 to the largest one).
Result<TopkMatrix> open_topk_matrix(const FileSet& files, int file, const std::vector<std::string>& names);

// "[0.9, 0.1]", "[0.9 0.1]" (as numpy prints it), "0.9;0.1": its parts, without quotes around them.
std::vector<std::string> parts_of_list(std::string_view cell);

}  // namespace io
