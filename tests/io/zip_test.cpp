// Zip archives: their directories, and their entries as files.
#include "io/archive_files.h"
#include "io/content.h"
#include "io/make_zip.h"
#include "io/native_files.h"
#include "io/zip_stream.h"

#include "intake_fixture.h"

using namespace intake_tests;
using make::operator+;

namespace {

make::Bytes all_of(const io::FileSet& files, int file) {
    const auto bytes = io::read_whole(files, file, 1 << 28);
    REQUIRE_MESSAGE(bytes.ok(), bytes.problem().sentence());
    return *bytes;
}

Names paths_of(const io::FileSet& files) {
    Names paths;
    for (int i = 0; i < files.count(); ++i) paths.emplace_back(files.path(i));
    return paths;
}

int file_called(const io::FileSet& files, std::string_view path) {
    for (int i = 0; i < files.count(); ++i)
        if (files.path(i) == path) return i;
    return -1;
}

std::string why(const make::Bytes& archive) {
    io::MemoryFiles files;
    files.add("a.zip", archive);
    const auto directory = io::read_zip_directory(files, 0);
    return directory ? "" : directory.problem().sentence();
}

// Repeats itself here and there, as data do, but never for long.
make::Bytes lines(int count) {
    std::string text;
    std::uint32_t state = 1;
    for (int i = 0; i < count; ++i) {
        state = state * 1664525 + 1013904223;
        text += "line " + std::to_string(i) + " " + std::to_string(state) + "\n";
    }
    return make::bytes(text);
}

}  // namespace

TEST_CASE("zip: stored and deflated entries are files") {
    const make::Bytes text = lines(1000);
    for (const bool zip64 : {false, true}) {
        io::MemoryFiles base;
        base.add("pets.zip", make::zip({{.path = "d/", .content = {}, .method = 0},
                                        {.path = "d/a.txt", .content = text, .zip64 = zip64},
                                        {.path = "b.txt", .content = text, .method = 0, .zip64 = zip64},
                                        {.path = "empty", .content = {}, .method = 0}},
                                       make::bytes(zip64 ? "in front" : ""), "a comment"));
        base.add("c.txt", "c");
        REQUIRE(io::has_archives(base));
        const io::ArchiveFiles files(base);
        CHECK(paths_of(files) == Names{"pets/d/a.txt", "pets/b.txt", "pets/empty", "c.txt"});
        CHECK(all_of(files, 0) == text);
        CHECK(all_of(files, 1) == text);
        CHECK(all_of(files, 2).empty());
        CHECK(make::text(all_of(files, 3)) == "c");
        CHECK_FALSE(files.place(0));
        REQUIRE(files.place(1));
        CHECK(files.place(1)->file == 0);
        make::Bytes stored(text.size());
        REQUIRE(base.read(0, files.place(1)->offset, stored));
        CHECK(stored == text);
        CHECK(files.place(3)->file == 1);
        CHECK(files.place(3)->offset == 0);
    }
}

TEST_CASE("zip: a deflated entry is read at any place, also backwards") {
    const make::Bytes text = lines(200'000);  // several marks
    REQUIRE(text.size() > 4'000'000);
    io::MemoryFiles base;
    base.add("a.zip", make::zip({{.path = "a.txt", .content = text}}));
    const io::ArchiveFiles files(base);
    std::uint32_t state = 7;
    for (int i = 0; i < 60; ++i) {
        state = state * 1664525 + 1013904223;
        const std::size_t offset = i < 3 ? text.size() - 100 * std::size_t(i) : state % text.size();
        const std::size_t size = std::min<std::size_t>(state >> 20, text.size() - offset);
        make::Bytes part(size);
        REQUIRE(files.read(0, std::int64_t(offset), part));
        REQUIRE(std::equal(part.begin(), part.end(), text.begin() + std::ptrdiff_t(offset)));
    }
    make::Bytes beyond(10);
    CHECK_FALSE(files.read(0, std::int64_t(text.size()) - 9, beyond));
    CHECK_FALSE(files.read(0, -1, beyond));
}

TEST_CASE("zip: more entries than are kept open") {
    std::vector<make::Packed> entries;
    for (int i = 0; i < 9; ++i) entries.push_back({.path = std::to_string(i), .content = lines(i * 50)});
    io::MemoryFiles base;
    base.add("a.zip", make::zip(entries));
    const io::ArchiveFiles files(base);
    for (const int i : {0, 1, 2, 3, 4, 5, 6, 7, 8, 3, 0, 8, 3, 5})
        CHECK(all_of(files, i) == entries[std::size_t(i)].content);
}

TEST_CASE("zip: more files than the directory can count without Zip64") {
    // The count is modulo 65,536: of three files it would be the same to say one.
    make::Bytes archive = make::zip({{"a.txt", {}, 0}, {"b.txt", {}, 0}, {"c.txt", {}, 0}});
    const std::size_t end = archive.size() - 22;
    for (const std::size_t count : {end + 8, end + 10}) {
        REQUIRE(archive[count] == std::byte(3));
        archive[count] = std::byte(1);
    }
    io::MemoryFiles files;
    files.add("many.zip", archive);
    const auto listed = io::read_zip_directory(files, 0);
    REQUIRE(listed.ok());
    CHECK(listed->size() == 3);
}

TEST_CASE("zip: paths stay below the archive, in UTF-8") {
    io::MemoryFiles base;
    base.add("x/a.zip", make::zip({{.path = "../../up.txt", .content = {}},
                                   {.path = "/root.txt", .content = {}},
                                   {.path = "back\\slash.txt", .content = {}},
                                   {.path = "./d//e.txt", .content = {}},
                                   {.path = "K\x84tzchen.txt", .content = {}},  // code page 437
                                   {.path = "K\xC3\xA4tzchen.txt", .content = {}, .flags = 0x800},
                                   {.path = "..", .content = {}}}));
    CHECK(paths_of(io::ArchiveFiles(base)) == Names{"x/a/up.txt", "x/a/root.txt", "x/a/back/slash.txt", "x/a/d/e.txt",
                                                    "x/a/K\xC3\xA4tzchen.txt", "x/a/K\xC3\xA4tzchen.txt"});
}

TEST_CASE("zip: an archive with one folder is that folder") {
    const make::Bytes photos = make::zip({{.path = "photos/1", .content = {}}, {.path = "__MACOSX/1", .content = {}}});
    io::MemoryFiles alone;
    alone.add("some.zip", photos);
    CHECK(paths_of(io::ArchiveFiles(alone)) == Names{"photos/1", "__MACOSX/1"});
    io::MemoryFiles several;
    several.add("photos.zip", photos);
    several.add("other.zip", photos);
    several.add("array.npz", make::zip({{.path = "x.npy", .content = {}}}));
    CHECK(paths_of(io::ArchiveFiles(several)) ==
          Names{"photos/1", "__MACOSX/1", "other/photos/1", "other/__MACOSX/1", "array.npz/x.npy"});
}

TEST_CASE("zip: what is wrong with an entry is said") {
    const auto says = [](const make::Packed& entry) {
        io::MemoryFiles base;
        base.add("a.zip", make::zip({entry}));
        const io::ArchiveFiles files(base);
        REQUIRE(files.count() == 1);
        const auto bytes = io::read_whole(files, 0, 1 << 20);
        return bytes ? std::string() : bytes.problem().sentence();
    };
    const std::string start = "a/labels.npy: this file cannot be taken out of its archive: ";
    const std::string end = ". Unpack the archive with another program, and open the folder.";
    const make::Bytes text = lines(100);
    CHECK(says({.path = "labels.npy", .content = text}).empty());
    CHECK(says({.path = "labels.npy", .content = text, .flags = 1}) == start + "it is encrypted" + end);
    CHECK(says({.path = "labels.npy", .content = text, .method = 12}) ==
          start + "it is packed with bzip2, which cannot be unpacked here" + end);
    CHECK(says({.path = "labels.npy", .content = text, .method = 93}) ==
          start + "it is packed with Zstandard, which cannot be unpacked here" + end);
    CHECK(says({.path = "labels.npy", .content = text, .wrong_crc = true}) == start + "it is damaged" + end);
    CHECK(says({.path = "labels.npy", .content = text, .claimed = 5000}) == start + "it is damaged" + end);
    CHECK(says({.path = "labels.npy", .content = text, .method = 0, .claimed = 5000}) ==
          start + "it promises more bytes than can be packed into so few" + end);
    // A bomb: nothing is taken for what it promises.
    CHECK(says({.path = "labels.npy", .content = text, .claimed = 0xFFFFFFFE}) ==
          start + "it promises more bytes than can be packed into so few" + end);
    CHECK(says({.path = "labels.npy", .content = text, .claimed = std::int64_t(1) << 50, .zip64 = true}) ==
          start + "it promises more bytes than can be packed into so few" + end);
}

TEST_CASE("zip: a directory that is damaged is refused") {
    const make::Bytes good =
        make::zip({{.path = "a.txt", .content = lines(10)}, {.path = "b.txt", .content = lines(5)}});
    CHECK(why(good).empty());
    CHECK(why(make::first(good, good.size() - 1)) ==
          "a.zip: this zip archive has no list of its files at its end. It was probably not copied whole: copy it or "
          "download it again.");
    CHECK(why(make::bytes("PK\x03\x04 and so on")).find("no list of its files") != std::string::npos);
    make::Bytes more = good;
    more[good.size() - 12] = std::byte(9);  // nine entries
    CHECK(why(more) == "a.zip: the list of files in this zip archive is damaged. Copy it or download it again.");
    // Two records of one entry.
    make::Bytes twice = make::zip({{.path = "a", .content = lines(9)}, {.path = "b", .content = lines(9)}});
    const std::size_t second = twice.size() - 22 - 47;
    for (std::size_t i = 0; i < 4; ++i) twice[second + 42 + i] = std::byte(0);
    CHECK(why(twice) ==
          "a.zip: the files in this archive lie over each other, as in one that is made to do harm. Do "
          "not use it, or ask for it to be packed again.");
    for (std::size_t at = 0; at < good.size(); ++at) {  // never beyond its end
        make::Bytes odd = good;
        odd[at] ^= std::byte(0xFF);
        io::MemoryFiles files;
        files.add("a.zip", odd);
        const io::ArchiveFiles inside(files);
        for (int i = 0; i < inside.count(); ++i) io::read_whole(inside, i, 1 << 20);
    }
}

TEST_CASE("zip: archives of Python's zipfile and of numpy") {
    const std::string folder = std::string(TESTS_FOLDER) + "/io/fixtures/";
    const io::NativeFiles base(
        {folder + "zipfile.zip", folder + "zip64.zip", folder + "arrays.npz", folder + "packed.npz"});
    REQUIRE_FALSE(base.problem());
    const io::ArchiveFiles files(base);
    const auto content = [&](const std::string& path) {
        return make::text(all_of(files, file_called(files, folder + path)));
    };
    CHECK(content("zipfile/stored.txt") == "stored");
    CHECK(content("zipfile/d/deflated.txt") == std::string([] {
              std::string text;
              for (int i = 0; i < 3000; ++i) text += std::to_string(i) + "\n";
              return text;
          }()));
    CHECK(content("zipfile/\xE7\x8C\xAB.txt") == "cat");
    CHECK(content("zip64/streamed.txt") == "written as it came");
    CHECK(file_called(files, folder + "arrays.npz/labels.npy") >= 0);
    CHECK(all_of(files, file_called(files, folder + "arrays.npz/pred_probs.npy")) ==
          all_of(files, file_called(files, folder + "packed.npz/arr_1.npy")));
}

TEST_CASE("intake: a zip archive opens as its folder does") {
    const auto files_in = [](bool zipped) {
        std::vector<make::Packed> entries = {
            {.path = "pets/cat/1.png", .content = make::png(1, 1, 1, 0, 0)},
            {.path = "pets/dog/2.png", .content = make::png(1, 1, 2, 0, 0), .method = 0},
            {.path = "pets/labels.csv", .content = make::bytes("path,label\ndog/2.png,dog\ncat/1.png,cat\n")},
            {.path = "pets/pred_probs.npy", .content = make::npy_probabilities({1, 0}, 2)}};
        Files files;
        if (zipped)
            files.with("download.zip", make::zip(entries));
        else
            for (const make::Packed& entry : entries) files.with(entry.path, entry.content);
        return files;
    };
    const Files zipped = files_in(true), folder = files_in(false);
    const io::Intake a = read(zipped), b = read(folder);
    REQUIRE(a.dataset != nullptr);
    CHECK(a.reading.title == "pets");
    CHECK(a.reading.title == b.reading.title);
    CHECK(a.reading.examples.sentence == b.reading.examples.sentence);
    CHECK(a.reading.matching.sentence == b.reading.matching.sentence);
    CHECK(a.dataset->names() == b.dataset->names());
    CHECK(a.dataset->given() == b.dataset->given());
    CHECK(int(a.dataset->picture(0, 9)->rgba[0]) == 2);
    CHECK(int(a.dataset->picture(1, 9)->rgba[0]) == 1);
    CHECK_FALSE(a.dataset->probabilities().rows_in_file());
    std::vector<double> row(2);
    CHECK_FALSE(a.dataset->probabilities().read_rows(1, 1, std::as_writable_bytes(std::span(row))));
    CHECK(row == std::vector<double>{0.7, 0.3});
}

TEST_CASE("intake: arrays of an .npz by their names") {
    const auto arrays = [](const std::string& labels, const std::string& probabilities, int method) {
        return make::zip({{.path = probabilities, .content = make::npy_probabilities({0, 1, 2}, 3), .method = method},
                          {.path = labels, .content = make::npy_labels({2, 1, 0}), .method = method}});
    };
    for (const int method : {0, 8}) {
        Files files;
        files.with("run7.npz", arrays("labels.npy", "pred_probs.npy", method));
        const io::Intake intake = read(files);
        REQUIRE(intake.dataset != nullptr);
        CHECK(intake.dataset->given() == Given{2, 1, 0});
        CHECK(intake.reading.labels.sentence == "3 numbers 0 to 2 in labels.npy");
        CHECK(intake.dataset->label_source().file == "run7.npz/labels.npy");
        const auto place = intake.dataset->probabilities().rows_in_file();
        CHECK(place.has_value() == (method == 0));
        if (place) {
            CHECK(place->file == 0);
            std::vector<double> row(3);
            REQUIRE(files.read(0, place->offset, std::as_writable_bytes(std::span(row))));
            CHECK(row[0] == 0.7);
            make::Bytes whole(std::size_t(place->bytes));
            REQUIRE(files.read(0, place->begin, whole));
            CHECK(whole == make::npy_probabilities({0, 1, 2}, 3));
        }
    }
    Files unnamed;
    unnamed.with("pred_probs.npz",
                 make::zip({{.path = "arr_0.npy", .content = make::npy_probabilities({0, 1, 2}, 3)}}));
    unnamed.with("labels.npz", make::zip({{.path = "arr_0.npy", .content = make::npy_labels({2, 1, 0})}}));
    CHECK(read(unnamed).dataset->given() == Given{2, 1, 0});
}

TEST_CASE("zip: a name in UTF-8 beside one of another code page is the name, as long as it belongs to it") {
    // "кот" in code page 866, as Windows writes it in Russia.
    const std::string written = "\xAA\xAE\xE2.png", name = "кот.png";
    const auto checksum = crc32(0, reinterpret_cast<const Bytef*>(written.data()), uInt(written.size()));
    const auto field = [&](std::uint64_t sum) {
        return make::little(0x7075, 2) + make::little(5 + name.size(), 2) + make::little(1, 1) + make::little(sum, 4) +
               make::bytes(name);
    };
    io::MemoryFiles files;
    files.add("a.zip", make::zip({{.path = written, .content = make::bytes("1"), .extra = field(checksum)},
                                  {.path = "x.png", .content = make::bytes("2"), .extra = field(checksum)}}));
    const auto directory = io::read_zip_directory(files, 0);
    REQUIRE_MESSAGE(directory.ok(), directory.problem().sentence());
    REQUIRE(directory->size() == 2);
    CHECK((*directory)[0].path == name);
    CHECK((*directory)[1].path == "x.png");
}
