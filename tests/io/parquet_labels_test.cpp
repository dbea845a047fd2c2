// Labels go back into the Parquet file they came from: what changed reads as what it was changed to, and every other
// column keeps its bytes.
#include <random>

#include "intake_fixture.h"
#include "io/content.h"
#include "io/label_classes.h"
#include "io/label_reader.h"
#include "io/make_parquet.h"
#include "io/native_files.h"
#include "io/parquet_footer.h"
#include "io/reading_packet.h"

using namespace intake_tests;

namespace {

make::Bytes fixture(const std::string& name) {
    const io::NativeFiles files = io::NativeFiles::from_paths({TESTS_FOLDER "/io/fixtures/parquet/" + name});
    auto bytes = io::read_whole(files, 0, 1 << 20);
    REQUIRE(bytes.ok());
    return std::move(*bytes);
}

// Labels of a column; classes are its values (numbers) or its texts.
struct Opened {
    Files files;
    io::LabelTable table;
    io::ClassedLabels classed;
    Opened(const make::Bytes& bytes, const std::string& column) {
        files.with("t.parquet", bytes);
        auto read = io::read_labels(files, 0, column);
        REQUIRE_MESSAGE(read.ok(), read.problem().sentence());
        table = std::move(*read);
        std::int64_t classes = 2;
        for (const std::int64_t value : table.values) classes = std::max(classes, value + 1);
        auto named = io::classes_of_labels(table, std::int32_t(classes), {}, "", "");
        REQUIRE_MESSAGE(named.ok(), named.problem().sentence());
        classed = std::move(*named);
        table.source.value_of_class = classed.value_of_class;
        table.source.text_of_class = classed.text_of_class;
    }
    io::Result<make::Bytes> write(const Given& labels) const {
        std::vector<std::uint8_t> changed;
        for (std::size_t i = 0; i < labels.size(); ++i) changed.push_back(labels[i] != classed.given[i]);
        return io::write_labels(table.source, labels, changed, classed.names, {});
    }
};

io::ParquetFooter footer_of(const make::Bytes& bytes) {
    Files files;
    files.with("t.parquet", bytes);
    auto footer = io::read_parquet_footer(files, 0);
    REQUIRE_MESSAGE(footer.ok(), footer.problem().sentence());
    return std::move(*footer);
}

}  // namespace

TEST_CASE("parquet labels: nothing changed, nothing differs") {
    const make::Bytes original = fixture("pets.parquet");
    const Opened opened(original, "label");
    CHECK(opened.table.class_names == Names{"cat", "dog", "owl"});
    const auto same = opened.write(opened.classed.given);
    REQUIRE(same.ok());
    CHECK(*same == original);
}

TEST_CASE("parquet labels: written and read again, of every type, in files of every codec") {
    std::mt19937 random(7);
    for (const std::string codec : {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
        for (const std::string column : {"few", "yes", "unique", "lengths", "delta"}) {
            CAPTURE(codec + ", " + column);
            const make::Bytes original = fixture("columns-" + codec + ".parquet");
            if (column == "delta") {  // has negative numbers: no classes
                Files files;
                files.with("t.parquet", original);
                CHECK(io::read_labels(files, 0, column).ok());
                continue;
            }
            const Opened opened(original, column);
            const int classes = int(opened.classed.names.size());
            for (int round = 0; round < 8; ++round) {
                // Few changes leave some row groups alone.
                Given labels = opened.classed.given;
                for (int n = 0; n < 1 + round; ++n) labels[random() % 60] = std::int32_t(random() % unsigned(classes));
                const auto written = opened.write(labels);
                REQUIRE_MESSAGE(written.ok(), written.problem().sentence());
                Files files;
                files.with("t.parquet", *written);
                const auto again = io::read_labels(files, 0, column);
                REQUIRE_MESSAGE(again.ok(), again.problem().sentence());
                for (std::size_t i = 0; i < labels.size(); ++i)
                    CHECK((again->is_text()
                               ? again->texts[std::size_t(again->values[i])]
                               : std::to_string(again->values[i])) == opened.classed.names[std::size_t(labels[i])]);
                // The bytes of all other columns, and what the footer says of them.
                const io::ParquetFooter before = footer_of(original), after = footer_of(*written);
                CHECK(std::equal(original.begin(), original.begin() + before.begin, written->begin()));
                REQUIRE(after.groups.size() == before.groups.size());
                for (std::size_t g = 0; g < before.groups.size(); ++g)
                    for (std::size_t c = 0; c < before.leaves.size(); ++c) {
                        if (before.leaves[c].name == column) continue;
                        make::Bytes a, b;
                        io::write_thrift(before.tree.field(4)->items[g].field(1)->items[c], a);
                        io::write_thrift(after.tree.field(4)->items[g].field(1)->items[c], b);
                        CHECK(a == b);
                    }
            }
        }
}

TEST_CASE("parquet labels: what was noted about the old values goes") {
    const make::Bytes original =
        make::parquet({make::whole_column("label", {0, 1, 1}), make::text_column("t", {"a", "b", "c"})},
                      [](make::ThriftValue& footer) {
                          make::ThriftValue& group = footer.field(4)->items[0];
                          make::ThriftValue& chunk = group.field(1)->items[0];
                          for (int id = 4; id <= 7; ++id) make::set(chunk, id, make::ThriftType::i64, 1);
                          make::ThriftValue& data = *chunk.field(3);
                          for (int id : {14, 15}) make::set(data, id, make::ThriftType::i64, 1);
                          make::set(data, 99, make::ThriftType::i64, 5);  // of a later version
                          make::ThriftValue& sorted = make::add(make::set_list(group, 4, make::ThriftType::structure),
                                                                make::ThriftType::structure);
                          make::set(sorted, 1, make::ThriftType::i32, 0);
                      });
    const Opened opened(original, "label");
    const auto written = opened.write({0, 1, 0});
    REQUIRE_MESSAGE(written.ok(), written.problem().sentence());
    const io::ParquetFooter footer = footer_of(*written);
    const io::ThriftValue& group = footer.tree.field(4)->items[0];
    const io::ThriftValue& chunk = group.field(1)->items[0];
    for (int id = 4; id <= 7; ++id) CHECK(chunk.field(id) == nullptr);
    for (const int id : {10, 11, 12, 13, 14, 15, 16, 17}) CHECK(chunk.field(3)->field(id) == nullptr);
    CHECK(chunk.field(3)->whole(99, 0) == 5);
    CHECK(group.field(4) == nullptr);
    CHECK(group.field(1)->items[1].field(3)->field(12) != nullptr);  // of the other column
}

TEST_CASE("parquet labels: of a large file only the end is written") {
    const Opened opened(fixture("pets.parquet"), "label");
    Given labels = opened.classed.given;
    labels[4] = 1, labels[11] = 0;
    const auto whole = opened.write(labels);
    REQUIRE(whole.ok());
    Opened end = Opened(fixture("pets.parquet"), "label");
    end.table.source.kept = footer_of(end.files.bytes(0)).begin;
    end.table.source.original.erase(end.table.source.original.begin(),
                                    end.table.source.original.begin() + end.table.source.kept);
    const auto behind = end.write(labels);
    REQUIRE_MESSAGE(behind.ok(), behind.problem().sentence());
    CHECK(make::first(end.files.bytes(0), std::size_t(end.table.source.kept)) + *behind == *whole);
}

TEST_CASE("parquet labels: rows without an example keep what they have") {
    Files files;
    files.with("labels.parquet", make::parquet({make::whole_column("id", {10, 11, 12, 13}),
                                                make::text_column("label", {"cat", "owl", "dog", "cat"})}));
    files.with("pred_probs.csv", "id,cat,dog,owl\n12,.1,.8,.1\n10,.8,.1,.1\n");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    const io::LabelSource& source = intake.dataset->label_source();
    CHECK(source.csv_record_of_example == std::vector<std::int64_t>{2, 0});
    const auto packet = io::decode_dataset(io::encode_dataset(intake.reading, *intake.dataset));  // as the page gets it
    REQUIRE_MESSAGE(packet.ok(), packet.problem().sentence());
    CHECK(packet->label_source.record_values == source.record_values);
    CHECK(packet->label_source.record_texts == Names{"cat", "dog", "owl"});
    const auto written =
        io::write_labels(source, Given{0, 0}, std::vector<std::uint8_t>{1, 0}, intake.dataset->class_names(), {});
    REQUIRE_MESSAGE(written.ok(), written.problem().sentence());
    Files again;
    again.with("labels.parquet", *written);
    const auto table = io::read_labels(again, 0);
    REQUIRE(table.ok());
    CHECK(table->texts == Names{"cat", "owl"});
    CHECK(table->values == std::vector<std::int64_t>{0, 1, 0, 0});
}

TEST_CASE("parquet labels: numbers in a column of texts stay texts") {
    const Opened opened(make::parquet({make::text_column("label", {"0", "1", "1"})}), "label");
    const auto written = opened.write({0, 1, 0});
    REQUIRE_MESSAGE(written.ok(), written.problem().sentence());
    CHECK(footer_of(*written).leaves[0].is_bytes());
    CHECK(Opened(*written, "label").table.values == std::vector<std::int64_t>{0, 1, 0});
}

TEST_CASE("parquet labels: a class that has no room in the column") {
    const make::Bytes original = make::parquet({make::whole_column("label", {0, 1})}, [](make::ThriftValue& footer) {
        make::set(footer.field(2)->items[1], 6, make::ThriftType::i32, 11);  // UINT_8
    });
    Opened opened(original, "label");
    opened.table.source.value_of_class = {0, 1, 300};
    const auto written = opened.write({0, 2});
    REQUIRE(!written.ok());
    CHECK(written.problem().sentence() ==
          "t.parquet, row 1: the class number 300 does not fit into this column. Save the labels in a wider type "
          "first, for "
          "example labels.astype(\"int64\"), and open that file.");
}

TEST_CASE("parquet labels: a group that begins with the labels begins where these are now") {
    const make::Bytes original =
        make::parquet({make::whole_column("label", {0, 1, 1, 0}), make::whole_column("other", {4, 3, 2, 1})},
                      [](io::ThriftValue& footer) { make::set(footer.field(4)->items[0], 5, io::ThriftType::i64, 4); });
    const Opened opened(original, "label");
    const auto written = opened.write({1, 1, 1, 0});
    REQUIRE(written.ok());
    const io::ParquetFooter footer = footer_of(*written);
    const io::ThriftValue& group = footer.tree.list_field(4)->items[0];
    CHECK(group.whole(5, -1) > 4);
    CHECK(group.whole(5, -1) == group.list_field(1)->items[0].structure_field(3)->whole(9, 0));
}
