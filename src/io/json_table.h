// What a JSON file says about examples, whichever of the usual ways it says it:
//
//   [0, 2, 1]  ["cat", "dog"]                                labels, or names of classes
//   {"a.png": "cat", "b.png": "dog"}                         labels by path
//   {"0": "cat", "1": "dog"}  {"cat": 0, "dog": 1}           names of classes
//   [{"path": "a.png", "label": "cat", "split": "test", "probs": [0.9, 0.1]}, ...], or one such record a line
//   [[0.9, 0.1], [0.2, 0.8]]  [{"cat": 0.9, "dog": 0.1}]     probabilities
//   [[{"label": "cat", "score": 0.9}, ...], ...]             probabilities, as Hugging Face's pipelines give them
//   {"label": [0, 1], "probs": [[0.9, 0.1], [0.2, 0.8]]}     columns
//   {"classes": ["cat", "dog"], "labels": {"a": 0}}          FiftyOne's image classification
//   [{"data": {"image": "a.png"}, "annotations": [{"result": [{"value": {"choices": ["cat"]}}]}]}]    Label Studio
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"

namespace io {

struct JsonLabel {
    std::int64_t begin = 0, end = 0;  // its bytes in the file
    std::int32_t text = -1;           // which of JsonTable::label_texts
    bool number = false;              // it is written as a number
};

struct JsonTable {
    std::int64_t records = 0;
    std::vector<JsonLabel> labels;         // one for each record, or none
    std::vector<std::string> label_texts;  // the different labels, as they are written, in order of appearance
    std::vector<std::string> paths;        // one for each record, or none
    std::vector<std::string> splits;       // likewise
    std::vector<std::int64_t> ids;         // likewise
    std::vector<std::int32_t> lines;       // 0-based line of each record
    // Begin and end of each, where they are objects; or none. In a file without labels and scores: of all its objects.
    std::vector<std::pair<std::int64_t, std::int64_t>> places;
    std::vector<std::string> class_names;  // a list of them beside the records, or nothing else

    // Scores of record r: entries [score_ends[r - 1], score_ends[r]).
    std::vector<std::pair<std::int32_t, double>> scores;  // class, score
    std::vector<std::int64_t> score_ends;                 // one for each record, or none
    std::vector<std::string> score_names;                 // of the classes, where scores have names
    std::int32_t score_columns = 0;
    bool every_score = true;        // no record leaves out a class
    bool score_order_said = false;  // names stand in the file's own order; else they are sorted

    std::int64_t without_label = 0;  // records that have none, left out
    std::string label_field;         // what labels are called; empty for plain values

    bool has_labels() const { return !labels.empty(); }
    bool has_scores() const { return !score_ends.empty(); }
};

// most: how much of the file is looked at; where it is cut off, what was seen so far is given out.
// Nothing that is known: a table without records and class names.
Result<JsonTable> read_json_table(const FileSet& files, int file, std::int64_t most = INT64_MAX);

}  // namespace io
