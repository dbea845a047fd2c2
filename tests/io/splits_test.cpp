// Train, validation and test: from a column, or from folders.
#include "io/splits.h"

#include "intake_fixture.h"

using namespace intake_tests;

TEST_CASE("splits: words become numbers, those everybody knows in their usual order") {
    const io::Splits splits = io::splits_of_words(Names{"test", "extra", "train", "", "Val", "train"});
    CHECK(splits.names == Names{"train", "Val", "test", "extra"});
    CHECK(splits.of_example == Given{2, 3, 0, -1, 1, 0});
    CHECK(io::splits_in_words(splits) == "train (2), Val (1), test (1), extra (1) and 1 in none");
    CHECK(io::splits_of_words(Names{"train", "", "train"}).empty());
    CHECK(io::splits_of_words(Names{}).empty());
    Names numbers;
    for (int i = 0; i < 31; ++i) numbers.push_back(std::to_string(i));
    CHECK(io::splits_of_words(numbers).empty());
}

TEST_CASE("splits: of paths they are the folders behind what all paths share") {
    CHECK(io::splits_of_paths(Names{"d/train/cat/1.png", "d/test/cat/2.png"}).of_example == Given{0, 1});
    CHECK(io::splits_of_paths(Names{"Valid/1.png", "train/2.png"}).names == Names{"train", "Valid"});
    CHECK(io::splits_of_paths(Names{"train/cat/1.png", "train/dog/2.png"}).empty());
    CHECK(io::splits_of_paths(Names{"train/1.png", "other/2.png"}).empty());
    CHECK(io::splits_of_paths(Names{"train/1.png", "test.png"}).empty());
    CHECK(io::splits_of_paths(Names{}).empty());
}

TEST_CASE("intake: train and test above class folders are splits") {
    Files files;
    for (const std::string split : {"test", "train"})
        for (int i = 0; i < (split == "train" ? 3 : 2); ++i)
            files.with("d/" + split + (i % 2 == 0 ? "/cat/" : "/dog/") + std::to_string(i) + ".png",
                       make::png(1, 1, 0, 0, 0));
    files.with("d/pred_probs.npy", make::npy_probabilities({0, 0, 0, 1, 1}, 2));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->names() ==
          Names{"test/cat/0.png", "train/cat/0.png", "train/cat/2.png", "test/dog/1.png", "train/dog/1.png"});
    CHECK(intake.dataset->splits().names == Names{"train", "test"});
    CHECK(intake.dataset->splits().of_example == Given{1, 0, 0, 1, 0});
    CHECK(intake.reading.examples.sentence == "5 pictures in 2 folders; splits: train (3) and test (2)");
}

TEST_CASE("intake: a column of splits, in the order of the rows") {
    Files files;
    files.with("cat/1.png", make::png(1, 1, 1, 0, 0)).with("dog/2.png", make::png(1, 1, 2, 0, 0));
    files.with("probs.csv", "file,cat,dog\ndog/2.png,0.25,0.75\ncat/1.png,1,0\n");
    files.with("labels.csv", "path,label,split\ncat/1.png,cat,train\ndog/2.png,dog,test\n");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->given() == Given{1, 0});
    CHECK(intake.dataset->splits().names == Names{"train", "test"});
    CHECK(intake.dataset->splits().of_example == Given{1, 0});
    CHECK(intake.reading.labels.sentence == "2 class names in labels.csv, column \"label\"");
}

TEST_CASE("intake: the column of splits may stand beside the only other one, and in another table than the labels") {
    Files files;
    files.with("labels.csv", "animal,split\ncat,val\ndog,train\nowl,train\n");
    files.with("pred_probs.npy", make::npy_probabilities({0, 1, 2}, 3));
    const io::Intake alone = read(files);
    REQUIRE(alone.dataset != nullptr);
    CHECK(alone.dataset->given() == Given{0, 1, 2});
    CHECK(alone.dataset->splits().of_example == Given{1, 0, 0});

    Files more;
    more.with("labels.npy", make::npy_labels({0, 1, 2})).with("pred_probs.npy", make::npy_probabilities({0, 1, 2}, 3));
    more.with("manifest.csv", "file,label,split\na.txt,0,test\nb.txt,1,train\nc.txt,2,\n");
    const io::Intake beside = read(more);
    REQUIRE(beside.dataset != nullptr);
    CHECK(beside.dataset->label_source().format == io::LabelFormat::npy);
    CHECK(beside.dataset->splits().of_example == Given{1, 0, -1});
    CHECK(beside.dataset->splits().names == Names{"train", "test"});
}

TEST_CASE("intake: without splits there are none") {
    Files files;
    files.with("labels.csv", "label,split\n0,train\n1,train\n").with("p.csv", "0.5,0.5\n0.25,0.75\n");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->splits().empty());
    CHECK(intake.reading.examples.sentence == "2 examples without pictures: add them to see what you decide on");
}
