#include "io/topk_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "io/csv_names.h"
#include "io/memory_matrix.h"
#include "io/table_rows.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t most_spread = 32'000'000, spread_of_byte = 400;  // numbers, of a file and of each of its bytes

// "prob_0" -> "prob"; the number behind is not needed: columns come in order.
std::string without_number(std::string name) {
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.pop_back();
    while (!name.empty() && name.back() == '_') name.pop_back();
    return name;
}

bool is_list(std::string_view cell) { return cell.size() > 2 && cell.front() == '[' && cell.back() == ']'; }

// Every cell of the sample is a list of at least two numbers.
bool holds_lists(const CsvLayout& layout, int column) {
    if (layout.sample.empty()) return false;
    for (const auto& record : layout.sample) {
        if (std::size_t(column) >= record.size() || !is_list(record[std::size_t(column)])) return false;
        const std::vector<std::string> parts = parts_of_list(record[std::size_t(column)]);
        double number = 0;
        if (parts.size() < 2) return false;
        for (const std::string& part : parts)
            if (!parse_number(part, false, number)) return false;
    }
    return true;
}

bool holds_probabilities(const CsvLayout& layout, int column) {
    for (const auto& record : layout.sample) {
        double number = 0;
        if (std::size_t(column) >= record.size() ||
            !parse_number(record[std::size_t(column)], layout.decimal_comma, number))
            return false;
        if (number < -1e-6 || number > 1 + 1e-6) return false;
    }
    return !layout.sample.empty();
}

constexpr std::int64_t largest_text = 1'000'000'000;

struct Entry {
    std::int32_t name = -1;  // number of a name that was met; -1: the position is the class
    double score = 0;
};

}  // namespace

std::vector<std::string> parts_of_list(std::string_view cell) {
    if (is_list(cell)) cell = cell.substr(1, cell.size() - 2);
    const bool commas = cell.find(',') != std::string_view::npos, semicolons = cell.find(';') != std::string_view::npos;
    std::vector<std::string> parts;
    std::string part;
    char quote = 0;
    bool any = false;
    const auto end_part = [&] {
        const std::string_view written = trimmed(part);
        if (any || !written.empty()) parts.emplace_back(any ? std::string_view(part) : written);
        part.clear();
        any = false;
    };
    for (const char byte : cell) {
        const bool space = byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
        if (quote != 0) {
            if (byte == quote)
                quote = 0;
            else
                part += byte;
        } else if ((byte == '\'' || byte == '"') && trimmed(part).empty()) {
            part.clear();
            quote = byte;
            any = true;
        } else if (commas ? byte == ',' : semicolons ? byte == ';' : space) {
            end_part();
        } else if (!(any && space)) {
            part += space ? ' ' : byte;
        }
    }
    end_part();
    return parts;
}

TopkColumns find_topk_columns(const CsvLayout& layout) {
    TopkColumns columns;
    if (!layout.header) return columns;
    std::vector<int> labels, scores;
    bool lists = true, numbers = true, path = false;
    for (int c = 0; c < int(layout.columns.size()); ++c) {
        const CsvColumn& column = layout.columns[std::size_t(c)];
        const std::string name = without_number(plain_name(column.name));
        path = path || column.pictures || is_path_column_name(column.name);
        if (is_one_of(name,
                      {"label", "class", "pred", "prediction", "predicted", "predicted_label", "top", "class_name"}))
            labels.push_back(c);
        if (is_score_column_name(name) || name == "confidence") {
            lists = lists && holds_lists(layout, c);
            numbers = numbers && holds_probabilities(layout, c);
            scores.push_back(c);
        }
    }
    if (scores.empty()) return columns;
    if (scores.size() == 1 && lists) {
        // Beside a list of labels it is the probability of each of these; else that of all classes in turn.
        const bool listed_labels =
            labels.size() == 1 && std::all_of(layout.sample.begin(), layout.sample.end(), [&](const auto& record) {
                return std::size_t(labels[0]) < record.size() && is_list(record[std::size_t(labels[0])]);
            });
        columns.scores = scores;
        if (listed_labels) columns.labels = labels;
        return columns;
    }
    if (numbers && path && labels.size() == scores.size()) columns = {.labels = labels, .scores = scores};
    return columns;
}

Result<TopkMatrix> open_topk_matrix(const FileSet& files, int file, const std::vector<std::string>& known) {
    const std::string name(files.path(file));
    const Result<CsvLayout> found = read_table_layout(files, file);
    if (!found) return found.problem();
    const CsvLayout& layout = found.value();
    if (files.size(file) > largest_text)
        return Problem{.what = "this table has " + bytes_in_words(files.size(file)) + ", too much to be read as text",
                       .file = name,
                       .remedy = "save the probabilities as .npy with numpy.save, which is smaller and much faster"};
    const TopkColumns columns = find_topk_columns(layout);
    std::vector<int> wanted = columns.labels;
    wanted.insert(wanted.end(), columns.scores.begin(), columns.scores.end());
    const Result<std::unique_ptr<TableRows>> table = open_table_rows(files, file, layout, wanted);
    if (!table) return table.problem();

    std::map<std::string, std::int32_t, std::less<>> number_of_name;
    std::vector<std::vector<Entry>> rows;
    std::vector<std::int64_t> lines;
    bool whole_numbers = true;
    std::int64_t largest = -1;
    std::size_t widest = 0;
    while ((*table)->next()) {
        const std::int64_t line = (*table)->line();
        std::vector<std::string> labels, scores;
        const auto gather = [&](const std::vector<int>& from, std::vector<std::string>& to) {
            for (const int c : from) {
                std::string cell;
                if (!(*table)->cell(c, cell)) return false;
                if (is_list(cell)) {
                    for (std::string& part : parts_of_list(cell)) to.push_back(std::move(part));
                } else {
                    to.push_back(std::move(cell));
                }
            }
            return true;
        };
        const Problem odd{.what = "this line has not as many probabilities as others, or as it has labels",
                          .file = name,
                          .row = line,
                          .remedy = "it may be cut short: correct the line, or save the file again"};
        if (!gather(columns.labels, labels) || !gather(columns.scores, scores)) return odd;
        if (!columns.labels.empty() && labels.size() != scores.size()) return odd;
        if (columns.labels.empty() && widest != 0 && scores.size() != widest) return odd;
        widest = std::max(widest, scores.size());
        std::vector<Entry> row;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            Entry entry;
            if (!parse_number(scores[i], layout.decimal_comma, entry.score) || !std::isfinite(entry.score))
                return Problem{
                    .what = scores[i].empty() ? "the probability is missing" : quoted(scores[i]) + " is not a number",
                    .file = name,
                    .row = line,
                    .remedy = "write a probability from 0 to 1 there, or leave the example out of all files"};
            if (!columns.labels.empty()) {
                std::int64_t value = 0;
                whole_numbers =
                    whole_numbers && parse_whole_number(labels[i], value) && value >= 0 && value < 1'000'000;
                if (whole_numbers) largest = std::max(largest, value);
                entry.name =
                    number_of_name.try_emplace(std::move(labels[i]), std::int32_t(number_of_name.size())).first->second;
            }
            row.push_back(entry);
        }
        rows.push_back(std::move(row));
        lines.push_back(line);
    }
    if (auto problem = (*table)->problem()) return *problem;
    if (rows.empty())
        return Problem{.what = "there are no rows in this file",
                       .file = name,
                       .remedy = "save it again with one row for each example"};

    TopkMatrix result;
    result.best = columns.labels.empty() ? 0 : int(widest);
    std::vector<std::int32_t> column_of_name(number_of_name.size(), -1);
    std::int64_t classes = std::int64_t(widest);
    if (!columns.labels.empty() && whole_numbers) {
        classes = std::max<std::int64_t>(largest + 1, std::int64_t(known.size()));
        for (const auto& [label, number] : number_of_name) {
            std::int64_t value = 0;
            parse_whole_number(label, value);
            column_of_name[std::size_t(number)] = std::int32_t(value);
        }
    } else if (!columns.labels.empty()) {
        result.names = known;
        if (known.empty())
            for (const auto& [label, number] : number_of_name) result.names.push_back(label);
        classes = std::int64_t(result.names.size());
        for (std::size_t c = 0; c < result.names.size(); ++c)
            if (const auto at = number_of_name.find(result.names[c]); at != number_of_name.end())
                column_of_name[std::size_t(at->second)] = std::int32_t(c);
        for (const auto& [label, number] : number_of_name)
            if (column_of_name[std::size_t(number)] < 0)
                return Problem{.what = "the class " + quoted(label) + " is not one of the " +
                                       counted(classes, "class name", "class names"),
                               .file = name,
                               .remedy = "use the same names of classes in all files",
                               .check = "class-count"};
    }
    if (classes < 1 || std::int64_t(rows.size()) > most_numbers_of_text / classes)
        return Problem{.what = "this table is too large to be read as text",
                       .file = name,
                       .remedy = "save the probabilities as .npy with numpy.save, which is smaller and much faster"};
    // One class with a number that is far too large makes a table of it that has nothing but rests.
    if (!columns.labels.empty() &&
        classes * std::int64_t(rows.size()) > most_spread + spread_of_byte * files.size(file))
        return Problem{.what = "the largest class number is " + with_commas(classes - 1) + ", but there are only " +
                               counted(std::int64_t(rows.size()), "row", "rows"),
                       .file = name,
                       .remedy = "number the classes 0, 1, 2... without gaps, or use names of classes"};
    auto matrix = std::make_unique<MemoryMatrix>(files.size(file), std::int32_t(classes), -1);
    matrix->reserve(rows.size());
    std::vector<double> numbers;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        numbers.assign(std::size_t(classes), std::nan(""));
        for (std::size_t i = 0; i < rows[r].size(); ++i) {
            const Entry& entry = rows[r][i];
            numbers[entry.name < 0 ? i : std::size_t(column_of_name[std::size_t(entry.name)])] = entry.score;
        }
        spread_rest(numbers);
        for (const double number : numbers) matrix->add(number);
        matrix->end_row(lines[r]);
    }
    result.matrix = std::move(matrix);
    return result;
}

}  // namespace io
