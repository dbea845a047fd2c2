// A first look at every file: what each one is, without working out what it is for. Files that are an example each are
// told by their names alone (example_files.h), as there may be a hundred thousand of them; of the others the first
// bytes are read.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.h"
#include "io/csv_names.h"
#include "io/example_files.h"
#include "io/file_set.h"
#include "io/json_table.h"
#include "io/picture_source.h"
#include "io/problem.h"
#include "io/topk_table.h"

namespace io {

enum class Kind : std::uint8_t {
    other,     // plays no role
    matrix,    // an array of two dimensions, of floats
    numbers,   // an array of one dimension that may be labels
    pictures,  // an array of pictures
    cifar,     // labels and pictures in one file, see intake_cifar.cpp
    table,     // text: CSV, or a list of names; Parquet
    json,      // labels, probabilities, names of classes, texts
    broken,    // should be one of these by its name, but is not: see problem
};

struct SurveyedFile {
    int file = -1;
    std::string_view path;  // without the folder that all have in common
    Kind kind = Kind::other;
    bool idx = false;
    std::int64_t count = -1;   // examples: rows, numbers, pictures; -1 where not known (text)
    std::int32_t columns = 0;  // of a matrix
    std::string type;          // of an array: "float64"
    PictureArray array;        // Kind::pictures
    CsvLayout layout;          // Kind::table
    CsvRoles roles;
    bool parquet = false;            // Kind::table: it is in Parquet, and `count` is known; one file or several parts
    int picture_column = -1;         // of these: where pictures stand
    bool next_part = false;          // Kind::other: it belongs to a table in Parquet that is listed by its first part
    TopkColumns topk;                // Kind::table: the likeliest classes of each example, or all in one cell
    JsonTable json;                  // Kind::json: of the first part of the file
    std::optional<Problem> problem;  // Kind::broken
};

struct Survey {
    std::string top;                  // the folder that all files are in, with '/' behind, or empty
    std::vector<SurveyedFile> files;  // all but examples and hidden files, sorted by path
    Medium medium = Medium::picture;  // of the examples
    std::vector<int> examples;        // files that are an example each, in the order of the file set
    std::int64_t hidden = 0;          // .DS_Store and the like
};

Survey survey_files(const FileSet& files);

// Is it a batch of CIFAR-10 or CIFAR-100? Then `seen` says what is in it.
bool is_cifar_batch(const FileSet& files, int file, SurveyedFile& seen);

// How much a name speaks for a role: positive for it, negative against it, 0 says nothing.
int speaks_for_labels(std::string_view path);
int speaks_for_probabilities(std::string_view path);

}  // namespace io
