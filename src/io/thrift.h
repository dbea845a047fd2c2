// Thrift's compact protocol, which Parquet's directories are written in: read into a tree and written again, so that
// fields nobody here knows survive.
//
//      15 04   field 1, i32, 2             structure
//      18 01 61  field 2, binary, "a"       +- 1: i32 2
//      00      end                          +- 2: binary "a"
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace io {

enum class ThriftType : std::uint8_t {
    stop,
    yes,  // booleans: as a field these two are its value
    no,
    byte,
    i16,
    i32,
    i64,
    real,
    binary,
    list,
    set,
    map,
    structure,
    uuid,
};

struct ThriftValue {
    std::int16_t id = 0;  // of a field
    ThriftType type = ThriftType::stop;
    ThriftType key = ThriftType::stop;      // of a map
    ThriftType element = ThriftType::stop;  // of a list or set; of a map: its values
    std::int64_t number = 0;                // whole numbers; of a double its bits; of a boolean in a list its byte
    std::string bytes;
    std::vector<ThriftValue> items;  // fields, elements; of a map keys and values in turn

    // Of a structure; null or `otherwise` where there is none, or it is of another type.
    const ThriftValue* field(int field_id) const;
    ThriftValue* field(int field_id);
    const ThriftValue* list_field(int field_id) const;
    const ThriftValue* structure_field(int field_id) const;
    std::int64_t whole(int field_id, std::int64_t otherwise) const;
    bool boolean(int field_id, bool otherwise) const;
    std::string_view text(int field_id) const;
    // Puts a field to its place in the order of ids, or takes one out.
    ThriftValue& set(int field_id, ThriftType field_type);
    void drop(int field_id);
};

enum class ThriftRead : std::uint8_t { good, cut, broken, too_large };

// One structure from the front of `bytes`; `used` is how many bytes it has. cut: there are too few bytes.
// No more than `most` values are taken into memory (each takes about 80 bytes), none deeper than 40 levels.
ThriftRead read_thrift(std::span<const std::byte> bytes, ThriftValue& value, std::size_t& used,
                       std::size_t most = 3'000'000);

void write_thrift(const ThriftValue& structure, std::vector<std::byte>& to);

}  // namespace io
