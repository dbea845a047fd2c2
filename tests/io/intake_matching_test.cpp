// Which row is which picture and which name: manifests, class folders, splits, tables with names.
#include "intake_fixture.h"
#include "io/folding.h"

using namespace intake_tests;
using make::operator+;

TEST_CASE("intake: class folders with a manifest follow the manifest") {
    for (const std::string top : {"", "photos/"}) {
        CAPTURE(top);
        Files files;
        files.with(top + "cat/1.png", make::png(1, 1, 1, 0, 0))
            .with(top + "cat/4.png", make::png(1, 1, 4, 0, 0))
            .with(top + "dog/2.png", make::png(1, 1, 2, 0, 0))
            .with(top + "owl/3.png", make::png(1, 1, 3, 0, 0));
        files.with(top + "manifest.csv", "path,label\ndog/2.png,dog\ncat/1.png,cat\nowl/3.png,owl\ncat/4.png,cat\n")
            .with(top + "pred_probs.npy", make::npy_probabilities({1, 0, 2, 0}, 3))
            .with(top + "classes.txt", pets);
        const io::Intake intake = read(files);
        REQUIRE(intake.dataset != nullptr);
        CHECK(intake.reading.examples.sentence == "4 pictures, listed in manifest.csv");
        CHECK(intake.reading.labels.found == Found::found);
        CHECK(intake.reading.labels.sentence == "4 class names in manifest.csv, column \"label\"");
        CHECK(intake.reading.matching.sentence == "by manifest.csv: row i belongs to its picture i");
        CHECK(intake.reading.class_names.sentence == "cat, dog and owl from classes.txt");
        CHECK(intake.reading.unused_count == 0);
        CHECK(intake.dataset->given() == Given{1, 0, 2, 0});
        CHECK(intake.dataset->names() == Names{"dog/2.png", "cat/1.png", "owl/3.png", "cat/4.png"});
        for (int i = 0; i < 4; ++i)
            CHECK(int(intake.dataset->picture(i, 10)->rgba[0]) == std::vector<int>{2, 1, 3, 4}[std::size_t(i)]);
        CHECK(intake.dataset->label_source().csv_names);
    }
}

TEST_CASE("intake: pictures in the folder of another class are pointed out") {
    Files files;
    files.with("cat/1.png", make::png(1, 1, 1, 0, 0)).with("dog/2.png", make::png(1, 1, 2, 0, 0));
    files.with("manifest.csv", "path,label\ndog/2.png,cat\ncat/1.png,cat\n")
        .with("pred_probs.npy", make::npy_probabilities({1, 0}, 2))
        .with("classes.txt", "cat\ndog\n");
    const io::Intake intake = read(files);
    CHECK(intake.reading.labels.found == Found::doubtful);
    CHECK(intake.reading.labels.sentence ==
          "2 class names in manifest.csv, column \"label\" (1 picture lies in the folder of another class)");
}

TEST_CASE("intake: class folders alone follow torchvision's order") {
    Files files;
    files.with("owl/a.png", make::png(1, 1, 5, 0, 0))
        .with("cat/sub/0.png", make::png(1, 1, 3, 0, 0))
        .with("cat/b.png", make::png(1, 1, 2, 0, 0));
    files.with("Dog/z.png", make::png(1, 1, 1, 0, 0))
        .with("cat/10.jpg", make::png(1, 1, 4, 0, 0))
        .with(".DS_Store", "x")
        .with("cat/._b.png", "x");
    files.with("pred_probs.npy", make::npy_probabilities({0, 1, 1, 1, 2}, 3));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->names() == Names{"Dog/z.png", "cat/10.jpg", "cat/b.png", "cat/sub/0.png", "owl/a.png"});
    CHECK(intake.dataset->given() == Given{0, 1, 1, 1, 2});
    CHECK(intake.dataset->class_names() == Names{"Dog", "cat", "owl"});
    CHECK(intake.reading.examples.sentence == "5 pictures in 3 folders");
    CHECK(intake.reading.labels.sentence == "5 pictures in 3 class folders");
    CHECK(intake.reading.class_names.sentence == "Dog, cat and owl from the folder names");
    CHECK(intake.reading.matching.sentence == "by folder order: folders sorted by name, then the pictures in each");
    CHECK(intake.dataset->label_source().format == io::LabelFormat::folders);
    CHECK(int(intake.dataset->picture(2, 10)->rgba[0]) == 2);
}

TEST_CASE("intake: the order of classes.txt is the order of the columns") {
    Files files;
    files.with("cat/1.png", make::png(1, 1, 1, 0, 0)).with("dog/2.png", make::png(1, 1, 2, 0, 0));
    files.with("pred_probs.npy", make::npy_probabilities({1, 0}, 2)).with("classes.txt", "dog\ncat\n");
    CHECK(read(files).dataset->given() == Given{1, 0});
}

TEST_CASE("intake: readable names for folders with other names are doubtful") {
    Files files;
    files.with("n01/1.png", make::png(1, 1, 1, 0, 0)).with("n02/2.png", make::png(1, 1, 2, 0, 0));
    files.with("pred_probs.npy", make::npy_probabilities({0, 1}, 2)).with("classes.txt", "tench\ngoldfish\n");
    const io::Intake intake = read(files);
    CHECK(intake.dataset->class_names() == Names{"tench", "goldfish"});
    CHECK(intake.reading.class_names.found == Found::doubtful);
    CHECK(intake.reading.class_names.sentence ==
          "tench and goldfish from classes.txt (the labels have other names, which were taken in alphabetical order: "
          "\"n01\" is \"tench\")");
}

TEST_CASE("intake: of several splits the one with as many pictures is taken") {
    Files files;
    for (const std::string split : {"train", "test"})
        for (int i = 0; i < (split == "train" ? 6 : 2); ++i)
            files.with("d/" + split + (i % 2 == 0 ? "/cat/" : "/dog/") + std::to_string(i) + ".png",
                       make::png(1, 1, 1, 0, 0));
    files.with("d/pred_probs.npy", make::npy_probabilities({0, 1}, 2));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->names() == Names{"test/cat/0.png", "test/dog/1.png"});
    CHECK(intake.dataset->given() == Given{0, 1});
    CHECK(intake.reading.labels.sentence == "2 pictures in 2 class folders of test");
    CHECK(intake.reading.unused_count == 6);
}

TEST_CASE("intake: a table of all pictures gives the labels of those that are there") {
    Files files;
    files.with("b.png", make::png(1, 1, 2, 0, 0)).with("d.png", make::png(1, 1, 4, 0, 0));
    files.with("labels.csv", "image,label\na.png,cat\nb.png,dog\nc.png,cat\nd.png,cat\n")
        .with("pred_probs.npy", make::npy_probabilities({1, 0}, 2));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->given() == Given{1, 0});
    CHECK(intake.dataset->names() == Names{"b.png", "d.png"});
    CHECK(intake.dataset->label_source().csv_record_of_example == std::vector<std::int64_t>{1, 3});
    CHECK(intake.reading.matching.sentence ==
          "by file name: row i belongs to the picture that is number i when sorted; labels by labels.csv");
    const auto bytes = io::write_labels(intake.dataset->label_source(), Given{0, 0}, std::vector<std::uint8_t>{1, 0},
                                        intake.dataset->class_names(), intake.dataset->names());
    REQUIRE(bytes.ok());
    CHECK(make::text(*bytes) == "image,label\na.png,cat\nb.png,cat\nc.png,cat\nd.png,cat\n");
}

TEST_CASE("intake: paths of a manifest may have been written elsewhere") {
    for (const std::string prefix : {"", "./", "/home/me/photos/", "C:\\photos\\", "photos/"}) {
        CAPTURE(prefix);
        Files files;
        files.with("photos/cat/1.png", make::png(1, 1, 1, 0, 0)).with("photos/dog/1.png", make::png(1, 1, 2, 0, 0));
        files.with("photos/m.csv", "file,class\n" + prefix + "dog/1.png,dog\n" + prefix + "cat/1.png,cat\n")
            .with("photos/probs.npy", make::npy_probabilities({1, 0}, 2));
        const io::Intake intake = read(files);
        REQUIRE(intake.dataset != nullptr);
        CHECK(intake.reading.examples.found == Found::found);
        CHECK(intake.dataset->given() == Given{1, 0});
        CHECK(int(intake.dataset->picture(0, 10)->rgba[0]) == 2);
    }
    // Names without folders or endings.
    Files files;
    files.with("cat/a.png", make::png(1, 1, 1, 0, 0)).with("dog/b.png", make::png(1, 1, 2, 0, 0));
    files.with("m.csv", "image_id,class\nb,dog\na,cat\n").with("probs.npy", make::npy_probabilities({1, 0}, 2));
    CHECK(int(read(files).dataset->picture(0, 10)->rgba[0]) == 2);
}

TEST_CASE("intake: a path that two files end with leads to neither, unless it is the whole path of one") {
    Files both;
    both.with("a/1.png", make::png(1, 1, 1, 0, 0))
        .with("b/1.png", make::png(1, 1, 2, 0, 0))
        .with("b/2.png", make::png(1, 1, 3, 0, 0));
    both.with("m.csv", "path,label\n2.png,dog\n1.png,cat\n").with("probs.npy", make::npy_probabilities({1, 0}, 2));
    const io::Intake ambiguous = read(both);
    CHECK(ambiguous.reading.examples.found == Found::doubtful);
    CHECK(int(ambiguous.dataset->picture(0, 10)->rgba[0]) == 3);
    CHECK_FALSE(ambiguous.dataset->picture(1, 10).ok());

    Files whole;
    whole.with("1.png", make::png(1, 1, 1, 0, 0)).with("b/1.png", make::png(1, 1, 2, 0, 0));
    whole.with("m.csv", "path,label\n1.png,cat\nb/1.png,dog\n").with("probs.npy", make::npy_probabilities({0, 1}, 2));
    CHECK(int(read(whole).dataset->picture(0, 10)->rgba[0]) == 1);
    CHECK(int(read(whole).dataset->picture(1, 10)->rgba[0]) == 2);
}

TEST_CASE("intake: pictures that a manifest names and that are not there") {
    Files files;
    files.with("a.png", make::png(1, 1, 1, 0, 0));
    files.with("m.csv", "path,label\na.png,cat\nb.png,dog\nc.png,cat\n")
        .with("probs.npy", make::npy_probabilities({0, 1, 0}, 2));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.reading.examples.found == Found::doubtful);
    CHECK(intake.reading.examples.sentence ==
          "1 picture, listed in m.csv; 2 more are not among the files, the first of them \"b.png\" in line 3");
    CHECK(intake.dataset->picture(0, 10).ok());
    CHECK(intake.dataset->picture(1, 10).problem().sentence() ==
          "b.png: this picture is not among the files. Open the folder again with this picture in it.");
}

TEST_CASE("intake: a manifest without pictures gives names") {
    Files files;
    files.with("m.csv", "path,label\na.png,cat\nb.png,dog\n").with("probs.npy", make::npy_probabilities({0, 1}, 2));
    const io::Intake intake = read(files);
    CHECK(intake.dataset->names() == Names{"a.png", "b.png"});
    CHECK_FALSE(intake.dataset->has_pictures());
    CHECK(intake.reading.examples.sentence == "2 names in m.csv, without pictures: add them to see what you decide on");
}

TEST_CASE("intake: rows of probabilities that have names find their labels by them") {
    Files files;
    files.with("labels.csv", "path,label\na.png,cat\nb.png,dog\nc.png,cat\nx.png,dog\n")
        .with("probs.csv", "path,cat,dog\nb.png,0.25,0.75\nc.png,1,0\na.png,0.5,0.5\n");
    files.with("a.png", make::png(1, 1, 1, 0, 0))
        .with("b.png", make::png(1, 1, 2, 0, 0))
        .with("c.png", make::png(1, 1, 3, 0, 0));
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->names() == Names{"b.png", "c.png", "a.png"});
    CHECK(intake.dataset->given() == Given{1, 0, 0});
    CHECK(intake.reading.matching.sentence == "by probs.csv: row i belongs to its picture i");
    for (int i = 0; i < 3; ++i)
        CHECK(int(intake.dataset->picture(i, 10)->rgba[0]) == std::vector<int>{2, 3, 1}[std::size_t(i)]);
    const auto bytes =
        io::write_labels(intake.dataset->label_source(), Given{0, 0, 0}, std::vector<std::uint8_t>{1, 0, 0},
                         intake.dataset->class_names(), intake.dataset->names());
    REQUIRE(bytes.ok());
    CHECK(make::text(*bytes) == "path,label\na.png,cat\nb.png,cat\nc.png,cat\nx.png,dog\n");

    Files missing;
    missing.with("labels.csv", "path,label\na.png,cat\nb.png,dog\n")
        .with("probs.csv", "path,cat,dog\nb.png,0.25,0.75\nz.png,1,0\n");
    CHECK(problem_of(missing) ==
          "probs.csv, line 3: \"z.png\" has no label in labels.csv. Add its label, or leave its row of probabilities "
          "out.");
}

TEST_CASE("intake: where names or numbers contradict the order, the labels are doubtful") {
    Files paths;
    paths.with("labels.csv", "path,label\na.png,cat\nb.png,dog\n")
        .with("probs.csv", "path,cat,dog\ny.png,0.75,0.25\nz.png,0,1\n");
    CHECK(read(paths).reading.labels.found == Found::doubtful);
    CHECK(read(paths).reading.labels.sentence ==
          "2 class names in labels.csv, column \"label\" (other paths than in probs.csv: row i was taken to belong to "
          "label i)");
    Files numbers;
    numbers.with("labels.csv", "id,label\n0,1\n2,0\n1,1\n").with("probs.npy", make::npy_probabilities({1, 0, 1}, 2));
    CHECK(read(numbers).reading.labels.found == Found::doubtful);
    CHECK(read(numbers).reading.labels.sentence ==
          "3 numbers 0 to 1 in labels.csv, column \"label\" (its numbering is not in order: row i was taken to belong "
          "to line i)");
    Files fine;
    fine.with("labels.csv", "id,label\n0,1\n1,0\n7,1\n").with("probs.npy", make::npy_probabilities({1, 0, 1}, 2));
    CHECK(read(fine).reading.labels.found == Found::found);
}

TEST_CASE("intake: rows of probabilities that have names find their class folders by them") {
    Files files;
    files.with("cat/1.png", make::png(1, 1, 1, 0, 0))
        .with("dog/2.png", make::png(1, 1, 2, 0, 0))
        .with("dog/3.png", make::png(1, 1, 3, 0, 0));
    files.with("probs.csv", "path,cat,dog\ndog/3.png,0.25,0.75\ncat/1.png,1,0\ndog/2.png,0.5,0.5\n");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->given() == Given{1, 0, 1});
    CHECK(int(intake.dataset->picture(0, 10)->rgba[0]) == 3);
    CHECK(intake.dataset->label_source().format == io::LabelFormat::folders);
    const auto bytes =
        io::write_labels(intake.dataset->label_source(), Given{0, 0, 1}, std::vector<std::uint8_t>{1, 0, 0},
                         intake.dataset->class_names(), intake.dataset->names());
    REQUIRE(bytes.ok());
    CHECK(make::text(*bytes) == "path,label\ndog/3.png,cat\ncat/1.png,cat\ndog/2.png,dog\n");
}

TEST_CASE("intake: numbered pictures that are not sorted by number are doubtful") {
    Files files;
    for (const char* name : {"1.png", "2.png", "10.png"}) files.with(name, make::png(1, 1, 0, 0, 0));
    files.with("labels.npy", make::npy_labels({0, 1, 0})).with("probs.npy", make::npy_probabilities({0, 1, 0}, 2));
    const io::Intake intake = read(files);
    CHECK(intake.reading.matching.found == Found::doubtful);
    CHECK(intake.reading.matching.sentence ==
          "by file name: row i belongs to the picture that is number i when sorted (10 comes before 2)");
}

TEST_CASE("intake: a very long header gives names and numbers from the same columns") {
    // Longer than a quarter of a megabyte, which only a part of the readers looked at.
    const int classes = 12'000;
    std::string header = "path", row;
    for (int c = 0; c < classes; ++c) header += ",class with a long name number " + std::to_string(c);
    for (int c = 0; c < classes; ++c) row += c == 7 ? ",1" : ",0";
    Files files;
    files.with("pred_probs.csv", header + "\na.png" + row + "\nb.png" + row + "\n")
        .with("labels.csv",
              "path,label\na.png,class with a long name number 7\nb.png,class with a long name number 9\n");
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(intake.dataset->class_names().size() == std::size_t(classes));
    CHECK(intake.dataset->given() == Given{7, 9});
}

TEST_CASE("intake: names are the same however their accents are written") {
    io::compose_with([](std::string_view text) {
        std::string composed;
        for (std::size_t at = 0; at < text.size(); ++at) {
            const bool mark = text.substr(at, 3) == "e\xCC\x81";
            composed += mark ? "\xC3\xA9" : text.substr(at, 1);
            at += mark ? 2 : 0;
        }
        return composed;
    });
    const std::string mac = "cafe\xCC\x81", others = "caf\xC3\xA9";
    Files files;
    files.with(mac + "/1.png", make::png(1, 1, 1, 0, 0)).with("bar/2.png", make::png(1, 1, 2, 0, 0));
    files.with("labels.csv", "path,label\n" + others + "/1.png," + others + "\nbar/2.png,bar\n")
        .with("classes.txt", "bar\n" + mac + "\n")
        .with("pred_probs.npy", make::npy_probabilities({1, 0}, 2));
    const auto intake = io::read_files(files);
    io::compose_with(nullptr);
    REQUIRE_MESSAGE(intake.ok(), intake.problem().sentence());
    REQUIRE(intake->dataset != nullptr);
    CHECK(intake->dataset->given() == Given{1, 0});
    CHECK(intake->reading.labels.found == Found::found);
    CHECK(intake->dataset->class_names() == Names{"bar", mac});
    CHECK(intake->dataset->label_source().text_of_class == Names{"bar", others});  // as they are written there
}
