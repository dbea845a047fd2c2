// The sets of ../shared/data, when they are there.
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "io/content.h"
#include "io/intake.h"
#include "io/native_files.h"
#include "io/words.h"

namespace {

const std::string shared = std::string(TESTS_FOLDER) + "/../../shared/data/";

// The folder, or nothing and a message.
std::unique_ptr<io::NativeFiles> open_folder(const std::string& name) {
    auto files = std::make_unique<io::NativeFiles>(io::NativeFiles::from_folder(shared + name));
    if (files->problem()) {
        MESSAGE("skipped, as ../shared/data/" << name << " is not there");
        return nullptr;
    }
    return files;
}

io::Intake read(const io::FileSet& files) {
    auto intake = io::read_files(files);
    REQUIRE_MESSAGE(intake.ok(), intake.problem().sentence());
    REQUIRE(intake->dataset != nullptr);
    return std::move(*intake);
}

int file_of(const io::FileSet& files, const std::string& path) {
    for (int i = 0; i < files.count(); ++i)
        if (files.path(i) == path) return i;
    return -1;
}

// Writing without changes gives the file back; with one change, only what stands for it differs.
void check_writing(const io::FileSet& files, const io::Dataset& dataset) {
    std::vector<std::int32_t> labels = dataset.given();
    std::vector<std::uint8_t> changed(labels.size(), 0);
    const auto original = io::read_whole(files, file_of(files, dataset.label_source().file), 1 << 30);
    REQUIRE(original.ok());
    const auto same = io::write_labels(dataset.label_source(), labels, changed, dataset.class_names(), dataset.names());
    REQUIRE(same.ok());
    CHECK(*same == *original);
    labels[5] = (labels[5] + 1) % 10;
    changed[5] = 1;
    const auto other =
        io::write_labels(dataset.label_source(), labels, changed, dataset.class_names(), dataset.names());
    REQUIRE(other.ok());
    CHECK(*other != *original);
}

}  // namespace

TEST_CASE("real data: the MNIST test set") {
    const auto files = open_folder("mnist_test");
    if (!files) return;
    const io::Intake intake = read(*files);
    CHECK(intake.reading.examples.sentence == "10,000 pictures of 28 x 28 in t10k-images-idx3-ubyte.gz");
    CHECK(intake.reading.labels.found == io::Found::found);
    CHECK(intake.reading.labels.sentence == "10,000 numbers 0 to 9 in labels.npy (the idx labels say the same)");
    CHECK(intake.reading.probabilities.sentence == "10,000 x 10 in pred_probs.npy, float64");
    CHECK(intake.reading.class_names.sentence == "0, 1, 2, 3 and 6 more from classes.txt");
    CHECK(intake.reading.matching.sentence == "by position: row i belongs to picture i");
    CHECK(intake.reading.unused == std::vector<std::string>{"mturk_validated.json"});
    CHECK(intake.dataset->examples() == 10'000);
    CHECK(intake.dataset->given()[0] == 7);
    CHECK(intake.dataset->given()[9'999] == 6);
    const auto picture = intake.dataset->picture(9'999, 2048);
    REQUIRE(picture.ok());
    int ink = 0;
    for (std::size_t i = 0; i < picture->rgba.size(); i += 4) ink += picture->rgba[i] > 127 ? 1 : 0;
    CHECK(ink > 50);
    CHECK(ink < 400);
    check_writing(*files, *intake.dataset);
}

TEST_CASE("real data: CIFAR-10 in class folders, in the order of its manifest") {
    const auto files = open_folder("cifar10_imagefolder_1000");
    if (!files) return;
    const io::Intake intake = read(*files);
    CHECK(intake.reading.examples.sentence == "1,000 pictures, listed in manifest.csv");
    CHECK(intake.reading.labels.sentence == "1,000 class names in manifest.csv, column \"label\"");
    CHECK(intake.reading.class_names.sentence == "airplane, automobile, bird, cat and 6 more from classes.txt");
    CHECK(intake.reading.matching.sentence == "by manifest.csv: row i belongs to its picture i");
    CHECK(intake.reading.labels.found == io::Found::found);
    CHECK(intake.reading.unused_count == 0);
    const std::vector<std::string>& names = intake.dataset->names();
    REQUIRE(names.size() == 1000);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string folder(io::folder_of(names[i]));
        REQUIRE(intake.dataset->class_names()[std::size_t(intake.dataset->given()[i])] == folder);
        if (i > 0)
            REQUIRE(std::stoi(std::string(io::file_stem(names[i - 1]))) <
                    std::stoi(std::string(io::file_stem(names[i]))));
    }
    for (const int example : {0, 500, 999}) {
        const auto picture = intake.dataset->picture(example, 2048);
        REQUIRE_MESSAGE(picture.ok(), picture.problem().sentence());
        CHECK(picture->width == 32);
        CHECK(picture->height == 32);
    }
    check_writing(*files, *intake.dataset);
}

TEST_CASE("real data: CIFAR-10 with its pictures in a binary batch") {
    const auto files = open_folder("cifar10_test");
    if (!files) return;
    const io::Intake intake = read(*files);
    CHECK(intake.reading.labels.sentence == "10,000 numbers 0 to 9 in labels.npy (test_batch.bin says the same)");
    CHECK(intake.reading.examples.sentence == "10,000 pictures of 32 x 32 in test_batch.bin");
    CHECK(intake.reading.unused_count == 0);
    const auto picture = intake.dataset->picture(9999, 2048);
    REQUIRE_MESSAGE(picture.ok(), picture.problem().sentence());
    CHECK(picture->width == 32);
    check_writing(*files, *intake.dataset);
}
