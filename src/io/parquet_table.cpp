#include "io/parquet_table.h"

#include <algorithm>

#include "io/content.h"
#include "io/example_files.h"
#include "io/parquet_column.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::size_t sampled_rows = 20;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "train-00001-of-00003.parquet" -> "train-#-of-00003.parquet" and 1; likewise "0001.parquet" and "part-1-x.parquet".
// No number: it is no shard.
struct Shard {
    std::string key;
    std::int64_t number = -1;
};
Shard shard_of(std::string_view path) {
    const std::string_view name = file_name(path);
    const std::size_t folder = path.size() - name.size();
    std::size_t begin = std::string_view::npos;
    if (const std::size_t of = name.rfind("-of-"); of != std::string_view::npos && of > 0 && is_digit(name[of - 1])) {
        begin = of;
        while (begin > 0 && is_digit(name[begin - 1])) --begin;
    } else if (const std::string_view stem = file_stem(name);
               !stem.empty() && std::all_of(stem.begin(), stem.end(), is_digit)) {
        begin = 0;
    } else if (name.starts_with("part-") || name.starts_with("part_")) {
        begin = 5;
    }
    Shard shard;
    if (begin == std::string_view::npos || begin >= name.size() || !is_digit(name[begin])) return shard;
    std::size_t end = begin;
    for (shard.number = 0; end < name.size() && is_digit(name[end]); ++end)
        if (shard.number < 1'000'000'000'000) shard.number = shard.number * 10 + (name[end] - '0');
    shard.key = std::string(path.substr(0, folder + begin)) + "#" + std::string(name.substr(end));
    return shard;
}

bool same_columns(const ParquetFooter& a, const ParquetFooter& b) {
    return std::equal(a.leaves.begin(), a.leaves.end(), b.leaves.begin(), b.leaves.end(),
                      [](const ParquetLeaf& x, const ParquetLeaf& y) {
                          return x.name == y.name && x.type == y.type && x.width == y.width && x.scale == y.scale &&
                                 x.meaning == y.meaning && x.definition == y.definition && x.repetition == y.repetition;
                      });
}

bool is_plain_text(std::string_view bytes) {
    return is_utf8(bytes) && std::none_of(bytes.begin(), bytes.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
           });
}

bool is_picture(std::string_view bytes) {
    const auto* from = reinterpret_cast<const std::byte*>(bytes.data());
    switch (sniff({from, std::min(bytes.size(), sniffed_bytes)})) {
        case Content::png:
        case Content::jpeg:
        case Content::gif:
        case Content::bmp:
        case Content::webp:
        case Content::tiff:
            return true;
        default:
            return false;
    }
}

// The first value that is there, within the first rows.
bool first_value(ParquetColumn& column, ParquetCell& cell) {
    for (std::size_t row = 0; row < sampled_rows && column.next(cell); ++row)
        if (!cell.is_none()) return true;
    return false;
}

}  // namespace

std::string list_text(const std::vector<ParquetCell>& cells, bool single) {
    std::string text = "[";
    for (const ParquetCell& cell : cells) text += (text.size() > 1 ? ", " : "") + cell_text(cell, single);
    return text + "]";
}

std::int64_t ParquetTable::bytes() const {
    std::int64_t sum = 0;
    for (const Part& part : parts_) sum += files_->size(part.file);
    return sum;
}

int ParquetTable::column_called(std::string_view name) const {
    int found = -1;
    for (std::size_t c = 0; c < leaves().size(); ++c)
        if (leaves()[c].name == name) {
            if (found >= 0) return -1;
            found = int(c);
        }
    return found;
}

bool has_parquet_name(std::string_view path) {
    const std::string extension = file_extension(path);
    return extension == "parquet" || extension == "parq" || extension == "pq";
}

std::vector<int> parquet_parts(const FileSet& files, int file) {
    const Shard shard = shard_of(files.path(file));
    if (shard.number < 0 || !has_parquet_name(files.path(file))) return {file};
    std::vector<std::pair<std::int64_t, int>> parts;
    for (int i = 0; i < files.count(); ++i)
        if (has_parquet_name(files.path(i)))
            if (Shard other = shard_of(files.path(i)); other.number >= 0 && other.key == shard.key)
                parts.emplace_back(other.number, i);
    std::sort(parts.begin(), parts.end());
    std::vector<int> ordered;
    for (const auto& [number, part] : parts) ordered.push_back(part);
    return ordered;
}

Result<std::shared_ptr<const ParquetTable>> open_parquet(const FileSet& files, int file) {
    auto table = std::make_shared<ParquetTable>();
    table->files_ = &files;
    const std::vector<int> parts = parquet_parts(files, file);
    table->parts_.reserve(parts.size());
    for (const int part : parts) {
        Result<ParquetFooter> footer = read_parquet_footer(files, part);
        if (!footer) return footer.problem();
        if (!table->parts_.empty() && !same_columns(footer.value(), table->parts_[0].footer))
            return Problem{.what = "this file has other columns than " +
                                   std::string(io::file_name(files.path(parts[0]))) +
                                   ", whose next part it is by its name",
                           .file = std::string(files.path(part)),
                           .remedy = "save all parts with the same columns, or open only one of them"};
        table->parts_.push_back({part, std::move(*footer)});
    }
    for (std::size_t p = 0; p < table->parts_.size(); ++p)
        for (const ParquetGroup& group : table->parts_[p].footer.groups) {
            table->groups_.push_back({int(p), &group, table->rows_});
            table->rows_ += group.rows;
        }
    return std::shared_ptr<const ParquetTable>(std::move(table));
}

Result<CsvLayout> parquet_layout(std::shared_ptr<const ParquetTable> table) {
    CsvLayout layout;
    layout.header = true;
    layout.sample.resize(std::size_t(std::min<std::int64_t>(std::int64_t(sampled_rows), table->rows())));
    for (auto& record : layout.sample) record.resize(table->leaves().size());
    for (std::size_t c = 0; c < table->leaves().size(); ++c) {
        const ParquetLeaf& leaf = table->leaves()[c];
        CsvColumn& column = layout.columns.emplace_back();
        column.name = leaf.name;
        const bool single = leaf.type == ParquetType::float32;
        column.opaque =
            leaf.meaning == ParquetMeaning::opaque || leaf.repetition > 1 || (leaf.is_list() && !leaf.is_number());
        column.lists = leaf.is_list() && !column.opaque;
        if (column.opaque || layout.sample.empty()) continue;
        ParquetColumn cells(table, int(c));
        if (leaf.is_bytes() && leaf.meaning == ParquetMeaning::plain) {
            // Beside a path stand the bytes of a file, as Hugging Face has it: no need to read a page of them.
            column.opaque = leaf.name.ends_with(".bytes") && picture_name_column(*table, int(c)) >= 0;
            if (column.opaque) continue;
            ParquetCell first;
            if (first_value(cells, first) && !is_plain_text(first.text)) column.opaque = true;
            if (cells.problem()) return *cells.problem();
            if (column.opaque) continue;
            cells.seek(0);
        }
        std::size_t numbers = 0, pictures = 0;
        std::vector<ParquetCell> row;
        for (auto& record : layout.sample) {
            if (!cells.next_row(row)) {
                if (cells.problem()) return *cells.problem();
                break;
            }
            record[c] = leaf.is_list() ? list_text(row, single) : cell_text(row[0], single);
            double value = 0;
            if (leaf.is_bytes() && parse_number(record[c], false, value)) ++numbers;
            if (leaf.is_bytes() && has_example_name(record[c])) ++pictures;
        }
        column.numbers = leaf.is_number() ? !leaf.is_list() : numbers * 2 > layout.sample.size();
        column.pictures = pictures == layout.sample.size();
    }
    return layout;
}

int picture_column(std::shared_ptr<const ParquetTable> table) {
    for (std::size_t c = 0; c < table->leaves().size(); ++c) {
        const ParquetLeaf& leaf = table->leaves()[c];
        if (!leaf.is_bytes() || leaf.repetition > 0 || leaf.meaning != ParquetMeaning::plain) continue;
        ParquetColumn cells(table, int(c));
        ParquetCell first;
        if (first_value(cells, first) && is_picture(first.text)) return int(c);
    }
    return -1;
}

int picture_name_column(const ParquetTable& table, int pictures) {
    const std::string& name = table.leaf(pictures).name;
    const std::size_t point = name.rfind('.');
    return point == std::string::npos ? -1 : table.column_called(name.substr(0, point) + ".path");
}

}  // namespace io
