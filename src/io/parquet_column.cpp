#include "io/parquet_column.h"

#include <algorithm>

#include "io/content.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t most_in_dictionary = 20'000'000;
constexpr std::size_t longest_list = 200'000;

}  // namespace

ParquetColumn::ParquetColumn(std::shared_ptr<const ParquetTable> table, int column)
    : table_(std::move(table)), column_(column) {
    if (!table_->groups().empty()) begin_group(0);
}

bool ParquetColumn::fail(std::string what, std::string remedy) {
    if (!problem_)
        problem_ = Problem{.what = std::move(what),
                           .file = std::string(table_->files().path(file())),
                           .remedy = remedy.empty() ? save_parquet_again : std::move(remedy)};
    return false;
}

bool ParquetColumn::broken() {
    if (!problem_) problem_ = pages_->problem();
    return false;
}

void ParquetColumn::begin_group(std::size_t group) {
    group_ = group;
    pages_.emplace(table_->files(), file(), leaf(), chunk());
    dictionary_open_ = false;
    at_ = end_ = 0;
    if (!can_unpack(chunk().codec))
        fail("the column " + quoted(leaf().name) + " is packed with " +
                 codec_name(chunk().codec, chunk().codec_number) + ", which cannot be unpacked here",
             "save it with another compression, for example with pandas: df.to_parquet(\"file.parquet\", "
             "compression=\"snappy\")");
    else if (leaf().meaning == ParquetMeaning::opaque)
        fail("the column " + quoted(leaf().name) + " holds nested values or times of an old kind",
             "save it as plain values");
}

bool ParquetColumn::open_page(std::size_t page) { return pages_->open(page) ? begin_page() : broken(); }

bool ParquetColumn::begin_page() {
    const ParquetPage& page = pages_->page();
    if (!pages_->rewind()) return broken();
    if (page.by_dictionary() && !open_dictionary()) return false;
    values_ = page.encoding < 0 || page.encoding > 255
                  ? nullptr
                  : parquet_values(leaf(), ParquetEncoding(std::uint8_t(page.encoding)), pages_->values(),
                                   std::uint64_t(page.values), dictionary_);
    if (values_ == nullptr)
        return fail("the column " + quoted(leaf().name) + " is encoded in a way that is not known here (number " +
                    std::to_string(page.encoding) + ")");
    at_ = page.first;
    end_ = page.first + page.values;
    return true;
}

bool ParquetColumn::open_dictionary() {
    if (dictionary_open_) return true;
    if (!pages_->read_dictionary(dictionary_bytes_)) return broken();
    const ParquetPage& page = *pages_->dictionary();
    const auto damaged = [&](const std::string& what) { return pages_->damaged(what), broken(); };
    // Bytes that a value takes at least: those of a text have their length in front.
    const auto width = std::int64_t(parquet_width(leaf()));
    const std::int64_t smallest = leaf().type == ParquetType::bytes ? 4 : std::max<std::int64_t>(width, 1);
    if (page.values > most_in_dictionary || page.values > page.unpacked / smallest)
        return damaged("its dictionary promises " + counted(page.values, "value", "values") + " in " +
                       bytes_in_words(page.unpacked));
    dictionary_.assign(std::size_t(page.values), {});
    const auto values =
        parquet_values(leaf(), ParquetEncoding::plain, dictionary_bytes_, std::uint64_t(page.values), {});
    for (ParquetCell& cell : dictionary_)
        if (!values->next(cell)) return damaged("its dictionary ends before its values do");
    dictionary_open_ = true;
    return true;
}

// To the next page, of the next group if need be.
bool ParquetColumn::advance() {
    if (problem_ || table_->groups().empty()) return false;
    for (;;) {
        const std::size_t next = pages_->is_open() ? pages_->opened() + 1 : 0;
        if (next < pages_->known().size() || pages_->find()) return open_page(next);
        if (pages_->problem()) return broken();
        if (group_ + 1 >= table_->groups().size()) return false;
        begin_group(group_ + 1);
        if (problem_) return false;
    }
}

bool ParquetColumn::next(ParquetCell& cell) {
    while (at_ == end_)
        if (!advance()) return false;
    ParquetLevels levels;
    if (!pages_->next(levels)) return broken();
    if (int(levels.definition) < leaf().definition)
        cell = {};
    else if (!values_->next(cell))
        return pages_->damaged("a page ends before its values do"), broken();
    cell.begins_row = levels.repetition == 0;
    if (at_ == 0 && !cell.begins_row) return pages_->damaged("a row group begins within a row"), broken();
    ++at_;
    return true;
}

bool ParquetColumn::seek(std::int64_t row) {
    if (problem_) return false;
    ahead_.reset();
    const auto& groups = table_->groups();
    auto found = std::upper_bound(groups.begin(), groups.end(), row,
                                  [](std::int64_t wanted, const auto& group) { return wanted < group.first_row; });
    if (found == groups.begin() || row >= table_->rows()) return false;
    const auto group = std::size_t(--found - groups.begin());
    if (group != group_) begin_group(group);
    const std::int64_t wanted = row - found->first_row;
    const auto holds = [&](const ParquetPage& page) {
        return wanted >= page.first && wanted < page.first + page.values;
    };
    if (!pages_->is_open() || !holds(pages_->page())) {
        const auto& known = pages_->known();
        auto at = std::size_t(std::find_if(known.begin(), known.end(), holds) - known.begin());
        for (; at == known.size() || !holds(known[at]); at = known.size() - 1)
            if (!pages_->find()) return broken();
        if (!open_page(at)) return false;
    } else if (wanted < at_ && !begin_page()) {
        return false;
    }
    ParquetCell passed;
    while (at_ < wanted)
        if (!next(passed)) return false;
    return true;
}

bool ParquetColumn::next_row(std::vector<ParquetCell>& cells) {
    cells.clear();
    ParquetCell cell;
    if (ahead_) {
        cells.push_back(*ahead_);
        ahead_.reset();
    } else {
        if (!next(cell)) return false;
        cells.push_back(cell);
    }
    if (!leaf().is_list()) return true;
    while (next(cell)) {
        if (cell.begins_row) {
            ahead_ = cell;
            break;
        }
        if (cells.size() == longest_list)
            return fail("a row of the column " + quoted(leaf().name) + " has a list of more than " +
                            with_commas(std::int64_t(longest_list)) + " values",
                        "save it without this column");
        cells.push_back(cell);
    }
    if (cells.size() == 1 && cells[0].is_none()) cells.clear();
    return !problem_;
}

}  // namespace io
