// Corrected labels go back into the files they came from, each into its own: shards, folds, batches of CIFAR.
#include "io/label_files.h"

#include "intake_fixture.h"
#include "io/content.h"
#include "io/make_parquet.h"
#include "io/make_zip.h"
#include "io/native_files.h"
#include "io/parquet_column.h"
#include "io/parquet_table.h"
#include "io/words.h"

using namespace intake_tests;

namespace {

using Marks = std::vector<std::uint8_t>;

make::Bytes fixture(const std::string& name) {
    const io::NativeFiles files = io::NativeFiles::from_paths({TESTS_FOLDER "/io/fixtures/parquet/" + name});
    auto bytes = io::read_whole(files, 0, 1 << 20);
    REQUIRE(bytes.ok());
    return std::move(*bytes);
}

// Paths and contents as they go out; labels: of all examples as corrected.
using Written = std::vector<std::pair<std::string, make::Bytes>>;
io::Result<Written> write(const io::Dataset& dataset, const Given& labels, const Marks& left_out = {}) {
    Marks changed;
    for (std::size_t i = 0; i < labels.size(); ++i) changed.push_back(labels[i] != dataset.given()[i]);
    io::LabelFiles files = dataset.label_files();
    if (auto wrong = files.begin({labels, changed, left_out})) return *wrong;
    Written written;
    for (int part = 0; part < files.count(); ++part) {
        make::Bytes all;
        for (;;) {
            const auto some = files.next(part);
            if (!some) return some.problem();
            if (some->empty()) break;
            all = all + *some;
        }
        written.emplace_back(files.path(part), all);
    }
    return written;
}

Written good(io::Result<Written> written) {
    REQUIRE_MESSAGE(written.ok(), written.problem().sentence());
    return std::move(*written);
}

Names column(const make::Bytes& bytes, const std::string& name) {
    Files files;
    files.with("t.parquet", bytes);
    const auto table = io::open_parquet(files, 0);
    REQUIRE_MESSAGE(table.ok(), table.problem().sentence());
    io::ParquetColumn cells(*table, (*table)->column_called(name));
    Names all;
    io::ParquetCell cell;
    while (cells.next(cell)) all.push_back(io::cell_text(cell));
    CHECK_FALSE(cells.problem());
    return all;
}

const Given pets_given = {0, 1, 2, 0, 2, 2, 0, 1, 2, 0, 1, 2};

}  // namespace

TEST_CASE("label files: shards of Parquet, each into its own file, rows left out or not") {
    const make::Bytes first = fixture("pets-00000-of-00002.parquet"), second = fixture("pets-00001-of-00002.parquet");
    Files files;
    files.with("d/pets-00001-of-00002.parquet", second)
        .with("d/pets-00000-of-00002.parquet", first)
        .with("pred_probs.parquet", fixture("pred_probs-columns.parquet"));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    REQUIRE(intake.dataset->given() == pets_given);
    CHECK(io::written_from_files(intake.dataset->label_source(), false));

    Given labels = pets_given;
    const Written same = good(write(*intake.dataset, labels));
    REQUIRE(same.size() == 2);
    CHECK(same[0] == std::pair(std::string("d/pets-00000-of-00002.parquet"), first));
    CHECK(same[1] == std::pair(std::string("d/pets-00001-of-00002.parquet"), second));

    labels[4] = 1;
    const Written one = good(write(*intake.dataset, labels));
    CHECK(one[1].second == second);
    CHECK(column(one[0].second, "label") == Names{"0", "1", "2", "0", "1", "2", "0"});
    CHECK(column(one[0].second, "image.bytes") == column(first, "image.bytes"));

    const Written fewer = good(write(*intake.dataset, labels, {1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0}));
    CHECK(column(fewer[0].second, "label") == Names{"1", "2", "0", "1", "2", "0"});
    CHECK(column(fewer[0].second, "image.path")[0] == "1.png");
    CHECK(column(fewer[1].second, "label") == Names{"1", "0", "1", "2"});
    CHECK(column(fewer[1].second, "caption") ==
          Names{"picture number 7", "picture number 9", "picture number 10", "picture number 11"});

    // A shard of which nothing stays is there all the same: the names of the others count it.
    const Written empty = good(write(*intake.dataset, labels, {1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0}));
    CHECK(column(empty[0].second, "label").empty());
    CHECK(empty[1].second == second);
    const auto nothing = write(*intake.dataset, labels, Marks(12, 1));
    REQUIRE_FALSE(nothing.ok());
    CHECK(nothing.problem().what == "every row would be left out");
}

TEST_CASE("label files: one Parquet file without rows, from an archive and matched by number, too") {
    const make::Bytes table = make::parquet(
        {make::whole_column("id", {10, 11, 12, 13}), make::text_column("label", {"cat", "owl", "dog", "cat"})});
    const std::string probabilities = "id,cat,dog,owl\n12,.1,.8,.1\n10,.8,.1,.1\n13,.8,.1,.1\n";
    for (const bool archive : {false, true}) {
        Files files;
        if (archive)
            files.with("data.zip", make::zip({{.path = "data/labels.parquet", .content = table}}));
        else
            files.with("labels.parquet", table);
        files.with("pred_probs.csv", probabilities);
        const io::Intake intake = read(files);
        REQUIRE(intake.dataset != nullptr);
        REQUIRE(intake.dataset->given() == Given{1, 0, 0});
        const Written written = good(write(*intake.dataset, {1, 1, 0}, {0, 0, 1}));
        REQUIRE(written.size() == 1);
        CHECK(column(written[0].second, "id") == Names{"10", "11", "12"});
        CHECK(column(written[0].second, "label") == Names{"dog", "owl", "dog"});
    }
}

TEST_CASE("label files: folds of CSV, matched by path or not") {
    Files files;
    files.with("fold0.csv", "path,label,prob_cat,prob_dog\nc.png,cat,0.9,0.1\na.png,dog,0.2,0.8\n")
        .with("fold1.csv", "path,label,prob_cat,prob_dog\r\nb.png,dog,0.3,0.7\r\nd.png,cat,0.8,0.2\r\n");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    REQUIRE(intake.dataset->given() == Given{0, 1, 1, 0});
    const Written written = good(write(*intake.dataset, {0, 0, 1, 1}, {0, 0, 1, 0}));
    REQUIRE(written.size() == 2);
    CHECK(written[0].first == "fold0.csv");
    CHECK(make::text(written[0].second) == "path,label,prob_cat,prob_dog\nc.png,cat,0.9,0.1\na.png,cat,0.2,0.8\n");
    CHECK(make::text(written[1].second) == "path,label,prob_cat,prob_dog\r\nd.png,dog,0.8,0.2\r\n");
}

TEST_CASE("label files: folds of JSON Lines and of Parquet") {
    Files lines;
    lines
        .with("fold0.jsonl",
              "{\"label\": \"cat\", \"scores\": {\"cat\": 0.9, \"dog\": 0.1}}\n{\"label\": \"dog\", "
              "\"scores\": {\"cat\": 0.2, \"dog\": 0.8}}\n")
        .with("fold1.jsonl",
              "{\"label\": \"dog\", \"scores\": {\"dog\": 0.6, \"cat\": 0.4}}\n{\"label\": \"cat\", "
              "\"scores\": {\"cat\": 0.7, \"dog\": 0.3}}\n");
    const io::Intake of_lines = read(lines);
    REQUIRE(of_lines.dataset != nullptr);
    const Written written = good(write(*of_lines.dataset, {0, 0, 1, 0}));
    CHECK(make::text(written[0].second).find("{\"label\": \"cat\", \"scores\": {\"cat\": 0.2") != std::string::npos);
    CHECK(written[1].second == lines.bytes(1));

    const auto fold = [](const Names& labels, const std::vector<double>& cat) {
        std::vector<double> dog;
        for (const double value : cat) dog.push_back(1 - value);
        return make::parquet({make::text_column("label", labels), make::real_column("prob_cat", cat),
                              make::real_column("prob_dog", dog)});
    };
    Files tables;
    tables.with("fold-a1.parquet", fold({"cat", "dog"}, {0.9, 0.2})).with("fold-a2.parquet", fold({"dog"}, {0.3}));
    const io::Intake of_tables = read(tables);
    REQUIRE(of_tables.dataset != nullptr);
    REQUIRE(of_tables.dataset->given() == Given{0, 1, 1});
    const Written both = good(write(*of_tables.dataset, {1, 1, 0}, {0, 1, 0}));
    CHECK(column(both[0].second, "label") == Names{"dog"});
    CHECK(column(both[1].second, "label") == Names{"cat"});
    CHECK(column(both[1].second, "prob_cat") == Names{"0.3"});
}

TEST_CASE("label files: only the labels in batches of CIFAR change, in an archive, too") {
    const auto record = [](int label, int fill) {
        return make::bytes(std::string(1, char(label))) + make::Bytes(3072, std::byte(fill));
    };
    const make::Bytes first = record(0, 1) + record(1, 2), second = record(2, 3) + record(0, 4);
    for (const bool archive : {false, true}) {
        Files files;
        if (archive)
            files.with("cifar.zip", make::zip({{.path = "c/data_batch_1.bin", .content = first},
                                               {.path = "c/data_batch_2.bin", .content = second}}));
        else
            files.with("c/data_batch_1.bin", first).with("c/data_batch_2.bin", second);
        files.with("pred_probs.npy", make::npy_probabilities({0, 1, 2, 0}, 10));
        const io::Intake intake = read(files);
        REQUIRE(intake.dataset != nullptr);
        REQUIRE(intake.dataset->given() == Given{0, 1, 2, 0});
        const Written same = good(write(*intake.dataset, {0, 1, 2, 0}));
        REQUIRE(same.size() == 2);
        CHECK(same[0].second == first);
        CHECK(same[1].second == second);
        CHECK(io::file_name(same[1].first) == "data_batch_2.bin");
        const Written other = good(write(*intake.dataset, {7, 1, 2, 9}, {0, 1, 1, 0}));
        CHECK(other[0].second == record(7, 1));
        CHECK(other[1].second == record(9, 4));
        const Written one = good(write(*intake.dataset, {7, 1, 2, 9}, {1, 1, 0, 0}));
        CHECK(one[0].second.empty());
    }
}

TEST_CASE("label files: the coarse label of CIFAR-100 follows the fine one") {
    const auto record = [](int coarse, int label, int fill) {
        return make::bytes(std::string{char(coarse), char(label)}) + make::Bytes(3072, std::byte(fill));
    };
    Files files;
    files.with("train.bin", record(7, 0, 1) + record(8, 1, 2))
        .with("pred_probs.npy", make::npy_probabilities({0, 1}, 100));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    // Nobody knows what 2 belongs to: the coarse label stays.
    CHECK(good(write(*intake.dataset, {1, 2}))[0].second == record(8, 1, 1) + record(8, 2, 2));
}

TEST_CASE("label files: what does not fit is said before anything is written") {
    Files files;
    files.with("pets-00000-of-00002.parquet", fixture("pets-00000-of-00002.parquet"))
        .with("pets-00001-of-00002.parquet", fixture("pets-00001-of-00002.parquet"))
        .with("pred_probs.parquet", fixture("pred_probs-columns.parquet"));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    io::LabelFiles labels = intake.dataset->label_files();
    const auto wrong = labels.begin({{0, 1}, {0, 0}, {}});
    REQUIRE(wrong);
    CHECK(wrong->sentence() ==
          "pets-00000-of-00002.parquet: the labels cannot be found in this file again. Open the files again.");
}
