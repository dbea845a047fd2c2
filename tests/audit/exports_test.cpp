// The bytes that leave.
#include "audit/exports.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <cstring>
#include <limits>

#include "audit/bit_copy.h"
#include "audit/change_log.h"
#include "audit/make_audit.h"
#include "audit/shortest_number.h"
#include "audit/summary.h"

using namespace audit;
using namespace audit_tests;

namespace {

std::string text(const ExportFile& file) {
    return {reinterpret_cast<const char*>(file.bytes.data()), file.bytes.size()};
}

std::vector<std::byte> bytes(std::string_view text) {
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

// Given cat, cat, dog, bird, cat; suggested dog, cat, cat, dog, bird.
Audit animals() {
    Audit audit = empty_audit({"cat", "dog", "bird"});
    add_example(audit, 0, {0.1, 0.9, 0}, all_rules);
    add_example(audit, 0, {0.9, 0.1, 0}, 0);
    add_example(audit, 1, {0.75, 0.25, 0}, all_rules);
    add_example(audit, 2, {0, 1, 0}, all_rules);
    add_example(audit, 0, {1.0 / 3, 0, 2.0 / 3}, all_rules);
    audit.label_source.format = io::LabelFormat::csv;
    audit.label_source.file = "labels.csv";
    return audit;
}

void decide_all(Audit& audit) {
    audit.log.decide(one(0), accept_decision(audit, 0), 0);
    audit.log.decide(one(1), keep_decision(audit, 1), 0);
    audit.log.decide(one(2), {DecisionKind::unsure, -1}, 0);
    audit.log.decide(one(3), {DecisionKind::exclude, -1}, 0);
    audit.log.decide(one(4), pick_decision(audit, 4, 1), 0);
}

std::string npy(const std::string& descr, std::size_t count, const std::string& data) {
    std::string header =
        "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + std::to_string(count) + ",), }";
    while ((10 + header.size() + 1) % 64 != 0) header += ' ';
    header += '\n';
    std::string file = "\x93NUMPY";
    file += std::string("\x01\x00", 2);
    file += char(header.size() % 256);
    file += char(header.size() / 256);
    return file + header + data;
}

}  // namespace

TEST_CASE("shortest numbers read back as what they were") {
    CHECK(shortest_number(0) == "0");
    CHECK(shortest_number(1) == "1");
    CHECK(shortest_number(0.1) == "0.1");
    CHECK(shortest_number(1e-7) == "1e-07");
    CHECK(shortest_number(double(0.1f)) == "0.10000000149011612");
    CHECK(shortest_number(1.0 / 3) == "0.3333333333333333");
    CHECK(shortest_number(std::numeric_limits<double>::quiet_NaN()) == "nan");
    std::mt19937_64 random(1);
    for (int round = 0; round < 50000; ++round) {
        double number = std::ldexp(double(random() >> 11), -53 - int(random() % 30));
        if (round % 3 == 0) number = double(float(number));
        if (round % 7 == 0) number = bit_copy<double>(random());
        if (std::isnan(number)) continue;
        REQUIRE(std::strtod(shortest_number(number).c_str(), nullptr) == number);
    }
}

TEST_CASE("corrected labels") {
    Audit audit = animals();
    CHECK(corrected_labels(audit) == audit.findings.given);
    decide_all(audit);
    std::vector<std::uint8_t> changed;
    CHECK(corrected_labels(audit, &changed) == std::vector<std::int32_t>{1, 0, 1, 2, 1});
    CHECK(changed == std::vector<std::uint8_t>{1, 0, 0, 0, 1});
    // A label that no class has (of a foreign journal) changes nothing.
    audit.log.decide(one(1), {DecisionKind::pick, 3}, 0);
    CHECK(corrected_labels(audit)[1] == 0);
    audit.log.decide(one(1), {DecisionKind::pick, 0}, 0);
    corrected_labels(audit, &changed);
    CHECK(changed[1] == 0);
}

TEST_CASE("changes.csv") {
    Audit audit = animals();
    CHECK(text(export_changes(audit)) ==
          "index,name,given,suggested,corrected,decision,score,rule,reviewer,time,note\r\n");
    decide_all(audit);
    audit.log.set_note(3, "a \"frog\",\nI think", 0);
    audit.log.set_note(4, "=HYPERLINK(\"x\")", 0);
    const ExportFile file = export_changes(audit);
    const std::string all =
        "prune_by_noise_rate prune_by_class both confident_learning predicted_neq_given "
        "low_normalized_margin low_self_confidence";
    CHECK(file.name == "changes.csv");
    CHECK(file.mime == "text/csv");
    CHECK(text(file) ==
          "index,name,given,suggested,corrected,decision,score,rule,reviewer,time,note\r\n"
          "0,,cat,dog,dog,accept,0.1," +
              all +
              ",,,\r\n"
              "1,,cat,cat,cat,keep,0.9,,,,\r\n"
              "2,,dog,cat,,unsure,0.25," +
              all +
              ",,,\r\n"
              "3,,bird,dog,,exclude,0," +
              all +
              ",,,\"a \"\"frog\"\",\nI think\"\r\n"
              "4,,cat,bird,dog,pick,0.3333333333333333," +
              all + ",,,\"'=HYPERLINK(\"\"x\"\")\"\r\n");
}

TEST_CASE("changes.csv holds a note without a decision") {
    Audit audit = animals();
    audit.log.set_note(2, "ask Ann", 0);
    CHECK(text(export_changes(audit)).ends_with("low_self_confidence,,,ask Ann\r\n"));
}

TEST_CASE("no cell of changes.csv is run as a formula") {
    Audit audit = animals();
    audit.class_names = {"-cat", "+1", "@dog"};
    audit.example_names = {"=1+1", "-5", "-5e3", "+.5", "-inf"};
    const auto cell = [&](std::int64_t example, int column) {
        audit.log = DecisionLog(5);
        audit.log.decide(one(example), {DecisionKind::exclude, -1}, 0);
        std::string line = text(export_changes(audit));
        line = line.substr(line.find('\n') + 1);
        for (; column > 0; --column) line = line.substr(line.find(',') + 1);
        return line.substr(0, line.find(','));
    };
    CHECK(cell(0, 1) == "'=1+1");
    CHECK(cell(1, 1) == "-5");
    CHECK(cell(2, 1) == "-5e3");
    CHECK(cell(3, 1) == "+.5");
    CHECK(cell(4, 1) == "'-inf");
    CHECK(cell(0, 2) == "'-cat");
    CHECK(cell(0, 3) == "+1");
    CHECK(cell(3, 2) == "'@dog");
    audit.example_names = {"\t=1+1", "\r=1+1", "a\tb", "", ""};
    CHECK(cell(0, 1) == "'\t=1+1");
    CHECK(cell(1, 1) == "\"'\r=1+1\"");
    CHECK(cell(2, 1) == "a\tb");
}

TEST_CASE("labels as CSV") {
    Audit audit = animals();
    decide_all(audit);
    audit.example_names = {"a,b.png", "x\"y.png", "", "-z.png", "ü.png"};
    const auto file = export_labels_csv(audit);
    REQUIRE(file.ok());
    CHECK(file->name == "labels.csv");
    CHECK(text(*file) ==
          "index,name,label\r\n"
          "0,\"a,b.png\",dog\r\n"
          "1,\"x\"\"y.png\",cat\r\n"
          "2,,dog\r\n"
          "3,-z.png,bird\r\n"
          "4,ü.png,dog\r\n");
}

TEST_CASE("labels as .npy") {
    Audit audit = animals();
    decide_all(audit);
    const auto little_endian = [](const std::vector<std::int64_t>& values) {
        std::string data;
        for (std::int64_t value : values)
            for (int byte = 0; byte < 8; ++byte) data += char(std::uint64_t(value) >> (8 * byte) & 255);
        return data;
    };
    auto file = export_labels_npy(audit);
    REQUIRE(file.ok());
    CHECK(file->name == "labels.npy");
    CHECK(file->mime == "application/octet-stream");
    CHECK(text(*file) == npy("<i8", 5, little_endian({1, 0, 1, 2, 1})));

    audit.label_source.file = "train-labels-idx1-ubyte.gz";
    audit.label_source.format = io::LabelFormat::idx;
    audit.label_source.value_of_class = {10, -20, 300};
    file = export_labels_npy(audit);
    REQUIRE(file.ok());
    CHECK(file->name == "train-labels.npy");
    CHECK(text(*file) == npy("<i8", 5, little_endian({-20, 10, -20, 300, -20})));

    audit = empty_audit({"a", "b"});
    audit.label_source.format = io::LabelFormat::folders;
    file = export_labels_npy(audit);
    REQUIRE(file.ok());
    CHECK(text(*file) == npy("<i8", 0, ""));
}

TEST_CASE("labels the way they came: .npy") {
    Audit audit = animals();
    decide_all(audit);
    audit.label_source = {};
    audit.label_source.format = io::LabelFormat::npy;
    audit.label_source.file = "given labels.npy";
    audit.label_source.npy_descr = ">u2";
    audit.label_source.original = bytes(npy(">u2", 5, ""));
    for (const auto& file : {export_labels(audit), export_labels_npy(audit)}) {
        REQUIRE(file.ok());
        CHECK(file->name == "given labels.npy");
        CHECK(file->mime == "application/octet-stream");
        CHECK(text(*file) == npy(">u2", 5, std::string("\0\1\0\0\0\1\0\2\0\1", 10)));
    }
}

TEST_CASE("labels the way they came: CSV") {
    Audit audit = animals();
    decide_all(audit);
    audit.label_source.csv_column = 1;
    audit.label_source.csv_header = true;
    audit.label_source.csv_names = true;
    audit.label_source.original =
        bytes("file,label,by\na.png,cat,me\nb.png,cat,\nc.png,dog,me\nd.png,bird,me\ne.png,\"cat\",me");
    const auto file = export_labels(audit);
    REQUIRE(file.ok());
    CHECK(file->name == "labels.csv");
    CHECK(file->mime == "text/csv");
    CHECK(text(*file).starts_with("file,label,by\na.png,dog,me\nb.png,cat,\nc.png,dog,me\nd.png,bird,me\ne.png,"));
    CHECK(text(*file).ends_with(",me"));
}

TEST_CASE("exports by name") {
    Audit audit = animals();
    decide_all(audit);
    audit.label_source.format = io::LabelFormat::folders;
    audit.label_source.file.clear();
    audit.example_names = {"a/0", "a/1", "b/2", "c/3", "a/4"};
    const auto bytes_of = [&](std::string_view format) {
        const auto file = export_as(audit, format);
        REQUIRE(file.ok());
        return file->bytes;
    };
    CHECK(bytes_of("labels") == export_labels(audit)->bytes);
    CHECK(bytes_of("npy") == export_labels_npy(audit)->bytes);
    CHECK(bytes_of("csv") == export_labels_csv(audit)->bytes);
    CHECK(bytes_of("changes") == export_changes(audit).bytes);
    CHECK(bytes_of("changes.csv") == export_changes(audit).bytes);
    CHECK(bytes_of("labels.npy") == export_labels_npy(audit)->bytes);
    CHECK_FALSE(export_as(audit, "xlsx").ok());
}
