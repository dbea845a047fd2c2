// Tables that are joined by names: what numbers rows, what names them and what names columns, all at once and in
// several files.
#include "intake_fixture.h"
#include "io/further_model.h"
#include "io/path_join.h"
#include "io/predictions.h"
#include "io/probability_pass.h"

using namespace intake_tests;

namespace {

// The likeliest class of each row.
Given likely(const io::Intake& intake) {
    io::MatrixReader& matrix = intake.dataset->probabilities();
    const auto classes = io::likeliest_classes(matrix, matrix.rows(), matrix.columns(), "p");
    REQUIRE(classes.ok());
    return *classes;
}

// Every label is the one that its row finds likeliest.
void check_all_right(const Files& files) {
    const io::Intake intake = read(files);
    REQUIRE(intake.dataset != nullptr);
    CHECK(likely(intake) == intake.dataset->given());
}

const std::string named_labels = "file,label\na.png,cat\nb.png,dog\nc.png,cat\nd.png,dog\n";

}  // namespace

TEST_CASE("joining: names come along when rows are put into the order of their numbers") {
    Files csv;
    csv.with("labels.csv", named_labels)
        .with("probs.csv", "id,file,cat,dog\n3,d.png,0.2,0.8\n1,b.png,0.1,0.9\n0,a.png,0.9,0.1\n2,c.png,0.8,0.2\n");
    check_all_right(csv);
    CHECK(read(csv).dataset->names() == Names{"a.png", "b.png", "c.png", "d.png"});
    CHECK(likely(read(csv)) == Given{0, 1, 0, 1});
    CHECK(read(csv).reading.matching.sentence == "by path: row i belongs to the label of the same name in labels.csv");

    Files json;
    json.with("labels.csv", named_labels).with("preds.jsonl", R"({"id":1,"path":"b.png","probs":[0.1,0.9]}
{"id":0,"path":"a.png","probs":[0.9,0.1]}
{"id":2,"path":"c.png","probs":[0.8,0.2]}
{"id":3,"path":"d.png","probs":[0.3,0.7]}
)");
    check_all_right(json);
    CHECK(read(json).dataset->names() == Names{"a.png", "b.png", "c.png", "d.png"});

    Files beside;  // labels in the same file
    beside.with("probs.csv", "id,label,cat,dog\n1,dog,0.1,0.9\n0,cat,0.9,0.1\n2,dog,0.2,0.8\n");
    check_all_right(beside);
    CHECK(read(beside).dataset->given() == Given{0, 1, 1});
}

TEST_CASE("joining: names are more than numbers that merely count lines") {
    Files files;
    files.with("labels.csv", "index,file,label\n0,a.png,cat\n1,b.png,dog\n2,c.png,cat\n")
        .with("probs.csv", "index,file,cat,dog\n0,b.png,0.1,0.9\n1,c.png,0.9,0.1\n2,a.png,0.8,0.2\n");
    check_all_right(files);
    CHECK(read(files).dataset->names() == Names{"b.png", "c.png", "a.png"});
}

TEST_CASE("joining: folds that name their rows find their labels") {
    Files csv;
    csv.with("labels.csv", named_labels)
        .with("probs_fold0.csv", "file,cat,dog\nd.png,0.2,0.8\nb.png,0.1,0.9\n")
        .with("probs_fold1.csv", "file,cat,dog\na.png,0.9,0.1\nc.png,0.8,0.2\n");
    check_all_right(csv);
    CHECK(read(csv).dataset->names() == Names{"d.png", "b.png", "a.png", "c.png"});
    Files json;
    json.with("labels.csv", named_labels)
        .with("preds_0.jsonl", "{\"path\":\"d.png\",\"probs\":[0.2,0.8]}\n{\"path\":\"b.png\",\"probs\":[0.1,0.9]}\n")
        .with("preds_1.jsonl", "{\"path\":\"a.png\",\"probs\":[0.9,0.1]}\n{\"path\":\"c.png\",\"probs\":[0.8,0.2]}\n");
    check_all_right(json);
    Files ids;  // of a database
    ids.with("labels.csv", "id,label\n70,cat\n50,dog\n60,cat\n90,dog\n")
        .with("probs_0.csv", "id,cat,dog\n90,0.1,0.9\n70,0.9,0.1\n")
        .with("probs_1.csv", "id,cat,dog\n50,0.2,0.8\n60,0.9,0.1\n");
    check_all_right(ids);
    CHECK(read(ids).reading.matching.sentence ==
          "by number: row i belongs to the label of the same number in labels.csv");
    Files missing = csv;
    missing.with("probs_fold2.csv", "file,cat,dog\ne.png,0.9,0.1\n");
    CHECK(problem_of(missing) ==
          "probs_fold2.csv, line 2: \"e.png\" has no label in labels.csv. Add its label, or leave its row of "
          "probabilities out.");
}

TEST_CASE("joining: folds that do not say enough are doubtful or refused") {
    Files anew;
    anew.with("labels.npy", make::npy_labels({0, 1, 1, 0}))
        .with("probs_0.csv", "index,cat,dog\n0,0.9,0.1\n1,0.1,0.9\n")
        .with("probs_1.csv", "index,cat,dog\n0,0.2,0.8\n1,0.9,0.1\n");
    CHECK(read(anew).reading.probabilities.found == Found::doubtful);
    CHECK(read(anew).reading.probabilities.sentence ==
          "4 x 2 in 2 files, probs_0.csv and probs_1.csv (the numbers of the rows begin anew in every file: files were "
          "taken one after the other)");
    Files overlap;
    overlap.with("labels.npy", make::npy_labels({0, 1, 1, 0}))
        .with("probs_0.csv", "index,cat,dog\n0,0.9,0.1\n2,0.1,0.9\n")
        .with("probs_1.csv", "index,cat,dog\n2,0.2,0.8\n1,0.9,0.1\n");
    CHECK(problem_of(overlap) ==
          "The folds overlap: example 2 is in probs_0.csv and in probs_1.csv. Every example belongs to one fold: check "
          "how the indices were made (KFold gives each example to one test fold).");
    Files some;
    some.with("labels.npy", make::npy_labels({0, 1, 1, 0}))
        .with("probs_0.csv", "file,cat,dog\na.png,0.9,0.1\nb.png,0.1,0.9\n")
        .with("probs_1.csv", "cat,dog\n0.2,0.8\n0.9,0.1\n");
    CHECK(read(some).reading.probabilities.found == Found::doubtful);
}

TEST_CASE("joining: folds with columns in another order") {
    Files csv;
    csv.with("labels.csv", "label\ncat\ndog\ndog\ncat\n")
        .with("probs_0.csv", "cat,dog\n0.9,0.1\n0.2,0.8\n")
        .with("probs_1.csv", "dog,cat\n0.9,0.1\n0.2,0.8\n");
    check_all_right(csv);
    CHECK(read(csv).reading.probabilities.sentence ==
          "4 x 2 in 2 files, probs_0.csv and probs_1.csv; columns of all of them are in the order of probs_0.csv");
    Files json;  // as Hugging Face's pipelines write them: the likeliest first
    json.with("labels.csv", "label\ncat\ndog\ndog\ncat\n")
        .with("preds_0.jsonl", R"([{"label":"cat","score":0.9},{"label":"dog","score":0.1}]
[{"label":"dog","score":0.8},{"label":"cat","score":0.2}]
)")
        .with("preds_1.jsonl", R"([{"label":"dog","score":0.9},{"label":"cat","score":0.1}]
[{"label":"cat","score":0.8},{"label":"dog","score":0.2}]
)");
    check_all_right(json);
    Files others;
    others.with("labels.csv", "label\ncat\ndog\ndog\ncat\n")
        .with("probs_0.csv", "cat,dog\n0.9,0.1\n0.2,0.8\n")
        .with("probs_1.csv", "cat,fox\n0.9,0.1\n0.2,0.8\n");
    CHECK(problem_of(others) ==
          "probs_1.csv: this file has no column \"dog\", as probs_0.csv has, but cat and fox. Parts of one table have "
          "the same classes: save them again, or open only one.");
}

TEST_CASE("joining: folds that name the best classes have those of all") {
    Files topk;
    topk.with("labels.csv", "filename,label\na.png,cat\nb.png,dog\nc.png,fox\nd.png,owl\n")
        .with("top_0.csv", "filename,label_0,label_1,prob_0,prob_1\na.png,cat,owl,0.7,0.1\nb.png,dog,cat,0.6,0.3\n")
        .with("top_1.csv", "filename,label_0,label_1,prob_0,prob_1\nd.png,owl,dog,0.7,0.1\nc.png,fox,cat,0.6,0.3\n");
    check_all_right(topk);
    CHECK(read(topk).dataset->class_names() == Names{"cat", "dog", "fox", "owl"});
    Files json;
    json.with("labels.csv", "file,label\na.png,cat\nb.png,dog\nc.png,fox\nd.png,cat\n")
        .with("p_0.jsonl",
              "{\"path\":\"b.png\",\"scores\":{\"dog\":0.7,\"cat\":0.2}}\n"
              "{\"path\":\"a.png\",\"scores\":{\"cat\":0.8}}\n")
        .with("p_1.jsonl",
              "{\"path\":\"d.png\",\"scores\":{\"cat\":0.8}}\n"
              "{\"path\":\"c.png\",\"scores\":{\"fox\":0.7,\"cat\":0.2}}\n");
    check_all_right(json);
    CHECK(read(json).reading.probabilities.found == Found::doubtful);
}

TEST_CASE("joining: paths that are there several times") {
    Files same_order;
    same_order.with("labels.csv", "filename,label\n1.png,cat\n2.png,cat\n1.png,dog\n2.png,dog\n")
        .with("probs.csv", "filename,cat,dog\n1.png,0.9,0.1\n2.png,0.8,0.2\n1.png,0.1,0.9\n2.png,0.2,0.8\n");
    check_all_right(same_order);
    CHECK(read(same_order).reading.labels.sentence == "4 class names in labels.csv, column \"label\"");
    Files other_order;
    other_order.with("labels.csv", "filename,label\n1.png,cat\n2.png,cat\n1.png,dog\n2.png,dog\n")
        .with("probs.csv", "filename,cat,dog\n2.png,0.8,0.2\n1.png,0.9,0.1\n1.png,0.1,0.9\n2.png,0.2,0.8\n");
    CHECK(problem_of(other_order) ==
          "probs.csv, line 2: \"2.png\" has several labels in labels.csv, in line 3 and line 5. Write paths that tell "
          "them apart into both files, for example with their folders.");
    Files endings;  // the labels say more than the rows do
    endings.with("labels.csv", "filename,label\ncat/1.png,cat\ncat/2.png,cat\ndog/1.png,dog\ndog/3.png,dog\n")
        .with("probs.csv", "filename,cat,dog\n2.png,0.8,0.2\n1.png,0.9,0.1\n1.png,0.1,0.9\n3.png,0.2,0.8\n");
    CHECK(problem_of(endings) ==
          "probs.csv, line 3: it is not clear which label in labels.csv belongs to \"1.png\": several paths end so. "
          "Write paths that tell them apart into both files, for example with their folders.");
    Files less;  // the rows say more than the labels do
    less.with("labels.csv", "filename,label\n1.png,cat\n2.png,dog\n3.png,dog\n")
        .with("probs.csv", "filename,cat,dog\nx/2.png,0.2,0.8\nx/1.png,0.9,0.1\ny/1.png,0.1,0.9\n");
    CHECK(problem_of(less) ==
          "probs.csv, line 4: \"y/1.png\" and \"x/1.png\" both have the label of \"1.png\" in labels.csv. Write paths "
          "that tell them apart into both files, for example with their folders.");
    Files pictures;  // which decide what examples there are
    pictures.with("a.png", make::png(1, 1, 1, 0, 0)).with("b.png", make::png(1, 1, 2, 0, 0));
    pictures.with("labels.csv", "image,label\na.png,cat\nb.png,dog\na.png,dog\n")
        .with("pred_probs.npy", make::npy_probabilities({0, 1}, 2));
    CHECK(problem_of(pictures) ==
          "labels.csv, line 4: the picture a.png has another label here than above, in the line of \"a.png\". Keep one "
          "of them, or write paths that tell them apart.");
}

TEST_CASE("joining: rows with the same path share a label, and corrections of it") {
    Files files;
    files.with("labels.csv", "file,label\na.png,cat\nb.png,dog\n")
        .with("probs.csv", "file,cat,dog\na.png,0.9,0.1\nb.png,0.1,0.9\na.png,0.8,0.2\n");
    const io::Intake intake = read(files);
    CHECK(intake.dataset->given() == Given{0, 1, 0});
    CHECK(intake.reading.labels.found == Found::doubtful);
    CHECK(intake.reading.labels.sentence ==
          "3 class names in labels.csv, column \"label\" (1 row has the path of an earlier one and so its label, the "
          "first is \"a.png\": decide alike on these)");
    const auto written = [&](const Given& labels, const std::vector<std::uint8_t>& changed) {
        const auto bytes = io::write_labels(intake.dataset->label_source(), labels, changed,
                                            intake.dataset->class_names(), intake.dataset->names());
        return bytes.ok() ? make::text(*bytes) : bytes.problem().sentence();
    };
    CHECK(written({1, 1, 0}, {1, 0, 0}) == "file,label\na.png,dog\nb.png,dog\n");
    CHECK(written({0, 1, 1}, {0, 0, 1}) == "file,label\na.png,dog\nb.png,dog\n");
    CHECK(written({1, 1, 1}, {1, 0, 1}) == "file,label\na.png,dog\nb.png,dog\n");
    Files json;
    json.with("labels.json", R"({"a.png": "cat", "b.png": "dog"})")
        .with("probs.csv", "file,cat,dog\na.png,0.9,0.1\nb.png,0.1,0.9\na.png,0.8,0.2\n");
    const io::Intake other = read(json);
    const auto bytes =
        io::write_labels(other.dataset->label_source(), Given{1, 1, 1}, std::vector<std::uint8_t>{1, 0, 1},
                         other.dataset->class_names(), other.dataset->names());
    REQUIRE(bytes.ok());
    CHECK(make::text(*bytes) == R"({"a.png": "dog", "b.png": "dog"})");
}

TEST_CASE("joining: labels are found by the ends of paths") {
    for (const auto& folders : std::vector<std::pair<std::string, std::string>>{
             {"", "img/"}, {"img/", ""}, {"/home/me/img/", "img\\"}, {"data/img/", "./img/"}}) {
        const std::string &rows = folders.first, &labels = folders.second;
        CAPTURE(rows);
        Files files;
        files.with("labels.csv", "file,label\n" + labels + "a.png,cat\n" + labels + "b.png,dog\n")
            .with("probs.csv", "file,cat,dog\n" + rows + "b.png,0.1,0.9\n" + rows + "a.png,0.9,0.1\n");
        check_all_right(files);
        CHECK(read(files).reading.labels.found == Found::found);
    }
    Files bare;
    bare.with("labels.csv", "image_id,label\na,cat\nb,dog\n")
        .with("probs.csv", "file,cat,dog\nb.png,0.1,0.9\na.png,0.9,0.1\n");
    check_all_right(bare);
}

TEST_CASE("joining: scores by name in JSON are sorted unless the file says their order") {
    Files numbers;
    numbers.with("labels.csv", "label\n1\n0\n")
        .with("preds.jsonl",
              R"([{"label":"POSITIVE","score":0.9},{"label":"NEGATIVE","score":0.1}]
[{"label":"NEGATIVE","score":0.8},{"label":"POSITIVE","score":0.2}]
)");
    check_all_right(numbers);
    const io::Intake intake = read(numbers);
    CHECK(intake.dataset->class_names() == Names{"NEGATIVE", "POSITIVE"});
    CHECK(intake.reading.class_names.found == Found::doubtful);
    CHECK(intake.reading.class_names.sentence ==
          "NEGATIVE and POSITIVE from the names in preds.jsonl (preds.jsonl does not say their order, so they were "
          "sorted: label 0 is \"NEGATIVE\")");
    Files said;  // the same order in every record
    said.with("labels.csv", "label\n0\n1\n")
        .with("preds.jsonl", "{\"tench\": 0.9, \"goldfish\": 0.1}\n{\"tench\": 0.2, \"goldfish\": 0.8}\n");
    check_all_right(said);
    CHECK(read(said).dataset->class_names() == Names{"tench", "goldfish"});
    CHECK(read(said).reading.class_names.found == Found::found);
}

TEST_CASE("joining: a list of classes that are not those of the columns is doubtful") {
    Files files;
    files.with("labels.csv", "label\n0\n1\n").with("probs.csv", "n01,n02\n0.9,0.1\n0.2,0.8\n");
    files.with("classes.txt", "tench\ngoldfish\n");
    CHECK(read(files).dataset->class_names() == Names{"tench", "goldfish"});
    CHECK(read(files).reading.class_names.found == Found::doubtful);
    CHECK(read(files).reading.class_names.sentence ==
          "tench and goldfish from classes.txt (the columns of probs.csv have other names, which were taken in their "
          "order: \"n01\" is \"tench\")");
}

TEST_CASE("joining: nothing moves up where a column of JSON has gaps") {
    Files gap;
    gap.with("data.json", R"({"label": [0, null, 1, 0, 1], "path": ["a", null, "c", "d", "e"],
        "probs": [[0.9, 0.1], [0.5, 0.5], [0.1, 0.9], [0.8, 0.2], [0.3, 0.7]]})");
    check_all_right(gap);
    CHECK(read(gap).dataset->given() == Given{0, 1, 0, 1});
    CHECK(read(gap).reading.labels.sentence == "4 numbers 0 to 1 in data.json (1 more has no label: left out)");
    Files beside;
    beside.with("labels.json", R"({"label": [0, null, 1, 0, 1]})")
        .with("pred_probs.npy", make::npy_probabilities({0, 1, 0, 1}, 2));
    // As many as rows, but which is left out is not known to the probabilities: it is said.
    CHECK(read(beside).reading.labels.sentence == "4 numbers 0 to 1 in labels.json (1 more has no label: left out)");
    CHECK(read(beside).reading.labels.found == Found::doubtful);
    Files odd;
    odd.with("data.json", "{\"label\": [0, {}, 1],\n\"probs\": [[0.9, 0.1], [0.5, 0.5], [0.1, 0.9]]}");
    CHECK(problem_of(odd) ==
          "data.json, line 1: a label is missing here, or something else stands in its place. Write a number or the "
          "name of a class there, or leave the example out of all columns.");
    Files scores;
    scores.with("data.json", "{\"label\": [0, 1, 1],\n\"probs\": [[0.9, 0.1], null, [0.1, 0.9]]}");
    CHECK(problem_of(scores) ==
          "data.json, line 2: a list of probabilities is missing here, or something else stands in its place. Write a "
          "number for each class there, or leave the example out of all columns.");
    Files cells;
    cells.with("data.json", "{\"label\": [0, 1],\n\"probs\": [[0.9, null, 0.1], [0.1, 0.9, 0]]}");
    CHECK(problem_of(cells).find("this probability is not a finite number") != std::string::npos);
    Files ids;  // not numbers of any kind
    ids.with("data.json", R"({"id": [1e300, 0.5], "label": [0, 1], "probs": [[0.9, 0.1], [0.1, 0.9]]})");
    check_all_right(ids);
}

TEST_CASE("joining: a large file of JSON columns is not taken for one of uneven columns") {
    std::string labels = "0", probs = "[0.75, 0.25]";
    for (int i = 0; i < 60'000; ++i)
        labels += i % 2 == 0 ? ", 1" : ", 0", probs += i % 2 == 0 ? ", [0.25, 0.75]" : ", [0.75, 0.25]";
    Files files;
    files.with("data.json", "{\"label\": [" + labels + "],\n\"probs\": [" + probs + "]}");
    check_all_right(files);
}

TEST_CASE("joining: a wrong probability is named where it stands") {
    const auto problem_in = [](const Files& files) {
        const io::Intake intake = read(files);
        REQUIRE(intake.dataset != nullptr);
        const auto findings = io::find_label_issues(intake.dataset->probabilities(), intake.dataset->given(), {}, {},
                                                    {intake.reading.labels.file, intake.reading.probabilities.file});
        REQUIRE_FALSE(findings.ok());
        return findings.problem().sentence();
    };
    Files column;
    column.with("labels.csv", "file,label\na.png,cat\nb.png,dog\nc.png,cat\n")
        .with("probs.csv", "file,cat,dog\na.png,0.9,0.1\nb.png,0.1,1.8\nc.png,0.9,0.1\n");
    CHECK(problem_in(column).find("probs.csv, line 3, column 3: ") == 0);
    Files order = column;
    order.with("classes.txt", "dog\ncat\n");
    CHECK(problem_in(order).find("probs.csv, line 3, column 3: ") == 0);
    Files parts;
    parts.with("labels.csv", "label\ncat\ndog\ndog\ncat\n")
        .with("probs_0.csv", "cat,dog\n0.9,0.1\n0.2,0.8\n")
        .with("probs_1.csv", "dog,cat\n0.9,0.1\n0.2,1.4\n");
    CHECK(problem_in(parts).find("probs_1.csv, line 3, column 2: ") == 0);
}

TEST_CASE("joining: what stands beside probabilities is neither features nor labels") {
    Files features;
    std::string table = "x1,x2,x3,prob_0,prob_1,label\n";
    for (const char* row : {"42.3,38.1,12.7,0.1,0.9,1\n", "22.4,32.5,39.4,0.8,0.2,0\n", "1.4,41.7,21.6,0.3,0.7,1\n"})
        table += row;
    features.with("pred_probs.csv", table);
    check_all_right(features);
    CHECK(read(features).dataset->given() == Given{1, 0, 1});
    Files named;
    table.replace(0, table.find('\n'), "x1,x2,x3,cat,dog,label");
    named.with("pred_probs.csv", table);
    check_all_right(named);
    Files y;
    y.with("labels.csv", "label\ny\ny\nn\ny\n").with("probs.csv", "n,y\n0.1,0.9\n0.2,0.8\n0.7,0.3\n0.4,0.6\n");
    check_all_right(y);
    CHECK(read(y).reading.labels.found == Found::found);
    CHECK(read(y).reading.labels.sentence == "4 class names in labels.csv");
    Files predicted;  // what the model said is no other opinion on the labels
    predicted.with("labels.csv", "file,label\na.png,cat\nb.png,dog\n")
        .with("probs.csv", "file,label,cat,dog\nb.png,dog,0.1,0.9\na.png,dog,0.4,0.6\n");
    CHECK(read(predicted).dataset->given() == Given{1, 0});
    CHECK(read(predicted).reading.labels.found == Found::found);
}

TEST_CASE("joining: numbers that say another order than the labels can follow") {
    Files files;
    files.with("labels.npy", make::npy_labels({1, 0, 1}))
        .with("probs.csv", "id,cat,dog\n70,0.1,0.9\n50,0.9,0.1\n60,0.2,0.8\n");
    CHECK(read(files).reading.matching.found == Found::doubtful);
    CHECK(
        read(files).reading.matching.sentence ==
        "by position: row i belongs to label i (the numbers in probs.csv are not in order, and the labels have none)");
}

TEST_CASE("joining: a further model comes into the order of the audit") {
    Files audit;
    audit.with("labels.csv", named_labels)
        .with("probs.csv", "file,cat,dog\nd.png,0.2,0.8\nb.png,0.1,0.9\na.png,0.9,0.1\nc.png,0.8,0.2\n");
    const io::Intake intake = read(audit);
    const auto known = io::decode_known_rows(io::encode_known_rows(io::known_rows(*intake.dataset)));
    REQUIRE(known.ok());
    const auto model = [](const std::string& name, const make::Bytes& bytes, const io::KnownRows& rows) {
        Files files;
        files.with(name, bytes);
        auto matrix = io::open_further_model(files, rows);
        if (!matrix) return matrix.problem().sentence();
        const auto classes = io::likeliest_classes(**matrix, rows.rows, std::int32_t(rows.class_names.size()), name);
        if (!classes) return classes.problem().sentence();
        std::string text;
        for (const std::int32_t c : *classes) text += rows.class_names[std::size_t(c)] + " ";
        return text;
    };
    const auto table = [&](const std::string& text) { return model("m.csv", make::bytes(text), *known); };
    // d, b, a, c: dog, dog, cat, cat
    CHECK(table("file,dog,cat\na.png,0.1,0.9\nb.png,0.9,0.1\nc.png,0.3,0.7\nd.png,0.8,0.2\ne.png,0,1\n") ==
          "dog dog cat cat ");
    CHECK(table("dog,cat\n0.9,0.1\n0.8,0.2\n0.3,0.7\n0,1\n") == "dog dog cat cat ");
    CHECK(table("0.1,0.9\n0.2,0.8\n0.7,0.3\n1,0\n") == "dog dog cat cat ");
    CHECK(table("cat,dog\n-1.5,3\n0,2\n7,1\n2,-2\n") == "dog dog cat cat ");  // logits
    CHECK(model("m.npy", make::npy_probabilities({1, 1, 0, 0}, 2), *known) == "dog dog cat cat ");
    CHECK(table("cat,fox\n0.9,0.1\n0.8,0.2\n0.3,0.7\n0,1\n") ==
          "m.csv: its columns are called cat and fox, but the classes of this audit are cat and dog. Give the columns "
          "the names of these classes, or save them as .npy in their order.");
    CHECK(table("file,cat,dog\nx.png,0.1,0.9\ny.png,0.9,0.1\nz.png,0.3,0.7\nw.png,0.8,0.2\n") ==
          "m.csv: its rows are called otherwise than the examples of this audit: \"x.png\", not \"d.png\". Choose a "
          "file with the probabilities of the same examples.");
    CHECK(table("file,cat,dog\na.png,0.1,0.9\nb.png,0.9,0.1\nd.png,0.8,0.2\n") ==
          "m.csv: there is no row for \"c.png\" (1 example has none). Choose a file with the probabilities of the same "
          "examples.");
    CHECK(table("id,cat,dog\n70,0.1,0.9\n50,0.9,0.1\n80,0.3,0.7\n60,0.8,0.2\n").find("not in order") !=
          std::string::npos);

    Files numbered;
    numbered.with("labels.csv", "id,label\n70,cat\n50,dog\n60,cat\n")
        .with("probs.csv", "id,cat,dog\n60,0.9,0.1\n50,0.1,0.9\n70,0.8,0.2\n");
    const io::KnownRows ids = io::known_rows(*read(numbered).dataset);
    CHECK(model("m.csv", make::bytes(std::string("id,cat,dog\n50,0.1,0.9\n60,0.9,0.1\n70,0.8,0.2\n")), ids) ==
          "cat dog cat ");
    const std::vector<std::uint8_t> cut = io::encode_known_rows(ids);
    CHECK_FALSE(io::decode_known_rows(std::span(cut).first(cut.size() - 1)).ok());
}

TEST_CASE("joining: paths one by one") {
    const Names rows = {"b.png", "a.png"};
    const io::PathJoin none = io::join_by_path(rows, Names{"x.png", "y.png"}, {});
    CHECK(none.none_found());
    CHECK_FALSE(none.complete());
    const std::vector<std::int64_t> same = {1, 1, 0}, differ = {1, 0, 0};
    const io::PathJoin equal = io::join_by_path(rows, Names{"a.png", "a.png", "b.png"}, same);
    CHECK(equal.complete());
    CHECK(equal.record_of_row == std::vector<std::int64_t>{2, 0});
    CHECK(io::join_by_path(rows, Names{"a.png", "a.png", "b.png"}, differ).unclear_row == 1);
    CHECK(io::join_by_path(rows, Names{"a.png", "b.png", "b.png"}, {}).unclear_row == 0);
    CHECK(io::join_by_path({}, {}, {}).complete());
    CHECK(io::join_by_path(Names{"", ""}, Names{"", "a"}, {}).missing == 0);
}

TEST_CASE("joining: folds that carry the labels of their own rows") {
    const auto folds = [](const std::string& first, const std::string& second, const std::string& ending = ".csv") {
        Files files;
        files.with("fold0" + ending, first).with("fold1" + ending, second);
        return files;
    };
    const Files named = folds("path,label,prob_cat,prob_dog\nc.png,cat,0.9,0.1\na.png,dog,0.2,0.8\n",
                              "path,label,prob_cat,prob_dog\nb.png,dog,0.3,0.7\nd.png,cat,0.8,0.2\n");
    check_all_right(named);
    const io::Intake intake = read(named);
    CHECK(intake.dataset->names() == Names{"c.png", "a.png", "b.png", "d.png"});
    CHECK(intake.reading.labels.sentence == "4 class names in fold0.csv to fold1.csv, column \"label\"");
    CHECK(intake.reading.labels.found == Found::found);
    const io::LabelSource& source = intake.dataset->label_source();
    CHECK(io::written_from_files(source, false));  // label_files_test.cpp
    CHECK(source.part_rows == std::vector<std::int64_t>{2, 2});
    const auto written = io::write_labels(source, Given{0, 0, 1, 0}, std::vector<std::uint8_t>{0, 1, 0, 0},
                                          intake.dataset->class_names(), intake.dataset->names());
    REQUIRE_FALSE(written.ok());
    CHECK(written.problem().what == "these labels are written back from the files that they came from");

    // One fold has met only some of the classes; numbers; JSON Lines.
    check_all_right(folds("label,prob_a,prob_b,prob_c\na,0.8,0.1,0.1\na,0.7,0.2,0.1\n",
                          "label,prob_a,prob_b,prob_c\nc,0.1,0.1,0.8\nb,0.2,0.6,0.2\n"));
    check_all_right(
        folds("label,prob_0,prob_1\n1,0.1,0.9\n0,0.8,0.2\n1,0.3,0.7\n", "label,prob_0,prob_1\n0,0.7,0.3\n"));
    check_all_right(
        folds("{\"label\": \"cat\", \"scores\": {\"cat\": 0.9, \"dog\": 0.1}}\n{\"label\": \"dog\", "
              "\"scores\": {\"cat\": 0.2, \"dog\": 0.8}}\n",
              "{\"label\": \"dog\", \"scores\": {\"dog\": 0.6, \"cat\": 0.4}}\n{\"label\": \"cat\", "
              "\"scores\": {\"cat\": 0.7, \"dog\": 0.3}}\n",
              ".jsonl"));
}
