// Texts and rows of tables: found among the columns, read one at a time, odd cells told.
#include <doctest/doctest.h>

#include "io/content.h"
#include "io/intake.h"
#include "io/make_files.h"
#include "io/record_packet.h"
#include "io/records_in_table.h"
#include "io/words.h"

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

// ---- texts in files of their own ---------------------------------------------------------------------------------

namespace {

// Two newsgroups of four texts each, without endings, as scikit-learn's 20newsgroups unpacks them.
void add_newsgroups(io::MemoryFiles& files) {
    for (const char* group : {"sci.space", "alt.atheism"})
        for (int i = 3; i >= 0; --i)
            files.add("news/" + std::string(group) + "/" + std::to_string(61018 + i),
                      make::bytes("From: somebody\n\nText " + std::to_string(i) + " of " + group));
}

}  // namespace

TEST_CASE("record: class folders of texts are the examples, read when they are asked for") {
    struct Counting : io::MemoryFiles {
        mutable int reads = 0;
        bool read(int file, std::int64_t offset, std::span<std::byte> out) const override {
            reads += path(file).find("news/") == 0;
            return io::MemoryFiles::read(file, offset, out);
        }
    } files;
    add_newsgroups(files);
    files.add("pred_probs.npy", make::npy_probabilities({0, 0, 0, 0, 1, 1, 0, 1}, 2));
    auto intake = io::read_files(files);
    REQUIRE(intake.ok());
    REQUIRE(intake->dataset != nullptr);
    CHECK(files.reads <= 6);
    const io::Reading& reading = intake->reading;
    CHECK(reading.examples.sentence == "8 texts in 2 folders");
    CHECK(reading.labels.sentence == "8 texts in 2 class folders");
    CHECK(reading.matching.sentence == "by folder order: folders sorted by name, then the texts in each");
    CHECK(reading.class_names.sentence == "alt.atheism and sci.space from the folder names");
    CHECK(reading.unused_count == 0);
    REQUIRE(intake->dataset->has_records());
    CHECK_FALSE(intake->dataset->has_pictures());
    CHECK(intake->dataset->record(0)->text == "From: somebody\n\nText 0 of alt.atheism");
    CHECK(intake->dataset->record(7)->text == "From: somebody\n\nText 3 of sci.space");
    CHECK(intake->dataset->names()[7] == "news/sci.space/61021");
    CHECK_FALSE(intake->dataset->record(8).ok());
}

TEST_CASE("record: a flat folder of texts, listed in a manifest; one is missing, one is no text") {
    io::MemoryFiles files;
    std::string manifest = "file,label\n";
    for (int i = 0; i < 10; ++i) {
        const std::string name = "texts/t" + std::to_string(9 - i) + ".txt";
        manifest += name + (i % 2 ? ",pos\n" : ",neg\n");
        if (i == 1)
            files.add(name, make::png(1, 1, 1, 2, 3));
        else if (i != 4)
            files.add(name, make::bytes(i == 2 ? "" : "This is text " + std::to_string(9 - i)));
    }
    files.add("labels.csv", make::bytes(manifest));
    files.add("README.txt", make::bytes("What this is"));
    add_probabilities(files, 10, 2);
    std::string sentence;
    const auto dataset = opened(files, &sentence);
    CHECK(sentence.find("9 texts, listed in labels.csv; 1 more is not among the files") == 0);
    CHECK(dataset->record(0)->text == "This is text 9");
    CHECK(dataset->record(2)->text.empty());
    CHECK(
        dataset->record(1).problem().sentence() ==
        "texts/t8.txt: this is a PNG picture, not a text. Copy it again from where it came, or leave the example out.");
    CHECK(dataset->record(4).problem().sentence() ==
          "texts/t5.txt: this text is not among the files. Open the folder again with this text in it.");
}

TEST_CASE("record: texts beside pictures, lists, and columns of numbers are no examples") {
    io::MemoryFiles files;  // each picture with a text that describes it
    for (int i = 0; i < 8; ++i) {
        files.add("d/" + std::to_string(i) + ".png", make::png(1, 1, 1, 2, 3));
        files.add("d/" + std::to_string(i) + ".txt", make::bytes("A picture of a cat"));
    }
    files.add("labels.npy", make::npy_labels(make::counting(8, 2)));
    add_probabilities(files, 8, 2);
    CHECK(opened(files)->has_pictures());

    io::MemoryFiles folds;  // probabilities in parts, and what else stands about
    for (int i = 0; i < 8; ++i) folds.add("part-" + std::to_string(i) + ".txt", make::bytes("0.9 0.1\n0.2 0.8\n"));
    folds.add("labels.txt", make::bytes("0\n1\n0\n1\n0\n1\n0\n1\n0\n1\n0\n1\n0\n1\n0\n1\n"));
    const auto read = io::read_files(folds);
    REQUIRE_MESSAGE(read.ok(), read.problem().sentence());
    CHECK(read->reading.examples.sentence.find("texts") == std::string::npos);
}

TEST_CASE("record: encodings") {
    const auto text = [](std::string_view bytes) {
        io::Record record;
        io::set_text(record, bytes);
        return record.text;
    };
    CHECK(text("\xEF\xBB\xBFwith a mark") == "with a mark");
    CHECK(text("\x93quoted\x94 for 5 \x80") == "\xE2\x80\x9Cquoted\xE2\x80\x9D for 5 \xE2\x82\xAC");  // Windows-1252
    CHECK(text("caf\xC3\xA9 and \xFF and \xE2\x82") == "caf\xC3\xA9 and \xEF\xBF\xBD and \xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(text(std::string_view("\xFF\xFEh\0\xE9\0\x3D\xD8\x00\xDE", 10)) == "h\xC3\xA9\xF0\x9F\x98\x80");
    CHECK(text(std::string_view("\xFE\xFF\0h\xD8\x3D\0", 7)) == "h\xEF\xBF\xBD");
    CHECK(text("").empty());
}

// ---- texts in JSON -----------------------------------------------------------------------------------------------

TEST_CASE("record: JSON Lines with a field of text") {
    io::MemoryFiles files;
    files.add(
        "reviews.jsonl",
        make::bytes("{\"id\": 7, \"review\": \"Good,\\nand \\u00e9.\", \"label\": \"pos\", \"meta\": {\"stars\": 5}}\n"
                    "{\"review\": \"Bad\", \"label\": \"neg\"}\n"));
    files.add("pred_probs.npy", make::npy_probabilities({1, 0}, 2));
    std::string sentence;
    const auto dataset = opened(files, &sentence);
    CHECK(sentence == "2 texts in reviews.jsonl, field \"review\"");
    REQUIRE(dataset->has_records());
    const auto first = dataset->record(0);
    REQUIRE(first.ok());
    CHECK(first->text == "Good,\nand \xc3\xa9.");
    CHECK(value_of(*first, "meta.stars") == "5");
    CHECK(value_of(*first, "id") == "7");
    CHECK(value_of(*first, "label") == "(no label)");
    CHECK(dataset->record(1)->text == "Bad");
    CHECK_FALSE(dataset->record(2).ok());
}

TEST_CASE("record: texts in a JSON file of their own; long ones are whole; labels alone are nothing to read") {
    io::MemoryFiles files;
    const std::string most(100'000, 'x');
    files.add("labels.json", make::bytes("[0, 1]"));
    files.add("mails.json", make::bytes("[{\"data\": {\"text\": \"" + most + "\"}}, {\"data\": {\"text\": \"two\"}}]"));
    add_probabilities(files, 2, 2);
    const auto dataset = opened(files);
    REQUIRE(dataset->has_records());
    CHECK(dataset->record(0)->text == most);
    CHECK(dataset->record(1)->text == "two");

    io::MemoryFiles scored;
    scored.add("labels.json", make::bytes("[0, 1]"));
    scored.add("predictions.jsonl",
               make::bytes("{\"text\": \"" + most +
                           "\", \"probs\": [0.9, 0.1]}\n{\"text\": \"two\", \"probs\": [0.2, 0.8]}\n"));
    const auto read = opened(scored);
    REQUIRE(read->has_records());
    CHECK(read->record(0)->text == most);
    CHECK(read->record(1)->text == "two");

    io::MemoryFiles only;
    only.add("labels.json", make::bytes("[{\"path\": \"a.png\", \"label\": 0}, {\"path\": \"b.png\", \"label\": 1}]"));
    add_probabilities(only, 2, 2);
    CHECK_FALSE(opened(only)->has_records());
}

TEST_CASE("record: a word is found in texts and cells, not in labels, however it is quoted or escaped") {
    using Hits = std::vector<std::uint8_t>;
    io::MemoryFiles table;
    table.add("r.csv",
              make::bytes("review,stars,label\n\"A \"\"fine\"\" film\",five,finest\nLong,Fine,bad\nDull,two,bad\n"));
    add_probabilities(table, 3, 2);
    table.add("classes.txt", make::bytes("bad\nfinest\n"));
    const auto csv = opened(table);
    CHECK(csv->search("fine") == Hits{1, 1, 0});
    CHECK(csv->search("\"fine\" f") == Hits{1, 0, 0});
    CHECK(csv->search("bad") == Hits{0, 0, 0});

    io::MemoryFiles lines;
    lines.add("r.jsonl", make::bytes("{\"text\": \"Caf\\u00e9 Noir\", \"label\": \"a\"}\n{\"text\": \"x\", \"where\": "
                                     "\"noir\", \"label\": \"b\"}\n{\"text\": \"y\", \"label\": \"noir\"}\n"));
    add_probabilities(lines, 3, 3);
    const auto json = opened(lines);
    CHECK(json->search("caf\xc3\xa9 n") == Hits{1, 0, 0});
    CHECK(json->search("noir") == Hits{1, 1, 0});

    io::MemoryFiles folder;
    add_newsgroups(folder);
    folder.add("pred_probs.npy", make::npy_probabilities({0, 0, 0, 0, 1, 1, 0, 1}, 2));
    const auto texts = opened(folder);
    const std::string first = texts->record(0)->text;
    const Hits hits = texts->search(io::lower_case(first));
    REQUIRE(hits.size() == 8);
    for (std::int64_t i = 0; i < 8; ++i)
        CHECK(bool(hits[std::size_t(i)]) == (texts->record(i)->text.find(first) != std::string::npos));
    CHECK(texts->search("no such words") == Hits(8, 0));
}
