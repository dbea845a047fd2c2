// Pages of values for a Parquet file, of the first version, which every program reads.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "io/parquet_footer.h"
#include "io/parquet_pages.h"
#include "io/parquet_values.h"

namespace io {

// Levels, then values or, by dictionary, where they stand in it; as they are added.
class ParquetPageWriter {
public:
    explicit ParquetPageWriter(const ParquetLeaf& leaf) : leaf_(leaf) {}
    // by_dictionary: places in it have this many bits, else values are written plainly.
    void begin(bool by_dictionary, int width_of_places);
    void add(const ParquetLevels& levels);
    // The value that belongs to these levels, taken raw (ParquetMeaning::raw).
    void add(const ParquetCell& cell);
    void add_place(std::uint32_t place) { places_.push_back(place); }
    std::int64_t count() const { return std::int64_t(repetitions_.size()); }

    struct Sizes {
        std::int64_t packed = 0, unpacked = 0;  // with the header
    };
    // encoding: of the values, as the file numbers it.
    Sizes write(std::int64_t encoding, ParquetCodec codec, std::vector<std::byte>& to) const;

private:
    const ParquetLeaf& leaf_;
    bool by_dictionary_ = false;
    int width_of_places_ = 0;
    std::vector<std::uint32_t> repetitions_, definitions_, places_;
    std::vector<std::byte> values_;
    std::size_t bits_ = 0;  // of booleans
};

// A page: its header, and these bytes packed.
ParquetPageWriter::Sizes write_page(std::span<const std::byte> page, std::int64_t values, std::int64_t encoding,
                                    ParquetCodec codec, std::vector<std::byte>& to);
// Levels as they stand in a page: their length, then runs.
void append_levels(std::span<const std::uint32_t> levels, int most, std::vector<std::byte>& to);

}  // namespace io
