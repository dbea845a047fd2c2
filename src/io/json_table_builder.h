// Puts the records of a JSON file together to a table (json_table.h).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/json_table.h"

namespace io {

// What was gathered of one record.
struct JsonRecord {
    std::optional<JsonLabel> label;
    std::string label_text, path, split;
    bool has_path = false, has_id = false;
    std::int64_t id = 0;
    std::vector<std::pair<std::int32_t, double>> scores;
    bool has_scores = false;
    bool bare_scores = false;  // some of them have no name: their place is the class
    // Fields that are numbers and nothing else known: {"cat": 0.9, "dog": 0.1} are scores, if there is no label.
    std::vector<std::pair<std::string, double>> other_numbers;
    std::int64_t line = 0, begin = 0, end = 0;  // begin, end: of an object
    bool any() const { return label || has_path || has_scores; }
};

// Functions that give false have a problem, and nothing more is to be added.
class JsonTableBuilder {
public:
    explicit JsonTableBuilder(std::string file) : name_(std::move(file)) {}

    bool add(JsonRecord record);
    // One cell of a column; columns(): the file consists of these. A label may be missing: then the example is left
    // out.
    bool add_label_cell(JsonRecord& record);
    void add_id_text(std::string text) { id_texts_.push_back(std::move(text)); }
    bool add_scores(const JsonRecord& record);
    void columns() { columns_ = true; }
    // The records are {"key": value}: maybe names of classes.
    void pairs() { pairs_ = true; }
    void forget_pairs() {  // they were not records
        if (std::exchange(pairs_, false)) table_ = {}, number_of_text_.clear();
    }
    std::int32_t score_column(const std::string& name);
    bool fail(Problem problem);

    JsonTable& table() { return table_; }
    const std::optional<Problem>& problem() const { return problem_; }
    // cut: there was more in the file.
    Result<JsonTable> finish(bool cut);

private:
    bool add_label(JsonRecord& record);
    std::optional<Problem> finish_columns();
    void order_score_names();
    bool some_have_none(const char* what, std::int64_t line);
    void names_from_pairs();

    const std::string name_;
    JsonTable table_;
    std::optional<Problem> problem_;
    bool pairs_ = false, columns_ = false, bare_scores_ = false;
    std::vector<std::size_t> without_label_;                    // cells of the column of labels
    std::vector<std::string> id_texts_;                         // of a column of ids that are no whole numbers
    std::vector<std::pair<std::int64_t, std::int64_t>> plain_;  // places of records with neither label nor scores
    std::map<std::string, std::int32_t, std::less<>> number_of_text_, column_of_name_;
};

}  // namespace io
