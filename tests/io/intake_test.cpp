// Which file is which: what is understood, in the words of the checklist.
#include "intake_fixture.h"

using namespace intake_tests;
using make::operator+;

TEST_CASE("intake: labels and probabilities are enough") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 2, 1}))
        .with("pred_probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.reading.complete());
    CHECK(intake.reading.title == "4 examples");
    CHECK(intake.reading.examples.found == Found::missing);
    CHECK(intake.reading.examples.sentence == "4 examples without pictures: add them to see what you decide on");
    CHECK(intake.reading.labels.sentence == "4 numbers 0 to 2 in labels.npy");
    CHECK(intake.reading.labels.file == "labels.npy");
    CHECK(intake.reading.probabilities.sentence == "4 x 3 in pred_probs.npy, float64");
    CHECK(intake.reading.class_names.found == Found::missing);
    CHECK(intake.reading.class_names.sentence ==
          "missing: the classes are called 0 to 2; add a file classes.txt with one name a line");
    CHECK(intake.reading.matching.sentence == "by position: row i belongs to label i");
    CHECK(intake.reading.unused_count == 0);
    CHECK(intake.dataset->examples() == 4);
    CHECK(intake.dataset->given() == Given{0, 1, 2, 1});
    CHECK(intake.dataset->class_names() == Names{"0", "1", "2"});
    CHECK(intake.dataset->names().empty());
    CHECK_FALSE(intake.dataset->has_pictures());
    CHECK_FALSE(intake.dataset->picture(0, 100).ok());
    CHECK(intake.dataset->probabilities().columns() == 3);
    CHECK(intake.dataset->label_source().type == "int64");
}

TEST_CASE("intake: an MNIST folder, with and without its name in the paths") {
    for (const std::string top : {"", "mnist_test/", "data/mnist_test/"}) {
        CAPTURE(top);
        Files files;
        files.with(top + "t10k-images-idx3-ubyte.gz", make::gzip(make::idx_pictures(4, 3, 2)))
            .with(top + "t10k-labels-idx1-ubyte.gz", make::gzip(make::idx_labels({0, 1, 2, 1})))
            .with(top + "labels.npy", make::npy("<u2", "4,", make::numbers<std::uint16_t>({0, 1, 2, 1})))
            .with(top + "pred_probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3))
            .with(top + "classes.txt", "zero\r\none\r\ntwo\r\n")
            .with(top + "notes.json", "[1, 2]");
        const io::Intake intake = read(files);
        REQUIRE(intake.dataset != nullptr);
        CHECK(intake.reading.title == (top.empty() ? "t10k" : "mnist_test"));
        CHECK(intake.reading.examples.sentence == "4 pictures of 2 x 3 in t10k-images-idx3-ubyte.gz");
        CHECK(intake.reading.labels.found == Found::found);
        CHECK(intake.reading.labels.sentence == "4 numbers 0 to 2 in labels.npy (the idx labels say the same)");
        CHECK(intake.reading.class_names.sentence == "zero, one and two from classes.txt");
        CHECK(intake.reading.matching.sentence == "by position: row i belongs to picture i");
        CHECK(intake.reading.unused == Names{"notes.json"});
        CHECK(intake.dataset->label_source().type == "uint16");
        REQUIRE(intake.dataset->has_pictures());
        const auto picture = intake.dataset->picture(3, 100);
        REQUIRE(picture.ok());
        CHECK(picture->width == 2);
        CHECK(picture->height == 3);
        CHECK(int(picture->rgba[0]) == 3);
    }
}

TEST_CASE("intake: labels that contradict each other are doubtful") {
    Files files;
    files.with("t10k-labels-idx1-ubyte", make::idx_labels({0, 1, 2, 2}))
        .with("labels.npy", make::npy_labels({0, 1, 2, 1}))
        .with("pred_probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    const io::Intake intake = read(files);
    CHECK(intake.reading.labels.found == Found::doubtful);
    CHECK(intake.reading.labels.sentence == "4 numbers 0 to 2 in labels.npy (t10k-labels-idx1-ubyte has other labels)");
    CHECK(intake.dataset->given() == Given{0, 1, 2, 1});
}

TEST_CASE("intake: an idx label file is enough") {
    Files files;
    files.with("labels-idx1-ubyte", make::idx_labels({0, 1, 2, 1}))
        .with("images-idx3-ubyte", make::idx_pictures(4, 2, 2))
        .with("probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    const io::Intake intake = read(files);
    CHECK(intake.reading.labels.sentence == "4 numbers 0 to 2 in labels-idx1-ubyte");
    CHECK(intake.dataset->label_source().format == io::LabelFormat::idx);
}

TEST_CASE("intake: one table may hold everything") {
    Files files;
    files.with("all.csv", "path,label,cat,dog\na.png,dog,0.25,0.75\nb.png,cat,1,0\n")
        .with("a.png", make::png(1, 1, 1, 0, 0))
        .with("b.png", make::png(1, 1, 2, 0, 0));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->given() == Given{1, 0});
    CHECK(intake.dataset->class_names() == Names{"cat", "dog"});
    CHECK(intake.reading.class_names.sentence == "cat and dog from the first line of all.csv");
    CHECK(intake.reading.probabilities.sentence == "2 x 2 in all.csv");
    CHECK(intake.reading.labels.sentence == "2 class names in all.csv, column \"label\"");
    CHECK(intake.dataset->has_pictures());
}

TEST_CASE("intake: tables of labels and of probabilities") {
    Files files;
    files.with("y.csv", "1\n0\n1\n").with("p.csv", "0.25,0.75\n0.5,0.5\n0.1,0.9\n");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->given() == Given{1, 0, 1});
    CHECK(intake.reading.labels.sentence == "3 numbers 0 to 1 in y.csv");
}

TEST_CASE("intake: labels.txt is class names or labels, by how many there are") {
    Files names;
    names.with("labels.txt", pets)
        .with("labels.npy", make::npy_labels({0, 1, 2, 1}))
        .with("probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    CHECK(read(names).reading.class_names.sentence == "cat, dog and owl from labels.txt");
    Files labels;
    labels.with("labels.txt", "cat\ndog\nowl\ndog\n").with("probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    const io::Intake intake = read(labels);
    CHECK(intake.reading.labels.sentence == "4 class names in labels.txt");
    CHECK(intake.reading.class_names.sentence == "cat, dog and owl from the labels");
    CHECK(intake.dataset->given() == Given{0, 1, 2, 1});
}

TEST_CASE("intake: class lists in other forms") {
    for (const std::string text :
         {"\xEF\xBB\xBF"
          "cat\ndog\nowl",
          "0 cat\n1 dog\n2 owl\n", "1: cat\n2: dog\n3: owl\n\n", " cat\r\ndog \r\nowl\r\n", "name\ncat\ndog\nowl\n"}) {
        CAPTURE(text);
        Files files;
        files.with("classes.txt", text)
            .with("labels.npy", make::npy_labels({0, 1, 2}))
            .with("probs.npy", make::npy_probabilities({0, 1, 2}, 3));
        CHECK(read(files).dataset->class_names() == Names{"cat", "dog", "owl"});
    }
}

TEST_CASE("intake: what has another shape or name is left alone") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 2, 1}))
        .with("pred_probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3))
        .with("features.npy", make::npy("<f8", "4, 3", make::numbers<double>({1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3})))
        .with("scores.npy", make::npy("<f8", "4,", make::numbers<double>({0.1, 0.2, 0.3, 0.4})))
        .with("objects.npy", make::npy_header(make::npy_dictionary("|O", "4,")) + make::Bytes(10))
        .with("README.md", "# Read me\n")
        .with("notes.txt", "Some text.\nAnother line, with a comma.\n")
        .with("archive.tar.gz", make::gzip(make::bytes("tar")))
        .with("empty.log", "");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.reading.labels.found == Found::found);
    CHECK(intake.reading.probabilities.found == Found::found);
    CHECK(intake.reading.probabilities.file == "pred_probs.npy");
    CHECK(intake.reading.unused_count == 7);
}

TEST_CASE("intake: probabilities are told from features by their values") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 2, 1}))
        .with("a.npy", make::npy("<f8", "4, 3", make::numbers<double>({1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3})))
        .with("b.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    CHECK(read(files).reading.probabilities.file == "b.npy");
}

TEST_CASE("intake: several files that could be it are named") {
    Files files;
    files.with("labels.npy", make::npy_labels({0, 1, 2, 1}))
        .with("pred_probs_a.npy", make::npy_probabilities({0, 1, 2, 2}, 3))
        .with("pred_probs_b.npy", make::npy_probabilities({0, 1, 2, 1}, 3));
    const io::Intake intake = read(files);
    CHECK(intake.reading.probabilities.found == Found::doubtful);
    CHECK(intake.reading.probabilities.sentence ==
          "4 x 3 in pred_probs_a.npy, float64 (pred_probs_b.npy could be it as well)");
}

TEST_CASE("intake: of labels of several splits those with as many rows are taken") {
    Files files;
    files.with("labels_train.npy", make::npy_labels(make::counting(9, 3)))
        .with("labels_test.npy", make::npy_labels({0, 1, 2, 1}))
        .with("pred_probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    const io::Intake intake = read(files);
    CHECK(intake.reading.labels.file == "labels_test.npy");
    CHECK(intake.reading.labels.found == Found::found);
}

TEST_CASE("intake: of probabilities of several splits those that fit are taken") {
    Files files;
    files.with("labels_test.npy", make::npy_labels({0, 1, 2, 1}))
        .with("pred_probs_test.npy", make::npy_probabilities({0, 1, 2, 2}, 3))
        .with("pred_probs_a.npy", make::npy_probabilities(make::counting(9, 3), 3));
    const io::Intake intake = read(files);
    CHECK(intake.reading.probabilities.found == Found::found);
    CHECK(intake.reading.probabilities.file == "pred_probs_test.npy");
    CHECK(intake.reading.unused == Names{"pred_probs_a.npy"});
}

TEST_CASE("intake: numbers that are called otherwise are no labels") {
    Files files;
    files.with("label_issues.npy", make::npy_labels({0, 1, 1, 1}))
        .with("labels.npy", make::npy_labels({0, 1, 2, 1}))
        .with("predicted_labels.npy", make::npy_labels({0, 1, 2, 2}))
        .with("pred_probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    const io::Intake intake = read(files);
    CHECK(intake.reading.labels.found == Found::found);
    CHECK(intake.reading.labels.sentence == "4 numbers 0 to 2 in labels.npy");
    Files only;
    only.with("predicted_labels.npy", make::npy_labels({0, 1, 2, 2}))
        .with("pred_probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    CHECK(read(only).reading.labels.found == Found::doubtful);
    CHECK(read(only).reading.labels.sentence ==
          "4 numbers 0 to 2 in predicted_labels.npy (the only numbers that fit; its name says something else)");
}

TEST_CASE("intake: a broken file beside a good one is told") {
    Files files;
    files.with("labels.npy", make::first(make::npy_labels({0, 1, 2, 1}), 130))
        .with("labels-idx1-ubyte", make::idx_labels({0, 1, 2, 1}))
        .with("probs.npy", make::npy_probabilities({0, 1, 2, 2}, 3));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.reading.labels.found == Found::doubtful);
    CHECK(intake.reading.labels.sentence ==
          "4 numbers 0 to 2 in labels-idx1-ubyte (labels.npy cannot be used: this file is cut short: its header "
          "promises 4 int64, which is 32 bytes, but only 2 are there)");
}

TEST_CASE("intake: what is missing is said in the reading, and is no problem") {
    Files labels;
    labels.with("labels.npy", make::npy_labels({0, 1, 2, 1}));
    const io::Intake only_labels = read(labels);
    CHECK(only_labels.dataset == nullptr);
    CHECK_FALSE(only_labels.reading.complete());
    CHECK(only_labels.reading.labels.found == Found::found);
    CHECK(only_labels.reading.probabilities.sentence ==
          "missing: add a file such as pred_probs.npy, with one row for each example and one column for each class");

    Files probabilities;
    probabilities.with("pred_probs.npy", make::npy_probabilities({0, 1}, 2));
    const io::Intake only_probabilities = read(probabilities);
    CHECK(only_probabilities.dataset == nullptr);
    CHECK(only_probabilities.reading.labels.sentence ==
          "missing: add a file such as labels.npy, or a CSV file with a column \"label\"");

    Files pictures;
    pictures.with("d/cat/1.png", make::png(1, 1, 0, 0, 0)).with("d/dog/1.png", make::png(1, 1, 0, 0, 0));
    const io::Intake only_pictures = read(pictures);
    CHECK(only_pictures.dataset == nullptr);
    CHECK(only_pictures.reading.title == "d");
    CHECK(only_pictures.reading.examples.sentence == "2 pictures in 2 folders");
    CHECK(only_pictures.reading.labels.sentence == "2 pictures in 2 class folders");
    CHECK(only_pictures.reading.class_names.sentence == "cat and dog from the folder names");

    Files other;
    other.with("report.pdf", "%PDF-1.4");
    CHECK(read(other).reading.unused == Names{"report.pdf"});
    CHECK(problem_of(Files()) ==
          "There are no files here. Choose the files with labels and probabilities, or their folder.");
}

TEST_CASE("intake: arrays of pictures in .npy") {
    Files files;
    files.with("x_test.npy", make::npy("|u1", "3, 2, 2, 3", make::Bytes(36)))
        .with("y_test.npy", make::npy_labels({0, 1, 0}))
        .with("probs.npy", make::npy_probabilities({0, 1, 0}, 2));
    const io::Intake intake = read(files);
    CHECK(intake.reading.examples.sentence == "3 pictures of 2 x 2 in x_test.npy");
    CHECK(intake.dataset->picture(2, 10).ok());
}

TEST_CASE("intake: the title says which data set it is") {
    const auto title = [](const std::string& labels, const std::string& probabilities) {
        Files files;
        files.with(labels, make::npy_labels({0, 1, 0})).with(probabilities, make::npy_probabilities({0, 1, 0}, 2));
        return read(files).reading.title;
    };
    CHECK(title("labels.npy", "pred_probs.npy") == "3 examples");
    CHECK(title("shoes_labels.npy", "pred_probs.npy") == "shoes");
    CHECK(title("labels.npy", "shoes-pred_probs.npy") == "shoes");
    CHECK(title("a/b/labels.npy", "a/b/pred_probs.npy") == "b");
    CHECK(title("a/b/labels.npy", "a/pred_probs.npy") == "a");
}

TEST_CASE("intake: a picture that does not decode is named when it is wanted") {
    Files files;
    files.with("cat/1.png", make::png(1, 1, 0, 0, 0))
        .with("dog/2.png", "not a picture")
        .with("probs.npy", make::npy_probabilities({0, 1}, 2));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->picture(0, 10).ok());
    CHECK(intake.dataset->picture(1, 10).problem().sentence() ==
          "dog/2.png: this is plain text, not a picture. Copy it again from where it came, or leave the example out.");
}

TEST_CASE("intake: a folder that is hidden, or reached by dots, is the person's choice") {
    for (const std::string folder : {"./", "../", ".cache/set/", "/home/me/.data/"}) {
        CAPTURE(folder);
        Files files;
        files.with(folder + "labels.npy", make::npy_labels({0, 1, 2}))
            .with(folder + "pred_probs.npy", make::npy_probabilities({0, 1, 2}, 3));
        CHECK(read(files).dataset != nullptr);
        // What is hidden inside it is not looked at.
        files.with(folder + ".old/labels.npy", make::npy_labels({0, 1})).with(folder + ".DS_Store", "x");
        CHECK(read(files).dataset != nullptr);
    }
}
