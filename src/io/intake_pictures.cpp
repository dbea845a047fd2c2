// Which picture, audio file or text belongs to which row.
#include <algorithm>
#include <map>

#include "io/folding.h"
#include "io/intake_work.h"
#include "io/parquet_column.h"
#include "io/parquet_pictures.h"
#include "io/path_match.h"
#include "io/records_in_files.h"
#include "io/words.h"

namespace io {
namespace {

int speaks_for_pictures(std::string_view path) {
    const std::string name = lower_case(file_name(path));
    for (const std::string_view word : {"image", "img", "picture", "idx3"})
        if (name.find(word) != std::string::npos) return 1;
    return 0;
}

bool is_sorted_naturally(const FileSet& files, const std::vector<std::int32_t>& ordered) {
    // 1.png, 10.png, 2.png: sorted by name, but hardly what somebody meant who counted.
    std::size_t length = 0;
    bool digits = !ordered.empty(), even = true;
    for (const std::int32_t file : ordered) {
        const std::string_view stem = file_stem(files.path(file));
        digits = digits && stem.find_first_not_of("0123456789") == std::string_view::npos;
        even = even && (length == 0 || stem.size() == length);
        length = stem.size();
    }
    return !digits || even;
}

// By path, but numbers by their value: 2.png before 10.png. Numbers that are equal (2 and 02) stay as they were.
void sort_as_counted(const FileSet& files, std::vector<std::int32_t>& ordered) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto before = [&](std::int32_t x, std::int32_t y) {
        std::string_view a = files.path(x), b = files.path(y);
        while (!a.empty() && !b.empty()) {
            if (is_digit(a[0]) && is_digit(b[0])) {
                const auto number = [&](std::string_view& text) {
                    const std::size_t zeros = std::min(text.find_first_not_of('0'), text.size());
                    text.remove_prefix(zeros);
                    const std::size_t end =
                        std::size_t(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
                    const std::string_view digits = text.substr(0, end);
                    text.remove_prefix(end);
                    return digits;
                };
                const std::string_view first = number(a), second = number(b);
                if (first.size() != second.size()) return first.size() < second.size();
                if (first != second) return first < second;
            } else {
                if (a[0] != b[0]) return static_cast<unsigned char>(a[0]) < static_cast<unsigned char>(b[0]);
                a.remove_prefix(1), b.remove_prefix(1);
            }
        }
        return a.size() < b.size();
    };
    std::stable_sort(ordered.begin(), ordered.end(), before);
}

}  // namespace

std::optional<Problem> IntakeWork::match_pictures() {
    RoleReading& examples = reading_.examples;
    const SurveyedFile *array = nullptr, *told = nullptr;
    std::vector<std::string> other_arrays;
    const bool without = options_.examples == IntakeOptions::nothing;
    for (const SurveyedFile& file : survey_.files) {
        if (file.kind != Kind::pictures || without) continue;
        if (is_told(options_.examples, file)) told = &file;
        if (array != nullptr && array->count == rows_) {
            if (file.count == rows_) other_arrays.push_back(shown(file));
        } else if (array == nullptr || file.count == rows_) {
            array = &file;
        }
    }
    if (told != nullptr) array = told, other_arrays.clear();
    const bool array_fits = array != nullptr && (rows_ < 0 || array->count == rows_ || told != nullptr);
    const bool has_files = !survey_.examples.empty() && !without;
    const bool own_order = !options_.order.empty() && options_.order != IntakeOptions::listed;

    if (array == nullptr && !has_files && !without)
        if (const SurveyedFile* failed = broken(speaks_for_pictures, 1)) return failed->problem;

    if (array == nullptr && !without && use_parquet_pictures()) {
        // said there
    } else if (!batches_.empty() && !without && (rows_ < 0 || batch_pictures() == rows_) && array == nullptr) {
        use_batches();
    } else if (array_fits || (array != nullptr && !has_files)) {
        if (auto problem = use_array(*array)) return problem;
        if (!other_arrays.empty()) {
            examples.found = Found::doubtful;
            examples.sentence += " (" + listed(other_arrays) + " could be it as well)";
        }
    } else if (has_files && rows_ < 0) {
        examples.found = Found::found;
        examples.sentence = counted_of(survey_.medium, std::int64_t(survey_.examples.size()));
        if (folders_) examples.sentence += " in " + counted(std::int64_t(folders_->names.size()), "folder", "folders");
        for (const int file : survey_.examples) use(file);
    } else if (has_files && order_ && !own_order) {
        if (auto problem = use_order(*order_)) return problem;
    } else if (has_files) {
        if (auto problem = use_folder_order()) return problem;
    }

    if (rows_ < 0 || chosen_ == nullptr) {
        if (examples.found == Found::missing && examples.sentence.empty())
            examples.sentence = "no pictures yet: add them to see what you decide on";
        reading_.matching.sentence = "missing: to be seen when labels and probabilities are there";
        return std::nullopt;
    }
    if (examples.found == Found::missing && examples.sentence.empty()) {
        if (order_) {
            example_names_ = order_->paths;
            examples.found = Found::found;
            examples.file = shown(*order_->from);
            examples.sentence = counted(rows_, "name", "names") + " in " + shown(*order_->from) +
                                ", without pictures: add them to see what you decide on";
        } else {
            examples.sentence =
                counted(rows_, "example", "examples") + " without pictures: add them to see what you decide on";
        }
    }
    if (reading_.matching.sentence.empty()) {
        reading_.matching.found = Found::found;
        reading_.matching.sentence = "by position: row i belongs to label i";
        if (const std::string by = labels_found_by(); !by.empty())
            reading_.matching.sentence = "by " + by + ": row i belongs to the label of the same " +
                                         (by == "path" ? "name" : by) +
                                         (chosen_->from != nullptr ? " in " + shown(*chosen_->from) : std::string());
        const bool beside = chosen_->from == probabilities_;
        if (!row_ids_.empty() && !beside && labels_found_by().empty() &&
            !std::is_sorted(row_ids_.begin(), row_ids_.end())) {
            reading_.matching.found = Found::doubtful;
            reading_.matching.sentence +=
                " (the numbers in " + shown(*probabilities_) + " are not in order, and the labels have none)";
        }
    }
    return std::nullopt;
}

// "path" or "number"; nothing where labels stand as their rows do.
std::string IntakeWork::labels_found_by() const {
    if (chosen_ == nullptr || chosen_->by == Labels::By::position) return {};
    return chosen_->by == Labels::By::path ? "path" : "number";
}

std::optional<Problem> IntakeWork::use_array(const SurveyedFile& array) {
    if (rows_ >= 0 && array.count != rows_)
        return Problem{.what = "this file has " + counted(array.count, "picture", "pictures") + ", but " +
                               shown(*probabilities_) + " has " + counted(rows_, "row", "rows"),
                       .file = std::string(files_.path(array.file)),
                       .remedy = "open pictures, labels and probabilities of the same examples",
                       .check = "row-count"};
    use(array.file);
    array_ = &array;
    pictures_ = pictures_in_array(files_, array.array);
    RoleReading& examples = reading_.examples;
    examples.found = Found::found;
    examples.file = shown(array);
    examples.sentence = counted(array.count, "picture", "pictures") + " of " + with_commas(array.array.width) + " x " +
                        with_commas(array.array.height) + " in " + shown(array);
    if (rows_ >= 0) {
        reading_.matching.found = Found::found;
        reading_.matching.sentence = "by position: row i belongs to picture i";
        if (const std::string by = labels_found_by(); !by.empty()) reading_.matching.sentence += "; labels by " + by;
    }
    return std::nullopt;
}

// Pictures in a column of a table in Parquet: of the labels, else of one with as many rows. Rows that are examples
// because labels were matched take their pictures along.
bool IntakeWork::use_parquet_pictures() {
    const SurveyedFile* from = nullptr;
    std::vector<std::int64_t> records;
    for (const SurveyedFile& file : survey_.files) {
        if (file.picture_column < 0) continue;
        const bool labels = chosen_ != nullptr && chosen_->from == &file && !chosen_->other_paths;
        const bool told = is_told(options_.examples, file);
        if (!labels && rows_ >= 0 && file.count != rows_) continue;
        if (from != nullptr && !told && !(labels && !is_told(options_.examples, *from))) continue;
        from = &file;
        records = labels                    ? chosen_->table.source.csv_record_of_example
                  : &file == probabilities_ ? row_order_
                                            : std::vector<std::int64_t>();
    }
    if (from == nullptr) return false;
    const auto table = open_parquet(files_, from->file);
    if (!table) return false;
    use(from->file);
    array_ = from;
    const ParquetTable& parquet = **table;
    RoleReading& examples = reading_.examples;
    examples.found = Found::found;
    examples.file = shown(*from);
    examples.sentence = counted(rows_ < 0 ? from->count : rows_, "picture", "pictures") + " in " + shown(*from) +
                        ", column " + quoted(parquet.leaf(from->picture_column).name);
    if (rows_ < 0) return true;
    pictures_ = pictures_in_parquet(*table, from->picture_column, records);
    // What they are called, where all have names.
    if (const int names = picture_name_column(parquet, from->picture_column); names >= 0 && example_names_.empty()) {
        std::vector<std::string> all;
        ParquetColumn column(*table, names);
        for (ParquetCell cell; column.next(cell) && !cell.is_none();) all.push_back(as_utf8(cell.text));
        if (std::int64_t(all.size()) == parquet.rows()) {
            for (std::int64_t i = 0; i < rows_; ++i)
                example_names_.push_back(all[std::size_t(records.empty() ? i : records[std::size_t(i)])]);
        }
    }
    reading_.matching.found = Found::found;
    reading_.matching.sentence = "by position: row i belongs to picture i";
    if (!records.empty())
        reading_.matching.sentence = "by " + shown(*from) + ": labels and pictures stand in the same row";
    return true;
}

std::optional<Problem> IntakeWork::use_order(const Order& order) {
    const std::vector<std::string>& paths = order.paths;
    std::vector<std::int32_t> file_of_example = match_paths(files_, survey_.examples, paths);
    const auto missing = std::count(file_of_example.begin(), file_of_example.end(), -1);
    RoleReading& examples = reading_.examples;
    const bool parts = order.from == probabilities_ && parts_.size() > 1;
    const std::string name = shown(*order.from) + (parts ? " and the others" : ""), noun(one_of(survey_.medium));
    if (missing == rows_) {
        if (std::int64_t(survey_.examples.size()) == rows_) {
            if (auto problem = use_folder_order()) return problem;
            reading_.matching.found = Found::doubtful;
            reading_.matching.sentence +=
                " (the paths in " + name + " are others: the first is " + quoted(paths.front()) + ")";
        } else {
            examples.sentence = "the " + std::string(many_of(survey_.medium)) + " among the files are not those that " +
                                name + " names: its first is " + quoted(paths.front());
            example_names_ = paths;
        }
        return std::nullopt;
    }
    for (const std::int32_t file : file_of_example)
        if (file >= 0) use(file);
    use(order.from->file);
    examples.found = Found::found;
    examples.file = name;
    examples.sentence = counted_of(survey_.medium, rows_ - missing) + ", listed in " + name;
    if (missing > 0) {
        const auto first =
            std::size_t(std::find(file_of_example.begin(), file_of_example.end(), -1) - file_of_example.begin());
        const std::int64_t row = place_in(order, std::int64_t(first)).row;
        examples.found = Found::doubtful;
        examples.sentence +=
            "; " + counted(missing, "more is", "more are") + " not among the files, the first of them " +
            quoted(paths[first]) +
            (order.from->parquet ? " in row " + std::to_string(row) : " in line " + std::to_string(row + 1));
    }
    // Do the folders say the same?
    if (folders_ && chosen_ != nullptr && chosen_->from != nullptr && !classed_.given.empty()) {
        std::vector<std::int32_t> folder_of_file(std::size_t(files_.count()), -1);
        for (std::size_t i = 0; i < folders_->files.size(); ++i)
            folder_of_file[std::size_t(folders_->files[i])] = folders_->class_of[i];
        // Class of each folder, by its name.
        const std::vector<std::string>& names =
            classed_.text_of_class.empty() ? classed_.names : classed_.text_of_class;
        std::map<std::string, std::int32_t> class_of_name;
        for (std::size_t c = 0; c < names.size(); ++c) class_of_name.try_emplace(composed(names[c]), std::int32_t(c));
        std::vector<std::int32_t> class_of_folder;
        bool comparable = true;
        for (const std::string& folder : folders_->names) {
            const auto at = class_of_name.find(composed(folder));
            comparable = comparable && at != class_of_name.end();
            class_of_folder.push_back(comparable ? at->second : -1);
        }
        std::int64_t differ = 0;
        for (std::size_t i = 0; i < file_of_example.size() && comparable; ++i) {
            if (file_of_example[i] < 0) continue;
            const std::int32_t folder = folder_of_file[std::size_t(file_of_example[i])];
            if (folder >= 0 && class_of_folder[std::size_t(folder)] != classed_.given[i]) ++differ;
        }
        if (comparable && differ > 0) {
            reading_.labels.found = Found::doubtful;
            reading_.labels.sentence += " (" + counted_of(survey_.medium, differ) + (differ == 1 ? " lies" : " lie") +
                                        " in the folder of another class)";
        }
    }
    use_example_files(std::move(file_of_example), paths);
    example_names_ = paths;
    reading_.matching = {
        .found = Found::found, .sentence = "by " + name + ": row i belongs to its " + noun + " i", .file = name};
    return std::nullopt;
}

std::optional<Problem> IntakeWork::use_folder_order() {
    const bool by_class = folders_ && std::int64_t(folders_->files.size()) == rows_ &&
                          options_.order != IntakeOptions::by_name && options_.order != IntakeOptions::counted;
    std::vector<std::int32_t> ordered = by_class ? folders_->files : sorted_by_path(files_, survey_.examples);
    if (options_.order == IntakeOptions::counted) sort_as_counted(files_, ordered);
    RoleReading& examples = reading_.examples;
    const std::string noun(one_of(survey_.medium)), many(many_of(survey_.medium));
    if (std::int64_t(ordered.size()) != rows_) {
        const std::string counts = counted_of(survey_.medium, std::int64_t(ordered.size()));
        // A few pictures beside the data are not the data.
        if (chosen_ != nullptr && std::int64_t(ordered.size()) < rows_ / 2) {
            examples.sentence = counts + " among the files, but " + shown(*probabilities_) + " has " +
                                counted(rows_, "row", "rows") + ": left out";
            return std::nullopt;
        }
        return Problem{
            .what = "there are " + counts + ", but " + shown(*probabilities_) + " has " + counted(rows_, "row", "rows"),
            .file = {},
            .remedy = "open the " + many +
                      " that the probabilities were made for, or add a CSV file with the columns "
                      "\"path\" and \"label\" that lists them in the order of the rows",
            .check = "row-count"};
    }
    for (const std::int32_t file : ordered) {
        use(file);
        example_names_.push_back(shown(files_.path(file)));
    }
    examples.found = Found::found;
    examples.sentence = counted_of(survey_.medium, rows_);
    reading_.matching.found = Found::found;
    if (by_class) {
        examples.sentence += " in " + counted(std::int64_t(folders_->names.size()), "folder", "folders");
        reading_.matching.sentence = "by folder order: folders sorted by name, then the " + many + " in each";
    } else if (options_.order == IntakeOptions::counted) {
        reading_.matching.sentence =
            "by the numbers in the file names: row i belongs to the " + noun + " that is number i when counted";
    } else {
        reading_.matching.sentence = "by file name: row i belongs to the " + noun + " that is number i when sorted";
    }
    // With labels from elsewhere the order is a guess.
    const bool guessed =
        chosen_ != nullptr && chosen_->from != nullptr && chosen_->table.source.csv_record_of_example.empty();
    if (guessed && options_.order.empty() && !is_sorted_naturally(files_, ordered)) {
        reading_.matching.found = Found::doubtful;
        reading_.matching.sentence += " (10 comes before 2)";
    }
    if (chosen_ != nullptr && !chosen_->table.source.csv_record_of_example.empty())
        reading_.matching.sentence += "; labels by " + shown(*chosen_->from);
    use_example_files(std::move(ordered), {});
    return std::nullopt;
}

void IntakeWork::use_example_files(std::vector<std::int32_t> file_of_example, std::vector<std::string> paths) {
    switch (survey_.medium) {
        case Medium::picture:
            pictures_ = pictures_in_files(files_, std::move(file_of_example), std::move(paths));
            break;
        case Medium::sound:
            sounds_ = sounds_in_files(files_, std::move(file_of_example), std::move(paths));
            break;
        case Medium::text:
            records_ = records_in_files(files_, std::move(file_of_example), std::move(paths));
            break;
    }
}

}  // namespace io
