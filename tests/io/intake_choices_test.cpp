// What a person chooses in place of what was understood: what is offered, that it does what it says, that it can be
// taken back, and that it is offered too where reading stopped.
#include <algorithm>
#include <random>

#include "intake_fixture.h"

using namespace intake_tests;

namespace {

io::Intake read_with(const Files& files, const std::string& choices) {
    auto intake = io::read_files(files, io::changed({}, choices));
    REQUIRE_MESSAGE(intake.ok(), intake.problem().sentence());
    return std::move(*intake);
}

// The change of the offer with these words.
std::string change_of(const io::RoleReading& role, const std::string& words) {
    for (const io::Offer& offer : role.offers)
        if (offer.words == words) return offer.change;
    std::string all;
    for (const io::Offer& offer : role.offers) all += "[" + offer.words + "] ";
    FAIL("no offer \"", words, "\" among ", all);
    return {};
}

std::string chosen_of(const io::RoleReading& role) {
    std::string chosen;
    for (const io::Offer& offer : role.offers)
        if (offer.chosen) chosen += offer.words;
    return chosen;
}

}  // namespace

TEST_CASE("choices: as text and back, whatever the names are") {
    std::mt19937 random(3);
    const std::string letters = "ab=\\\nn%\"# ";
    const auto word = [&] {
        std::string text(random() % 8, 'x');
        for (char& c : text) c = letters[random() % letters.size()];
        return text;
    };
    for (int i = 0; i < 500; ++i) {
        const io::IntakeOptions options{.softmax = random() % 2 == 0,
                                        .percent = random() % 2 == 0,
                                        .from_one = random() % 2 == 0,
                                        .labels = word(),
                                        .label_column = word(),
                                        .probabilities = word(),
                                        .class_names = word(),
                                        .examples = word(),
                                        .order = word()};
        const io::IntakeOptions again = io::changed({}, io::to_text(options));
        CHECK(again.softmax == options.softmax);
        CHECK(again.percent == options.percent);
        CHECK(again.from_one == options.from_one);
        CHECK(again.labels == options.labels);
        CHECK(again.label_column == options.label_column);
        CHECK(again.probabilities == options.probabilities);
        CHECK(again.class_names == options.class_names);
        CHECK(again.examples == options.examples);
        CHECK(again.order == options.order);
    }
    CHECK(io::to_text(io::changed(io::changed({}, "labels=a\nsoftmax=1"), "labels=")) == "softmax=1");
    CHECK(io::to_text(io::changed({}, "nothing\nof=it\n=\n\n")).empty());
}

TEST_CASE("choices: another file or another column for the labels") {
    Files files;
    files.with("labels.csv", "path,label,noisy\na.png,cat,dog\nb.png,dog,dog\nc.png,owl,cat\n")
        .with("others.npy", make::npy_labels({2, 2, 1}))
        .with("probs.npy", make::npy_probabilities({0, 1, 2}, 3))
        .with("classes.txt", pets);
    const io::Intake first = read(files);
    CHECK(first.dataset->given() == Given{0, 1, 2});
    CHECK(chosen_of(first.reading.labels) == "labels.csv, column \"label\"");
    CHECK(first.reading.choices.empty());

    const std::string column = change_of(first.reading.labels, "labels.csv, column \"noisy\"");
    const io::Intake noisy = read_with(files, column);
    CHECK(noisy.dataset->given() == Given{1, 1, 0});
    CHECK(chosen_of(noisy.reading.labels) == "labels.csv, column \"noisy\"");
    CHECK(noisy.reading.labels.sentence.find("column \"noisy\"") != std::string::npos);
    CHECK(noisy.dataset->label_source().csv_column == 2);
    CHECK(noisy.reading.choices == "labels=labels.csv\nlabel_column=noisy");

    // Another one on top, and back.
    const auto then = [](const io::Intake& before, const std::string& change) {
        return io::to_text(io::changed(io::changed({}, before.reading.choices), change));
    };
    const io::Intake other = read_with(files, then(noisy, change_of(noisy.reading.labels, "others.npy")));
    CHECK(other.dataset->given() == Given{2, 2, 1});
    CHECK(other.reading.choices == "labels=others.npy");
    const io::Intake again =
        read_with(files, then(other, change_of(other.reading.labels, "As it was understood at first")));
    CHECK(again.reading.choices.empty());
    CHECK(again.dataset->given() == Given{0, 1, 2});
    CHECK(again.reading.labels.sentence == first.reading.labels.sentence);

    // The names of the classes: a list, or what the labels say.
    const io::Intake unnamed =
        read_with(files, change_of(first.reading.class_names, "no names: numbers, or what the labels say"));
    CHECK(unnamed.reading.class_names.file != "classes.txt");
}

TEST_CASE("choices: columns without names, the names of folders, a file that does not fit") {
    Files files;
    files.with("table.csv", "0,5,1\n1,6,2\n2,7,0\n")
        .with("labels.npy", make::npy_labels({0, 1, 2}))
        .with("few.npy", make::npy_labels({0, 1}))
        .with("probs.npy", make::npy_probabilities({0, 1, 2}, 3));
    const io::Intake first = read(files);
    CHECK(chosen_of(first.reading.labels) == "labels.npy");
    for (const io::Offer& offer : first.reading.labels.offers) CHECK(offer.words != "few.npy");
    const io::Intake third = read_with(files, change_of(first.reading.labels, "table.csv, column 3"));
    CHECK(third.dataset->given() == Given{1, 2, 0});

    io::Reading so_far;
    const auto intake = io::read_files(files, io::changed({}, "labels=few.npy"), &so_far);
    REQUIRE(!intake.ok());
    CHECK(intake.problem().sentence() ==
          "few.npy: this file has 2 labels, but probs.npy has 3 rows. Open labels and probabilities of the same "
          "examples, in the same order.");
    CHECK(so_far.choices == "labels=few.npy");
    CHECK(!change_of(so_far.labels, "labels.npy").empty());
    CHECK(change_of(so_far.labels, "As it was understood at first") == "labels=\nlabel_column=\nfrom_one=");

    const auto no_column = io::read_files(files, io::changed({}, "labels=table.csv\nlabel_column=#9"));
    REQUIRE(!no_column.ok());
    CHECK(no_column.problem().sentence() ==
          "table.csv: there is no column \"#9\" in this file. Choose another column for the labels.");
    // Remembered for files that are others now: not there, so it says nothing.
    CHECK(read_with(files, "labels=gone.npy\nprobabilities=gone.npy").dataset->given() == Given{0, 1, 2});
}

TEST_CASE("choices: which file holds the probabilities, and what its numbers are") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 2}))
        .with("model_a_probs.npy", make::npy_probabilities({0, 1, 2}, 3))
        .with("model_b_probs.npy", make::npy_probabilities({2, 1, 0}, 3));
    const io::Intake first = read(files);
    CHECK(chosen_of(first.reading.probabilities) == "model_a_probs.npy");
    const io::Intake second = read_with(files, change_of(first.reading.probabilities, "model_b_probs.npy"));
    CHECK(second.reading.probabilities.file == "model_b_probs.npy");
    CHECK(second.reading.probabilities.found == Found::found);
    CHECK(chosen_of(second.reading.probabilities) == "model_b_probs.npy");

    Files scores;
    scores.with("labels.npy", make::npy_labels({0, 1}))
        .with("logits.npy", make::npy("<f4", "2, 3", make::numbers<float>({4, -2, 0.5f, -3, 7, 1})));
    io::Reading so_far;
    REQUIRE(!io::read_files(scores, {}, &so_far).ok());
    CHECK(so_far.remedy.words == "Apply softmax to each row");
    const io::Intake soft = read_with(scores, so_far.remedy.change);
    CHECK(soft.reading.complete());
    CHECK(soft.reading.remedy.words.empty());
    CHECK(change_of(soft.reading.probabilities, "As it was understood at first") ==
          "probabilities=\nsoftmax=\npercent=");

    Files percent;
    percent.with("labels.npy", make::npy_labels({0, 1}))
        .with("probs.npy", make::npy("<f4", "2, 2", make::numbers<float>({90, 10, 20, 80})));
    REQUIRE(!io::read_files(percent, {}, &so_far).ok());
    CHECK(so_far.remedy.words == "Divide them by 100");
    CHECK(read_with(percent, so_far.remedy.change).reading.complete());
}

TEST_CASE("choices: labels that count from 1 go out as they came") {
    Files files;
    files.with("labels.npy", make::npy_labels({1, 2, 3, 2}))
        .with("probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    io::Reading so_far;
    REQUIRE(!io::read_files(files, {}, &so_far).ok());
    CHECK(so_far.remedy.words == "Count these labels from 1");
    const io::Intake intake = read_with(files, so_far.remedy.change);
    CHECK(intake.dataset->given() == Given{0, 1, 2, 1});
    CHECK(intake.dataset->class_names() == Names{"1", "2", "3"});
    CHECK(intake.dataset->label_source().value_of_class == std::vector<std::int64_t>{1, 2, 3});
    CHECK(intake.reading.labels.sentence == "4 numbers 1 to 3 in labels.npy; counted from 1");

    // With names; and where the labels do not fit all the same, it is told.
    files.with("classes.txt", pets);
    CHECK(read_with(files, "from_one=1").dataset->class_names() == Names{"cat", "dog", "owl"});
    Files outside;
    outside.with("labels.npy", make::npy_labels({1, 2, 4, 2}))
        .with("probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    CHECK(!io::read_files(outside, io::changed({}, "from_one=1")).ok());
    Files from_zero;
    from_zero.with("labels.npy", make::npy_labels({0, 1, 2, 2}))
        .with("probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    CHECK(read_with(from_zero, "from_one=1").dataset->given() == Given{0, 1, 2, 2});
}

TEST_CASE("choices: the order of pictures, an array among others, no pictures") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 0, 1}))
        .with("probs.npy", make::npy_probabilities({0, 1, 0, 1}, 2));
    for (const char* name : {"1.png", "2.png", "9.png", "10.png"})
        files.with(std::string("pictures/") + name, std::string("a picture"));
    const io::Intake first = read(files);
    CHECK(first.reading.matching.found == Found::doubtful);
    CHECK(first.dataset->names()[1] == "pictures/10.png");
    CHECK(chosen_of(first.reading.matching) == "By path, as text: 10 before 2");
    const io::Intake counted =
        read_with(files, change_of(first.reading.matching, "By path, numbers by their value: 2 before 10"));
    CHECK(counted.reading.matching.found == Found::found);
    CHECK(counted.dataset->names() == Names{"pictures/1.png", "pictures/2.png", "pictures/9.png", "pictures/10.png"});
    CHECK(chosen_of(counted.reading.matching) == "By path, numbers by their value: 2 before 10");
    // What was a guess is none any more.
    CHECK(read_with(files, "order=names").reading.matching.found == Found::found);
    const io::Intake without = read_with(files, change_of(first.reading.examples, "no pictures"));
    CHECK(!without.dataset->has_pictures());
    CHECK(without.reading.complete());

    Files arrays;
    arrays.with("labels.npy", make::npy_labels({0, 1, 0, 1}))
        .with("probs.npy", make::npy_probabilities({0, 1, 0, 1}, 2))
        .with("images-idx3-ubyte", make::idx_pictures(4, 2, 2))
        .with("masks-idx3-ubyte", make::idx_pictures(4, 3, 3));
    const io::Intake two = read(arrays);
    CHECK(chosen_of(two.reading.examples) == "images-idx3-ubyte");
    const io::Intake masks = read_with(arrays, change_of(two.reading.examples, "masks-idx3-ubyte"));
    CHECK(masks.dataset->picture(0, 100)->width == 3);
    CHECK(masks.reading.examples.found == Found::found);
}

TEST_CASE("choices: nothing to choose, no offers") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 2, 1}))
        .with("pred_probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    const io::Reading reading = read(files).reading;
    for (const io::RoleReading* role :
         {&reading.examples, &reading.labels, &reading.probabilities, &reading.class_names, &reading.matching})
        CHECK(role->offers.empty());
}
