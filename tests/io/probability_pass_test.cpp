// One pass over a file of probabilities: several readers, cancelling, and problems with their place.
#include "io/probability_pass.h"

#include <doctest/doctest.h>

#include <cstring>
#include <limits>
#include <string>

#include "io/memory_files.h"
#include "io/status_problem.h"

namespace {

constexpr std::int64_t rows = 3000;
constexpr int classes = 7;

// n x k float32, row-major, as .npy.
std::string npy_of(const std::vector<float>& numbers) {
    std::string dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" +
                             std::to_string(numbers.size() / classes) + ", " + std::to_string(classes) + "), }";
    dictionary.resize(118 - 1, ' ');
    dictionary += '\n';
    std::string bytes("\x93NUMPY\x01\x00\x76\x00", 10);
    bytes += dictionary;
    bytes.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * 4);
    return bytes;
}

struct Example {
    std::vector<float> numbers;
    std::vector<std::int32_t> given;
    Example() {
        std::uint32_t state = 7;
        const auto next = [&state] { return state = state * 1664525u + 1013904223u, state >> 8; };
        for (std::int64_t i = 0; i < rows; ++i) {
            float row[classes], sum = 0;
            for (float& p : row) sum += p = float(next() % 1000 + 1);
            row[i % classes] += 1500, sum += 1500;
            for (float p : row) numbers.push_back(p / sum);
            given.push_back(std::int32_t(next() % 8 == 0 ? next() % classes : i % classes));
        }
    }
};

struct Opened {
    io::MemoryFiles files;
    std::vector<std::unique_ptr<io::MatrixReader>> readers;
    std::vector<io::MatrixReader*> pointers;
    Opened(const std::vector<float>& numbers, int count) {
        files.add("p.npy", std::string_view(npy_of(numbers)));
        for (int i = 0; i < count; ++i) {
            readers.push_back(std::move(*io::open_matrix(files, 0)));
            pointers.push_back(readers.back().get());
        }
    }
};

const io::PassNames names{"l.npy", "p.npy"};

io::Result<core::Findings> find(const Example& example, int readers, std::int64_t piece_bytes,
                                const io::PassProgress& progress = {}, const core::DetectOptions& options = {}) {
    Opened opened(example.numbers, readers);
    return io::find_label_issues(opened.pointers, example.given, options, progress, names, piece_bytes);
}

}  // namespace

TEST_CASE("any number of readers and any size of pieces find the same") {
    const Example example;
    core::DetectOptions options;
    options.kept = 2;
    options.entropy = true;
    const auto whole = find(example, 1, 1 << 20, {}, options);
    REQUIRE(whole);
    CHECK(whole->examples == rows);
    CHECK(whole->rules.size() == std::size_t(rows));
    std::int64_t flagged = 0;
    for (std::uint8_t bits : whole->rules) flagged += bits != 0;
    CHECK(flagged > 100);
    for (const int readers : {1, 2, 5}) {
        for (const std::int64_t piece : {1, 28, 1000, 7777}) {
            const auto other = find(example, readers, piece, {}, options);
            REQUIRE(other);
            CHECK(other->rules == whole->rules);
            CHECK(other->self_confidence == whole->self_confidence);
            CHECK(other->normalized_margin == whole->normalized_margin);
            CHECK(other->confidence_weighted_entropy == whole->confidence_weighted_entropy);
            CHECK(other->top_class == whole->top_class);
            CHECK(other->top_probability == whole->top_probability);
            CHECK(other->thresholds == whole->thresholds);
            CHECK(other->estimated_issues == whole->estimated_issues);
            CHECK(other->rows_read_again == whole->rows_read_again);
        }
    }
}

namespace {
// Counts how often each row is read.
class Counted final : public io::MatrixReader {
public:
    Counted(io::MatrixReader& reader, std::vector<int>& times) : reader_(reader), times_(times) {}
    std::int64_t rows() const override { return reader_.rows(); }
    std::int32_t columns() const override { return reader_.columns(); }
    core::Precision precision() const override { return reader_.precision(); }
    std::int64_t bytes() const override { return reader_.bytes(); }
    std::optional<io::Problem> read_rows(std::int64_t first, std::int64_t count, std::span<std::byte> out) override {
        for (std::int64_t i = first; i < first + count; ++i) ++times_[std::size_t(i)];
        return reader_.read_rows(first, count, out);
    }

private:
    io::MatrixReader& reader_;
    std::vector<int>& times_;
};
}  // namespace

TEST_CASE("the probabilities are read once, and a row again only where it is counted") {
    const Example example;
    bool some_again = false;
    for (const std::int32_t kept : {1, 2, classes}) {
        CAPTURE(kept);
        core::DetectOptions options;
        options.kept = kept;
        Opened opened(example.numbers, 1);
        std::vector<int> times(std::size_t(rows), 0);
        Counted counted(*opened.readers[0], times);
        const auto findings = io::find_label_issues(counted, example.given, options, {}, names, 1000);
        REQUIRE(findings);
        std::int64_t again = 0;
        for (const int read : times) {
            REQUIRE(read >= 1);
            again += read - 1;
        }
        CHECK(again == findings->rows_read_again);
        if (kept == classes) CHECK(again == 0);
        some_again |= again > 0;
    }
    CHECK(some_again);
}

TEST_CASE("progress ends with all rows, and cancels") {
    const Example example;
    std::int64_t last = 0;
    REQUIRE(find(example, 1, 1000, [&](std::int64_t done) {
        CHECK(done > last);
        last = done;
        return true;
    }));
    CHECK(last == rows);
    const auto cancelled = find(example, 1, 1000, [](std::int64_t) { return false; });
    REQUIRE_FALSE(cancelled);
    CHECK(cancelled.problem().what == io::pass_cancelled);
}

TEST_CASE("of several faults the first one in the file is named, whoever meets it") {
    Example example;
    example.numbers[2100 * classes + 3] = std::numeric_limits<float>::quiet_NaN();
    example.numbers[1500 * classes + 5] = 2;
    for (const int readers : {1, 2, 4}) {
        const auto result = find(example, readers, 28 * 10);
        REQUIRE_FALSE(result);
        CHECK(result.problem().file == "p.npy");
        CHECK(result.problem().row == 1500);
        CHECK(result.problem().column == 5);
        CHECK(result.problem().what.find("2") != std::string::npos);
        CHECK_FALSE(result.problem().remedy.empty());
    }
}

TEST_CASE("labels that do not fit the rows are refused") {
    Example example;
    example.given.pop_back();
    auto result = find(example, 1, 1000);
    REQUIRE_FALSE(result);
    CHECK(result.problem().what.find("2,999 labels") != std::string::npos);
    CHECK(result.problem().what.find("3,000 rows") != std::string::npos);
    example.given.push_back(classes);
    result = find(example, 1, 1000);
    REQUIRE_FALSE(result);
    CHECK(result.problem().file == "l.npy");
    CHECK(result.problem().row == rows - 1);
}

TEST_CASE("every status has a sentence of its own, with what to do") {
    std::vector<std::string> told;
    for (int code = 1; code <= int(core::StatusCode::read_failed); ++code) {
        const io::Problem problem = io::problem_of(
            {.code = core::StatusCode(code), .row = 17, .column = 3, .value = 4, .option = "kept"}, "l.npy", "p.npy");
        CHECK_FALSE(problem.what.empty());
        CHECK_FALSE(problem.remedy.empty());
        for (const std::string& other : told) CHECK(other != problem.sentence());
        told.push_back(problem.sentence());
    }
}
