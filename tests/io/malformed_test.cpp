// Inputs that cannot be used, and the sentence that each must give: what is wrong, where, and what to do.
#include <doctest/doctest.h>

#include <limits>

#include "io/intake.h"
#include "io/make_zip.h"

using make::operator+;

namespace {

// Good files for four examples of three classes; a case replaces or adds some of them.
const make::Bytes good_labels = make::npy_labels({0, 1, 2, 1});
const make::Bytes good_probabilities = make::npy_probabilities({0, 1, 2, 2}, 3);
const make::Bytes good_pictures = make::idx_pictures(4, 2, 2);

struct File {
    std::string path;
    make::Bytes bytes;
    File(std::string path, make::Bytes bytes) : path(std::move(path)), bytes(std::move(bytes)) {}
    File(std::string path, const char* text) : path(std::move(path)), bytes(make::bytes(text)) {}
};

struct Case {
    std::string name;
    std::vector<File> files;
    std::string sentence;
};

const File labels{"labels.npy", good_labels};
const File probabilities{"pred_probs.npy", good_probabilities};

File with_labels(const make::Bytes& bytes) { return {"labels.npy", bytes}; }
File with_probabilities(const make::Bytes& bytes) { return {"pred_probs.npy", bytes}; }
make::Bytes float_labels(const std::vector<double>& values) {
    return make::npy("<f8", std::to_string(values.size()) + ",", make::numbers(values));
}
make::Bytes damaged(make::Bytes bytes, std::size_t at) {
    bytes[at] ^= std::byte(0xFF);
    return bytes;
}
File sound(const std::string& path) { return {path, make::wav(1, 1, 8000, 8, make::Bytes(8))}; }
File picture(const std::string& path) { return {path, make::png(1, 1, 0, 0, 0)}; }

// 140 rows; one of the predicted classes has a number that nobody can mean.
make::Bytes likeliest(bool predicted) {
    std::string text = predicted ? "filename,label,prob\n" : "filename,label\n";
    for (int i = 0; i < 140; ++i) {
        text += std::to_string(i) + ".png," + (predicted && i == 5 ? "999999" : std::to_string(i % 3));
        text += predicted ? ",0.9\n" : "\n";
    }
    return make::bytes(text);
}

const std::vector<Case>& cases() {
    static const std::vector<Case> all = {
        // ---- numbers of things that do not match --------------------------------------------------------------------
        {"more labels than rows",
         {with_labels(make::npy_labels({0, 1, 2, 1, 0})), probabilities},
         "labels.npy: this file has 5 labels, but pred_probs.npy has 4 rows. Open labels and probabilities of the same "
         "examples, in the same order."},
        {"fewer labels in a CSV",
         {File{"labels.csv", "label\n0\n1\n"}, probabilities},
         "labels.csv: this file has 2 labels, but pred_probs.npy has 4 rows. Open labels and probabilities of the same "
         "examples, in the same order."},
        {"fewer pictures than rows",
         {labels, probabilities, File{"images-idx3-ubyte", make::idx_pictures(3, 2, 2)}},
         "images-idx3-ubyte: this file has 3 pictures, but pred_probs.npy has 4 rows. Open pictures, labels and "
         "probabilities of the same examples."},
        {"pictures in class folders",
         {picture("d/cat/1.png"), picture("d/dog/1.png"), picture("d/owl/1.png"),
          File{"d/pred_probs.npy", good_probabilities}},
         "There are 3 pictures in the class folders, but pred_probs.npy has 4 rows. Open labels and probabilities of "
         "the same examples, in the same order."},
        {"pictures in one folder",
         {picture("1.png"), picture("2.png"), picture("3.png"), labels, probabilities},
         "There are 3 pictures, but pred_probs.npy has 4 rows. Open the pictures that the probabilities were made for, "
         "or add a CSV file with the columns \"path\" and \"label\" that lists them in the order of the rows."},
        {"audio files in class folders",
         {sound("d/cat/1.wav"), sound("d/dog/1.wav"), sound("d/owl/1.ogg"),
          File{"d/pred_probs.npy", good_probabilities}},
         "There are 3 audio files in the class folders, but pred_probs.npy has 4 rows. Open labels and probabilities "
         "of "
         "the same examples, in the same order."},
        {"audio files in one folder",
         {sound("1.wav"), sound("2.mp3"), sound("3.flac"), labels, probabilities},
         "There are 3 audio files, but pred_probs.npy has 4 rows. Open the audio files that the probabilities were "
         "made "
         "for, or add a CSV file with the columns \"path\" and \"label\" that lists them in the order of the rows."},
        {"audio files without their line",
         {sound("1.wav"), sound("2.wav"), sound("3.wav"), sound("4.wav"), probabilities,
          File{"m.csv", "path,label\n1.wav,0\n2.wav,1\n3.wav,1\n5.wav,1\n6.wav,2\n"}},
         "m.csv: the audio file 4.wav has no line in this file. Add its line, or leave the audio file and its row of "
         "probabilities out."},
        {"texts in class folders",
         {File{"d/cat/1.txt", "a cat"}, File{"d/cat/2.txt", "cats"}, File{"d/dog/1.txt", "a dog"},
          File{"d/owl/1.txt", "an owl"}, File{"d/owl/2.txt", "owls"}, File{"d/pred_probs.npy", good_probabilities}},
         "There are 5 texts in the class folders, but pred_probs.npy has 4 rows. Open labels and probabilities of the "
         "same examples, in the same order."},
        {"pictures without their line",
         {picture("1.png"), picture("2.png"), picture("3.png"), picture("4.png"), probabilities,
          File{"m.csv", "path,label\n1.png,0\n2.png,1\n3.png,1\n5.png,1\n6.png,2\n"}},
         "m.csv: the picture 4.png has no line in this file. Add its line, or leave the picture and its row of "
         "probabilities out."},
        {"class names and columns",
         {labels, probabilities, File{"classes.txt", "cat\ndog\n"}},
         "classes.txt: this file has 2 class names, but pred_probs.npy has 3 columns. List one name for each column, "
         "in their order, or leave the file out."},
        {"class folders and columns",
         {picture("cat/1.png"), picture("dog/1.png"), picture("cat/2.png"), picture("cat/3.png"), probabilities},
         "There are 2 class folders, but pred_probs.npy has 3 columns. Add a file classes.txt with the name of each "
         "column's class, one a line."},
        {"different labels and columns",
         {File{"labels.csv", "label\ncat\ndog\ncat\ncat\n"}, probabilities},
         "labels.csv: there are 2 different labels in this file, but pred_probs.npy has 3 columns. Add a file "
         "classes.txt with the name of each column's class, one a line."},
        {"more different labels than columns",
         {File{"labels.csv", "label\ncat\ndog\nowl\nfox\n"}, probabilities},
         "labels.csv: there are 4 different labels in this file, but pred_probs.npy has 3 columns. Use labels and "
         "probabilities that were made with the same classes."},
        // ---- labels that are no classes -----------------------------------------------------------------------------
        {"label too large",
         {with_labels(make::npy_labels({0, 1, 7, 1})), probabilities},
         "labels.npy, row 2: the label 7 is outside 0 to 2, the 3 columns of pred_probs.npy. Correct it, or leave the "
         "example out of all files."},
        {"label negative",
         {with_labels(make::npy_labels({0, 1, 2, -1})), probabilities},
         "labels.npy, row 3: the label -1 is outside 0 to 2, the 3 columns of pred_probs.npy. Correct it, or leave the "
         "example out of all files."},
        {"labels count from 1",
         {with_labels(make::npy_labels({1, 1, 2, 3})), probabilities},
         "labels.npy: the labels count from 1 to 3, but the 3 columns of pred_probs.npy count from 0 to 2. Subtract 1 "
         "from every label and save them again."},
        {"label too large in a CSV",
         {File{"labels.csv", "id,label\n0,1\n1,3\n2,0\n3,1\n"}, probabilities},
         "labels.csv, line 3, column 2: the label 3 is outside 0 to 2, the 3 columns of pred_probs.npy. Correct it, or "
         "leave the example out of all files."},
        {"label with another name",
         {File{"labels.csv", "path,label\na.png,cat\nb.png,dgo\nc.png,owl\nd.png,cat\n"}, probabilities,
          File{"classes.txt", "cat\ndog\nowl\n"}},
         "labels.csv, line 3, column 2: the label \"dgo\" is not one of the 3 class names in classes.txt. Write it as "
         "it stands there, or correct that list."},
        {"folder with another name",
         {picture("cat/1.png"), picture("dgo/1.png"), picture("cat/2.png"), picture("cat/3.png"), probabilities,
          File{"classes.txt", "cat\ndog\nowl\n"}},
         "The folder \"dgo\" is not one of the 3 class names in classes.txt. Rename the folder, or correct that list."},
        {"label not whole",
         {with_labels(float_labels({0, 1.5, 2, 1})), probabilities},
         "labels.npy, row 1: this label is not a whole number. Labels are whole numbers 0, 1, 2 ..., one for each "
         "example: correct it, or leave the example out of all files."},
        {"label missing (NaN)",
         {with_labels(float_labels({0, 1, std::numeric_limits<double>::quiet_NaN(), 1})), probabilities},
         "labels.npy, row 2: the label is missing (NaN, not a number). Labels are whole numbers 0, 1, 2 ..., one for "
         "each example: correct it, or leave the example out of all files."},
        {"label infinite",
         {with_labels(float_labels({0, 1, std::numeric_limits<double>::infinity(), 1})), probabilities},
         "labels.npy, row 2: this label is infinite. Labels are whole numbers 0, 1, 2 ..., one for each example: "
         "correct it, or leave the example out of all files."},
        {"label huge",
         {with_labels(make::npy("<u8", "4,", make::numbers<std::uint64_t>({0, 1, ~0ull, 2}))), probabilities},
         "labels.npy, row 2: this label is too large a number. Labels are whole numbers 0, 1, 2 ..., one for each "
         "example: correct it, or leave the example out of all files."},
        {"label missing in a CSV",
         {File{"labels.csv", "path,label\na.png,cat\nb.png,\nc.png,owl\nd.png,cat\n"}, probabilities},
         "labels.csv, line 3, column 2: the label is missing. Write the label there, or leave the example out of all "
         "files."},
        {"line missing in a list of labels",
         {File{"labels.csv", "label\n0\n1\n\n2\n"}, probabilities},
         "labels.csv, line 4: this line is empty, where a label should be. Write the label there, or take the line "
         "out."},
        // ---- arrays of another kind ---------------------------------------------------------------------------------
        {"labels are objects",
         {with_labels(make::npy_header(make::npy_dictionary("|O", "4,")) + make::Bytes(60)), probabilities},
         "labels.npy: this file holds Python objects, not plain numbers. Turn them into an array of plain numbers "
         "first, for example with numpy.array(list(values)), and save that with numpy.save."},
        {"labels are text",
         {with_labels(make::npy("<U3", "4,", make::Bytes(48))), probabilities},
         "labels.npy: this file holds text, but labels are whole numbers 0, 1, 2 ... Save the labels as numbers, or as "
         "a CSV file with a column \"label\"."},
        {"labels are rows of zeros and ones",
         {with_labels(make::npy("<i8", "4, 3", make::Bytes(96))), probabilities},
         "labels.npy: this file holds 4 x 3 numbers, but labels are one number for each example. If each row marks one "
         "of several classes, save labels.argmax(axis=1) instead."},
        {"labels are records",
         {with_labels(make::npy_header("{'descr': [('a', '<i8')], 'fortran_order': False, 'shape': (4,), }") +
                      make::Bytes(32)),
          probabilities},
         "labels.npy: this file holds records with several fields each, not plain numbers. Save one field at a time "
         "with numpy.save."},
        {"no labels at all",
         {with_labels(make::npy("<i8", "0,", {})), probabilities},
         "labels.npy: there are no labels in this file. Save it again with one label for each example."},
        {"probabilities are objects",
         {labels, with_probabilities(make::npy_header(make::npy_dictionary("|O", "4, 3")) + make::Bytes(60))},
         "pred_probs.npy: this file holds Python objects, not plain numbers. Turn them into an array of plain numbers "
         "first, for example with numpy.array(list(values)), and save that with numpy.save."},
        {"probabilities are whole numbers",
         {labels, with_probabilities(make::npy("<i8", "4, 3", make::Bytes(96)))},
         "pred_probs.npy: this file holds int64, but probabilities are float16, float32 or float64. Save the "
         "probabilities themselves, not the classes that they decide for."},
        {"probabilities are complex",
         {labels, with_probabilities(make::npy("<c16", "4, 3", make::Bytes(192)))},
         "pred_probs.npy: this file holds complex128, but probabilities are float16, float32 or float64. Save them as "
         "probabilities.astype(\"float32\")."},
        {"probabilities are long doubles",
         {labels, with_probabilities(make::npy("<f16", "4, 3", make::Bytes(192)))},
         "pred_probs.npy: this file holds float128, but probabilities are float16, float32 or float64. Save them as "
         "probabilities.astype(\"float32\")."},
        {"probabilities have no rows",
         {labels, with_probabilities(make::npy("<f8", "0, 3", {}))},
         "pred_probs.npy: there are no rows in this file. Save it again with one row for each example."},
        {"probabilities have no columns",
         {labels, with_probabilities(make::npy("<f8", "4, 0", {}))},
         "pred_probs.npy: this file has 0 columns, and each column should be a class. Save it with one row for each "
         "example and one column for each class."},
        // ---- files that are cut short or damaged --------------------------------------------------------------------
        {"labels cut short",
         {with_labels(make::first(good_labels, 150)), probabilities},
         "labels.npy: this file is cut short: its header promises 4 int64, which is 32 bytes, but only 22 are there. "
         "It was probably not copied whole: copy it again, or save it again."},
        {"probabilities cut short",
         {labels, with_probabilities(make::first(good_probabilities, 200))},
         "pred_probs.npy: this file is cut short: its header promises 4 x 3 float64, which is 96 bytes, but only 72 "
         "are there. It was probably not copied whole: copy it again, or save it again."},
        {"header cut short",
         {labels, with_probabilities(make::first(good_probabilities, 50))},
         "pred_probs.npy: this .npy file ends within its header. It was probably not copied whole: copy it again, or "
         "save it again."},
        {"only the magic",
         {labels, with_probabilities(make::first(good_probabilities, 6))},
         "pred_probs.npy: this .npy file ends within its header. It was probably not copied whole: copy it again, or "
         "save it again."},
        {"header not understood",
         {labels, with_probabilities(make::npy_header("{'descr': '<f8', 'shape': }"))},
         "pred_probs.npy: the header of this .npy file cannot be understood. Save the array again with numpy.save."},
        {"version of the future",
         {labels, with_probabilities(make::npy_header(make::npy_dictionary("<f8", "4, 3"), 9))},
         "pred_probs.npy: this .npy file has version 9, which is not known. Save the array again with numpy.save."},
        {"a shape beyond all files",
         {labels, with_probabilities(make::npy("<f8", "1000000000000, 1000", make::Bytes(8)))},
         "pred_probs.npy: this file is cut short: its header promises 1,000,000,000,000 x 1,000 float64, which is "
         "8,000,000,000,000,000 bytes, but only 8 are there. It was probably not copied whole: copy it again, or save "
         "it again."},
        {"idx cut short",
         {labels, probabilities, File{"images-idx3-ubyte", make::first(good_pictures, 25)}},
         "images-idx3-ubyte: this idx file is cut short: its header promises 32 bytes, but only 25 are there. It was "
         "probably not copied whole: copy it or download it again."},
        {"idx header cut short",
         {labels, probabilities, File{"images-idx3-ubyte", make::first(good_pictures, 10)}},
         "images-idx3-ubyte: this idx file ends within its header. It was probably not copied whole: copy it or "
         "download it again."},
        {"gzip cut short",
         {labels, probabilities, File{"images-idx3-ubyte.gz", make::first(make::gzip(good_pictures), 30)}},
         "images-idx3-ubyte.gz: this compressed file is cut short. It was probably not copied whole: copy it or "
         "download it again."},
        {"gzip damaged",
         {labels, probabilities, File{"images-idx3-ubyte.gz", damaged(make::gzip(good_pictures), 20)}},
         "images-idx3-ubyte.gz: this compressed file is damaged. Copy it or download it again."},
        {"gzip labels damaged, alone",
         {probabilities, File{"labels-idx1-ubyte.gz", damaged(make::gzip(make::idx_labels({0, 1, 2, 1})), 14)}},
         "labels-idx1-ubyte.gz: this compressed file is damaged. Copy it or download it again."},
        {"gzip promises more",
         {labels, probabilities, File{"images-idx3-ubyte.gz", make::gzip(make::idx(8, {4, 3, 3}, make::Bytes(16)))}},
         "images-idx3-ubyte.gz: this file unpacks to less than the 52 bytes that its header promises. Copy it or "
         "download it again."},
        {"gzip promises more than can be",
         {labels, probabilities,
          File{"images-idx3-ubyte.gz", make::gzip(make::idx(8, {60000, 28, 28}, make::Bytes(16)))}},
         "images-idx3-ubyte.gz: this idx file is cut short: its header promises 47,040,016 bytes, more than can be "
         "packed into a file of this size. It was probably not copied whole: copy it or download it again."},
        // ---- files that are not what their names say ----------------------------------------------------------------
        {"labels.npy is a picture",
         {with_labels(make::png(1, 1, 0, 0, 0)), probabilities},
         "labels.npy: this is a PNG picture, not an .npy file. Save the array again with numpy.save."},
        {"labels.npy is text",
         {with_labels(make::bytes("0\n1\n2\n1\n")), probabilities},
         "labels.npy: this is plain text, not an .npy file. Save the array again with numpy.save."},
        {"pred_probs.npy is HTML",
         {labels, with_probabilities(make::bytes("<!DOCTYPE html><html>404</html>"))},
         "pred_probs.npy: this is an HTML or XML file, not an .npy file. Save the array again with numpy.save."},
        {"pred_probs.npy is a zip archive",
         {labels, with_probabilities(make::bytes("PK\x03\x04 and so on"))},
         "pred_probs.npy: this is a zip archive (as .npz, .pt and .xlsx files are), not an .npy file. Save the array "
         "again with numpy.save."},
        {"an .npz cut short",
         {labels, File{"pred_probs.npz", "PK\x03\x04 and so on"}},
         "pred_probs.npz: this zip archive has no list of its files at its end. It was probably not copied whole: copy "
         "it or download it again."},
        {"an .npz that is something else",
         {labels, File{"pred_probs.npz", "hello"}},
         "pred_probs.npz: this is plain text, not a zip archive. Save the arrays again with numpy.savez."},
        {"probabilities in an .npz with a password",
         {labels, File{"run.npz", make::zip({{.path = "pred_probs.npy", .content = good_probabilities, .flags = 1}})}},
         "run.npz/pred_probs.npy: this file cannot be taken out of its archive: it is encrypted. Unpack the archive "
         "with another program, and open the folder."},
        {"labels in a zip archive that are damaged",
         {probabilities, File{"d.zip", make::zip({{.path = "labels.npy", .content = good_labels, .wrong_crc = true}})}},
         "d/labels.npy: this file cannot be taken out of its archive: it is damaged. Unpack the archive with another "
         "program, and open the folder."},
        {"labels in an archive that promise too much",
         {probabilities,
          File{"d.zip", make::zip({{.path = "labels.npy", .content = good_labels, .claimed = 4000000000}})}},
         "d/labels.npy: this file cannot be taken out of its archive: it promises more bytes than can be packed into "
         "so "
         "few. Unpack the archive with another program, and open the folder."},
        {"pred_probs.npy is a pickle",
         {labels, with_probabilities(make::bytes("\x80\x04\x95 and so on"))},
         "pred_probs.npy: this is a Python pickle, not an .npy file. Save the array again with numpy.save."},
        {"a .gz that is not compressed",
         {labels, probabilities, File{"images-idx3-ubyte.gz", "hello"}},
         "images-idx3-ubyte.gz: this is plain text, not a gzip-compressed idx file. Choose the right file, or download "
         "it again."},
        {"a .gz with something else in it",
         {labels, probabilities, File{"images-idx3-ubyte.gz", make::gzip(make::bytes("hello"))}},
         "images-idx3-ubyte.gz: inside this compressed file is plain text, not an idx file. Unpack it, and choose what "
         "comes out."},
        {"labels.csv is a spreadsheet",
         {probabilities, File{"labels.csv", "PK\x03\x04 and so on"}},
         "labels.csv: this is a zip archive (as .npz, .pt and .xlsx files are), not a table in text. Save it as CSV."},
        {"labels.csv in UTF-16",
         {probabilities, File{"labels.csv", "\xFF\xFEl\x01"}},
         "labels.csv: this is text in the encoding UTF-16, not a table in text. Save it as \"CSV UTF-8\"."},
        {"labels of an empty file",
         {with_labels({}), probabilities},
         "labels.npy: this file is empty. Save the array again with numpy.save."},
        {"probabilities of an empty file",
         {labels, with_probabilities({})},
         "pred_probs.npy: this file is empty. Save the array again with numpy.save."},
        {"class names of an empty file",
         {labels, probabilities, File{"classes.txt", ""}},
         "classes.txt: this file is empty. Save it as plain text, one name a line, in UTF-8."},
        {"class names in a Word document",
         {labels, probabilities, File{"classes.txt", "PK\x03\x04 and so on"}},
         "classes.txt: this is a zip archive (as .npz, .pt and .xlsx files are), not a list of class names. Save it as "
         "plain text, one name a line, in UTF-8."},
        // ---- JSON ---------------------------------------------------------------------------------------------------
        {"JSON cut short",
         {probabilities, File{"labels.json", "[0, 1,\n2"}},
         "labels.json, line 2: this is not JSON: it ends in the middle. Save it again, for example with json.dump."},
        {"several labels for one example",
         {probabilities, File{"labels.jsonl", "{\"label\": [\"cat\"]}\n{\"label\": [\"cat\", \"dog\"]}\n"}},
         "labels.jsonl, line 2: this example has 2 labels. Keep one label for each example: tasks with several at once "
         "are not supported."},
        {"records without a label",
         {probabilities, File{"labels.json", R"([{"id": 1, "label": 0}, {"id": 2, "label": null, "path": "b"}])"}},
         "labels.json: this file has 1 label (1 example has none), but pred_probs.npy has 4 rows. Open labels and "
         "probabilities of the same examples, in the same order."},
        {"a label in JSON in another encoding",
         {probabilities, File{"labels.json", "[\"cat\",\n\"K\xE4tzchen\", \"owl\", \"cat\"]"}},
         "labels.json, line 2: this label is not written in UTF-8. Save the file in UTF-8, as JSON always is."},
        {"a label in JSON that is not whole",
         {probabilities, File{"labels.json", "[0, 1,\n2.5, 1]"}},
         "labels.json, line 2: the label 2.5 is not a whole number. Labels are whole numbers 0, 1, 2 ..., or names of "
         "classes."},
        {"columns in JSON of different lengths",
         {probabilities, File{"labels.json", R"({"label": [0, 1, 2, 1], "path": ["a"]})"}},
         "labels.json: the columns of this file have different lengths: 1 and 4. Write every column with one value for "
         "each example."},
        {"a row in JSON too short",
         {labels, File{"pred_probs.json", "[[0.5, 0.25, 0.25],\n[0.5, 0.5],\n[0, 0, 1],\n[1, 0, 0]]"}},
         "pred_probs.json, line 2: this record has 2 probabilities, others have 3. Write one for each class, in the "
         "same "
         "order in every record."},
        {"a NaN in JSON",
         {labels, File{"pred_probs.json", "[[0.5, 0.25, 0.25],\n[0.5, NaN, 0.5],\n[0, 0, 1],\n[1, 0, 0]]"}},
         "pred_probs.json, line 2: this probability is not a finite number. Write a probability from 0 to 1 there, or "
         "leave the example out of all files."},
        {"some records with a label, some without",
         {probabilities, File{"labels.jsonl",
                              "{\"path\": \"a\", \"label\": 0, \"probs\": [1, 0, 0]}\n{\"path\": \"b\", "
                              "\"probs\": [1, 0, 0]}\n"}},
         "labels.jsonl, line 2: some records have a label, and some have none: they change here. Write them for every "
         "record, or leave the record out of all files."},
        {"a class name twice in JSON",
         {labels, probabilities, File{"class_names.json", R"(["cat", "dog", "cat"])"}},
         "class_names.json: the class name \"cat\" is there twice. Give every class its own name."},
        // ---- tables -----------------------------------------------------------------------------------------
        {"a quote left open",
         {probabilities, File{"labels.csv", "path,label\na.png,cat\n\"b.png,dog\nc.png,owl\nd.png,cat\n"}},
         "labels.csv, line 3: a quote (\") is opened here and never closed. Close it, or write a quote that belongs to "
         "a name twice (\"\")."},
        {"a line too short",
         {probabilities, File{"labels.csv", "path,label\na.png,cat\nb.png\nc.png,owl\nd.png,cat\n"}},
         "labels.csv, line 3: this line has 1 cell, the first line has 2. Correct the line; a cell that contains the "
         "separator needs quotes around it."},
        {"a line too long",
         {probabilities, File{"labels.csv", "path,label\na.png,cat\nb,1.png,dog\nc.png,owl\nd.png,cat\n"}},
         "labels.csv, line 3: this line has 3 cells, the first line has 2. Correct the line; a cell that contains the "
         "separator needs quotes around it."},
        {"no clear column",
         {probabilities, File{"labels.csv", "colour,size\nred,big\ngreen,big\nred,small\nred,big\n"}},
         "labels.csv: it is not clear which of the 2 columns holds the labels. Call the column of the labels \"label\" "
         "in the first line."},
        {"a label in another encoding",
         {probabilities, File{"labels.csv", "path,label\na.png,cat\nb.png,K\xE4tzchen\nc.png,owl\nd.png,cat\n"}},
         "labels.csv, line 3, column 2: this label is not written in UTF-8. Save the file as \"CSV UTF-8\"."},
        {"a word among numbers",
         {File{"probs.npy", make::npy_probabilities(make::counting(40, 3), 3)},
          File{"labels.csv", make::bytes([] {
                   std::string text = "label\n";
                   for (int i = 0; i < 40; ++i) text += i == 35 ? "cat\n" : std::to_string(i % 3) + "\n";
                   return text;
               }())}},
         "labels.csv, line 37, column 1: the label \"cat\" is not a whole number, as those before it are. Correct it, "
         "or leave the example out of all files."},
        {"a probability that is a word",
         {labels, File{"pred_probs.csv", "0.5,0.25,0.25\n0.5,0.25,0.25\n0.5,none,0.25\n0.5,0.25,0.25\n"}},
         "pred_probs.csv, line 3, column 2: \"none\" is not a number. Write a probability from 0 to 1 there, or leave "
         "the example out of all files."},
        {"a probability missing",
         {labels, File{"pred_probs.csv", "a,b,c\n0.5,0.25,0.25\n0.5,0.25,0.25\n0.5,,0.25\n0.5,0.25,0.25\n"}},
         "pred_probs.csv, line 4, column 2: the probability is missing. Write a probability from 0 to 1 there, or "
         "leave the example out of all files."},
        {"a probability NaN",
         {labels, File{"pred_probs.csv", "a,b,c\n0.5,0.25,0.25\n0.5,nan,0.25\n0.5,0.25,0.25\n0.5,0.25,0.25\n"}},
         "pred_probs.csv, line 3, column 2: \"nan\" is not a finite number. Write a probability from 0 to 1 there, or "
         "leave the example out of all files."},
        {"a row cut short",
         {labels, File{"pred_probs.csv", "a,b,c\n0.5,0.25,0.25\n0.5,0.25,0.25\n0.5,0.25,0.25\n0.5,0.2\n"}},
         "pred_probs.csv, line 5: this line has 2 cells, the first line has 3. It may be cut short: correct the line, "
         "or save the file again."},
        {"a table of nothing",
         {labels, File{"pred_probs.csv", "\n\n\n"}},
         "pred_probs.csv: there is nothing but empty lines in this file. Save it again."},
        {"a class number that is far too large, in a table of the likeliest classes",
         {File{"labels.csv", likeliest(false)}, File{"results.csv", likeliest(true)}},
         "results.csv: the largest class number is 999,999, but there are only 140 rows. Number the classes 0, 1, 2... "
         "without gaps, or use names of classes."},
        {"a class name twice",
         {labels, probabilities, File{"classes.txt", "cat\ndog\ncat\n"}},
         "classes.txt, line 3: the class name \"cat\" is there twice. Give every class its own name."},
        {"a class name missing",
         {labels, probabilities, File{"classes.txt", "cat\n\ndog\n"}},
         "classes.txt, line 2: this line is empty, where a class name should be. Write the name there, or take the "
         "line out."},
        {"a class name in another encoding",
         {labels, probabilities, File{"classes.txt", "cat\ndog\nK\xE4tzchen\n"}},
         "classes.txt, line 3: this name is not written in UTF-8. Save the file again as text in UTF-8."},
    };
    return all;
}

}  // namespace

TEST_CASE("malformed: every input gives its sentence") {
    for (const Case& malformed : cases()) {
        io::MemoryFiles files;
        for (const File& file : malformed.files) files.add(file.path, file.bytes);
        const auto intake = io::read_files(files);
        CAPTURE(malformed.name);
        const std::string got =
            intake.ok() ? "(it was read: " + intake->reading.labels.sentence + ")" : intake.problem().sentence();
        CHECK(got == malformed.sentence);
    }
}
