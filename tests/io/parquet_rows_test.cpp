// Rows left out of Parquet files: of every column, whatever its type, encoding and codec, what is kept is there in its
// order, levels and bytes, and nothing else is.
#include <random>

#include "intake_fixture.h"
#include "io/content.h"
#include "io/make_parquet.h"
#include "io/native_files.h"
#include "io/parquet_column.h"
#include "io/parquet_row_writer.h"
#include "io/parquet_table.h"
#include "io/snappy.h"

using namespace intake_tests;

namespace {

using Rows = std::vector<std::string>;
using Marks = std::vector<std::uint8_t>;

make::Bytes fixture(const std::string& name) {
    const io::NativeFiles files = io::NativeFiles::from_paths({TESTS_FOLDER "/io/fixtures/parquet/" + name});
    auto bytes = io::read_whole(files, 0, 1 << 20);
    REQUIRE(bytes.ok());
    return std::move(*bytes);
}

io::ParquetFooter footer_of(const make::Bytes& bytes) {
    Files files;
    files.with("t.parquet", bytes);
    auto footer = io::read_parquet_footer(files, 0);
    REQUIRE_MESSAGE(footer.ok(), footer.problem().sentence());
    return std::move(*footer);
}

io::Result<make::Bytes> without(const make::Bytes& original, const Marks& left_out) {
    Files files;
    files.with("t.parquet", original);
    auto writer = io::ParquetRowWriter::open(files, 0, left_out);
    if (!writer) return writer.problem();
    make::Bytes all;
    for (;;) {
        const auto some = (*writer)->next();
        if (!some) return some.problem();
        if (some->empty()) return all;
        all = all + *some;
    }
}

// Its bytes; of a boolean its digit.
std::string text_of(const io::ParquetLeaf& leaf, const io::ParquetCell& cell) {
    if (cell.kind != io::ParquetCell::Kind::whole) return std::string(cell.text);
    if (leaf.type == io::ParquetType::boolean) return std::to_string(cell.whole);
    return make::text(make::first(make::number(cell.whole, false), io::parquet_width(leaf)));
}

// What stands in each row of a column: levels and bytes of all its values.
Rows rows_of(const make::Bytes& bytes, std::size_t column) {
    Files files;
    files.with("t.parquet", bytes);
    const io::ParquetFooter footer = footer_of(bytes);
    io::ParquetLeaf leaf = footer.leaves[column];
    leaf.meaning = io::ParquetMeaning::raw;
    leaf.repetition = leaf.repeats;
    Rows rows;
    for (const io::ParquetGroup& group : footer.groups) {
        io::ParquetPages pages(files, 0, leaf, group.chunks[column]);
        const std::size_t before = rows.size();
        for (std::size_t p = 0; pages.find(); ++p) {
            REQUIRE(pages.open(p));
            const auto encoding = io::ParquetEncoding(std::uint8_t(pages.page().encoding));
            make::Bytes dictionary_bytes;
            std::vector<io::ParquetCell> dictionary;
            if (pages.page().by_dictionary()) {
                REQUIRE(pages.read_dictionary(dictionary_bytes));
                dictionary.resize(std::size_t(pages.dictionary()->values));
                const auto of_dictionary =
                    io::parquet_values(leaf, io::ParquetEncoding::plain, dictionary_bytes, dictionary.size(), {});
                for (io::ParquetCell& cell : dictionary) REQUIRE(of_dictionary->next(cell));
            }
            const auto values =
                io::parquet_values(leaf, encoding, pages.values(), std::uint64_t(pages.page().values), dictionary);
            REQUIRE(values != nullptr);
            for (std::int64_t v = 0; v < pages.page().values; ++v) {
                io::ParquetLevels levels;
                REQUIRE(pages.next(levels));
                if (levels.repetition == 0) rows.emplace_back();
                rows.back() += "|" + std::to_string(levels.repetition) + "," + std::to_string(levels.definition);
                io::ParquetCell cell;
                if (int(levels.definition) < leaf.definition) continue;
                REQUIRE(values->next(cell));
                rows.back() += ":" + text_of(leaf, cell);
            }
        }
        CHECK_FALSE(pages.problem());
        CHECK(std::int64_t(rows.size() - before) == group.rows);
    }
    return rows;
}

Rows kept(const Rows& rows, const Marks& left_out) {
    Rows some;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (left_out[i] == 0) some.push_back(rows[i]);
    return some;
}

// One row, several, whole row groups, nearly all.
Marks some_marks(std::size_t count, int round, std::mt19937& random) {
    Marks marks(count, 0);
    if (round == 0) marks[random() % count] = 1;
    if (round == 1)
        for (std::size_t i = 20; i < 52 && i < count; ++i) marks[i] = 1;
    if (round == 2) std::fill(marks.begin(), marks.end(), std::uint8_t(1)), marks[random() % count] = 0;
    if (round > 2)
        for (std::uint8_t& mark : marks) mark = random() % 10 < unsigned(round);
    return marks;
}

std::string thrift(const io::ThriftValue* value) {
    make::Bytes bytes;
    if (value != nullptr)
        for (const io::ThriftValue& item : value->items) io::write_thrift(item, bytes);
    return make::text(bytes);
}

}  // namespace

TEST_CASE("parquet rows: every column of every codec, twice over") {
    std::mt19937 random(3);
    for (const std::string name : {"columns-uncompressed", "columns-snappy", "columns-gzip", "columns-zstd",
                                   "columns-lz4_raw", "nested", "pets", "recipe"}) {
        const make::Bytes original = fixture(name + ".parquet");
        const io::ParquetFooter before = footer_of(original);
        std::vector<Rows> columns;
        for (std::size_t c = 0; c < before.leaves.size(); ++c) columns.push_back(rows_of(original, c));
        for (int round = 0; round < 9; ++round) {
            CAPTURE(name);
            CAPTURE(round);
            const Marks marks = some_marks(std::size_t(before.rows), round, random);
            const auto written = without(original, marks);
            REQUIRE_MESSAGE(written.ok(), written.problem().sentence());
            const io::ParquetFooter after = footer_of(*written);
            CHECK(after.rows == std::int64_t(std::count(marks.begin(), marks.end(), 0)));
            CHECK(after.notes == before.notes);
            CHECK(thrift(after.tree.field(2)) == thrift(before.tree.field(2)));
            // What was written (pages of the first version among them) is taken apart once more.
            const Marks more = some_marks(std::size_t(after.rows), 4, random);
            const auto again = without(*written, more);
            REQUIRE_MESSAGE(again.ok(), again.problem().sentence());
            for (std::size_t c = 0; c < columns.size(); ++c) {
                CAPTURE(before.leaves[c].name);
                const Rows expected = kept(columns[c], marks);
                REQUIRE(rows_of(*written, c) == expected);
                REQUIRE(rows_of(*again, c) == kept(expected, more));
                for (const io::ParquetGroup& group : after.groups)
                    CHECK(group.chunks[c].codec == before.groups[0].chunks[c].codec);
            }
        }
    }
}

TEST_CASE("parquet rows: values read as what they were") {
    Files files;
    files.with("t.parquet", fixture("columns-snappy.parquet"));
    const auto table = io::open_parquet(files, 0);
    REQUIRE(table.ok());
    Marks marks(60, 0);
    for (const int row : {0, 24, 25, 26, 59}) marks[std::size_t(row)] = 1;
    const auto written = without(files.bytes(0), marks);
    REQUIRE_MESSAGE(written.ok(), written.problem().sentence());
    Files fewer;
    fewer.with("t.parquet", *written);
    const auto rest = io::open_parquet(fewer, 0);
    REQUIRE(rest.ok());
    for (std::size_t c = 0; c < (*table)->leaves().size(); ++c) {
        CAPTURE((*table)->leaf(int(c)).name);
        io::ParquetColumn a(*table, int(c)), b(*rest, int(c));
        std::vector<io::ParquetCell> x, y;
        for (std::size_t row = 0; row < 60; ++row) {
            REQUIRE(a.next_row(x));
            if (marks[row] != 0) continue;
            REQUIRE(b.next_row(y));
            CHECK(io::list_text(x, false) == io::list_text(y, false));
        }
        CHECK_FALSE(b.next_row(y));
        CHECK_FALSE(b.problem());
    }
}

TEST_CASE("parquet rows: groups and pages that lose nothing keep their bytes, what is not true any more goes") {
    const make::Bytes original = fixture("columns-gzip.parquet");
    Marks marks(60, 0);
    marks[3] = 1;  // of the first of three groups
    const auto written = without(original, marks);
    REQUIRE_MESSAGE(written.ok(), written.problem().sentence());
    const io::ParquetFooter before = footer_of(original), after = footer_of(*written);
    REQUIRE(after.groups.size() == 3);
    CHECK(after.groups[0].rows == 24);
    for (std::size_t g = 1; g < 3; ++g)
        for (std::size_t c = 0; c < before.leaves.size(); ++c) {
            const io::ParquetChunk &a = before.groups[g].chunks[c], &b = after.groups[g].chunks[c];
            REQUIRE(a.end - a.begin == b.end - b.begin);
            CHECK(std::equal(original.begin() + a.begin, original.begin() + a.end, written->begin() + b.begin));
        }
    for (std::size_t g = 0; g < 3; ++g) {
        const io::ThriftValue& group = after.tree.field(4)->items[g];
        std::int64_t packed = 0, unpacked = 0;
        for (const io::ThriftValue& chunk : group.field(1)->items) {
            for (int id = 4; id <= 7; ++id) CHECK(chunk.field(id) == nullptr);
            packed += chunk.field(3)->whole(7, 0), unpacked += chunk.field(3)->whole(6, 0);
            CHECK((chunk.field(3)->field(12) == nullptr) == (g == 0));
        }
        CHECK(group.whole(2, 0) == unpacked);
        if (group.field(6) != nullptr) CHECK(group.whole(6, 0) == packed);
    }
}

TEST_CASE("parquet rows: all of them can go, and the columns stay") {
    const auto written = without(fixture("pets.parquet"), Marks(12, 1));
    REQUIRE_MESSAGE(written.ok(), written.problem().sentence());
    const io::ParquetFooter after = footer_of(*written);
    CHECK(after.rows == 0);
    CHECK(after.groups.empty());
    CHECK(after.leaves.size() == 4);
}

TEST_CASE("parquet rows: a column that cannot be unpacked") {
    const make::Bytes original = make::parquet(
        {make::whole_column("label", {0, 1, 1}), make::text_column("t", {"a", "b", "c"})},
        [](make::ThriftValue& footer) { make::set(make::chunk_of(footer, 1), 4, make::ThriftType::i32, 4); });
    const auto written = without(original, {0, 1, 0});
    REQUIRE(!written.ok());
    CHECK(written.problem().sentence() ==
          "t.parquet: no rows can be left out, as the column \"t\" is packed with BROTLI, which cannot be unpacked "
          "here. Give these examples weight 0 in place of leaving them out, or save the file with another compression "
          "first, for example df.to_parquet(\"file.parquet\", compression=\"snappy\").");
    CHECK(without(original, {0, 0, 0}).ok());  // its row group is copied
    CHECK(without(original, {0, 0}).problem().sentence().find("this file has 3 rows, not 2") != std::string::npos);
}

TEST_CASE("parquet rows: what is damaged is said") {
    make::ParquetColumn texts = make::text_column("t", {"a", "b", "c"});
    texts.page.resize(texts.page.size() - 1);
    const auto written = without(make::parquet({make::whole_column("label", {0, 1, 1}), texts}), {0, 1, 0});
    REQUIRE(!written.ok());
    CHECK(written.problem().what == "the column \"t\" is damaged: a page ends before its values do");
}

TEST_CASE("parquet codecs: what is packed unpacks to what it was") {
    std::mt19937 random(11);
    for (const std::size_t size : {0, 1, 3, 59, 60, 61, 255, 256, 257, 5000, 70'000, 300'000})
        for (const unsigned letters : {1U, 2U, 40U, 256U}) {
            make::Bytes bytes(size);
            for (std::byte& byte : bytes) byte = std::byte(random() % letters);
            if (letters == 40U)  // what was there before, once more
                for (std::size_t i = size / 2; i < size; ++i) bytes[i] = bytes[i - size / 2];
            for (const auto codec : {io::ParquetCodec::none, io::ParquetCodec::snappy, io::ParquetCodec::gzip,
                                     io::ParquetCodec::zstd, io::ParquetCodec::lz4}) {
                CAPTURE(io::codec_name(codec, 0));
                CAPTURE(size);
                const make::Bytes packed = io::pack_page(codec, bytes);
                make::Bytes again(size);
                REQUIRE(io::unpack_page(codec, packed, again));
                REQUIRE(again == bytes);
                if (codec == io::ParquetCodec::snappy && letters == 1 && size > 100) CHECK(packed.size() < size / 10);
            }
        }
}

TEST_CASE("parquet runs: what is written is read again") {
    std::mt19937 random(5);
    for (const int width : {0, 1, 2, 3, 7, 8, 9, 17, 31, 32})
        for (int round = 0; round < 60; ++round) {
            std::vector<std::uint32_t> numbers;
            while (numbers.size() < random() % 200) {
                const auto number = std::uint32_t(width == 0 ? 0 : random() >> (32 - width));
                numbers.insert(numbers.end(), random() % 3 == 0 ? random() % 30 : 1, number);
            }
            make::Bytes bytes;
            io::append_bit_runs(numbers, width, bytes);
            io::BitRuns runs(bytes, width);
            for (const std::uint32_t expected : numbers) {
                std::uint32_t number = 0;
                REQUIRE(runs.next(number));
                REQUIRE(number == expected);
            }
        }
}
