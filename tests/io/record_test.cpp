// Texts and rows of tables: found among the columns, read one at a time, odd cells told.
#include <doctest/doctest.h>

#include "io/content.h"
#include "io/intake.h"
#include "io/make_files.h"
#include "io/record_packet.h"
#include "io/records_in_table.h"

namespace {

// n labels in turn, and probabilities that agree.
void add_probabilities(io::MemoryFiles& files, int n, int k) {
    files.add("pred_probs.npy", make::npy_probabilities(make::counting(n, k), k));
}

std::unique_ptr<io::Dataset> opened(const io::MemoryFiles& files, std::string* sentence = nullptr) {
    auto intake = io::read_files(files);
    REQUIRE(intake.ok());
    REQUIRE_MESSAGE(intake->dataset != nullptr, intake->reading.labels.sentence);
    if (sentence != nullptr) *sentence = intake->reading.examples.sentence;
    return std::move(intake->dataset);
}

std::string value_of(const io::Record& record, std::string_view name) {
    for (const io::RecordField& field : record.fields)
        if (field.name == name) return field.value;
    return "(no " + std::string(name) + ")";
}

}  // namespace

TEST_CASE("record: a column of texts in the table of the labels") {
    io::MemoryFiles files;
    files.add("reviews.csv", make::bytes("id,review,stars,label\n"
                                         "7,\"Good, and\nlong \"\"enough\"\".\",5,pos\n"
                                         "8,Bad. Too long,1,neg\n"));
    files.add("pred_probs.npy", make::npy_probabilities({1, 0}, 2));
    std::string sentence;
    const auto dataset = opened(files, &sentence);
    CHECK(sentence == "2 texts in reviews.csv, column \"review\"");
    REQUIRE(dataset->has_records());
    const auto first = dataset->record(0), second = dataset->record(1);
    REQUIRE(first.ok());
    CHECK(first->text == "Good, and\nlong \"enough\".");
    CHECK(value_of(*first, "stars") == "5");
    CHECK(value_of(*first, "id") == "7");
    CHECK(value_of(*first, "label") == "(no label)");
    CHECK(second->text == "Bad. Too long");
    CHECK_FALSE(dataset->record(2).ok());
    CHECK_FALSE(dataset->record(-1).ok());
}

TEST_CASE("record: texts in a table of their own, by position; the longest words where no column is called like one") {
    io::MemoryFiles files;
    files.add("labels.csv", make::bytes("label\n0\n1\n0\n"));
    files.add("mails.csv", make::bytes("a,b\nx,this is the first of all mails\ny,and this is the second mail\n"
                                       "z,the third one ends the series\n"));
    add_probabilities(files, 3, 2);
    const auto dataset = opened(files);
    REQUIRE(dataset->has_records());
    CHECK(dataset->record(2)->text == "the third one ends the series");
    CHECK(value_of(*dataset->record(2), "a") == "z");
}

TEST_CASE("record: labels alone, a path, or a list of classes are nothing to read") {
    io::MemoryFiles files;
    files.add("labels.csv", make::bytes("path,label\na.png,0\nb.png,1\n"));
    files.add("classes.txt", make::bytes("cat\ndog\n"));
    add_probabilities(files, 2, 2);
    CHECK_FALSE(opened(files)->has_records());
}

TEST_CASE("record: odd cells are told, with why") {
    std::string table = "age,job,town,label\n";
    for (int i = 0; i < 400; ++i) {
        const std::string age = i == 17 ? "340" : i == 18 ? "" : i == 19 ? "old" : std::to_string(30 + i % 20);
        const std::string job = i == 20 ? "astronaut" : i % 2 ? "clerk" : "nurse";
        table += age + "," + job + ",town " + std::to_string(i) + "," + std::to_string(i % 2) + "\n";
    }
    io::MemoryFiles files;
    files.add("people.csv", make::bytes(table));
    add_probabilities(files, 400, 2);
    std::string sentence;
    const auto dataset = opened(files, &sentence);
    CHECK(sentence == "400 rows of 3 cells in people.csv: age, job and town");
    const auto odd = [&](int example, int field) { return dataset->record(example)->fields[std::size_t(field)].odd; };
    CHECK(dataset->record(17)->text.empty());
    CHECK(odd(17, 0).find("far above the others (mean ") == 0);
    CHECK(odd(18, 0) == "missing, where hardly any other is");
    CHECK(odd(19, 0) == "not a number, as the others are");
    CHECK(odd(20, 1) == "no other row says this");
    for (int example : {0, 1, 100, 399})
        for (int field : {0, 1, 2}) CHECK_MESSAGE(odd(example, field).empty(), odd(example, field));
}

TEST_CASE("record: other encodings are read as Latin-1, long texts are cut at a character") {
    io::Record record;
    io::set_text(record, "caf\xe9");
    CHECK(record.text == "caf\xc3\xa9");
    std::string text(io::longest_text - 1, 'x');
    text += "\xc3\xa9 and more";
    io::set_text(record, text);
    CHECK(record.cut);
    CHECK(record.text == std::string(io::longest_text - 1, 'x'));
}

TEST_CASE("record: arrives at the page as it was; what is cut is refused") {
    io::Record sent;
    sent.text = "a text";
    sent.cut = true;
    sent.fields = {{"age", "340", "far above"}, {"job", "", ""}};
    const auto bytes = io::encode_record(sent);
    const auto got = io::decode_record(bytes);
    REQUIRE(got.ok());
    CHECK(got->text == sent.text);
    CHECK(got->cut);
    REQUIRE(got->fields.size() == 2);
    CHECK(got->fields[0].odd == "far above");
    for (std::size_t size = 0; size < bytes.size(); ++size)
        REQUIRE_FALSE(io::decode_record(std::span(bytes).first(size)).ok());
}
