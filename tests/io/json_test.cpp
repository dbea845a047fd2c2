// JSON: its events, and what it says about examples.
#include <cmath>

#include "intake_fixture.h"
#include "io/json_pull.h"
#include "io/json_table.h"
#include "io/native_files.h"

using namespace intake_tests;

namespace {

std::string events(const std::string& text) {
    io::MemoryFiles files;
    files.add("a.json", text);
    io::JsonPull json(files, 0);
    std::string all;
    for (;;) {
        const io::JsonEvent event = json.next();
        switch (event) {
            case io::JsonEvent::begin_object:
                all += "{ ";
                break;
            case io::JsonEvent::end_object:
                all += "} ";
                break;
            case io::JsonEvent::begin_array:
                all += "[ ";
                break;
            case io::JsonEvent::end_array:
                all += "] ";
                break;
            case io::JsonEvent::key:
                all += json.text() + ": ";
                break;
            case io::JsonEvent::text:
                all += "'" + json.text() + "' ";
                break;
            case io::JsonEvent::number:
                all += json.text() + " ";
                break;
            case io::JsonEvent::boolean:
                all += json.number() != 0 ? "yes " : "no ";
                break;
            case io::JsonEvent::null:
                all += "null ";
                break;
            case io::JsonEvent::end:
                return all + "end";
            case io::JsonEvent::broken:
                return json.problem().sentence();
        }
    }
}

std::string broken(const std::string& what, int line = 1) {
    return "a.json, line " + std::to_string(line) + ": this is not JSON: " + what +
           ". Save it again, for example with json.dump.";
}

io::JsonTable table(const std::string& text) {
    io::MemoryFiles files;
    files.add("a.json", text);
    auto read = io::read_json_table(files, 0);
    REQUIRE_MESSAGE(read.ok(), read.problem().sentence());
    return std::move(*read);
}

Names labels(const io::JsonTable& table) {
    Names names;
    for (const io::JsonLabel& label : table.labels) names.push_back(table.label_texts[std::size_t(label.text)]);
    return names;
}

const make::Bytes three = make::npy_probabilities({0, 1, 2}, 3);

}  // namespace

TEST_CASE("json: events") {
    CHECK(events(R"({"a": [1, -2.5e3, "x\"y"], "b": {}, "c": [true, false, null]})") ==
          R"({ a: [ 1 -2.5e3 'x"y' ] b: { } c: [ yes no null ] } end)");
    CHECK(events("[]\n{}\n3 4") == "[ ] { } 3 4 end");
    CHECK(events("\xEF\xBB\xBF[NaN, Infinity, -Infinity]") == "[ NaN Infinity -Infinity ] end");
    CHECK(events(R"("\u00e4\ud83d\ude00\n")") == "'\xC3\xA4\xF0\x9F\x98\x80\n' end");
    CHECK(events("") == "end");
    const std::string many(std::size_t(200'000), 'x');  // longer than a piece, and than what is kept
    CHECK(events("[\"" + many + "\", 7]") == "[ '" + many.substr(0, io::longest_json_text) + "' 7 ] end");
}

TEST_CASE("json: what is not JSON is said, with its line") {
    CHECK(events("[1, 2") == broken("it ends in the middle"));
    CHECK(events("[1,\n 2 3]") == broken("a comma is missing", 2));
    CHECK(events("{\"a\" 1}") == broken("a colon is missing"));
    CHECK(events("{a: 1}") == broken("a name in quotes is missing"));
    CHECK(events("[\"abc") == broken("a text in quotes does not end"));
    CHECK(events("[\"a\nb\"]") == broken("a text in quotes does not end in its line"));
    CHECK(events("[\"\\x\"]") == broken("there is an unknown sign behind \\"));
    CHECK(events("[\"\\ud80x\"]") == broken("there is an unknown sign behind \\"));
    CHECK(events("[nul]") == broken("here is something that is no value"));
    CHECK(events("[1,]") == broken("here is something that is no value"));
    CHECK(events("[--1]") == broken("here is something that is no value"));
    CHECK(events(std::string(200, '[')) == broken("more than 100 brackets are open"));
    CHECK(events("[" + std::string(500, '1') + "]") == broken("a number is too long"));
}

TEST_CASE("json: lists, objects, records and columns are tables") {
    CHECK(labels(table("[0, 2, 1]")) == Names{"0", "2", "1"});
    CHECK(labels(table(R"(["cat", "dog"])")) == Names{"cat", "dog"});
    CHECK(table(R"({"0": "cat", "1": "dog"})").class_names == Names{"cat", "dog"});
    CHECK(table(R"({"cat": 1, "dog": 0})").class_names == Names{"dog", "cat"});
    const io::JsonTable by_path = table(R"({"a.png": "cat", "b.png": "cat"})");
    CHECK(labels(by_path) == Names{"cat", "cat"});
    CHECK(by_path.paths == Names{"a.png", "b.png"});
    for (
        const std::string text :
        {R"([{"path": "a", "label": "cat", "split": "train", "probs": [0.9, 0.1]},
              {"path": "b", "label": "dog", "split": "test", "probs": [0.2, 0.8]}])",
         R"({"path": "a", "label": "cat", "split": "train", "probs": {"cat": 0.9, "dog": 0.1}}
             {"path": "b", "label": "dog", "split": "test", "probs": {"dog": 0.8, "cat": 0.2}})",
         R"({"path": ["a", "b"], "label": ["cat", "dog"], "split": ["train", "test"], "probs": [[0.9, 0.1], [0.2, 0.8]]})"}) {
        CAPTURE(text);
        const io::JsonTable records = table(text);
        CHECK(labels(records) == Names{"cat", "dog"});
        CHECK(records.paths == Names{"a", "b"});
        CHECK(records.splits == Names{"train", "test"});
        CHECK(records.score_columns == 2);
        CHECK(records.every_score);
        CHECK(records.score_ends == std::vector<std::int64_t>{2, 4});
    }
    CHECK(table("[[0.5, 0.5], [1, 0]]").score_columns == 2);
    const io::JsonTable pipeline =
        table(R"([[{"label": "POSITIVE", "score": 0.9}, {"label": "NEGATIVE", "score": 0.1}]])");
    CHECK(pipeline.score_names == Names{"NEGATIVE", "POSITIVE"});  // sorted: the order is that of the scores
    CHECK_FALSE(pipeline.has_labels());
    CHECK(table(R"([{"cat": 0.9, "dog": 0.1}])").score_names == Names{"cat", "dog"});
    CHECK(table("{}").records == 0);
    CHECK(table(R"({"name": {"deep": [[[1]]]}, "n": null})").records == 0);
}

TEST_CASE("json: FiftyOne and Label Studio") {
    const io::JsonTable fifty = table(R"({"classes": ["cat", "dog"], "labels": {"x1": 1, "x2": 0, "x3": null}})");
    CHECK(fifty.class_names == Names{"cat", "dog"});
    CHECK(labels(fifty) == Names{"1", "0"});
    CHECK(fifty.paths == Names{"x1", "x2"});
    CHECK(fifty.without_label == 1);
    const io::JsonTable studio = table(R"([
        {"id": 7, "data": {"image": "/up/1/a.png"}, "annotations": [
            {"was_cancelled": true, "result": [{"value": {"choices": ["owl"]}}]},
            {"was_cancelled": false, "result": [{"type": "choices", "value": {"choices": ["cat"]}}]}],
         "predictions": [{"score": 0.75, "result": [{"value": {"choices": ["dog"]}}]}]},
        {"id": 9, "data": {"image": "/up/1/b.png"}, "annotations": [{"result": [{"value": {"choices": ["dog"]}}]}],
         "predictions": [{"score": 0.5, "result": [{"value": {"choices": ["cat"]}}]}]},
        {"id": 11, "data": {"image": "/up/1/c.png"}, "annotations": []}])");
    CHECK(labels(studio) == Names{"cat", "dog"});
    CHECK(studio.paths == Names{"/up/1/a.png", "/up/1/b.png"});
    CHECK(studio.ids == std::vector<std::int64_t>{7, 9});
    CHECK(studio.without_label == 1);
    CHECK(studio.score_names == Names{"cat", "dog"});
    CHECK_FALSE(studio.every_score);
}

TEST_CASE("intake: labels in JSON come back as they were, but for those that changed") {
    const std::string text =
        "{\n  \"label\" : \"cat\", \"path\":\"a.png\" }\n{\"path\": \"b.png\",\"label\":\"say \\\"dog\\\"\", \"x\": "
        "1}\n"
        "{\"label\": \"owl\", \"path\": \"c.png\"}\n";
    Files files;
    files.with("labels.jsonl", text).with("pred_probs.npy", three);
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.reading.labels.sentence == "3 class names in labels.jsonl, field \"label\"");
    CHECK(intake.dataset->class_names() == Names{"cat", "owl", "say \"dog\""});
    CHECK(intake.dataset->names() == Names{"a.png", "b.png", "c.png"});
    const auto written = [&](const Given& labels, const std::vector<std::uint8_t>& changed) {
        const auto bytes = io::write_labels(intake.dataset->label_source(), labels, changed,
                                            intake.dataset->class_names(), intake.dataset->names());
        REQUIRE(bytes.ok());
        return make::text(*bytes);
    };
    CHECK(written(intake.dataset->given(), {0, 0, 0}) == text);
    CHECK(written({2, 2, 0}, {1, 0, 1}) ==
          "{\n  \"label\" : \"say \\\"dog\\\"\", \"path\":\"a.png\" }\n{\"path\": \"b.png\",\"label\":\"say "
          "\\\"dog\\\"\", \"x\": 1}\n{\"label\": \"cat\", \"path\": \"c.png\"}\n");
}

TEST_CASE("intake: labels and names in JSON") {
    Files list;
    list.with("labels.json", "[2, 1, 0]").with("class_names.json", R"({"0": "cat", "1": "dog", "2": "owl"})");
    list.with("pred_probs.npy", three);
    const io::Intake plain = read(list);
    REQUIRE(plain.dataset != nullptr);
    CHECK(plain.dataset->given() == Given{2, 1, 0});
    CHECK(plain.dataset->class_names() == Names{"cat", "dog", "owl"});
    CHECK(plain.reading.class_names.sentence == "cat, dog and owl from class_names.json");
    const auto bytes = io::write_labels(plain.dataset->label_source(), Given{2, 2, 0},
                                        std::vector<std::uint8_t>{0, 1, 0}, plain.dataset->class_names(), {});
    REQUIRE(bytes.ok());
    CHECK(make::text(*bytes) == "[2, 2, 0]");

    Files fifty;
    fifty.with("labels.json", R"({"classes": ["owl", "dog", "cat"], "labels": {"1": 2, "2": 1, "3": 0}})");
    fifty.with("data/1.png", make::png(1, 1, 1, 0, 0)).with("data/2.png", make::png(1, 1, 2, 0, 0));
    fifty.with("data/3.png", make::png(1, 1, 3, 0, 0)).with("pred_probs.npy", three);
    const io::Intake one = read(fifty);
    REQUIRE(one.dataset != nullptr);
    CHECK(one.dataset->class_names() == Names{"owl", "dog", "cat"});
    CHECK(one.dataset->given() == Given{2, 1, 0});
    CHECK(int(one.dataset->picture(1, 9)->rgba[0]) == 2);
}

TEST_CASE("intake: probabilities in JSON find their labels by path") {
    Files files;
    files.with("scores.jsonl",
               "{\"file\": \"b.png\", \"scores\": {\"cat\": 0.25, \"dog\": 0.75}}\n"
               "{\"file\": \"a.png\", \"scores\": {\"dog\": 0, \"cat\": 1}}\n");
    files.with("labels.json", R"({"a.png": "cat", "b.png": "dog"})");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->given() == Given{1, 0});
    CHECK(intake.dataset->class_names() == Names{"cat", "dog"});
    std::vector<double> rows(4);
    REQUIRE_FALSE(intake.dataset->probabilities().read_rows(0, 2, std::as_writable_bytes(std::span(rows))));
    CHECK(rows == std::vector<double>{0.25, 0.75, 1, 0});
}

TEST_CASE("intake: JSON of Python's json module") {
    const std::string folder = std::string(TESTS_FOLDER) + "/io/fixtures/json";
    const io::NativeFiles files = io::NativeFiles::from_folder(folder);
    REQUIRE_FALSE(files.problem());
    const auto intake = io::read_files(files);
    REQUIRE_MESSAGE(intake.ok(), intake.problem().sentence());
    REQUIRE(intake->dataset != nullptr);
    CHECK(intake->dataset->class_names() == Names{"Katze", "\xE7\x8A\xAC", "Eule"});
    CHECK(intake->dataset->given() == Given{0, 1, 2, 1});
    CHECK(intake->reading.probabilities.sentence == "4 x 3 in pred_probs.json");
}

TEST_CASE("json: what stands beside a list of records is no record") {
    io::MemoryFiles files;
    files.add("samples.json", std::string_view("{\"name\": \"set\", \"samples\": [{\"label\": \"cat\"}, {\"label\": "
                                               "\"dog\"}], \"version\": 3}"));
    const auto table = io::read_json_table(files, 0);
    REQUIRE(table.ok());
    CHECK(table->labels.size() == 2);
    CHECK(table->label_texts == std::vector<std::string>{"cat", "dog"});
}

TEST_CASE("json: what stands beside a column or a map of labels is no record") {
    for (const std::string_view text :
         {"{\"name\": \"set\", \"labels\": [0, 1, 0, 1]}", "{\"labels\": [0, 1, 0, 1], \"name\": \"set\"}",
          "{\"version\": \"1.0\", \"labels\": {\"a\": 0, \"b\": 1, \"c\": 0, \"d\": 1}}"}) {
        CAPTURE(text);
        io::MemoryFiles files;
        files.add("labels.json", text);
        const auto table = io::read_json_table(files, 0);
        REQUIRE_MESSAGE(table.ok(), table.problem().sentence());
        CHECK(table->labels.size() == 4);
        CHECK(table->label_texts == std::vector<std::string>{"0", "1"});
    }
}

TEST_CASE("intake: true and false as labels in JSON stay what they are") {
    Files files;
    files.with("labels.jsonl", "{\"label\": true}\n{\"label\": false}\n{\"label\": true}\n")
        .with("pred_probs.npy", make::npy_probabilities({0, 1, 0}, 2));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    const auto bytes =
        io::write_labels(intake.dataset->label_source(), std::vector<std::int32_t>{0, 0, 1},
                         std::vector<std::uint8_t>{1, 0, 0}, intake.dataset->class_names(), intake.dataset->names());
    REQUIRE(bytes.ok());
    CHECK(make::text(*bytes) == "{\"label\": false}\n{\"label\": false}\n{\"label\": true}\n");
}

TEST_CASE("intake: records that name their classes and records that do not are no table together") {
    Files files;
    files.with("classes.txt", "cat\ndog\n")
        .with("labels.csv", "label\ncat\ndog\n")
        .with("scores.jsonl", "[{\"label\": \"cat\", \"score\": 0.9}]\n[0.1, 0.2, 0.7]\n");
    CHECK(problem_of(files) ==
          "scores.jsonl, line 2: some probabilities are named after their classes, and some are not: they change here. "
          "Write them all in the same way.");
}

TEST_CASE("json: of several columns for the same the first counts") {
    Files files;
    files.with("labels.json",
               "{\"label\": [0, 1, 1], \"class_name\": [\"cat\", \"dog\", \"dog\"], \"path\": [\"a\", \"b\", \"c\"], "
               "\"image\": [\"x\", \"y\", \"z\"]}");
    const auto table = io::read_json_table(files, 0);
    REQUIRE_MESSAGE(table.ok(), table.problem().sentence());
    CHECK(table->label_texts == Names{"0", "1"});
    CHECK(table->paths == Names{"a", "b", "c"});
}

TEST_CASE("json: columns by row, as pandas writes them where it is not told otherwise") {
    Files files;
    files.with("labels.json",
               "{\"path\": {\"0\": \"a.png\", \"1\": \"b.png\"}, \"label\": {\"0\": \"cat\", \"1\": \"dog\"}, "
               "\"split\": {\"0\": \"train\", \"1\": \"test\"}}");
    const auto table = io::read_json_table(files, 0);
    REQUIRE_MESSAGE(table.ok(), table.problem().sentence());
    CHECK(table->paths == Names{"a.png", "b.png"});
    CHECK(table->splits == Names{"train", "test"});
    CHECK(table->label_texts == Names{"cat", "dog"});
    // Only where they tell of every record.
    Files other;
    other.with("labels.json", "{\"path\": {\"0\": \"a.png\"}, \"label\": {\"0\": \"cat\", \"1\": \"dog\"}}");
    const auto keys = io::read_json_table(other, 0);
    REQUIRE(keys.ok());
    CHECK(keys->paths == Names{"0", "1"});
}

TEST_CASE("json: half a character is shown as one that cannot be told") {
    CHECK(events(R"(["a\udcffb.png", "\ud83d.", "\ud83d\n", "\ud83dA", "\ud83d\ude00"])") ==
          "[ 'a\xEF\xBF\xBD"
          "b.png' '\xEF\xBF\xBD.' '\xEF\xBF\xBD\n' '\xEF\xBF\xBD"
          "A' '\xF0\x9F\x98\x80' ] end");
}

TEST_CASE("intake: a text that begins as JSON or HTML does is a table all the same") {
    for (const std::string name : {"[noise]", "{noise}", "<noise>"}) {
        CAPTURE(name);
        Files files;
        files.with("labels.csv", name + "\nspeech\n" + name + "\nspeech\n")
            .with("pred_probs.npy", make::npy_probabilities({0, 1, 0, 1}, 2));
        const io::Intake intake = read(files);
        REQUIRE(intake.dataset != nullptr);
        const bool first = name < "speech";
        CHECK(intake.dataset->given() == (first ? Given{0, 1, 0, 1} : Given{1, 0, 1, 0}));
    }
    Files page;
    page.with("labels.csv", "<!DOCTYPE html>\n<p>Not found</p>\n")
        .with("pred_probs.npy", make::npy_probabilities({1, 0, 1, 0}, 2));
    CHECK(problem_of(page).find("HTML") != std::string::npos);
    // JSON keeps being JSON under the name of a text.
    Files list;
    list.with("labels.txt", "[0, 1, 1, 0]\n").with("pred_probs.npy", make::npy_probabilities({0, 1, 1, 0}, 2));
    const io::Intake intake = read(list);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->given() == Given{0, 1, 1, 0});
}
