// What stays after a review, as indices, weights, rows and moved files; the change log with who and when.
#include "audit/subset.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "audit/change_log.h"
#include "audit/merge.h"
#include "audit/summary.h"
#include "make_audit.h"

using namespace audit;
using audit_tests::one;

namespace {

std::string text_of(const ExportFile& file) {
    return {reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size()};
}

template <class T>
std::vector<T> numbers_of(const ExportFile& file) {
    const std::string text = text_of(file);
    REQUIRE(text.substr(1, 5) == "NUMPY");
    const std::size_t head =
        10 + std::size_t(static_cast<unsigned char>(text[8])) + 256 * std::size_t(static_cast<unsigned char>(text[9]));
    REQUIRE(head % 64 == 0);
    std::vector<T> numbers((text.size() - head) / sizeof(T));
    std::memcpy(numbers.data(), text.data() + head, numbers.size() * sizeof(T));
    CHECK(text.substr(0, head).find("'shape': (" + std::to_string(numbers.size()) + ",)") != std::string::npos);
    return numbers;
}

// 0 corrected, 1 excluded, 2 ambiguous, 3 unsure, 4 flagged and open, 5 nobody doubts, 6 kept.
Audit some_audit() {
    Audit audit = audit_tests::empty_audit({"cat", "dog, \"big\""});
    for (int i = 0; i < 7; ++i) audit_tests::add_example(audit, 0, {0.4, 0.6}, i == 5 ? 0 : audit_tests::all_rules);
    audit.log = DecisionLog(7);
    for (int i = 0; i < 7; ++i) audit.example_names.push_back("set/cat/" + std::to_string(i) + ".png");
    audit.label_source.format = io::LabelFormat::folders;
    decide_all(audit, one(0), DecisionKind::accept, -1, 1795478400000);
    decide_all(audit, one(1), DecisionKind::exclude, -1, 2000);
    decide_all(audit, one(2), DecisionKind::both, -1, 3000);
    decide_all(audit, one(3), DecisionKind::unsure, -1, 4000);
    decide_all(audit, one(6), DecisionKind::keep, -1, 5000);
    return audit;
}

}  // namespace

TEST_CASE("what happens to excluded, ambiguous and open examples") {
    const Audit audit = some_audit();
    const SubsetOptions keep_all{Treatment::keep, Treatment::keep, Treatment::keep};
    CHECK(numbers_of<std::int64_t>(export_kept_indices(audit, keep_all)).size() == 7);
    CHECK(numbers_of<std::int64_t>(export_kept_indices(audit, {})) == std::vector<std::int64_t>{0, 2, 3, 4, 5, 6});
    const SubsetOptions strict{Treatment::drop, Treatment::zero, Treatment::drop};
    CHECK(numbers_of<std::int64_t>(export_kept_indices(audit, strict)) == std::vector<std::int64_t>{0, 5, 6});
    // As long as the labels that are saved with the same options.
    CHECK(numbers_of<double>(export_weights(audit, strict)) == std::vector<double>{1, 0, 1, 1});
    CHECK(numbers_of<double>(export_weights(audit, {})) == std::vector<double>{1, 0, 1, 1, 1, 1, 1});
    CHECK(text_of(*export_labels(audit, strict)) ==
          "path,label\nset/cat/0.png,\"dog, \"\"big\"\"\"\nset/cat/2.png,cat\nset/cat/5.png,cat\nset/cat/6.png,cat\n");
    CHECK(text_of(*export_labels(audit, {})) == text_of(*export_labels(audit)));
    CHECK(left_out(audit, {}).empty());
    CHECK(left_out(audit, strict) == std::vector<std::uint8_t>{0, 1, 0, 1, 1, 0, 0});
    CHECK(text_of(export_subset_csv(audit, strict)) ==
          "index,name,given,label,weight\r\n"
          "0,set/cat/0.png,cat,\"dog, \"\"big\"\"\",1\r\n"
          "2,set/cat/2.png,cat,cat,0\r\n"
          "5,set/cat/5.png,cat,cat,1\r\n"
          "6,set/cat/6.png,cat,cat,1\r\n");
    CHECK(subset_summary(audit, strict).sentence ==
          "4 examples stay, 1 of them with another label; 3 left out; 1 with weight 0.");
}

TEST_CASE("before saving: what will change, by class and by split") {
    Audit audit = some_audit();
    audit.splits.names = {"train", "test"};
    audit.splits.of_example = {0, 0, 0, 1, 1, 1, -1};
    const SubsetOptions strict{Treatment::drop, Treatment::zero, Treatment::drop};
    const ChangeSummary summary = change_summary(audit, strict);
    CHECK(summary.rows == 4);
    CHECK(summary.left_out == 3);
    CHECK(summary.zero == 1);
    CHECK(summary.changed_rows == 1);
    REQUIRE(summary.classes.size() == 2);
    const ClassChange& cat = summary.classes[0];
    CHECK(cat.as_given == 7);
    CHECK(cat.out == 1);
    CHECK(cat.left_out == 3);
    CHECK(cat.corrected == 3);
    CHECK(summary.classes[1].in == 1);
    CHECK(summary.classes[1].corrected == 1);
    REQUIRE(summary.splits.size() == 3);
    CHECK(summary.splits[0].name == "train");
    CHECK(summary.splits[0].changed == 1);
    CHECK(summary.splits[0].left_out == 1);
    CHECK(summary.splits[0].zero == 1);
    CHECK(summary.splits[0].rows() == 2);
    CHECK(summary.splits[1].rows() == 1);
    CHECK(summary.splits[2].name == "others");
    CHECK(change_summary(audit).rows == 7);
    audit.splits = {};
    CHECK(change_summary(audit).splits.empty());
}

TEST_CASE("pictures move to the folders of their corrected labels") {
    Audit audit = some_audit();
    audit.class_names = {"cat", "dog"};
    auto moves = file_moves(audit, {});
    REQUIRE(moves.ok());
    CHECK((*moves)[0].to == "set/dog/0.png");
    CHECK((*moves)[1].to == "set/cat/1.png");  // excluded, but nobody said to leave it out
    CHECK((*file_moves(audit, {Treatment::drop}))[1].to == "");
    CHECK((*moves)[5].to == "set/cat/5.png");
    audit.example_names[5] = "set/dog/0.png";  // taken
    CHECK((*file_moves(audit, {}))[0].to == "set/dog/0-2.png");
    audit.example_names[0] = "set/cat/a\"b\\.png";
    const std::string script = text_of(*export_move_script(audit, {Treatment::drop}));
    CHECK(script.find(R"(    ("set/cat/a\"b\\.png", "set/dog/a\"b\\.png"),)") != std::string::npos);
    CHECK(script.find(R"("left_out/set/cat/1.png")") != std::string::npos);
    CHECK(script.find("set/cat/6.png") == std::string::npos);
    audit.label_source.format = io::LabelFormat::npy;
    CHECK_FALSE(export_move_script(audit, {}).ok());
}

TEST_CASE("pictures move to folders as they are called, not as classes are shown") {
    // Folders n01 and n02, and a list of readable names, matched by position.
    Audit audit = some_audit();
    audit.class_names = {"tench", "English springer/spaniel"};
    audit.label_source.text_of_class = {"n01", "n02"};
    for (std::string& name : audit.example_names) name = "train/n01/" + name.substr(8);
    CHECK((*file_moves(audit, {}))[0].to == "train/n02/0.png");
    CHECK(text_of(*export_labels(audit)).find("train/n01/0.png,n02\n") != std::string::npos);
    CHECK(text_of(*export_move_script(audit, {})).find(R"("train/n02/0.png")") != std::string::npos);
    for (const char* name : {"a/b", "..", ".", "", "a\\b"}) {
        CAPTURE(name);
        audit.label_source.text_of_class[1] = name;
        REQUIRE_FALSE(file_moves(audit, {}).ok());
        CHECK(file_moves(audit, {}).problem().sentence().find("that no folder can have") != std::string::npos);
    }
}

#ifndef __EMSCRIPTEN__
TEST_CASE("the script takes back what all its runs did, and forgets nothing that it could not take back") {
    if (std::system("python3 -c pass 2> /dev/null") != 0) return;
    namespace fs = std::filesystem;
    Audit audit = some_audit();
    audit.class_names = {"cat", "dog"};
    decide_all(audit, one(4), DecisionKind::accept, -1, 9);
    decide_all(audit, one(5), DecisionKind::accept, -1, 9);
    const fs::path folder = fs::temp_directory_path() / "label-inspector-move-test";
    fs::remove_all(folder);
    fs::create_directories(folder / "set/cat");
    const auto write = [&](const fs::path& at, const std::string& text) {
        fs::create_directories((folder / at).parent_path());
        std::ofstream(folder / at) << text;
    };
    for (const std::string& name : audit.example_names) write(name, name);
    write("move.py", text_of(*export_move_script(audit, {})));
    const auto run = [&](const std::string& word) {
        const std::string in = "'" + folder.string() + "'";
        return std::system(("python3 " + in + "/move.py " + in + " " + word + " > /dev/null 2>&1").c_str());
    };
    const auto is = [&](const char* at) { return fs::exists(folder / at); };
    fs::remove(folder / "set/cat/5.png");  // comes later
    CHECK(run("") == 0);
    CHECK(is("set/cat/0.png"));
    CHECK(run("--go") == 0);
    CHECK(is("set/dog/0.png"));
    write("set/cat/5.png", "five");
    CHECK(run("--go") == 0);  // the rest
    CHECK(run("--go") == 0);  // nothing
    CHECK(is("set/dog/5.png"));
    CHECK_FALSE(is("set/cat/0.png"));
    write("set/cat/4.png", "another one");  // in the way
    CHECK(run("--undo") == 0);
    CHECK(is("set/cat/0.png"));
    CHECK(is("set/cat/5.png"));
    CHECK(is("set/dog/4.png"));
    CHECK(is("moved_pictures.jsonl"));
    fs::remove(folder / "set/cat/4.png");
    CHECK(run("--undo") == 0);
    CHECK(is("set/cat/4.png"));
    CHECK_FALSE(is("moved_pictures.jsonl"));
    CHECK(run("--undo") != 0);  // nothing left to take back: it says so
    fs::remove_all(folder);
}
#endif

TEST_CASE("weights follow the rows of a table of labels that stands in another order") {
    Audit audit = audit_tests::empty_audit({"cat", "dog"});
    for (int i = 0; i < 3; ++i) audit_tests::add_example(audit, 0, {0.4, 0.6}, audit_tests::all_rules);
    const std::string csv = "name,label\nb,cat\nx,dog\na,cat\nc,cat\n";  // of examples a, b, c; x is none
    const auto source_of = [&](io::LabelFormat format, const std::string& text) {
        io::LabelSource source;
        source.format = format;
        source.file = "labels";
        source.csv_column = 1;
        source.csv_header = source.csv_names = true;
        for (const char c : text) source.original.push_back(std::byte(c));
        source.csv_record_of_example = {2, 0, 3};
        return source;
    };
    audit.label_source = source_of(io::LabelFormat::csv, csv);
    audit.log = DecisionLog(3);
    decide_all(audit, one(0), DecisionKind::exclude, -1, 1);
    decide_all(audit, one(2), DecisionKind::accept, -1, 1);
    const SubsetOptions drop{Treatment::drop, Treatment::keep, Treatment::keep};
    CHECK(numbers_of<double>(export_weights(audit, {})) == std::vector<double>{1, 1, 0, 1});
    CHECK(numbers_of<double>(export_weights(audit, drop)) == std::vector<double>{1, 1, 1});
    CHECK(text_of(*export_labels(audit, drop)) == "name,label\nb,cat\nx,dog\nc,dog\n");
    CHECK(numbers_of<std::int64_t>(export_kept_indices(audit, drop)) == std::vector<std::int64_t>{1, 2});
    CHECK(change_summary(audit).rows == 4);
    CHECK(change_summary(audit, drop).rows == 3);
    CHECK(change_summary(audit).other_rows == 1);

    audit.label_source = source_of(io::LabelFormat::json, "[0, 1, 0, 0]");
    audit.label_source.json_places = {1, 2, 4, 5, 7, 8, 10, 11};
    CHECK(numbers_of<double>(export_weights(audit, {})) == std::vector<double>{1, 1, 0, 1});
    audit.label_source = source_of(io::LabelFormat::parquet, "");
    audit.label_source.record_values = {0, 1, 0, 0};
    CHECK(numbers_of<double>(export_weights(audit, {})) == std::vector<double>{1, 1, 0, 1});
    // Where the rows cannot be told any more, by example.
    audit.label_source.csv_record_of_example = {2, 0, 9};
    CHECK(numbers_of<double>(export_weights(audit, {})) == std::vector<double>{0, 1, 1});
}

TEST_CASE("the change log names the holder of the audit by the name they gave, and has everybody's notes") {
    Audit audit = some_audit();
    const auto row = [&](std::int64_t example) {
        const std::string csv = text_of(export_changes(audit));
        const std::size_t at = csv.find("\r\n" + std::to_string(example) + ",set/");
        REQUIRE(at != std::string::npos);
        return csv.substr(at + 2, csv.find("\r\n", at + 2) - at - 2);
    };
    const auto ends = [&](std::int64_t example, const std::string& end) {
        CAPTURE(row(example));
        return row(example).ends_with(end);
    };
    audit.log.set_note(5, "ask Ann", 7000);  // nothing but a note
    CHECK(ends(5, ",,,1970-01-01T00:00:07Z,ask Ann"));
    CHECK(ends(6, ",,1970-01-01T00:00:05Z,"));
    audit.holder = "Boris";
    CHECK(ends(6, ",Boris,1970-01-01T00:00:05Z,"));
    audit.log.set_note(4, "blurred", 7500);
    DecisionsFile ada{"", "", 7, 2, "Ada", 9000, {{4, {DecisionKind::pick, 1}, "a dog, \"big\"", 9000}}};
    merge(audit, std::vector{ada}, 10000);
    CHECK(ends(4, ",Ada,1970-01-01T00:00:09Z,\"blurred; Ada: a dog, \"\"big\"\"\""));
    // Decided by hand after that: it is the holder's, also where it is the same.
    decide_all(audit, one(4), DecisionKind::accept, -1, 11000);
    CHECK(ends(4, ",Boris,1970-01-01T00:00:11Z,\"blurred; Ada: a dog, \"\"big\"\"\""));
    audit.holder.clear();
    CHECK(ends(4, ",holder of the audit,1970-01-01T00:00:11Z,\"blurred; Ada: a dog, \"\"big\"\"\""));
    // In what several said the holder is last.
    ada.decisions = {{6, {DecisionKind::keep, 0}, "", 12000}};
    merge(audit, std::vector{ada}, 13000);
    audit.holder = "Zoe";
    CHECK(ends(6, ",Ada; Zoe,1970-01-01T00:00:12Z,"));
    const auto json = nlohmann::json::parse(text_of(export_changes_json(audit)));
    for (const auto& change : json["changes"])
        if (change["index"] == 6) CHECK(change["votes"][0]["reviewer"] == "Zoe");
}

TEST_CASE("labels that are written from their files: several, batches, Parquet without some rows") {
    Audit audit = some_audit();
    const SubsetOptions drop{Treatment::drop, Treatment::keep, Treatment::drop};
    CHECK_FALSE(labels_from_files(audit, drop));
    audit.label_source.format = io::LabelFormat::parquet;
    audit.label_source.file = "a/train.parquet";
    CHECK_FALSE(labels_from_files(audit, {}));
    CHECK(labels_from_files(audit, drop));
    CHECK(label_files_info(audit).name == "train.parquet");
    CHECK(new_labels(audit, drop).left_out == left_out(audit, drop));
    CHECK(new_labels(audit, {}).left_out.empty());
    CHECK_FALSE(export_labels(audit, drop).ok());
    audit.label_source.parts = 3;
    CHECK(labels_from_files(audit, {}));
    CHECK(label_files_info(audit).name == "corrected-labels.zip");
    CHECK(export_labels_npy(audit)->name == "labels.npy");
    audit.label_source = {};
    audit.label_source.batch_files = {"x/test_batch.bin"};
    CHECK(labels_from_files(audit, {}));
    CHECK(label_files_info(audit).name == "test_batch.bin");
}

TEST_CASE("the change log names the holder of the audit beside who said the same") {
    Audit audit = some_audit();
    merge(audit, std::vector{DecisionsFile{"", "", 7, 2, "Ada", 9000, {{0, {DecisionKind::pick, 1}, "", 9000}}}},
          10000);
    CHECK(text_of(export_changes(audit)).find(",Ada; holder of the audit,2026-11-24T00:00:00Z,") != std::string::npos);
}

TEST_CASE("the change log names who and when") {
    Audit audit = some_audit();
    audit.log.set_note(0, "=1+1", 6000);
    DecisionsFile file{"",
                       "",
                       7,
                       2,
                       "Ada",
                       9000,
                       {{4, {DecisionKind::pick, 1}, "a dog", 9000}, {5, {DecisionKind::keep, 0}, "", 9000}}};
    DecisionsFile other = file;
    other.reviewer = "Boris";
    other.decisions = {{5, {DecisionKind::exclude, -1}, "no animal", 9500}};
    merge(audit, std::vector{file, other}, 10000);
    const std::string csv = text_of(export_changes(audit));
    CHECK(csv.find("0,set/cat/0.png,cat,\"dog, \"\"big\"\"\",\"dog, \"\"big\"\"\",accept,0.4,prune_by_noise_rate "
                   "prune_by_class both "
                   "confident_learning predicted_neq_given low_normalized_margin "
                   "low_self_confidence,,2026-11-24T00:00:00Z,'=1+1\r\n") != std::string::npos);
    // When she said so, not when it was merged; and what she wrote.
    CHECK(csv.find(",Ada,1970-01-01T00:00:09Z,Ada: a dog\r\n") != std::string::npos);
    CHECK(csv.find("5,set/cat/5.png,cat,\"dog, \"\"big\"\"\",,undecided,0.4,,,,Boris: no animal\r\n") !=
          std::string::npos);  // in conflict
    const auto json = nlohmann::json::parse(text_of(export_changes_json(audit)));
    REQUIRE(json["changes"].size() == 7);
    CHECK(json["changes"][4]["votes"][0]["reviewer"] == "Ada");
    CHECK(json["changes"][4]["votes"][0]["note"] == "a dog");
    CHECK(json["changes"][4]["corrected"] == "dog, \"big\"");
    CHECK(json["changes"][5]["votes"].size() == 2);
    CHECK(json["changes"][1]["corrected"].is_null());
    CHECK(json["changes"][0]["score"] == 0.4);
    CHECK(iso_time(0) == "");
}
