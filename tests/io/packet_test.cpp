// What the engine sends arrives as it was; what is cut or altered is refused and never read beyond its end.
#include <doctest/doctest.h>

#include <algorithm>

#include "core/run_core.h"
#include "io/findings_packet.h"
#include "io/intake.h"
#include "io/make_files.h"
#include "io/packet.h"
#include "io/reading_packet.h"

namespace {

using Bytes = std::vector<std::uint8_t>;

core::Findings findings() {
    core::Findings f;
    f.examples = 3;
    f.classes = 2;
    f.precision = core::Precision::float32;
    f.given = {0, 1, 0};
    f.predicted = {0, 0, 1};
    f.self_confidence = {0.9f, 0.2f, 0.4f};  // of float probabilities: a float holds them
    f.normalized_margin = {0.8f, 0.1f, 0.45f};
    f.rules = {0, 127, 3};
    f.kept = 2;
    f.top_class = {0, 1, 0, 1, 1, 0};
    f.top_probability = {0.9f, 0.1f, 0.8f, 0.2f, 0.6f, 0.4f};
    f.thresholds = {0.65, 0.2};
    f.class_count = {2, 1};
    f.estimated_issues = 1;
    f.health = 0.75;
    f.quality = {{1, 1, 0, 1.0, 0.0, 0.0}, {0, 0, 1, 0.0, 0.5, 1.0}};
    f.overlaps = {{0, 1, 1, 0.25}};
    f.rows_read_again = 2;
    return f;
}

Bytes first(const Bytes& bytes, std::size_t count) {
    return Bytes(bytes.begin(), bytes.begin() + std::ptrdiff_t(count));
}

}  // namespace

TEST_CASE("packet: a bool is 0 or 1, any other byte is damage") {
    for (const std::uint8_t byte : {0, 1, 2, 128, 255}) {
        const std::vector<std::uint8_t> bytes = {byte};
        io::PacketReader reader(bytes);
        bool value = true;
        reader.get(value);
        CHECK(reader.ok() == (byte <= 1));
        CHECK(value == (byte == 1));
    }
}

TEST_CASE("packet: behind its end everything reads as empty") {
    io::PacketWriter writer;
    writer.put(std::int32_t(7));
    writer.put(std::string("seven"));
    const std::vector<std::uint8_t> bytes = std::move(writer).take();
    io::PacketReader reader(bytes);
    std::int32_t number = 0;
    std::string text;
    reader.get(number), reader.get(text);
    CHECK(reader.ok());
    CHECK(number == 7);
    CHECK(text == "seven");
    reader.get(number), reader.get(text);
    CHECK_FALSE(reader.ok());
    CHECK(number == 0);
    CHECK(text.empty());

    // A length that promises more than is there takes no memory.
    io::PacketWriter lying;
    lying.put(std::uint64_t(1) << 60);
    lying.put(std::uint64_t(0));
    const std::vector<std::uint8_t> lie = std::move(lying).take();
    for (int kind = 0; kind < 3; ++kind) {
        io::PacketReader liar(lie);
        std::vector<double> numbers;
        std::vector<std::string> texts;
        if (kind == 0) liar.get(numbers);
        if (kind == 1) liar.get(texts);
        if (kind == 2) liar.get(text);
        CHECK_FALSE(liar.ok());
        CHECK(numbers.empty());
        CHECK(texts.empty());
        std::uint64_t more = 5;
        liar.get(more);
        CHECK(more == 0);
    }
}

TEST_CASE("packet: findings arrive as they were") {
    const core::Findings sent = findings();
    const Bytes bytes = io::encode_findings(sent);
    const auto got = io::decode_findings(bytes);
    REQUIRE(got.ok());
    CHECK(got->examples == sent.examples);
    CHECK(got->precision == sent.precision);
    CHECK(got->given == sent.given);
    CHECK(got->predicted == sent.predicted);
    CHECK(got->self_confidence == sent.self_confidence);
    CHECK(got->normalized_margin == sent.normalized_margin);
    CHECK(got->rules == sent.rules);
    CHECK(got->top_class == sent.top_class);
    CHECK(got->top_probability == sent.top_probability);
    CHECK(got->quality.size() == 2);
    CHECK(got->quality[0].class_index == 1);
    CHECK(got->overlaps[0].joint_probability == 0.25);
    CHECK(got->rows_read_again == 2);
    for (std::size_t size = 0; size < bytes.size(); ++size) REQUIRE_FALSE(io::decode_findings(first(bytes, size)).ok());
}

TEST_CASE("packet: numbers that a smaller type does not hold travel whole") {
    core::Findings sent = findings();
    sent.precision = core::Precision::float64;
    sent.self_confidence = {0.9, 0.2, 0.1 + 0.2};
    sent.confidence_weighted_entropy = {1e-300, 0.3, 0.7};
    sent.classes = 100000;
    sent.given = {99999, 65536, 0};
    sent.top_class = {0, 65535, 70000, 1, 99999, 0};
    sent.predicted = {0, 70000, 99999};
    sent.thresholds.resize(100000, 0.5);
    sent.class_count.resize(100000, 0);
    const auto got = io::decode_findings(io::encode_findings(sent));
    REQUIRE(got.ok());
    CHECK(got->given == sent.given);
    CHECK(got->top_class == sent.top_class);
    CHECK(got->predicted == sent.predicted);
    CHECK(got->self_confidence == sent.self_confidence);
    CHECK(got->confidence_weighted_entropy == sent.confidence_weighted_entropy);
}

// What encode_findings relies on: scores of float probabilities are floats.
TEST_CASE("packet: the findings of a detection arrive to the bit, whatever the type of the probabilities") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const plain::Problem problem = plain::random_problem(seed);
        run_core::Reader rows{problem};
        core::DetectOptions options;
        options.entropy = true;
        core::Findings sent;
        if (!core::find(run_core::evidence_at_once(problem, 4), run_core::given_of(problem), options, rows.reader(),
                        sent)
                 .ok())
            continue;
        const auto got = io::decode_findings(io::encode_findings(sent));
        REQUIRE(got.ok());
        CHECK(got->predicted == sent.predicted);
        CHECK(got->self_confidence == sent.self_confidence);
        CHECK(got->normalized_margin == sent.normalized_margin);
        CHECK(got->confidence_weighted_entropy == sent.confidence_weighted_entropy);
        CHECK(got->top_probability == sent.top_probability);
    }
}

TEST_CASE("packet: findings that contradict themselves are refused") {
    const auto refused = [](auto change) {
        core::Findings f = findings();
        change(f);
        return !io::decode_findings(io::encode_findings(f)).ok();
    };
    CHECK_FALSE(refused([](core::Findings&) {}));
    CHECK(refused([](core::Findings& f) { f.examples = 4; }));
    CHECK(refused([](core::Findings& f) { f.examples = -1; }));
    CHECK(refused([](core::Findings& f) { f.given[1] = 2; }));
    CHECK(refused([](core::Findings& f) { f.top_class[0] = -1; }));
    CHECK(refused([](core::Findings& f) { f.rules.pop_back(); }));
    CHECK(refused([](core::Findings& f) { f.kept = 1; }));
    CHECK(refused([](core::Findings& f) { f.top_class[3] = 9; }));
    CHECK(refused([](core::Findings& f) { f.quality[0].class_index = 5; }));
    CHECK(refused([](core::Findings& f) { f.overlaps[0].class_b = -3; }));
    CHECK(refused([](core::Findings& f) { f.precision = core::Precision(9); }));
    CHECK(refused([](core::Findings& f) { f.thresholds.clear(); }));
}

TEST_CASE("packet: a reading and its dataset arrive as they were") {
    io::MemoryFiles files;
    files.add("d/n01/1.png", make::png(1, 1, 1, 0, 0));
    files.add("d/n02/2.png", make::png(1, 1, 2, 0, 0));
    files.add("d/m.csv", make::bytes("path,label,split\nn02/2.png,n02,train\nn01/1.png,n01,test\n"));
    files.add("d/classes.txt", make::bytes("tench\ngoldfish\n"));
    files.add("d/pred_probs.npy", make::npy_probabilities({1, 0}, 2));
    const auto intake = io::read_files(files);
    REQUIRE(intake.ok());
    REQUIRE(intake->dataset != nullptr);
    const Bytes bytes = io::encode_dataset(intake->reading, *intake->dataset);
    const auto got = io::decode_dataset(bytes);
    REQUIRE(got.ok());
    CHECK(got->reading.title == "d");
    CHECK(got->reading.labels.sentence == intake->reading.labels.sentence);
    CHECK(got->reading.class_names.found == io::Found::doubtful);
    CHECK(got->class_names == std::vector<std::string>{"tench", "goldfish"});
    CHECK(got->names == std::vector<std::string>{"n02/2.png", "n01/1.png"});
    CHECK(got->splits.names == std::vector<std::string>{"train", "test"});
    CHECK(got->splits.of_example == std::vector<std::int32_t>{0, 1});
    CHECK(got->has_pictures);
    const io::LabelSource& source = got->label_source;
    CHECK(source.file == "d/m.csv");
    CHECK(source.text_of_class == std::vector<std::string>{"n01", "n02"});
    const auto written = io::write_labels(source, std::vector<std::int32_t>{0, 0}, std::vector<std::uint8_t>{1, 0},
                                          got->class_names, got->names);
    REQUIRE(written.ok());
    CHECK(make::text(*written) == "path,label,split\nn02/2.png,n01,train\nn01/1.png,n01,test\n");
    for (std::size_t size = 0; size < bytes.size(); ++size) REQUIRE_FALSE(io::decode_dataset(first(bytes, size)).ok());

    const auto reading = io::decode_reading(io::encode_reading(intake->reading));
    REQUIRE(reading.ok());
    CHECK(reading->matching.sentence == intake->reading.matching.sentence);
    CHECK(reading->complete());
}

TEST_CASE("packet: a split that has no name is refused") {
    io::MemoryFiles files;
    files.add("labels.csv", make::bytes("label,split\n0,train\n1,test\n"));
    files.add("p.csv", make::bytes("0.5,0.5\n0.25,0.75\n"));
    const auto intake = io::read_files(files);
    REQUIRE(intake.ok());
    REQUIRE(intake->dataset != nullptr);
    Bytes bytes = io::encode_dataset(intake->reading, *intake->dataset);
    REQUIRE(io::decode_dataset(bytes).ok());
    // The numbers of the splits, as they travel: how many, then each.
    const Bytes numbers = {2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0};
    const auto at = std::search(bytes.begin(), bytes.end(), numbers.begin(), numbers.end());
    REQUIRE(at != bytes.end());
    for (const std::uint8_t wrong : {2, 255}) {
        at[12] = wrong;
        CHECK_FALSE(io::decode_dataset(bytes).ok());
    }
}

TEST_CASE("packet: what the doctor says arrives") {
    io::Reading reading;
    reading.diagnoses = {{"float16", io::Severity::note, "found", "matters", "fix"},
                         {"rows-shuffled", io::Severity::warning, "a", "b", "c"}};
    Bytes bytes = io::encode_reading(reading);
    const auto got = io::decode_reading(bytes);
    REQUIRE(got.ok());
    REQUIRE(got->diagnoses.size() == 2);
    CHECK(got->diagnoses[1].check == "rows-shuffled");
    CHECK(got->diagnoses[1].severity == io::Severity::warning);
    CHECK(got->diagnoses[0].matters == "matters");
    CHECK(got->diagnoses[1].fix == "c");
    for (std::size_t size = 0; size < bytes.size(); ++size) REQUIRE_FALSE(io::decode_reading(first(bytes, size)).ok());
    // A severity that there is not.
    const std::string name = "float16";
    auto at = std::search(bytes.begin(), bytes.end(), name.begin(), name.end());
    REQUIRE(at != bytes.end());
    at[std::ptrdiff_t(name.size())] = 9;
    CHECK_FALSE(io::decode_reading(bytes).ok());
}
