// Pictures out of arrays: .npy of bytes and of floats, colours side by side or one after the other, CIFAR batches.
#include "intake_fixture.h"

using namespace intake_tests;
using make::operator+;

namespace {

std::vector<int> first_pixel(const io::Intake& intake, std::int64_t example) {
    const auto picture = intake.dataset->picture(example, 64);
    REQUIRE_MESSAGE(picture.ok(), picture.problem().sentence());
    return {picture->rgba[0], picture->rgba[1], picture->rgba[2], picture->rgba[3]};
}

Files with_pictures(const std::string& descr, const std::string& shape, const make::Bytes& data) {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1})).with("pred_probs.npy", make::npy_probabilities({0, 1}, 2));
    files.with("images.npy", make::npy(descr, shape, data));
    return files;
}

// A record: its labels, then all red, all green, all blue.
make::Bytes record(const std::vector<int>& labels, int red, int green, int blue) {
    make::Bytes bytes;
    for (const int label : labels) bytes.push_back(std::byte(label));
    for (const int colour : {red, green, blue}) bytes.insert(bytes.end(), 1024, std::byte(colour));
    return bytes;
}

}  // namespace

TEST_CASE("intake: pictures in .npy, of bytes and of floats") {
    CHECK(first_pixel(read(with_pictures("|u1", "2, 1, 2", make::numbers<std::uint8_t>({1, 2, 3, 4}))), 1) ==
          std::vector<int>{3, 3, 3, 255});
    CHECK(first_pixel(read(with_pictures("|u1", "2, 1, 1, 3", make::numbers<std::uint8_t>({1, 2, 3, 4, 5, 6}))), 1) ==
          std::vector<int>{4, 5, 6, 255});
    CHECK(first_pixel(read(with_pictures("<f4", "2, 1, 1, 3", make::numbers<float>({0, 0.5f, 1, 1, 0.25f, 0}))), 1) ==
          std::vector<int>{255, 64, 0, 255});
    CHECK(first_pixel(read(with_pictures(">f8", "2, 1, 2", make::numbers<double>({0, 1, 0.2, 1}, true))), 1) ==
          std::vector<int>{51, 51, 51, 255});
    // 0 to 255, and beyond what the first picture showed.
    CHECK(first_pixel(read(with_pictures("<f4", "2, 1, 1, 1", make::numbers<float>({200, 300}))), 1) ==
          std::vector<int>{255, 255, 255, 255});
    // All red, all green, all blue, as PyTorch has them: 2 pictures of 1 x 2.
    CHECK(first_pixel(read(with_pictures("<f4", "2, 3, 1, 2",
                                         make::numbers<float>({0, 0, 0, 0, 0, 0, 1, 0, 0.2f, 0, 0.4f, 0}))),
                      1) == std::vector<int>{255, 51, 102, 255});
    // A first one that is black says nothing about the others.
    CHECK(first_pixel(read(with_pictures("<f4", "2, 1, 1, 1", make::numbers<float>({0, 200}))), 1) ==
          std::vector<int>{200, 200, 200, 255});
    // Features are no pictures.
    const io::Intake features = read(with_pictures("<f4", "2, 1, 1, 3", make::numbers<float>({0, -1, 1, 1, 0, 0})));
    CHECK_FALSE(features.dataset->has_pictures());
    CHECK(features.reading.unused == Names{"images.npy"});
}

TEST_CASE("intake: CIFAR-10 batches are labels and pictures") {
    const make::Bytes one = record({3}, 10, 20, 30) + record({9}, 1, 2, 3), two = record({0}, 7, 8, 9);
    Files files;
    files.with("cifar/data_batch_10.bin", two).with("cifar/data_batch_2.bin", one);
    files.with("cifar/test_batch.bin", record({5}, 0, 0, 0));
    files.with("cifar/batches.meta.txt", "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");
    files.with("cifar/pred_probs.npy", make::npy_probabilities({3, 9, 0}, 10));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->given() == Given{3, 9, 0});
    CHECK(intake.dataset->class_names()[3] == "cat");
    CHECK(first_pixel(intake, 0) == std::vector<int>{10, 20, 30, 255});
    CHECK(first_pixel(intake, 2) == std::vector<int>{7, 8, 9, 255});
    CHECK_FALSE(intake.dataset->picture(3, 64).ok());
    CHECK(intake.reading.examples.sentence ==
          "3 pictures of 32 x 32 in 2 CIFAR batches, data_batch_2.bin to data_batch_10.bin");
    CHECK(intake.reading.labels.sentence == "3 numbers 0 to 9 in data_batch_2.bin to data_batch_10.bin");
    CHECK(intake.reading.unused == Names{"test_batch.bin"});
    // What is saved is an array of its own.
    const auto written = io::write_labels(intake.dataset->label_source(), Given{3, 9, 4},
                                          std::vector<std::uint8_t>{0, 0, 1}, intake.dataset->class_names(), {});
    REQUIRE(written.ok());
    Files again;
    again.with("labels.npy", *written).with("pred_probs.npy", make::npy_probabilities({3, 9, 0}, 10));
    CHECK(read(again).dataset->given() == Given{3, 9, 4});
}

TEST_CASE("intake: CIFAR-100 has two labels, of which the fine one counts") {
    Files files;
    files.with("test.bin", record({19, 99}, 1, 2, 3) + record({0, 7}, 4, 5, 6));
    files.with("pred_probs.npy", make::npy_probabilities({99, 7}, 100));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->given() == Given{99, 7});
    CHECK(first_pixel(intake, 1) == std::vector<int>{4, 5, 6, 255});
}

TEST_CASE("intake: other .bin files are no CIFAR batches") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1})).with("pred_probs.npy", make::npy_probabilities({0, 1}, 2));
    files.with("model.bin", record({200}, 1, 1, 1)).with("short.bin", make::first(record({1}, 1, 1, 1), 3000));
    files.with("labels100.bin", record({20, 3}, 1, 1, 1)).with("none.bin", make::Bytes{});
    const io::Intake intake = read(files);
    CHECK_FALSE(intake.dataset->has_pictures());
    CHECK(intake.reading.unused_count == 4);
}
