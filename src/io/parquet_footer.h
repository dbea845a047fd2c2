// The directory at the end of a Parquet file: its columns, and where the values of each stand.
//
//      PAR1 | column chunks of row group 0 | of row group 1 | .. | footer (Thrift) | its length | PAR1
//
// A column here is a leaf of the schema. Fields of structures are columns of their own, "image.bytes"; a list is one
// column with several values a row, called like the list.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "io/file_set.h"
#include "io/parquet_codec.h"
#include "io/problem.h"
#include "io/thrift.h"

namespace io {

enum class ParquetType : std::uint8_t { boolean, int32, int64, int96, float32, float64, bytes, fixed };

// What the values mean, where the type alone does not say.
// raw: nobody asks, values are taken as their bytes.
enum class ParquetMeaning : std::uint8_t { plain, text, decimal, natural /* unsigned */, float16, opaque, raw };

struct ParquetLeaf {
    std::string name;
    ParquetType type = ParquetType::int32;
    ParquetMeaning meaning = ParquetMeaning::plain;
    std::int32_t width = 0;  // ParquetType::fixed: bytes of a value
    std::int32_t scale = 0;  // decimals behind the point
    std::int32_t bits = 64;  // of whole numbers: how many of them may be used
    int definition = 0;      // a value is there where the definition level is this
    int repetition = 0;      // 0: one value a row; 1: a list; more: lists of lists and maps, which nothing here reads
    int repeats = 0;         // the same as the levels of the file count it: less for maps
    bool is_list() const { return repetition == 1; }
    bool is_number() const {
        return type != ParquetType::int96 &&
               (type < ParquetType::bytes || meaning == ParquetMeaning::decimal || meaning == ParquetMeaning::float16);
    }
    bool is_bytes() const { return type >= ParquetType::bytes && !is_number(); }
};

struct ParquetChunk {
    ParquetCodec codec = ParquetCodec::none;
    std::int64_t codec_number = 0;
    std::int64_t values = 0;
    std::int64_t begin = 0, end = 0;  // bytes of the file
};

struct ParquetGroup {
    std::int64_t rows = 0;
    std::vector<ParquetChunk> chunks;  // one for each leaf
};

struct ParquetFooter {
    ThriftValue tree;        // all of it, for writing it again
    std::int64_t begin = 0;  // where it stands in the file
    std::vector<ParquetLeaf> leaves;
    std::vector<ParquetGroup> groups;
    std::int64_t rows = 0;
    std::vector<std::pair<std::string, std::string>> notes;  // key-value metadata
};

// Nothing is believed that the file has no room for: chunks lie inside of it, rows add up, and there are no more of
// them than as many bytes could hold packed tightly.
Result<ParquetFooter> read_parquet_footer(const FileSet& files, int file);

// What to do with a file that cannot be read.
inline constexpr char save_parquet_again[] = "save it again, for example with pandas: df.to_parquet(\"file.parquet\")";

}  // namespace io
