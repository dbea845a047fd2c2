// The work of read_files, one role of the checklist after the other. Internal to intake*.cpp.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/class_folders.h"
#include "io/further_model.h"
#include "io/intake.h"
#include "io/label_classes.h"
#include "io/label_reader.h"
#include "io/path_join.h"
#include "io/picture_source.h"
#include "io/record.h"
#include "io/records_in_table.h"
#include "io/sound_source.h"
#include "io/survey.h"

namespace io {

class IntakeWork {
public:
    // opened: the same files, where the dataset is to keep them.
    IntakeWork(const FileSet& files, const IntakeOptions& options, std::unique_ptr<FileSet> opened = nullptr);
    Result<Intake> run(Reading* so_far);
    // In place of run(): see further_model.h.
    Result<std::unique_ptr<MatrixReader>> further_model(const KnownRows& known);

private:
    // A file, or the folders, that may hold the labels.
    struct Labels {
        const SurveyedFile* from = nullptr;  // null: the class folders
        int score = 0;                       // how much speaks for it
        LabelTable table;
        std::optional<Problem> problem;  // why it cannot be used after all
        enum class By : std::uint8_t { position, path, number };
        By by = By::position;        // how its lines find their rows
        bool other_paths = false;    // its paths are not those of the rows: these were taken by position
        bool paths_differ = false;   // likewise, but numbers said which row is which
        std::int64_t shared = 0;     // rows that have the line of another row
        std::string first_shared;    // what the first of them is called
        std::int64_t left_out = 0;   // lines that no row belongs to
        std::string first_left_out;  // what the first of them is called
        std::int64_t count() const { return table.count(); }
        bool is_manifest() const { return !table.paths.empty(); }
    };

    // The table that says which picture stands where, if there is one: the probabilities themselves, or labels.
    struct Order {
        const SurveyedFile* from = nullptr;
        std::vector<std::string> paths;   // of each example
        std::vector<std::int32_t> lines;  // 0-based, likewise; those of the probabilities are known to matrix_
    };

    // One file of probabilities, opened.
    struct Part {
        std::unique_ptr<MatrixReader> matrix;
        std::vector<std::string> names;  // of its columns, where it has them
        bool order_said = true;          // they stand in the order of the file, or of a list; not just sorted
        bool some_classes = false;       // a row need not name all classes, nor the file
        int most_named = 0;              // how many a row names at most; 0: all
    };
    // What the rows of a file are called: for each of them, or none.
    struct RowNames {
        std::vector<std::string> paths;
        std::vector<std::int64_t> ids;
    };

    // A list of class names and where it was found.
    struct Names {
        std::vector<std::string> names;
        std::string file;      // as problems name it
        std::string sentence;  // "classes.txt", "the folder names"
        const SurveyedFile* from = nullptr;
    };

    std::optional<Problem> work();
    // Each fills its part of the reading; a problem stops the work.
    std::optional<Problem> choose_probabilities();
    std::optional<Problem> gather_labels();
    std::optional<Problem> choose_class_names();
    std::optional<Problem> choose_labels();
    std::optional<Problem> match_pictures();

    // Pieces of these.
    std::optional<Problem> open_probabilities();
    Result<Part> open_part(const SurveyedFile& file, const std::vector<std::string>& classes = {});
    std::vector<std::string> known_classes() const;
    std::optional<Problem> agree_on_columns(std::vector<Part>& parts);
    Result<JsonTable>& json_table(const SurveyedFile& file);
    Result<LabelTable> labels_in(const SurveyedFile& file, const std::string& column = {});
    std::vector<std::int64_t> known_counts();
    std::vector<const SurveyedFile*> parts_of(const SurveyedFile& best,
                                              const std::vector<const SurveyedFile*>& candidates);
    const SurveyedFile* indices_of(const SurveyedFile& part, std::int64_t rows) const;
    Result<RowNames> row_names_of(const SurveyedFile& file);
    std::optional<Problem> name_rows(const std::vector<std::int64_t>& part_rows);
    std::optional<Problem> arrange_rows(std::vector<std::int64_t> numbers, bool indices, const std::string& from,
                                        const std::vector<std::int64_t>& part_rows);
    MatrixPlace place_of_row(std::int64_t row) const;
    MatrixPlace place_in(const Order& order, std::int64_t row) const;
    Problem folds_overlap(const std::vector<std::int64_t>& numbers, const std::vector<std::int64_t>& part_rows) const;
    void arrange_columns(const std::vector<std::string>& wanted);
    std::optional<Problem> make_probabilities();
    std::optional<Problem> class_list_of(const SurveyedFile& file, bool by_name);
    bool columns_have_names() const;
    void names_from_elsewhere();
    std::optional<Problem> labels_by_path(const Labels& manifest);
    void put_in_order(Labels& labels) const;
    bool put_in_order_by_id(Labels& labels) const;
    void put_in_order_by_folder(Labels& labels) const;
    Problem path_problem(const Labels& labels, const PathJoin& join) const;
    std::string labels_found_by() const;
    void add_labels_of_parts(LabelTable& labels, const std::string& column);
    bool prefer(const Labels& a, const Labels& b) const;
    std::optional<Problem> use_labels(Labels& labels);
    Problem folders_do_not_fit(const LabelTable& table) const;
    void compare_with_others(const Labels& chosen);
    std::string labels_sentence(const Labels& labels) const;
    std::optional<Problem> use_array(const SurveyedFile& array);
    void choose_batches();
    Result<LabelTable> labels_of_batches() const;
    void use_batches();
    std::int64_t batch_pictures() const;
    std::optional<Problem> use_order(const Order& order);
    std::optional<Problem> use_folder_order();
    void use_example_files(std::vector<std::int32_t> file_of_example, std::vector<std::string> paths);
    std::optional<Problem> arrange_further_columns(const KnownRows& known);
    std::optional<Problem> arrange_further_rows(const KnownRows& known);
    void find_splits();
    void find_records();
    bool use_json_records(const SurveyedFile& file, std::vector<std::int64_t> record_of_example);
    bool use_records(const SurveyedFile& file, std::string_view text, std::vector<std::int64_t> record_of_example);
    void describe_class_names();
    void describe_unused();
    void offer_choices(const std::optional<Problem>& problem);
    bool is_told(const std::string& choice, const SurveyedFile& file) const { return choice == shown(file); }
    std::string title() const;

    std::string shown(std::string_view path) const;  // without the folder that all files are in
    std::string shown(const SurveyedFile& file) const { return std::string(file.path); }
    // The broken file that most likely was meant for a role, if its name speaks for it at least this much.
    const SurveyedFile* broken(int (*speaks)(std::string_view), int at_least) const;
    void use(int file);
    bool use_parquet_pictures();
    bool use_parquet_records(const SurveyedFile& file, std::vector<std::int64_t> record_of_example);
    void describe_records(const SurveyedFile& file, const CsvLayout& layout, const RecordColumns& columns);
    void names_of_labels();

    const IntakeOptions options_;
    std::unique_ptr<FileSet> opened_;
    const FileSet& files_;
    Survey survey_;
    Reading reading_;
    std::vector<bool> used_;

    std::unique_ptr<MatrixReader> matrix_;
    const SurveyedFile* probabilities_ = nullptr;  // the first of parts_
    std::vector<const SurveyedFile*> parts_;       // put below each other
    std::vector<std::string> column_names_;        // where the probabilities name their columns
    bool column_order_said_ = true;                // their order is not just that of the alphabet
    int best_only_ = 0;                            // classes that a row names; 0: all
    // Row i of the matrix is row row_order_[i] of the files; empty: i. Whatever else is read from them, their names,
    // labels, pictures and texts, comes into this order too.
    std::vector<std::int64_t> row_order_;
    std::vector<std::int64_t> row_ids_;  // numbers of the rows that are not 0 to n-1
    bool numbered_rows_ = false;         // row i is number i, as the file says
    std::string rows_doubt_;             // why that may be wrong
    std::string columns_note_;           // what was done to columns of parts
    std::int64_t rows_ = -1;             // -1 while there are no probabilities
    std::int32_t columns_ = -1;          // likewise

    std::map<int, Result<JsonTable>> json_tables_;  // files that were read whole, each once

    std::optional<ClassFolders> folders_;
    std::vector<Labels> labels_;
    Labels* chosen_ = nullptr;
    std::optional<Order> order_;
    Names names_;
    ClassedLabels classed_;

    const SurveyedFile* array_ = nullptr;       // of pictures, or a table that has them in a column
    std::vector<const SurveyedFile*> batches_;  // of CIFAR
    std::unique_ptr<PictureSource> pictures_;
    std::unique_ptr<SoundSource> sounds_;
    std::unique_ptr<RecordSource> records_;
    std::vector<std::string> example_names_;
    Splits splits_;
};

// The score of a file that a person chose, above any that files get by what speaks for them.
inline constexpr int chosen_by_hand = 1000;

}  // namespace io
