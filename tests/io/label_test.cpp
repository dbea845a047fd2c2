// Labels read, changed and written: what was not changed must be there byte for byte.
#include <doctest/doctest.h>

#include "io/label_classes.h"
#include "io/label_reader.h"
#include "io/label_source.h"
#include "io/make_files.h"

using make::operator+;

namespace {

io::Result<io::LabelTable> read(const std::string& name, const make::Bytes& bytes) {
    io::MemoryFiles files;
    files.add(name, bytes);
    return io::read_labels(files, 0);
}

struct Opened {
    io::LabelTable table;
    io::ClassedLabels classed;
};

Opened open(const std::string& name, const make::Bytes& bytes, int classes,
            const std::vector<std::string>& names = {}) {
    auto table = read(name, bytes);
    REQUIRE_MESSAGE(table.ok(), table.problem().sentence());
    auto classed = io::classes_of_labels(*table, classes, names, "classes.txt", "pred_probs.npy");
    REQUIRE_MESSAGE(classed.ok(), classed.problem().sentence());
    table->source.value_of_class = classed->value_of_class;
    table->source.text_of_class = classed->text_of_class;
    return {std::move(*table), std::move(*classed)};
}

// Sets example `at` to class `to` and writes.
make::Bytes written(const Opened& opened, const std::vector<std::pair<std::size_t, int>>& changes) {
    std::vector<std::int32_t> labels = opened.classed.given;
    std::vector<std::uint8_t> changed(labels.size(), 0);
    for (const auto& [at, to] : changes) labels[at] = to, changed[at] = 1;
    const auto bytes = io::write_labels(opened.table.source, labels, changed, opened.classed.names, {});
    REQUIRE_MESSAGE(bytes.ok(), bytes.problem().sentence());
    return *bytes;
}

std::string written_text(const Opened& opened, const std::vector<std::pair<std::size_t, int>>& changes) {
    return make::text(written(opened, changes));
}

template <class T>
void round_trip(const std::string& descr) {
    const bool big = descr[0] == '>';
    CAPTURE(descr);
    const auto file = [&](const std::vector<T>& values) { return make::npy(descr, "5,", make::numbers(values, big)); };
    const make::Bytes original = file({T(0), T(1), T(2), T(9), T(1)});
    const Opened opened = open("labels.npy", original, 10);
    CHECK(opened.classed.given == std::vector<std::int32_t>{0, 1, 2, 9, 1});
    CHECK(opened.table.source.npy_descr == descr);
    CHECK(written(opened, {}) == original);
    CHECK(written(opened, {{0, 7}, {3, 0}}) == file({T(7), T(1), T(2), T(0), T(1)}));
}

}  // namespace

TEST_CASE("labels: .npy of every type goes out as it came in") {
    for (const std::string order : {"<", ">"}) {
        round_trip<std::int16_t>(order + "i2"), round_trip<std::uint16_t>(order + "u2");
        round_trip<std::int32_t>(order + "i4"), round_trip<std::uint32_t>(order + "u4");
        round_trip<std::int64_t>(order + "i8"), round_trip<std::uint64_t>(order + "u8");
        round_trip<float>(order + "f4"), round_trip<double>(order + "f8");
    }
    round_trip<std::int8_t>("|i1");
    round_trip<std::uint8_t>("|u1");
}

TEST_CASE("labels: float16 and bool") {
    // 0, 1, 2, 3.0 as IEEE half floats
    const auto halves = [](std::vector<std::uint16_t> bits) { return make::npy("<f2", "4,", make::numbers(bits)); };
    const Opened half = open("labels.npy", halves({0x0000, 0x3C00, 0x4000, 0x4200}), 2000);
    CHECK(half.classed.given == std::vector<std::int32_t>{0, 1, 2, 3});
    CHECK(written(half, {{0, 1}, {1, 2}, {2, 1023}, {3, 0}}) == halves({0x3C00, 0x4000, 0x63FE, 0x0000}));

    const Opened truth = open("labels.npy", make::npy("|b1", "3,", make::numbers<std::uint8_t>({1, 0, 1})), 2);
    CHECK(truth.classed.given == std::vector<std::int32_t>{1, 0, 1});
    CHECK(truth.table.source.type == "bool");
    CHECK(written(truth, {{0, 0}}) == make::npy("|b1", "3,", make::numbers<std::uint8_t>({0, 0, 1})));
}

TEST_CASE("labels: bytes that the numbers do not tell are kept") {
    const make::Bytes minus_zero = make::npy("<f8", "3,", make::numbers<double>({-0.0, 1, -0.0}));
    const Opened zeros = open("labels.npy", minus_zero, 2);
    CHECK(written(zeros, {}) == minus_zero);
    CHECK(written(zeros, {{0, 1}}) == make::npy("<f8", "3,", make::numbers<double>({1, 1, -0.0})));

    const make::Bytes truth = make::npy("|b1", "2,", make::numbers<std::uint8_t>({7, 0}));
    CHECK(written(open("labels.npy", truth, 2), {}) == truth);

    const make::Bytes followed = make::npy_labels({0, 1}) + make::bytes("and more");
    CHECK(written(open("labels.npy", followed, 2), {}) == followed);
    CHECK(written(open("labels.npy", followed, 2), {{0, 1}}) == make::npy_labels({1, 1}) + make::bytes("and more"));
}

TEST_CASE("labels: a column of an array counts as labels") {
    const make::Bytes column = make::npy("<i8", "3, 1", make::numbers<std::int64_t>({0, 1, 0}));
    CHECK(written(open("labels.npy", column, 2), {{1, 0}}) ==
          make::npy("<i8", "3, 1", make::numbers<std::int64_t>({0, 0, 0})));
}

TEST_CASE("labels: a class that the type cannot hold is refused") {
    const Opened opened = open("labels.npy", make::npy("|i1", "2,", make::numbers<std::int8_t>({0, 1})), 200);
    const auto bytes = io::write_labels(opened.table.source, std::vector<std::int32_t>{0, 128},
                                        std::vector<std::uint8_t>{0, 1}, opened.classed.names, {});
    REQUIRE_FALSE(bytes.ok());
    CHECK(bytes.problem().sentence() ==
          "labels.npy, row 1: the class number 128 does not fit into int8. Save the labels in a wider type first, for "
          "example "
          "labels.astype(\"int64\"), and open that file.");
}

TEST_CASE("labels: lengths that do not belong together are refused") {
    const Opened opened = open("labels.npy", make::npy_labels({0, 1}), 2);
    CHECK_FALSE(
        io::write_labels(opened.table.source, std::vector<std::int32_t>{0}, std::vector<std::uint8_t>{0}, {}, {}).ok());
    CHECK_FALSE(
        io::write_labels(opened.table.source, std::vector<std::int32_t>{0, 1}, std::vector<std::uint8_t>{0}, {}, {})
            .ok());
    CHECK_FALSE(
        io::write_labels(opened.table.source, std::vector<std::int32_t>{0, -1}, std::vector<std::uint8_t>{0, 1}, {}, {})
            .ok());
    const Opened table = open("labels.csv", make::bytes("label\n0\n1\n"), 2);
    CHECK_FALSE(
        io::write_labels(table.table.source, std::vector<std::int32_t>{0}, std::vector<std::uint8_t>{1}, {}, {}).ok());
    CHECK_FALSE(io::write_labels(table.table.source, std::vector<std::int32_t>{0, 0, 0},
                                 std::vector<std::uint8_t>{0, 0, 1}, {}, {})
                    .ok());
}

TEST_CASE("labels: in CSV only the cells of the labels change") {
    const auto check = [](const std::string& before, const std::string& after) {
        CAPTURE(before);
        const Opened opened = open("labels.csv", make::bytes(before), 3, {"cat", "dog", "ox, \"big\""});
        REQUIRE(opened.classed.given == std::vector<std::int32_t>{0, 1, 0});
        CHECK(written_text(opened, {}) == before);
        CHECK(written_text(opened, {{0, 1}, {2, 2}}) == after);
    };
    check("label\ncat\ndog\ncat\n", "label\ndog\ndog\n\"ox, \"\"big\"\"\"\n");
    check("path,label\r\na.png,cat\r\n\"b, c.png\",dog\r\nd.png,cat",
          "path,label\r\na.png,dog\r\n\"b, c.png\",dog\r\nd.png,\"ox, \"\"big\"\"\"");
    check("\xEF\xBB\xBFname;label;note\nx;\"cat\";\"a;b\"\ny; dog ;\nz;cat;\n\n",
          "\xEF\xBB\xBFname;label;note\nx;\"dog\";\"a;b\"\ny; dog ;\nz;\"ox, \"\"big\"\"\";\n\n");
    check("label\tpath\rcat\ta.png\rdog\tb.png\rcat\tc.png\r",
          "label\tpath\rdog\ta.png\rdog\tb.png\r\"ox, \"\"big\"\"\"\tc.png\r");
    check("a.png,cat\nb.png,dog\nc.png,cat\n", "a.png,dog\nb.png,dog\nc.png,\"ox, \"\"big\"\"\"\n");
    check("path,label\na.png,cat\n\n\nb.png,dog\n   \nc.png,cat\n",
          "path,label\na.png,dog\n\n\nb.png,dog\n   \nc.png,\"ox, \"\"big\"\"\"\n");
    check("note,label\n\"two\nlines\",cat\n\"say \"\"hi\"\"\",dog\n,cat\n",
          "note,label\n\"two\nlines\",dog\n\"say \"\"hi\"\"\",dog\n,\"ox, \"\"big\"\"\"\n");
}

TEST_CASE("labels: numbers in CSV keep their style") {
    const Opened plain = open("labels.csv", make::bytes("id,label\n0,3\n1,11\n"), 12);
    CHECK(plain.table.source.type == "CSV column \"label\"");
    CHECK(written_text(plain, {{0, 11}, {1, 0}}) == "id,label\n0,11\n1,0\n");
    const Opened pointed = open("labels.csv", make::bytes("label\n3.0\n\"1.\"\n"), 12);
    CHECK(written_text(pointed, {{0, 11}, {1, 0}}) == "label\n11.0\n\"0.\"\n");
    const Opened bare = open("labels.txt", make::bytes("3\n1\n"), 12);
    CHECK(bare.table.source.type == "CSV column 1");
    CHECK(written_text(bare, {{1, 10}}) == "3\n10\n");
}

TEST_CASE("labels: examples may stand at other records of a CSV") {
    Opened opened = open("manifest.csv", make::bytes("path,label\na,cat\nb,dog\nc,cat\nd,dog\n"), 2);
    opened.table.source.csv_record_of_example = {3, 1};
    const auto bytes = io::write_labels(opened.table.source, std::vector<std::int32_t>{0, 0},
                                        std::vector<std::uint8_t>{1, 1}, opened.classed.names, {});
    REQUIRE(bytes.ok());
    CHECK(make::text(*bytes) == "path,label\na,cat\nb,cat\nc,cat\nd,cat\n");
}

TEST_CASE("labels: idx, plain and compressed") {
    const make::Bytes original = make::idx_labels({7, 2, 1, 0});
    const make::Bytes corrected = make::idx_labels({7, 2, 9, 0});
    const Opened plain = open("t10k-labels-idx1-ubyte", original, 10);
    CHECK(plain.classed.given == std::vector<std::int32_t>{7, 2, 1, 0});
    CHECK(written(plain, {}) == original);
    CHECK(written(plain, {{2, 9}}) == corrected);

    const make::Bytes packed = make::gzip(original, "t10k-labels-idx1-ubyte", 1500000000);
    const Opened compressed = open("t10k-labels-idx1-ubyte.gz", packed, 10);
    CHECK(compressed.table.source.gzip);
    CHECK(written(compressed, {}) == packed);
    const make::Bytes out = written(compressed, {{2, 9}});
    CHECK(make::gunzip(out) == corrected);
    // Name and time in the header stay: 10 bytes, then the name.
    CHECK(make::first(out, 8) == make::first(packed, 8));
    CHECK(make::text(out).substr(10, 23) == std::string("t10k-labels-idx1-ubyte\0", 23));

    const make::Bytes wide = make::idx(0x0C, {2}, make::numbers<std::int32_t>({300, 5}, true));
    CHECK(written(open("labels-idx1", wide, 1000), {{1, 999}}) ==
          make::idx(0x0C, {2}, make::numbers<std::int32_t>({300, 999}, true)));
    const make::Bytes shorts = make::idx(0x0B, {2}, make::numbers<std::int16_t>({300, 5}, true));
    CHECK(written(open("labels-idx1", shorts, 1000), {{1, 999}}) ==
          make::idx(0x0B, {2}, make::numbers<std::int16_t>({300, 999}, true)));
}

TEST_CASE("labels: a compressed file in two parts") {
    const make::Bytes original = make::idx_labels({7, 2, 1, 0});
    const make::Bytes two =
        make::gzip(make::first(original, 6)) + make::gzip(make::Bytes(original.begin() + 6, original.end()));
    const Opened opened = open("labels-idx1-ubyte.gz", two, 10);
    CHECK(opened.classed.given == std::vector<std::int32_t>{7, 2, 1, 0});
    CHECK(written(opened, {}) == two);
    CHECK(make::gunzip(written(opened, {{0, 1}})) == make::idx_labels({1, 2, 1, 0}));
}

TEST_CASE("labels: folders go out as a table") {
    io::LabelSource source;
    source.format = io::LabelFormat::folders;
    const std::vector<std::string> names = {"cat", "dog"};
    const std::vector<std::string> paths = {"cat/1.png", "cat/2, old.png", "dog/\"x\".png"};
    const auto bytes =
        io::write_labels(source, std::vector<std::int32_t>{0, 1, 1}, std::vector<std::uint8_t>{0, 1, 0}, names, paths);
    REQUIRE(bytes.ok());
    CHECK(make::text(*bytes) == "path,label\ncat/1.png,cat\n\"cat/2, old.png\",dog\n\"dog/\"\"x\"\".png\",dog\n");
    CHECK(io::label_file_name(source) == "labels.csv");
    source.format = io::LabelFormat::npy;
    source.file = "mnist_test/labels.npy";
    CHECK(io::label_file_name(source) == "labels.npy");
}

TEST_CASE("labels: which class a label means") {
    const auto classed = [](const std::string& csv, int classes, const std::vector<std::string>& names) {
        const auto table = read("labels.csv", make::bytes(csv));
        REQUIRE(table.ok());
        return io::classes_of_labels(*table, classes, names, "classes.txt", "pred_probs.npy");
    };
    using Given = std::vector<std::int32_t>;
    const std::vector<std::string> pets = {"dog", "cat"};

    auto by_name = classed("label\ncat\ndog\n", 2, pets);
    CHECK(by_name->given == Given{1, 0});
    CHECK(by_name->names == pets);
    CHECK(by_name->by == io::ClassedBy::name);

    auto by_number = classed("label\n0\n1\n", 2, pets);
    CHECK(by_number->given == Given{0, 1});
    CHECK(by_number->names == pets);
    CHECK(by_number->by == io::ClassedBy::number);

    auto sorted = classed("label\ncat\nbee\ncat\n", 2, {});
    CHECK(sorted->given == Given{1, 0, 1});
    CHECK(sorted->names == std::vector<std::string>{"bee", "cat"});
    CHECK(sorted->by == io::ClassedBy::sorted);

    // Folder names of ImageNet with a list of readable names.
    auto by_position = classed("label\nn02\nn01\n", 2, {"tench", "goldfish"});
    CHECK(by_position->given == Given{1, 0});
    CHECK(by_position->names == std::vector<std::string>{"tench", "goldfish"});
    CHECK(by_position->text_of_class == std::vector<std::string>{"n01", "n02"});
    CHECK(by_position->by == io::ClassedBy::position);

    // Class names that are numbers, but others.
    auto from_one = classed("label\n1\n3\n2\n", 3, {"1", "2", "3"});
    CHECK(from_one->given == Given{0, 2, 1});
    CHECK(from_one->value_of_class == std::vector<std::int64_t>{1, 2, 3});
    auto reordered = classed("label\n0\n2\n10\n", 11, {"0", "1", "10", "2", "3", "4", "5", "6", "7", "8", "9"});
    CHECK(reordered->given == Given{0, 3, 2});

    // Names with leading zeros are no numbers.
    auto zeros = classed("label\n00\n01\n00\n", 2, {});
    CHECK(zeros->names == std::vector<std::string>{"00", "01"});
}

TEST_CASE("labels: numbers by name are written back as these numbers") {
    const Opened opened = open("labels.npy", make::npy_labels({1, 3, 2}), 3, {"1", "2", "3"});
    CHECK(opened.classed.given == std::vector<std::int32_t>{0, 2, 1});
    CHECK(written(opened, {}) == make::npy_labels({1, 3, 2}));
    CHECK(written(opened, {{0, 2}}) == make::npy_labels({3, 3, 2}));
}

TEST_CASE("labels: texts by position are written back as these texts") {
    const Opened opened = open("labels.csv", make::bytes("label\nn02\nn01\n"), 2, {"tench", "goldfish"});
    CHECK(written_text(opened, {{0, 0}}) == "label\nn01\nn01\n");
}
