// A whole drop of files. The input is a row of files, each: a byte for its name, a byte for how its content is made,
// two bytes for the length, the content.
#include <string>

#include "fuzzed.h"
#include "io/findings_packet.h"
#include "io/gzip.h"
#include "io/intake.h"
#include "io/reading_packet.h"

namespace {

constexpr const char* names[] = {"labels.npy",   "pred_probs.npy",    "classes.txt",
                                 "labels.csv",   "manifest.csv",      "d/cat/1.png",
                                 "d/dog/2.png",  "images-idx3-ubyte", "labels-idx1-ubyte.gz",
                                 "probs.csv",    "labels.txt",        "x.npy",
                                 "1.png",        "train/cat/3.png",   "test/dog/4.png",
                                 ".hidden",      "pred_probs.npz",    "all.tsv",
                                 "d/labels.npy", "d/probs.npy",       "d.zip",
                                 "labels.json",  "scores.jsonl",      "f0/probs.npy",
                                 "f1/probs.npy", "f0/val_idx.npy",    "f1/val_idx.npy",
                                 "results.csv",  "data_batch_1.bin",  "class_names.json",
                                 "t/pos/1.txt",  "t/pos/2.txt",       "t/neg/3.txt",
                                 "t/neg/4",      "a/1.wav",           "b/2.ogg",
                                 "bare/1",       "texts.jsonl",       "cat/1.svg"};

std::vector<std::byte> text_bytes(const std::string& text) {
    const auto* from = reinterpret_cast<const std::byte*>(text.data());
    return {from, from + text.size()};
}

// An .npy file around the bytes, so that the fuzzer need not find the format itself.
std::vector<std::byte> as_npy(std::uint8_t how, const std::vector<std::byte>& content) {
    static constexpr const char* types[] = {"|u1", "<i2", "<f4", "<f8", "<f2", ">f4", "<i8", "|b1"};
    static constexpr std::size_t sizes[] = {1, 2, 4, 8, 2, 4, 8, 1};
    const std::size_t type = how >> 2 & 7;
    const std::size_t items = content.size() / sizes[type];
    const std::size_t columns = how >> 5;
    std::string header = std::string("{'descr': '") + types[type] + "', 'fortran_order': False, 'shape': (";
    header += columns < 2 ? std::to_string(items) + ",)}"
                          : std::to_string(items / columns) + ", " + std::to_string(columns) + ")}";
    std::vector<std::byte> bytes = text_bytes(std::string("\x93NUMPY\x01\0", 8) + char(header.size()) + '\0' + header);
    bytes.insert(bytes.end(), content.begin(), content.end());
    return bytes;
}

// Whatever is offered can be chosen; that it then does not fit is told like everything else.
void try_offers(const io::MemoryFiles& files, const io::Reading& reading) {
    int tried = 0;
    for (const io::RoleReading* role :
         {&reading.examples, &reading.labels, &reading.probabilities, &reading.class_names, &reading.matching})
        for (const io::Offer& offer : role->offers)
            if (tried++ < 5) fuzzed::check(io::read_files(files, io::changed({}, offer.change)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    io::MemoryFiles files;
    while (input.left() > 0 && files.count() < 12) {
        const std::uint8_t name = input.byte();
        const std::uint8_t how = input.byte();
        const std::size_t length = input.byte() + std::size_t(input.byte()) * 256;
        std::vector<std::byte> content = input.bytes(length);
        if ((how & 3) == 1) content = as_npy(how, content);
        if ((how & 3) == 2) content = io::deflate_like({}, content);
        files.add(names[name % std::size(names)], std::move(content));
    }
    io::Reading so_far;
    const auto intake = io::read_files(files, {}, &so_far);
    fuzzed::check(intake);
    try_offers(files, intake ? intake->reading : so_far);
    if (!intake) return 0;
    const io::Reading& reading = intake->reading;
    fuzzed::must(reading.complete() == (intake->dataset != nullptr), "a complete reading has a dataset");
    for (const io::RoleReading* role :
         {&reading.examples, &reading.labels, &reading.probabilities, &reading.class_names, &reading.matching})
        fuzzed::must(!role->sentence.empty(), "every role has its sentence");
    fuzzed::must(io::decode_reading(io::encode_reading(reading)).ok(), "a reading arrives");
    if (!intake->dataset) return 0;

    io::Dataset& dataset = *intake->dataset;
    const auto n = std::size_t(dataset.examples());
    fuzzed::must(dataset.given().size() == n && dataset.probabilities().rows() == dataset.examples(),
                 "as many labels as rows");
    fuzzed::must(dataset.names().empty() || dataset.names().size() == n, "as many names as examples, or none");
    fuzzed::must(std::int64_t(dataset.class_names().size()) == dataset.probabilities().columns(),
                 "as many names as columns");
    for (const std::int32_t given : dataset.given())
        fuzzed::must(given >= 0 && given < dataset.probabilities().columns(), "labels are columns");
    fuzzed::read_rows(dataset.probabilities());
    for (const std::int64_t example : {std::int64_t(0), dataset.examples() - 1}) {
        fuzzed::check(dataset.picture(example, 64));
        if (dataset.has_sounds()) fuzzed::check(dataset.waveform(example));
        if (dataset.has_records()) fuzzed::check(dataset.record(example));
    }

    std::vector<std::uint8_t> changed(n, 0);
    const io::LabelSource& source = dataset.label_source();
    const auto same = io::write_labels(source, dataset.given(), changed, dataset.class_names(), dataset.names());
    fuzzed::check(same);
    fuzzed::must(same.ok(), "the labels of a dataset can be written");
    if (source.format != io::LabelFormat::folders)
        for (int i = 0; i < files.count(); ++i)
            if (files.path(i) == source.file) {
                bool one_of_them = false;
                for (int k = 0; k < files.count(); ++k)
                    one_of_them = one_of_them || (files.path(k) == source.file && *same == files.bytes(k));
                fuzzed::must(one_of_them, "nothing changed, nothing differs");
            }
    changed[0] = 1;
    std::vector<std::int32_t> labels = dataset.given();
    labels[0] = (labels[0] + 1) % dataset.probabilities().columns();
    fuzzed::check(io::write_labels(source, labels, changed, dataset.class_names(), dataset.names()));
    fuzzed::must(io::decode_dataset(io::encode_dataset(reading, dataset)).ok(), "a dataset arrives");
    return 0;
}
