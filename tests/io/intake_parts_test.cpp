// Probabilities in several files, numbered rows, columns in another order, and tables of the likeliest classes.
#include "intake_fixture.h"
#include "io/topk_table.h"

using namespace intake_tests;

namespace {

std::vector<double> numbers_of(const io::Intake& intake) {
    io::MatrixReader& matrix = intake.dataset->probabilities();
    std::vector<double> numbers(std::size_t(matrix.rows() * matrix.columns()));
    REQUIRE(matrix.precision() == core::Precision::float64);
    REQUIRE_FALSE(matrix.read_rows(0, matrix.rows(), std::as_writable_bytes(std::span(numbers))));
    return numbers;
}

// The likeliest class of each row.
Given likely(const io::Intake& intake) {
    const std::vector<double> numbers = numbers_of(intake);
    const auto k = std::size_t(intake.dataset->probabilities().columns());
    Given classes;
    for (std::size_t row = 0; row < numbers.size(); row += k)
        classes.push_back(std::int32_t(
            std::max_element(numbers.begin() + std::ptrdiff_t(row), numbers.begin() + std::ptrdiff_t(row + k)) -
            numbers.begin() - std::ptrdiff_t(row)));
    return classes;
}

}  // namespace

TEST_CASE("intake: parts are put below each other in the order of their numbers") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 2, 1, 0}));
    files.with("probs/part-10.npy", make::npy_probabilities({0}, 3))
        .with("probs/part-9.npy", make::npy_probabilities({2, 1}, 3))
        .with("probs/part-1.npy", make::npy_probabilities({0, 1}, 3));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(likely(intake) == Given{0, 1, 2, 1, 0});
    CHECK(intake.reading.probabilities.found == Found::found);
    CHECK(intake.reading.probabilities.sentence == "5 x 3 in 3 files, probs/part-1.npy to probs/part-10.npy, float64");
    CHECK(intake.reading.unused_count == 0);
}

TEST_CASE("intake: several models are not parts") {
    Files files;
    files.with("labels.csv", "label\n0\n1\n");
    files.with("pred_probs_1.npy", make::npy_probabilities({0, 1}, 3));
    files.with("pred_probs_2.npy", make::npy_probabilities({1, 1}, 3));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(likely(intake) == Given{0, 1});
    CHECK(intake.reading.probabilities.found == Found::doubtful);
    CHECK(intake.reading.probabilities.sentence ==
          "2 x 3 in pred_probs_1.npy, float64 (pred_probs_2.npy could be it as well)");
}

TEST_CASE("intake: folds are joined by their indices") {
    const auto folds = [](const make::Bytes& first, const make::Bytes& second) {
        Files files;
        files.with("labels.npy", make::npy_labels({0, 1, 2, 1, 0}));
        files.with("fold0/pred_probs.npy", make::npy_probabilities({2, 0, 1}, 3)).with("fold0/val_idx.npy", first);
        files.with("fold1/pred_probs.npy", make::npy_probabilities({0, 1}, 3)).with("fold1/val_idx.npy", second);
        return files;
    };
    const Files well = folds(make::npy_labels({2, 4, 1}), make::npy_labels({0, 3}));
    const io::Intake intake = read(well);
    REQUIRE(intake.dataset != nullptr);
    CHECK(likely(intake) == Given{0, 1, 2, 1, 0});
    CHECK(intake.reading.probabilities.sentence ==
          "5 x 3 in 2 files, fold0/pred_probs.npy and fold1/pred_probs.npy, float64; rows are in the order of "
          "fold0/val_idx.npy and the others");
    CHECK(intake.reading.unused_count == 0);
    CHECK(problem_of(folds(make::npy_labels({2, 4, 1}), make::npy_labels({0, 4}))) ==
          "The folds overlap: example 4 is in fold0/pred_probs.npy and in fold1/pred_probs.npy. Every example belongs "
          "to one fold: check how the indices were made (KFold gives each example to one test fold).");
    CHECK(problem_of(folds(make::npy_labels({2, 4, 1}), make::npy_labels({0, 5}))) ==
          "The folds hold 5 rows, but none of them is example 3. Add the fold that is missing, or number the examples "
          "from 0.");
}

TEST_CASE("intake: parts with other classes are refused") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 2, 1}));
    files.with("probs_0.npy", make::npy_probabilities({0, 1}, 3))
        .with("probs_1.npy", make::npy_probabilities({1, 0}, 2));
    CHECK(problem_of(files) ==
          "probs_1.npy: this file has 2 columns, but probs_0.npy has 3. Parts of one table have the same classes: save "
          "them again, or open only one.");
}

TEST_CASE("intake: rows with numbers come into their order") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 2}));
    files.with("probs.csv", "index,a,b,c\n2,0.1,0.1,0.8\n0,0.8,0.1,0.1\n1,0.1,0.8,0.1\n");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(likely(intake) == Given{0, 1, 2});
    CHECK(intake.reading.probabilities.sentence ==
          "3 x 3 in probs.csv; rows are in the order of the column that numbers them");

    Files both;  // numbers of a database, in both tables
    both.with("labels.csv", "id,label\n70,0\n50,1\n60,2\n90,1\n");
    both.with("probs.csv", "id,a,b,c\n60,0.1,0.1,0.8\n50,0.1,0.8,0.1\n70,0.8,0.1,0.1\n");
    const io::Intake joined = read(both);
    REQUIRE(joined.dataset != nullptr);
    CHECK(joined.dataset->given() == Given{2, 1, 0});
    CHECK(
        joined.reading.labels.sentence ==
        "3 numbers 0 to 2 in labels.csv, column \"label\" (1 more has no row of probabilities: left out, the first is "
        "number 90)");
    const auto written = io::write_labels(joined.dataset->label_source(), Given{0, 1, 0},
                                          std::vector<std::uint8_t>{1, 0, 0}, joined.dataset->class_names(), {});
    REQUIRE(written.ok());
    CHECK(make::text(*written) == "id,label\n70,0\n50,1\n60,0\n90,1\n");

    Files missing;
    missing.with("labels.csv", "id,label\n70,0\n50,1\n");
    missing.with("probs.csv", "id,a,b\n60,0.1,0.9\n50,0.1,0.9\n70,0.8,0.2\n");
    CHECK(problem_of(missing) ==
          "probs.csv, line 2: number 60 has no label in labels.csv (1 row has none). Add its "
          "label, or leave its row of probabilities out.");
}

TEST_CASE("intake: lines without a row are counted where paths match, too") {
    Files files;
    files.with("labels.csv", "path,label\nx.png,dog\na.png,cat\nb.png,dog\n");
    files.with("probs.csv", "path,cat,dog\nb.png,0.1,0.9\na.png,0.8,0.2\n");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->given() == Given{1, 0});
    CHECK(intake.reading.labels.sentence ==
          "2 class names in labels.csv, column \"label\" (1 more has no row of probabilities: left out, the first is "
          "\"x.png\")");
}

TEST_CASE("intake: columns come into the order of their numbers, or of the class names") {
    Files numbers;
    numbers.with("labels.npy", make::npy_labels({0, 1})).with("probs.csv", "prob_1,prob_0\n0.1,0.9\n0.8,0.2\n");
    CHECK(likely(read(numbers)) == Given{0, 1});
    CHECK(read(numbers).reading.probabilities.sentence ==
          "2 x 2 in probs.csv; columns are in the order of their numbers");
    CHECK(read(numbers).dataset->class_names() == Names{"0", "1"});

    Files names;
    names.with("labels.npy", make::npy_labels({0, 1})).with("probs.csv", "dog,cat\n0.1,0.9\n0.8,0.2\n");
    names.with("classes.txt", "cat\ndog\n");
    CHECK(likely(read(names)) == Given{0, 1});
    CHECK(read(names).dataset->class_names() == Names{"cat", "dog"});
    Files json;
    json.with("labels.npy", make::npy_labels({0, 1})).with("classes.txt", "cat\ndog\n");
    json.with("probs.json", R"([{"dog": 0.1, "cat": 0.9}, {"cat": 0.2, "dog": 0.8}])");
    CHECK(likely(read(json)) == Given{0, 1});
}

TEST_CASE("intake: timm's likeliest classes") {
    for (const std::string table :
         {"filename,label_0,label_1,prob_0,prob_1\nb.png,dog,cat,0.7,0.1\na.png,cat,owl,0.6,0.3\n",
          "filename,label,prob\nb.png,\"['dog', 'cat']\",\"[0.7, 0.1]\"\na.png,\"['cat', 'owl']\",\"[0.6 0.3]\"\n"}) {
        CAPTURE(table);
        Files files;
        files.with("cat/a.png", make::png(1, 1, 1, 0, 0)).with("dog/b.png", make::png(1, 1, 2, 0, 0));
        files.with("results.csv", table).with("classes.txt", "cat\ndog\nowl\nfox\n");
        const io::Intake intake = read(files);
        REQUIRE(intake.dataset != nullptr);
        CHECK(intake.dataset->given() == Given{1, 0});
        CHECK(intake.dataset->class_names() == Names{"cat", "dog", "owl", "fox"});
        const std::vector<double> expected = {0.1, 0.7, 0.1, 0.1, 0.6, 0.05, 0.3, 0.05};
        const std::vector<double> got = numbers_of(intake);
        for (std::size_t i = 0; i < 8; ++i) CHECK(got[i] == doctest::Approx(expected[i]));
        CHECK(intake.reading.probabilities.found == Found::doubtful);
        CHECK(intake.reading.probabilities.sentence ==
              "2 x 4 in results.csv; only the best 2 of each row, the rest is spread evenly over the other classes");
    }
}

TEST_CASE("intake: all probabilities of an example in one cell") {
    Files files;
    files.with("labels.npy", make::npy_labels({1, 0}));
    files.with("p.csv", "image,probs\na.png,\"[0.25, 0.75]\"\nb.png,\"[1, 0]\"\n");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(numbers_of(intake) == std::vector<double>{0.25, 0.75, 1, 0});
    CHECK(intake.reading.probabilities.sentence == "2 x 2 in p.csv");
    files.with("q.csv", "");
    Files odd;
    odd.with("labels.npy", make::npy_labels({1, 0}));
    odd.with(
        "p.csv", "image,probs\na.png,\"[0.25, 0.75]\"\nb.png,\"[1, 0]\"\n" + [] {
            std::string more;
            for (int i = 0; i < 30; ++i) more += "c.png,\"[1, 0]\"\n";
            return more;
        }() + "d.png,\"[1, 0, 0]\"\n");
    CHECK(problem_of(odd) ==
          "p.csv, line 34: this line has not as many probabilities as others, or as it has labels. "
          "It may be cut short: correct the line, or save the file again.");
}

TEST_CASE("topk table: lists as Python and numpy print them") {
    CHECK(io::parts_of_list("[0.9, 0.1]") == Names{"0.9", "0.1"});
    CHECK(io::parts_of_list("[9.0e-01 1.0e-01\n 0.]") == Names{"9.0e-01", "1.0e-01", "0."});
    CHECK(io::parts_of_list("['a b', \"it's\", c d]") == Names{"a b", "it's", "c d"});
    CHECK(io::parts_of_list("0.5;0.5") == Names{"0.5", "0.5"});
    CHECK(io::parts_of_list("[]") == Names{"[]"});
    CHECK(io::parts_of_list("['', 1]") == Names{"", "1"});
}
