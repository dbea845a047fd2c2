#include "io/label_parts.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace io {
namespace {

template <class T>
void put_below(std::vector<T>& all, std::vector<T>& next, bool known) {
    if (!known || all.empty() != next.empty()) {
        all.clear();
        return;
    }
    all.insert(all.end(), std::make_move_iterator(next.begin()), std::make_move_iterator(next.end()));
}

// The same texts for both, sorted bytewise.
void agree_on_texts(LabelTable& a, LabelTable& b) {
    const auto as_texts = [](LabelTable& table) {  // numbers, as they are written
        for (const std::int64_t value : table.values) table.texts.push_back(std::to_string(value));
        std::sort(table.texts.begin(), table.texts.end());
        table.texts.erase(std::unique(table.texts.begin(), table.texts.end()), table.texts.end());
        for (std::int64_t& value : table.values)
            value =
                std::lower_bound(table.texts.begin(), table.texts.end(), std::to_string(value)) - table.texts.begin();
    };
    if (!a.is_text()) as_texts(a);
    if (!b.is_text()) as_texts(b);
    std::vector<std::string> all = a.texts;
    all.insert(all.end(), b.texts.begin(), b.texts.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (LabelTable* table : {&a, &b}) {
        for (std::int64_t& value : table->values)
            value = std::lower_bound(all.begin(), all.end(), table->texts[std::size_t(value)]) - all.begin();
        table->texts = all;
    }
}

// Of one file, or of the several that it is already.
void put_sources_below(LabelSource& to, LabelSource from, std::int64_t rows) {
    if (from.part_sources.empty()) {
        to.part_rows.push_back(rows);
        to.part_sources.push_back(std::move(from));
        return;
    }
    to.part_rows.insert(to.part_rows.end(), from.part_rows.begin(), from.part_rows.end());
    std::move(from.part_sources.begin(), from.part_sources.end(), std::back_inserter(to.part_sources));
}

}  // namespace

void append_labels(LabelTable& labels, LabelTable next) {
    if (labels.source.part_sources.empty()) {
        LabelSource first = labels.source;
        put_sources_below(labels.source, std::move(first), labels.count());
    }
    if (labels.is_text() || next.is_text()) agree_on_texts(labels, next);
    const bool known = labels.count() > 0 && next.count() > 0;
    put_below(labels.paths, next.paths, known);
    put_below(labels.splits, next.splits, known);
    put_below(labels.ids, next.ids, known);
    labels.lines.clear();  // of which file?
    labels.values.insert(labels.values.end(), next.values.begin(), next.values.end());
    labels.without_label += next.without_label;
    labels.out_of_order = labels.out_of_order || next.out_of_order;
    labels.source.csv_names = labels.source.csv_names || next.source.csv_names;
    labels.source.original.clear();
    labels.source.json_places.clear();
    labels.source.csv_record_of_example.clear();
    if (labels.source.format == LabelFormat::parquet) labels.source.record_values = labels.values;
    const std::int64_t rows = next.count();
    put_sources_below(labels.source, std::move(next.source), rows);
    labels.source.parts = std::int64_t(labels.source.part_sources.size());
}

}  // namespace io
