// Examples that are records of a JSON file: a field of text, or plain fields.
//
//      {"id": 7, "review": "A fine film, and long.", "label": "pos"}    -->  text "A fine film, and long.", field id 7
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "io/file_set.h"
#include "io/json_table.h"
#include "io/record.h"

namespace io {

// What a record is made of; fields in objects are called "data.text".
struct JsonRecordFields {
    std::string text;                 // the field of texts, if there is one
    std::vector<std::string> others;  // the others that are shown, in order of appearance
    bool empty() const { return text.empty() && others.empty(); }
};

// From the first records of a file. What are labels, probabilities, splits and paths is left out. The text is the field
// that is called like one (text, review, sentence ..), else the one with the longest words in it.
JsonRecordFields find_json_record_fields(const FileSet& files, int file, const JsonTable& table);

// Records are read one at a time. places: of each in the file, JsonTable::places. record_of_example: data record of
// example i; empty: i.
std::unique_ptr<RecordSource> records_in_json(const FileSet& files, int file, JsonRecordFields fields,
                                              std::vector<std::pair<std::int64_t, std::int64_t>> places,
                                              std::vector<std::int64_t> record_of_example);

}  // namespace io
