// Rows left out of a file of labels: the rest stays byte for byte.
#include <doctest/doctest.h>

#include "io/label_classes.h"
#include "io/label_reader.h"
#include "io/label_source.h"
#include "io/make_files.h"

namespace {

struct Opened {
    io::LabelSource source;
    std::vector<std::int32_t> given;
    std::vector<std::string> names;
};

Opened open(const std::string& name, const make::Bytes& bytes, int classes,
            const std::vector<std::string>& names = {}) {
    io::MemoryFiles files;
    files.add(name, bytes);
    auto table = io::read_labels(files, 0);
    REQUIRE_MESSAGE(table.ok(), table.problem().sentence());
    auto classed = io::classes_of_labels(*table, classes, names, "classes.txt", "pred_probs.npy");
    REQUIRE_MESSAGE(classed.ok(), classed.problem().sentence());
    table->source.value_of_class = classed->value_of_class;
    table->source.text_of_class = classed->text_of_class;
    return {table->source, classed->given, classed->names};
}

// Example 0 becomes class 1, those in `gone` are left out.
io::Result<make::Bytes> written(const Opened& opened, const std::vector<std::size_t>& gone, bool change = true) {
    std::vector<std::int32_t> labels = opened.given;
    std::vector<std::uint8_t> changed(labels.size(), 0), left_out(labels.size(), 0);
    if (change) labels[0] = 1, changed[0] = 1;
    for (const std::size_t i : gone) left_out[i] = 1;
    return io::write_labels(opened.source, labels, changed, opened.names, {}, left_out);
}

std::string text(const std::string& name, const std::string& file, const std::vector<std::size_t>& gone,
                 bool change = true) {
    const Opened opened = open(name, make::bytes(file), 3, {"cat", "dog", "owl"});
    const auto bytes = written(opened, gone, change);
    REQUIRE_MESSAGE(bytes.ok(), bytes.problem().sentence());
    return make::text(*bytes);
}

}  // namespace

TEST_CASE("rows left out: .npy keeps type, order of bytes and the length of its header") {
    for (const bool big : {false, true}) {
        const std::string descr = big ? ">u2" : "<u2";
        const Opened opened =
            open("labels.npy", make::npy(descr, "5,", make::numbers<std::uint16_t>({0, 1, 2, 9, 1}, big)), 10);
        const auto bytes = written(opened, {1, 4});
        REQUIRE(bytes.ok());
        CHECK(*bytes == make::npy(descr, "3,", make::numbers<std::uint16_t>({1, 2, 9}, big)));
        CHECK(*written(opened, {}) == make::npy(descr, "5,", make::numbers<std::uint16_t>({1, 1, 2, 9, 1}, big)));
    }
    const Opened column = open("labels.npy", make::npy("<i8", "3, 1", make::numbers<std::int64_t>({0, 1, 0})), 2);
    CHECK(*written(column, {2}) == make::npy("<i8", "2, 1", make::numbers<std::int64_t>({1, 1})));
    const Opened lying = open("labels.npy", make::npy("<i8", "1, 3", make::numbers<std::int64_t>({0, 1, 0})), 2);
    CHECK(*written(lying, {2}) == make::npy("<i8", "1, 2", make::numbers<std::int64_t>({1, 1})));
    const auto none = written(column, {0, 1, 2});
    REQUIRE_FALSE(none.ok());
    CHECK(none.problem().sentence().find("every row would be left out") != std::string::npos);
}

TEST_CASE("rows left out: idx counts what is left, packed or not") {
    const make::Bytes original = make::idx_labels({7, 2, 1, 0});
    CHECK(*written(open("labels-idx1-ubyte", original, 10), {1}) == make::idx_labels({1, 1, 0}));
    const auto packed =
        written(open("labels-idx1-ubyte.gz", make::gzip(original, "labels-idx1-ubyte"), 10), {1}, false);
    REQUIRE(packed.ok());
    CHECK(make::gunzip(*packed) == make::idx_labels({7, 1, 0}));
}

TEST_CASE("rows left out: lines of a CSV go, all other bytes stay") {
    CHECK(text("l.csv", "path,label\r\na,cat\r\n\"b\nc\",dog\r\nd,owl\r\n", {1}) == "path,label\r\na,dog\r\nd,owl\r\n");
    CHECK(text("l.csv", "\xEF\xBB\xBFpath;label;note\na;cat;x\n\nb;dog;y\n  c;\"owl\";z", {2}) ==
          "\xEF\xBB\xBFpath;label;note\na;dog;x\n\nb;dog;y\n");
    CHECK(text("l.csv", "cat\ndog\nowl\n", {0, 1}, false) == "owl\n");
}

TEST_CASE("rows left out: records of JSON, whatever holds them") {
    CHECK(text("l.json", "[\"cat\", \"dog\", \"owl\"]", {1}) == "[\"dog\", \"owl\"]");
    CHECK(text("l.json", "[\"cat\", \"dog\", \"owl\"]", {0, 1}, false) == "[\"owl\"]");
    CHECK(text("l.json", "[\"cat\", \"dog\", \"owl\"]", {1, 2}) == "[\"dog\"]");
    // By path; the list of classes stays, though it is as long.
    CHECK(text("l.json",
               "{\"classes\": [\"cat\", \"dog\", \"owl\"],\n \"labels\": {\"a.png\": 0, \"b.png\": 1, \"c.png\": 2}}",
               {1}) == "{\"classes\": [\"cat\", \"dog\", \"owl\"],\n \"labels\": {\"a.png\": 1, \"c.png\": 2}}");
    // Records with lists and objects of their own.
    CHECK(text("l.json",
               "[\n {\"path\": \"a.png\", \"label\": \"cat\", \"box\": [1, {\"x\": 2}]},\n {\"path\": \"b.png\", "
               "\"label\": "
               "\"dog\"},\n {\"path\": \"c.png\", \"label\": \"owl\"}\n]\n",
               {0}, false) ==
          "[\n {\"path\": \"b.png\", \"label\": \"dog\"},\n {\"path\": \"c.png\", \"label\": \"owl\"}\n]\n");
    CHECK(text("l.jsonl",
               "{\"path\": \"a.png\", \"label\": \"cat\"}\n{\"path\": \"b.png\", \"label\": \"dog\"}\n{\"path\": "
               "\"c.png\", \"label\": \"owl\"}\n",
               {1}) == "{\"path\": \"a.png\", \"label\": \"dog\"}\n{\"path\": \"c.png\", \"label\": \"owl\"}\n");
    // Columns: the row goes from each of them.
    CHECK(text("l.json",
               "{\"label\": [0, 1, 2], \"path\": [\"a.png\", \"b.png\", \"c.png\"], \"classes\": [\"cat\", \"dog\", "
               "\"owl\"]}",
               {1}) ==
          "{\"label\": [1, 2], \"path\": [\"a.png\", \"c.png\"], \"classes\": [\"cat\", \"dog\", \"owl\"]}");
    // Label Studio, FiftyOne.
    CHECK(
        text("l.json",
             "[{\"id\": 1, \"data\": {\"image\": \"a.png\"}, \"annotations\": [{\"result\": [{\"value\": {\"choices\": "
             "[\"cat\"]}}]}]},\n{\"id\": 2, \"data\": {\"image\": \"b.png\"}, \"annotations\": [{\"result\": "
             "[{\"value\": "
             "{\"choices\": [\"owl\"]}}]}]}]",
             {1}) ==
        "[{\"id\": 1, \"data\": {\"image\": \"a.png\"}, \"annotations\": [{\"result\": [{\"value\": {\"choices\": "
        "[\"dog\"]}}]}]}]");
    CHECK(text("l.json",
               "{\"name\": \"x\", \"samples\": [{\"filepath\": \"a.png\", \"ground_truth\": {\"_cls\": "
               "\"Classification\", \"label\": \"cat\"}}, {\"filepath\": \"b.png\", \"ground_truth\": {\"_cls\": "
               "\"Classification\", \"label\": \"dog\"}}]}",
               {1}) ==
          "{\"name\": \"x\", \"samples\": [{\"filepath\": \"a.png\", \"ground_truth\": {\"_cls\": "
          "\"Classification\", \"label\": \"dog\"}}]}");
}
