// The work of read_files, one role of the checklist after the other. Internal to intake*.cpp.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/class_folders.h"
#include "io/intake.h"
#include "io/label_classes.h"
#include "io/label_reader.h"
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

private:
    // A file, or the folders, that may hold the labels.
    struct Labels {
        const SurveyedFile* from = nullptr;  // null: the class folders
        int score = 0;                       // how much speaks for it
        LabelTable table;
        std::optional<Problem> problem;  // why it cannot be used after all
        bool other_paths = false;        // its paths are not those of the rows
        std::int64_t left_out = 0;       // lines that no row belongs to
        std::string first_left_out;      // what the first of them is called
        std::int64_t count() const { return table.count(); }
        bool is_manifest() const { return !table.paths.empty(); }
    };

    // The table that says which picture stands where, if there is one: the probabilities themselves, or labels.
    struct Order {
        const SurveyedFile* from = nullptr;
        std::vector<std::string> paths;   // of each example
        std::vector<std::int32_t> lines;  // 0-based, likewise
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
    std::optional<Problem> read_row_names();
    std::optional<Problem> gather_labels();
    std::optional<Problem> choose_class_names();
    std::optional<Problem> choose_labels();
    std::optional<Problem> match_pictures();

    // Pieces of these.
    std::optional<Problem> open_probabilities();
    Result<std::unique_ptr<MatrixReader>> open_part(const SurveyedFile& file);
    std::vector<std::int64_t> known_counts();
    std::vector<const SurveyedFile*> parts_of(const SurveyedFile& best,
                                              const std::vector<const SurveyedFile*>& candidates);
    const SurveyedFile* indices_of(const SurveyedFile& part, std::int64_t rows) const;
    std::optional<std::vector<std::int64_t>> index_column_of(const SurveyedFile& file) const;
    std::optional<Problem> arrange_rows(const std::vector<std::int64_t>& part_rows);
    Problem folds_overlap(const std::vector<std::int64_t>& numbers, const std::vector<std::int64_t>& part_rows) const;
    void arrange_columns(const std::vector<std::string>& wanted);
    std::vector<std::string> names_of_columns() const;
    std::optional<Problem> make_probabilities();
    std::optional<Problem> class_list_of(const SurveyedFile& file, bool by_name);
    void names_from_elsewhere();
    std::optional<Problem> labels_by_path(const Labels& manifest);
    void put_in_order(Labels& labels) const;
    bool put_in_order_by_id(Labels& labels) const;
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
    int best_only_ = 0;                            // classes that a row names; 0: all
    std::vector<std::int64_t> row_ids_;            // numbers of the rows that are not 0 to n-1
    bool numbered_rows_ = false;                   // row i is number i, as the file says
    std::int64_t rows_ = -1;                       // -1 while there are no probabilities
    std::int32_t columns_ = -1;                    // likewise

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

// The words "<count> pictures" and the like for what does not match.
Problem counts_differ(std::string what, std::string file, std::string remedy);

}  // namespace io
