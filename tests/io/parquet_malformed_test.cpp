// Parquet files that cannot be used, and the sentence that each must give.
#include <limits>

#include "intake_fixture.h"
#include "io/make_parquet.h"

using namespace intake_tests;

namespace {

const make::ParquetColumn labels = make::whole_column("label", {0, 1, 2, 1});
const make::Bytes good = make::parquet({labels});

// What opening the file says, beside good probabilities.
std::string sentence_of(const make::Bytes& file) {
    Files files;
    files.with("labels.parquet", file);
    files.with("pred_probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    return problem_of(files);
}

std::string changed(const make::ChangeFooter& change) { return sentence_of(make::parquet({labels}, change)); }

make::ParquetColumn with(make::ParquetColumn column, const std::function<void(make::ParquetColumn&)>& change) {
    change(column);
    return column;
}

const std::string again = " Save it again, for example with pandas: df.to_parquet(\"file.parquet\").";
const std::string cut = " It was probably cut short: copy it or download it again.";
const std::string damaged = "labels.parquet: the column \"label\" is damaged: ";
const std::string copy = " Copy the file or download it again, or save it again.";

}  // namespace

TEST_CASE("parquet, malformed: the file as a whole") {
    CHECK(sentence_of(good) == "no problem");
    CHECK(sentence_of(make::bytes("PAR1")) ==
          "labels.parquet: this Parquet file has only 4 bytes, its end is missing." + cut);
    CHECK(sentence_of(make::first(good, good.size() - 20)) ==
          "labels.parquet: the end of this Parquet file is missing (it does not end in PAR1)." + cut);
    make::Bytes other = good;
    other.back() = std::byte('E');
    CHECK(sentence_of(other) == "labels.parquet: this Parquet file is encrypted. Save it again without encryption.");
    CHECK(sentence_of(make::bytes("PAR1") + make::number(std::uint32_t(5000), false) + make::bytes("PAR1")) ==
          "labels.parquet: the footer of this Parquet file should have 5.0 KB, but the whole file has only 12 bytes." +
              cut);
    CHECK(sentence_of(make::bytes("PAR1") + make::Bytes(8, std::byte(0xFF)) + make::number(std::uint32_t(8), false) +
                      make::bytes("PAR1")) ==
          "labels.parquet: the footer of this Parquet file is damaged: it cannot be decoded." + again);
    CHECK(sentence_of(make::bytes("label\n0\n1\n2\n1\n")) ==
          "labels.parquet: this is plain text, not a Parquet file." + again);
}

TEST_CASE("parquet, malformed: what the footer says") {
    CHECK(changed([](make::ThriftValue& f) { f.set(8, make::ThriftType::structure); }) ==
          "labels.parquet: this Parquet file is encrypted. Save it again without encryption.");
    CHECK(changed([](make::ThriftValue& f) { f.drop(2); }) ==
          "labels.parquet: the footer of this Parquet file is damaged: it has no schema." + again);
    CHECK(changed([](make::ThriftValue& f) { make::set(f.field(2)->items[0], 5, make::ThriftType::i32, 2); }) ==
          "labels.parquet: the footer of this Parquet file is damaged: its schema does not hold together." + again);
    CHECK(changed([](make::ThriftValue& f) { make::set(f, 3, make::ThriftType::i64, 5); }) ==
          "labels.parquet: the row groups of this Parquet file have 4 rows together, but its footer says 5." + again);
    CHECK(changed([](make::ThriftValue& f) {
              make::set(f, 3, make::ThriftType::i64, 1'000'000'000'000);
          }).find("labels.parquet: the footer of this Parquet file promises 1,000,000,000,000 rows, more than") == 0);
    CHECK(changed([](make::ThriftValue& f) {
              make::set(f, 3, make::ThriftType::i64, 3);
              make::set(f.field(4)->items[0], 3, make::ThriftType::i64, 3);
          }) == "labels.parquet: the column \"label\" has 4 values in row group 0, which has 3 rows." + again);
    CHECK(changed([](make::ThriftValue& f) { make::set(make::chunk_of(f, 0), 9, make::ThriftType::i64, 1 << 20); }) ==
          "labels.parquet: the column \"label\" should stand where this file has ended already." + cut);
    CHECK(changed([](make::ThriftValue& f) { make::set(make::chunk_of(f, 0), 1, make::ThriftType::i32, 6); }) ==
          "labels.parquet: the footer of this Parquet file is damaged: the column \"label\" is not what the schema "
          "says." +
              again);
    CHECK(changed([](make::ThriftValue& f) {
              f.field(4)->items[0].field(1)->items[0].set(1, make::ThriftType::binary).bytes = "b.parquet";
          }) ==
          "labels.parquet: the column \"label\" stands in another file, \"b.parquet\". Save all columns in one file.");
    CHECK(changed([](make::ThriftValue& f) { f.field(4)->items[0].field(1)->items.clear(); }) ==
          "labels.parquet: the footer of this Parquet file is damaged: row group 0 has 0 columns, the schema 1." +
              again);
    CHECK(changed([](make::ThriftValue& f) { make::set(make::chunk_of(f, 0), 4, make::ThriftType::i32, 4); }) ==
          "labels.parquet: the column \"label\" is packed with BROTLI, which cannot be unpacked here. Save it with "
          "another "
          "compression, for example with pandas: df.to_parquet(\"file.parquet\", compression=\"snappy\").");
    CHECK(changed([](make::ThriftValue& f) {
              make::set(make::chunk_of(f, 0), 4, make::ThriftType::i32, 12);
          }).find("is packed with number 12, which") != std::string::npos);
}

TEST_CASE("parquet, malformed: pages") {
    const auto page = [](const std::function<void(make::ParquetColumn&)>& change) {
        return sentence_of(make::parquet({with(labels, change)}));
    };
    CHECK(page([](make::ParquetColumn& c) { c.page.resize(20); }) ==
          damaged + "a page ends before its values do." + copy);
    CHECK(page([](make::ParquetColumn& c) { c.unpacked = 33; }) ==
          damaged + "a page that is not packed has two sizes." + copy);
    for (const int codec : {1, 2, 6, 7})
        CHECK(page([&](make::ParquetColumn& c) { c.codec = codec; }).find(damaged + "a page cannot be unpacked (") ==
              0);
    CHECK(page([](make::ParquetColumn& c) { c.codec = 1, c.unpacked = 900'000'000; }) ==
          damaged + "a page of 32 bytes promises to unpack to 900 MB." + copy);
    CHECK(page([](make::ParquetColumn& c) { c.encoding = 8; }) == damaged + "its dictionary is missing." + copy);
    CHECK(page([](make::ParquetColumn& c) { c.encoding = 44; }) ==
          "labels.parquet: the column \"label\" is encoded in a way that is not known here (number 44)." + again);
    CHECK(page([](make::ParquetColumn& c) { c.encoding = 6; }) ==
          "labels.parquet: the column \"label\" is encoded in a way that is not known here (number 6)." + again);
    CHECK(page([](make::ParquetColumn& c) { c.repetition = 1; }) ==
          damaged + "a page ends before its values do." + copy);
    // The chunk ends before its page does, or has bytes that are no header.
    CHECK(changed([](make::ThriftValue& f) {
              make::set(make::chunk_of(f, 0), 7, make::ThriftType::i64, 30);
          }).find(damaged + "a page should have 32 bytes, but only") == 0);
    CHECK(changed([](make::ThriftValue& f) { make::set(make::chunk_of(f, 0), 9, make::ThriftType::i64, 0); }) ==
          damaged + "the header of a page cannot be decoded." + copy);
    // Rows that do not add up with the pages: the footer promises more.
    CHECK(changed([](make::ThriftValue& f) {
              make::set(f, 3, make::ThriftType::i64, 6);
              make::set(f.field(4)->items[0], 3, make::ThriftType::i64, 6);
              make::set(make::chunk_of(f, 0), 5, make::ThriftType::i64, 6);
          }) == damaged + "its pages have 4 values, not the 6 that the footer promises." + copy);
}

TEST_CASE("parquet, malformed: labels and probabilities that are none") {
    const auto column = [](const make::ParquetColumn& other) { return sentence_of(make::parquet({other})); };
    const make::Bytes levels = make::number(std::uint32_t(2), false) + make::Bytes{std::byte(3), std::byte(0b1011)};
    make::ParquetColumn gaps = with(make::whole_column("label", {0, 1, 1}), [&](make::ParquetColumn& c) {
        c.repetition = 1, c.count = 4, c.page = levels + c.page;
    });
    CHECK(
        column(gaps) ==
        "labels.parquet, row 2, column 0: the label is missing. Write the label there, or leave the example out of all "
        "files.");
    CHECK(column(make::real_column("label", {0, 1, .5, 1})) ==
          "labels.parquet, row 2, column 0: this label is not a whole number. Write the label there, or leave the "
          "example out "
          "of all files.");
    CHECK(column(make::text_column("label", {"a", "b", "\xFF", "a"})) ==
          "labels.parquet, row 2, column 0: this label is not written in UTF-8. Write the label there, or leave the "
          "example "
          "out of all files.");
    CHECK(sentence_of(make::parquet({make::whole_column("a", {0, 1, 2, 1}), make::whole_column("b", {0, 1, 2, 1})})) ==
          "labels.parquet: it is not clear which of the 2 columns holds the labels: \"a\" and \"b\". Call the column "
          "of the "
          "labels \"label\".");
    CHECK(sentence_of(make::parquet({make::whole_column("label", {0, 1, 1})})) ==
          "labels.parquet: this file has 3 labels, but pred_probs.npy has 4 rows. Open labels and probabilities of the "
          "same "
          "examples, in the same order.");
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 1}));
    files.with("pred_probs.parquet",
               make::parquet({make::real_column("a", {.5, .1, std::numeric_limits<double>::quiet_NaN()}),
                              make::real_column("b", {.5, .9, .2})}));
    CHECK(
        problem_of(files) ==
        "pred_probs.parquet, row 2, column 0: this probability is not a finite number. Write a probability from 0 to 1 "
        "there, or leave the example out of all files.");
}
