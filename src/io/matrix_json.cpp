#include "io/matrix_json.h"

#include <algorithm>
#include <cmath>

#include "io/memory_matrix.h"
#include "io/words.h"

namespace io {

Result<std::unique_ptr<MatrixReader>> json_matrix(const FileSet& files, int file, const JsonTable& table,
                                                  const std::vector<std::string>& classes) {
    const std::string name(files.path(file));
    if (!table.has_scores())
        return Problem{.what = "there are no probabilities in this file",
                       .file = name,
                       .remedy =
                           "write a list of numbers for each example, one for each class, or an object with a "
                           "number for each class name"};
    const std::int32_t columns = std::max(std::int32_t(classes.size()), table.score_columns);
    const bool named = !table.score_names.empty();
    std::vector<std::int32_t> column_of_name;  // empty: as they are numbered
    for (std::size_t c = 0; named && !classes.empty() && c < table.score_names.size(); ++c) {
        const auto at = std::find(classes.begin(), classes.end(), table.score_names[c]);
        if (at == classes.end())
            return Problem{.what = "the class " + quoted(table.score_names[c]) + " is not one of the " +
                                   counted(std::int64_t(classes.size()), "class name", "class names"),
                           .file = name,
                           .remedy = "use the same names of classes in all files",
                           .check = "class-count"};
        column_of_name.push_back(std::int32_t(at - classes.begin()));
    }
    if (std::int64_t(table.score_ends.size()) * columns > most_numbers_of_text)
        return Problem{.what = "this table is too large to be read as text",
                       .file = name,
                       .remedy = "save the probabilities as .npy with numpy.save, which is smaller and much faster"};
    auto matrix = std::make_unique<MemoryMatrix>(files.size(file), columns, -1);
    matrix->reserve(table.score_ends.size());
    std::vector<double> row;
    std::int64_t begin = 0;
    for (std::size_t r = 0; r < table.score_ends.size(); ++r) {
        const std::int64_t end = table.score_ends[r], line = r < table.lines.size() ? table.lines[r] : 0;
        if (!named && end - begin != columns)
            return Problem{.what = "this record has " + counted(end - begin, "probability", "probabilities") +
                                   ", others have " + with_commas(columns),
                           .file = name,
                           .row = line,
                           .remedy = "write one for each class, in the same order in every record"};
        row.assign(std::size_t(columns), std::nan(""));
        for (std::int64_t i = begin; i < end; ++i) {
            const auto& [numbered, score] = table.scores[std::size_t(i)];
            const std::int32_t column = column_of_name.empty() ? numbered : column_of_name[std::size_t(numbered)];
            if (!std::isfinite(score))
                return Problem{
                    .what = "this probability is not a finite number",
                    .file = name,
                    .row = line,
                    .remedy = "write a probability from 0 to 1 there, or leave the example out of all files"};
            row[std::size_t(column)] = score;
        }
        spread_rest(row);
        for (const double score : row) matrix->add(score);
        matrix->end_row(line);
        begin = end;
    }
    return std::unique_ptr<MatrixReader>(std::move(matrix));
}

Result<std::unique_ptr<MatrixReader>> open_json_matrix(const FileSet& files, int file) {
    const Result<JsonTable> table = read_json_table(files, file);
    if (!table) return table.problem();
    return json_matrix(files, file, *table);
}

}  // namespace io
