// Labels in a column of a table in Parquet.
#include <cmath>
#include <limits>

#include "io/content.h"
#include "io/hugging_face.h"
#include "io/label_column.h"
#include "io/label_reader.h"
#include "io/parquet_column.h"
#include "io/parquet_roles.h"
#include "io/words.h"

namespace io {
namespace {

// Of larger files only the end is kept, which says where everything is.
constexpr std::int64_t kept_whole = 8'000'000;

// Why this is no label, or nothing.
const char* not_a_label(const ParquetCell& cell) {
    if (cell.is_none() || (cell.kind == ParquetCell::Kind::text && cell.text.empty())) return "the label is missing";
    if (cell.kind == ParquetCell::Kind::text)
        return is_utf8(cell.text) ? nullptr : "this label is not written in UTF-8";
    if (cell.kind == ParquetCell::Kind::whole) return nullptr;
    if (std::isnan(cell.real)) return "the label is missing (NaN, not a number)";
    if (!(std::abs(cell.real) <= 9e15)) return "this label is too large a number";
    return cell.real == std::floor(cell.real) ? nullptr : "this label is not a whole number";
}

std::string label_text(const ParquetCell& cell) {
    return cell.kind == ParquetCell::Kind::real ? std::to_string(std::int64_t(cell.real)) : cell_text(cell);
}

std::optional<Problem> keep_end(const ParquetTable& table, const ParquetTable::Part& part, LabelSource& source) {
    source.original.resize(std::size_t(table.files().size(part.file) - source.kept));
    if (!table.files().read(part.file, source.kept, source.original)) return cannot_be_read(table.files(), part.file);
    return std::nullopt;
}

// Each of several files by itself: they are written back one by one.
std::optional<Problem> keep_parts(const ParquetTable& table, LabelSource& source) {
    const LabelSource common = source;
    std::size_t first = 0;
    for (const ParquetTable::Part& part : table.parts()) {
        LabelSource& one = source.part_sources.emplace_back(common);
        one.parts = 1;
        one.file = std::string(table.files().path(part.file));
        one.kept = part.footer.begin;
        const auto begin = common.record_values.begin() + std::ptrdiff_t(first);
        one.record_values.assign(begin, begin + std::ptrdiff_t(part.footer.rows));
        source.part_rows.push_back(part.footer.rows);
        first += std::size_t(part.footer.rows);
        if (auto problem = keep_end(table, part, one)) return problem;
    }
    return std::nullopt;
}

std::optional<Problem> keep_original(const ParquetTable& table, LabelSource& source) {
    source.parts = std::int64_t(table.parts().size());
    if (source.parts > 1) return keep_parts(table, source);
    const ParquetTable::Part& part = table.parts()[0];
    const std::int64_t size = table.files().size(part.file);
    // What is packed in an archive cannot be found again where it stands.
    const std::optional<FilePlace> place = table.files().place(part.file);
    source.kept = size <= kept_whole || !place || place->offset != 0 ? 0 : part.footer.begin;
    return keep_end(table, part, source);
}

}  // namespace

Result<LabelTable> read_parquet_labels(const FileSet& files, int file, std::string_view chosen) {
    const auto opened = open_parquet(files, file);
    if (!opened) return opened.problem();
    const std::shared_ptr<const ParquetTable>& parquet = *opened;
    const std::string name = parquet->file_name();
    const Result<CsvLayout> layout = parquet_layout(parquet);
    if (!layout) return layout.problem();
    CsvRoles roles = parquet_roles(*parquet, *layout);
    if (!chosen.empty() && !choose_label_column(chosen, *layout, roles)) return no_such_column(chosen, *layout, name);
    if (roles.label < 0) {
        Problem unclear = no_label_column(*layout, name);
        unclear.remedy = "call the column of the labels \"label\"";
        return unclear;
    }
    const ParquetLeaf& leaf = parquet->leaf(roles.label);
    if (leaf.repetition > 0 || layout->columns[std::size_t(roles.label)].opaque)
        return Problem{.what = "the column " + quoted(leaf.name) +
                               (leaf.repetition > 0 ? " holds lists, but labels are one for each example"
                                                    : " holds bytes, but labels are whole numbers or names of classes"),
                       .file = name,
                       .remedy = "choose another column for the labels"};
    if (parquet->rows() > most_labels)
        return Problem{.what = "there are more than " + with_commas(most_labels) + " labels in this file",
                       .file = name,
                       .remedy = "split the data set"};

    LabelTable table;
    LabelColumn column;
    ParquetColumn labels(parquet, roles.label);
    std::optional<ParquetColumn> paths, indices, splits;
    if (roles.path >= 0) paths.emplace(parquet, roles.path);
    if (roles.index >= 0) indices.emplace(parquet, roles.index);
    if (roles.split >= 0) splits.emplace(parquet, roles.split);
    ParquetCell cell;
    std::int64_t last_index = std::numeric_limits<std::int64_t>::min();
    bool numbered = indices.has_value();
    for (std::int64_t row = 0; row < parquet->rows(); ++row) {
        if (!labels.next(cell)) break;
        if (const char* wrong = not_a_label(cell))
            return Problem{.what = wrong,
                           .file = name,
                           .row = row,
                           .column = roles.label,
                           .remedy = "write the label there, or leave the example out of all files"};
        column.add(label_text(cell));
        table.lines.push_back(std::int32_t(row));
        if (numbered) {
            std::int64_t at = 0;
            numbered = indices->next(cell) && parse_whole_number(cell_text(cell), at);
            table.out_of_order = table.out_of_order || at < last_index;
            last_index = at;
            table.ids.push_back(at);
        }
        if (paths && paths->next(cell)) table.paths.push_back(cell_text(cell));
        if (splits && splits->next(cell)) table.splits.push_back(cell_text(cell));
    }
    for (const auto* other : {&paths, &indices, &splits})
        if (*other && (*other)->problem()) return *(*other)->problem();
    if (labels.problem()) return *labels.problem();
    if (table.lines.empty())
        return Problem{.what = "there are no labels in this file",
                       .file = name,
                       .remedy = "save it again with one row for each example"};
    if (!numbered) table.ids.clear(), table.out_of_order = false;
    if (auto problem = column.slip(table, name, roles.label)) return *problem;
    column.take(table);

    table.label_column = leaf.name;
    for (const ClassLabelFeature& feature : class_label_features(*parquet))
        if (feature.column == leaf.name && !table.is_text()) table.class_names = feature.names;
    table.source.format = LabelFormat::parquet;
    table.source.file = name;
    table.source.type = "Parquet column \"" + leaf.name + "\"";
    table.source.csv_column = roles.label;
    table.source.csv_names = table.is_text();
    table.source.record_values = table.values;
    table.source.record_texts = table.texts;
    if (auto problem = keep_original(*parquet, table.source)) return *problem;
    return table;
}

}  // namespace io
