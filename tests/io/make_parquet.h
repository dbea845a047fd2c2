// Makes Parquet files of one row group: pages of the first version, one for each column, as tests want them. Their
// directories are trees (io/thrift.h) that a test can change before they are written.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "io/make_files.h"
#include "io/thrift.h"

namespace make {

using io::ThriftType;
using io::ThriftValue;

struct ParquetColumn {
    std::string name;
    int type = 2;  // 0 boolean, 1 int32, 2 int64, 4 float, 5 double, 6 bytes
    std::int64_t count = 0;
    Bytes page;                  // levels and values, as they stand there
    int repetition = 0;          // 0 required, 1 optional, 2 repeated
    int converted = -1;          // 0: text
    int encoding = 0;            // of the values
    int codec = 0;               // that the footer names; the page is written as it is
    std::int64_t unpacked = -1;  // size that the page promises; -1: its own
};

inline ParquetColumn whole_column(const std::string& name, const std::vector<std::int64_t>& values) {
    return {.name = name, .type = 2, .count = std::int64_t(values.size()), .page = numbers(values)};
}
inline ParquetColumn real_column(const std::string& name, const std::vector<double>& values) {
    return {.name = name, .type = 5, .count = std::int64_t(values.size()), .page = numbers(values)};
}
inline ParquetColumn text_column(const std::string& name, const std::vector<std::string>& values) {
    Bytes page;
    for (const std::string& value : values) page = page + number(std::uint32_t(value.size()), false) + bytes(value);
    return {.name = name, .type = 6, .count = std::int64_t(values.size()), .page = page, .converted = 0};
}

inline ThriftValue structure() {
    ThriftValue value;
    value.type = ThriftType::structure;
    return value;
}
inline void set(ThriftValue& to, int id, ThriftType type, std::int64_t number) { to.set(id, type).number = number; }
inline ThriftValue& set_list(ThriftValue& to, int id, ThriftType element) {
    ThriftValue& list = to.set(id, ThriftType::list);
    list.element = element;
    return list;
}
inline ThriftValue& add(ThriftValue& list, ThriftType type) {
    list.items.push_back({});
    list.items.back().type = type;
    return list.items.back();
}

using ChangeFooter = std::function<void(ThriftValue& footer)>;

inline Bytes parquet_footer(const ThriftValue& footer) {
    Bytes out;
    io::write_thrift(footer, out);
    return out + number(std::uint32_t(out.size()), false) + bytes("PAR1");
}

inline Bytes parquet(const std::vector<ParquetColumn>& columns, const ChangeFooter& change = {}) {
    Bytes out = bytes("PAR1");
    const std::int64_t rows = columns.empty() ? 0 : columns[0].count;
    ThriftValue footer = structure();
    set(footer, 1, ThriftType::i32, 1);
    set_list(footer, 2, ThriftType::structure);
    set(footer, 3, ThriftType::i64, rows);
    ThriftValue& group = add(set_list(footer, 4, ThriftType::structure), ThriftType::structure);
    set_list(group, 1, ThriftType::structure);
    set(group, 2, ThriftType::i64, 0);
    set(group, 3, ThriftType::i64, rows);

    ThriftValue& root = add(*footer.field(2), ThriftType::structure);
    root.set(4, ThriftType::binary).bytes = "schema";
    set(root, 5, ThriftType::i32, std::int64_t(columns.size()));
    for (const ParquetColumn& column : columns) {
        ThriftValue& element = add(*footer.field(2), ThriftType::structure);
        set(element, 1, ThriftType::i32, column.type);
        set(element, 3, ThriftType::i32, column.repetition);
        element.set(4, ThriftType::binary).bytes = column.name;
        if (column.converted >= 0) set(element, 6, ThriftType::i32, column.converted);

        const auto begin = std::int64_t(out.size());
        ThriftValue header = structure();
        set(header, 1, ThriftType::i32, 0);
        set(header, 2, ThriftType::i32, column.unpacked < 0 ? std::int64_t(column.page.size()) : column.unpacked);
        set(header, 3, ThriftType::i32, std::int64_t(column.page.size()));
        ThriftValue& about = header.set(5, ThriftType::structure);
        set(about, 1, ThriftType::i32, column.count);
        set(about, 2, ThriftType::i32, column.encoding);
        set(about, 3, ThriftType::i32, 3);
        set(about, 4, ThriftType::i32, 3);
        io::write_thrift(header, out);
        out = out + column.page;

        ThriftValue& chunk = add(*footer.field(4)->items[0].field(1), ThriftType::structure);
        set(chunk, 2, ThriftType::i64, begin);
        ThriftValue& data = chunk.set(3, ThriftType::structure);
        set(data, 1, ThriftType::i32, column.type);
        set_list(data, 2, ThriftType::i32);
        add(set_list(data, 3, ThriftType::binary), ThriftType::binary).bytes = column.name;
        set(data, 4, ThriftType::i32, column.codec);
        set(data, 5, ThriftType::i64, column.count);
        set(data, 6, ThriftType::i64, std::int64_t(out.size()) - begin);
        set(data, 7, ThriftType::i64, std::int64_t(out.size()) - begin);
        set(data, 9, ThriftType::i64, begin);
        set(data, 12, ThriftType::structure, 0);  // statistics, empty
    }
    if (change) change(footer);
    return out + parquet_footer(footer);
}

// What a footer says about a chunk.
inline ThriftValue& chunk_of(ThriftValue& footer, std::size_t column) {
    return *footer.field(4)->items[0].field(1)->items[column].field(3);
}

}  // namespace make
