// Parquet: every type, encoding and codec as another writer writes them; labels, probabilities and pictures out of it.
#include <algorithm>
#include <random>
#include <sstream>

#include "intake_fixture.h"
#include "io/content.h"
#include "io/hugging_face.h"
#include "io/make_parquet.h"
#include "io/native_files.h"
#include "io/parquet_column.h"
#include "io/parquet_table.h"
#include "io/snappy.h"
#include "io/words.h"

using namespace intake_tests;

namespace {

const std::string folder = TESTS_FOLDER "/io/fixtures/parquet/";

// Fixtures by name, in memory.
Files fixtures(const std::vector<std::string>& names) {
    Files files;
    for (const std::string& name : names) {
        const io::NativeFiles native = io::NativeFiles::from_paths({folder + name});
        auto bytes = io::read_whole(native, 0, 1 << 20);
        REQUIRE(bytes.ok());
        files.with(name, *bytes);
    }
    return files;
}

std::shared_ptr<const io::ParquetTable> table_of(const io::FileSet& files, int file = 0) {
    auto table = io::open_parquet(files, file);
    REQUIRE_MESSAGE(table.ok(), table.problem().sentence());
    return *table;
}

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    if (!line.empty() && line.back() == '\t') cells.emplace_back();
    return cells;
}

std::string text_of(const io::ParquetLeaf& leaf, const std::vector<io::ParquetCell>& row) {
    const bool single = leaf.type == io::ParquetType::float32;
    return leaf.is_list() ? io::list_text(row, single) : io::cell_text(row[0], single);
}

Given given_of(const io::Intake& intake) {
    REQUIRE_MESSAGE(intake.dataset != nullptr, intake.reading.labels.sentence);
    return intake.dataset->given();
}

const Given pets_given = {0, 1, 2, 0, 2, 2, 0, 1, 2, 0, 1, 2};

}  // namespace

TEST_CASE("parquet: every type and encoding with every codec, as hyparquet-writer writes them") {
    const Files expected = fixtures({"columns.tsv"});
    std::istringstream lines{std::string(io::as_text(expected.bytes(0)))};
    std::vector<std::vector<std::string>> columns;
    for (std::string line; std::getline(lines, line);) columns.push_back(split(line));
    REQUIRE(columns.size() == 18);
    for (const std::string codec : {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"}) {
        const Files files = fixtures({"columns-" + codec + ".parquet"});
        const auto table = table_of(files);
        REQUIRE(table->rows() == 60);
        REQUIRE(table->groups().size() == 3);
        for (const std::vector<std::string>& column : columns) {
            CAPTURE(codec + ", " + column[0]);
            const int at = table->column_called(column[0]);
            REQUIRE(at >= 0);
            io::ParquetColumn cells(table, at);
            std::vector<io::ParquetCell> row;
            std::vector<std::string> texts;
            while (cells.next_row(row)) texts.push_back(text_of(table->leaf(at), row));
            REQUIRE_MESSAGE(!cells.problem(), cells.problem()->sentence());
            CHECK(texts == std::vector<std::string>(column.begin() + 1, column.end()));
            if (table->leaf(at).is_list()) continue;
            // Rows in any order.
            std::mt19937 random(1);
            for (int i = 0; i < 100; ++i) {
                const auto wanted = std::size_t(random() % 60);
                io::ParquetCell cell;
                REQUIRE(cells.seek(std::int64_t(wanted)));
                REQUIRE(cells.next(cell));
                CHECK(text_of(table->leaf(at), {cell}) == column[wanted + 1]);
            }
        }
    }
}

TEST_CASE("parquet: a data set of Hugging Face, with its names, pictures and texts") {
    for (const std::string probabilities :
         {"pred_probs-columns.parquet", "pred_probs-lists.parquet", "pred_probs-json.parquet"}) {
        CAPTURE(probabilities);
        for (const bool shards : {false, true}) {
            const Files files =
                shards ? fixtures({"pets-00001-of-00002.parquet", probabilities, "pets-00000-of-00002.parquet"})
                       : fixtures({"pets.parquet", probabilities});
            const io::Intake intake = read(files);
            CHECK(given_of(intake) == pets_given);
            CHECK(intake.dataset->class_names() == Names{"cat", "dog", "owl"});
            CHECK(intake.dataset->names()[11] == "11.png");
            CHECK(intake.dataset->probabilities().rows() == 12);
            CHECK(intake.dataset->probabilities().columns() == 3);
            REQUIRE(intake.dataset->has_pictures());
            for (const int i : {11, 0, 7, 6}) {
                const auto picture = intake.dataset->picture(i, 100);
                REQUIRE_MESSAGE(picture.ok(), picture.problem().sentence());
                CHECK(picture->width == 2);
                CHECK(int(picture->rgba[0]) == 20 * i);
                CHECK(int(picture->rgba[1]) == 255 - 20 * i);
            }
            CHECK(intake.reading.unused_count == 0);
            const std::string name = shards ? "pets-00000-of-00002.parquet" : "pets.parquet";
            CHECK(intake.reading.examples.sentence == "12 pictures in " + name + ", column \"image.bytes\"");
            CHECK(intake.reading.labels.sentence == "12 numbers 0 to 2 in " + name + ", column \"label\"");
            CHECK(intake.reading.class_names.sentence == "cat, dog and owl from " + name);
        }
    }
    // The columns are called owl, cat, dog.
    const Files files = fixtures({"pets.parquet", "pred_probs-columns.parquet"});
    const io::Intake intake = read(files);
    std::vector<float> row(3);
    REQUIRE(intake.dataset->probabilities().precision() == core::Precision::float32);
    CHECK(!intake.dataset->probabilities().read_rows(1, 1, std::as_writable_bytes(std::span(row))));
    CHECK(row == std::vector<float>{0.125F, 0.75F, 0.125F});
}

TEST_CASE("parquet: shards of other data are another table") {
    Files files = fixtures({"pets-00000-of-00002.parquet"});
    files.with("pets-00001-of-00002.parquet", make::parquet({make::whole_column("label", {1, 2})}));
    CHECK(
        problem_of(files) ==
        "pets-00001-of-00002.parquet: this file has other columns than pets-00000-of-00002.parquet, whose next part it "
        "is by its name. Save all parts with the same columns, or open only one of them.");
    CHECK(io::parquet_parts(files, 0) == std::vector<int>{0, 1});
    Files others;
    for (const char* name : {"10.parquet", "9.parquet", "x-9.parquet", "part-1-a.parquet", "part-0-a.parquet"})
        others.with(name, "");
    CHECK(io::parquet_parts(others, 0) == std::vector<int>{1, 0});
    CHECK(io::parquet_parts(others, 2) == std::vector<int>{2});
    CHECK(io::parquet_parts(others, 3) == std::vector<int>{4, 3});
}

TEST_CASE("parquet: columns by name, as in a CSV") {
    const std::vector<std::string> texts = {"It is a fine film, and a long one.", "Not so good, I would say, really.",
                                            "A third opinion about the same film."};
    Files files;
    files.with("reviews.parquet",
               make::parquet({make::whole_column("id", {2, 0, 1}), make::text_column("review", texts),
                              make::text_column("label", {"pos", "neg", "pos"}), make::whole_column("stars", {5, 1, 4}),
                              make::text_column("split", {"train", "test", "train"})}));
    files.with("probs.parquet",
               make::parquet({make::whole_column("id", {0, 1, 2}), make::real_column("neg", {.9, .2, .1}),
                              make::real_column("pos", {.1, .8, .9})}));
    const io::Intake intake = read(files);
    CHECK(given_of(intake) == Given{0, 1, 1});  // in the order of the numbers
    CHECK(intake.dataset->class_names() == Names{"neg", "pos"});
    CHECK(!intake.dataset->splits().empty());
    const auto record = intake.dataset->record(0);
    REQUIRE(record.ok());
    CHECK(record->text == texts[1]);
    CHECK(intake.dataset->search(io::lower_case(texts[1])) == std::vector<std::uint8_t>{1, 0, 0});
    CHECK(std::any_of(record->fields.begin(), record->fields.end(),
                      [](const io::RecordField& field) { return field.name == "stars" && field.value == "1"; }));
    CHECK(std::any_of(intake.reading.labels.offers.begin(), intake.reading.labels.offers.end(),
                      [](const io::Offer& offer) { return offer.words == "reviews.parquet, column \"stars\""; }));
}

TEST_CASE("parquet: probabilities that are scores of a network, named files and likeliest classes") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 1}));
    files.with("pred_probs.parquet",
               make::parquet({make::real_column("a", {3, -2, 1}), make::real_column("b", {-4, 5, 8})}));
    CHECK(problem_of(files).find("scores of a network (logits)") != std::string::npos);

    Files best;
    best.with("labels.parquet", make::parquet({make::text_column("filename", {"1.png", "0.png"}),
                                               make::text_column("label", {"cat", "dog"})}));
    best.with("topk.parquet",
              make::parquet({make::text_column("filename", {"0.png", "1.png"}),
                             make::text_column("label_0", {"dog", "cat"}), make::real_column("prob_0", {.9, .6}),
                             make::text_column("label_1", {"cat", "owl"}), make::real_column("prob_1", {.1, .3})}));
    const io::Intake intake = read(best);
    CHECK(given_of(intake) == Given{1, 0});
    CHECK(intake.dataset->class_names() == Names{"cat", "dog", "owl"});
    CHECK(intake.dataset->names() == Names{"0.png", "1.png"});
}

TEST_CASE("parquet: notes of Hugging Face, understood or not") {
    const auto features = [](const std::string& note) {
        const make::Bytes file = make::parquet({make::whole_column("label", {0, 1})}, [&](make::ThriftValue& footer) {
            make::ThriftValue& pair =
                make::add(make::set_list(footer, 5, make::ThriftType::structure), make::ThriftType::structure);
            pair.set(1, make::ThriftType::binary).bytes = "huggingface";
            pair.set(2, make::ThriftType::binary).bytes = note;
        });
        Files files;
        files.with("a.parquet", file);
        std::string found;
        for (const io::ClassLabelFeature& feature : io::class_label_features(*table_of(files))) {
            found += feature.column + ":";
            for (const std::string& name : feature.names) found += " " + name;
            found += ";";
        }
        return found;
    };
    CHECK(features(R"({"info": {"features": {"x": {"dtype": "int64", "_type": "Value"},
        "fine": {"names": ["a", "b"], "_type": "ClassLabel"}, "label": {"_type": "ClassLabel", "names": ["c", "d", "e"]}}}})") ==
          "fine: a b;label: c d e;");
    for (const char* note :
         {"", "{", "[]", "{\"info\": 3}", "{\"info\": {\"features\": {\"x\": {\"names\": [\"a\"", "nonsense",
          "{\"info\": {\"features\": {\"x\": {\"names\": [1, 2], \"_type\": \"ClassLabel\"}}}}"})
        CHECK(features(note).empty());
}

TEST_CASE("parquet: Snappy by its description") {
    const auto unpack = [](std::initializer_list<int> packed, std::size_t size) {
        make::Bytes in, out(size);
        for (const int byte : packed) in.push_back(std::byte(byte));
        return io::unpack_snappy(in, out) ? make::text(out) : "damaged";
    };
    CHECK(unpack({3, 2 << 2, 'a', 'b', 'c'}, 3) == "abc");
    CHECK(unpack({9, 2 << 2, 'a', 'b', 'c', 1 | 2 << 2, 3}, 9) == "abcabcabc");        // a copy that overlaps itself
    CHECK(unpack({6, 2 << 2, 'a', 'b', 'c', 2 | 2 << 2, 3, 0}, 6) == "abcabc");        // distance in two bytes
    CHECK(unpack({6, 2 << 2, 'a', 'b', 'c', 3 | 2 << 2, 3, 0, 0, 0}, 6) == "abcabc");  // and in four
    CHECK(unpack({4, 60 << 2, 3, 'a', 'b', 'c', 'd'}, 4) == "abcd");                   // length in a byte of its own
    CHECK(unpack({4, 2 << 2, 'a', 'b', 'c'}, 4) == "damaged");
    CHECK(unpack({3, 2 << 2, 'a', 'b', 'c'}, 4) == "damaged");
    CHECK(unpack({6, 2 << 2, 'a', 'b', 'c', 2 | 2 << 2, 4, 0}, 6) == "damaged");
    CHECK(unpack({6, 2 << 2, 'a', 'b', 'c', 2 | 2 << 2, 0, 0}, 6) == "damaged");
    CHECK(unpack({3, 9 << 2, 'a', 'b', 'c'}, 3) == "damaged");
    CHECK(unpack({}, 0) == "damaged");
}

TEST_CASE("parquet: differences by the examples of the format") {
    const auto numbers = [](std::initializer_list<int> bytes) {
        make::Bytes in;
        for (const int byte : bytes) in.push_back(std::byte(byte));
        io::DeltaNumbers delta(in, 100);
        std::vector<std::int64_t> values;
        for (std::int64_t value = 0; delta.next(value);) values.push_back(value);
        return delta.good() ? values : std::vector<std::int64_t>{-99};
    };
    // 1, 2, 3, 4, 5: block of 128, 4 miniblocks, 5 values, first 1; smallest difference 1, no bits.
    CHECK(numbers({0x80, 1, 4, 5, 2, 2, 0, 0, 0, 0}) == std::vector<std::int64_t>{1, 2, 3, 4, 5});
    // 7, 5, 3, 1, 2, 3, 4, 5: smallest -2, so 0 0 0 3 3 3 3 of two bits.
    CHECK(numbers({0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0xC0, 0x3F, 0, 0, 0, 0, 0, 0}) ==
          std::vector<std::int64_t>{7, 5, 3, 1, 2, 3, 4, 5});
    CHECK(numbers({0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0, 0xC0, 0x3F}) == std::vector<std::int64_t>{-99});
    CHECK(numbers({0x80, 1, 3, 8, 14}) == std::vector<std::int64_t>{-99});  // 128 is not 3 miniblocks
    // Runs: five times 4, then 8 packed numbers of 3 bits (the example of the format: 0 to 7).
    make::Bytes runs;
    for (const int byte : {5 << 1, 4, 1 << 1 | 1, 0x88, 0xC6, 0xFA}) runs.push_back(std::byte(byte));
    io::BitRuns bits(runs, 3);
    std::vector<int> values;
    for (std::uint32_t value = 0; bits.next(value);) values.push_back(int(value));
    CHECK(values == std::vector<int>{4, 4, 4, 4, 4, 0, 1, 2, 3, 4, 5, 6, 7});
}
