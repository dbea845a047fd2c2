#include "io/native_files.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#ifndef __EMSCRIPTEN__
#include <thread>
#endif

namespace {

// A folder of its own that goes away again.
struct Folder {
    std::string path =
        (std::filesystem::temp_directory_path() / ("label-inspector-test-" + std::to_string(::getpid()))).string();
    Folder() {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories(std::filesystem::path(path + "/" + name).parent_path());
        std::ofstream(path + "/" + name, std::ios::binary) << text;
    }
};

std::string text_of(const io::FileSet& files, int file, std::int64_t offset, std::size_t size) {
    std::string text(size, '?');
    if (!files.read(file, offset, std::as_writable_bytes(std::span(text.data(), text.size())))) return "(not read)";
    return text;
}

}  // namespace

TEST_CASE("native files: a folder is walked and sorted") {
    const Folder folder;
    folder.write("b.txt", "bee");
    folder.write("a/2.txt", "two");
    folder.write("a/10.txt", "ten");
    folder.write("B.txt", "");
    for (const std::string end : {"", "/"}) {
        const io::NativeFiles files = io::NativeFiles::from_folder(folder.path + end);
        CHECK_FALSE(files.problem().has_value());
        REQUIRE(files.count() == 4);
        CHECK(files.path(0) == "B.txt");
        CHECK(files.path(1) == "a/10.txt");
        CHECK(files.path(2) == "a/2.txt");
        CHECK(files.path(3) == "b.txt");
        CHECK(files.size(0) == 0);
        CHECK(files.size(3) == 3);
        CHECK(text_of(files, 2, 0, 3) == "two");
        CHECK(text_of(files, 2, 1, 2) == "wo");
        CHECK(text_of(files, 2, 3, 0) == "");
        CHECK(text_of(files, 2, 1, 3) == "(not read)");
        CHECK(text_of(files, 2, 4, 0) == "(not read)");
        CHECK(text_of(files, 2, -1, 1) == "(not read)");
    }
}

TEST_CASE("native files: paths stay as they were given") {
    const Folder folder;
    folder.write("labels.npy", "x");
    const std::string path = folder.path + "/labels.npy";
    const io::NativeFiles files(std::vector<std::string>{path, folder.path + "/nothing.npy"});
    CHECK(files.count() == 2);
    CHECK(files.path(0) == path);
    CHECK(text_of(files, 0, 0, 1) == "x");
    REQUIRE(files.problem().has_value());
    CHECK(files.problem()->sentence() ==
          folder.path + "/nothing.npy: there is no file of this name. Check the name and where it is.");
    CHECK(files.size(1) == 0);
    CHECK(text_of(files, 1, 0, 1) == "(not read)");

    const io::NativeFiles not_a_file(std::vector<std::string>{folder.path});
    CHECK(not_a_file.problem()->sentence() ==
          folder.path + ": this is a folder, not a file. Check the name and where it is.");
    CHECK(io::NativeFiles::from_folder(folder.path + "/no").problem().has_value());
}

TEST_CASE("native files: more files than are kept open") {
    const Folder folder;
    for (int i = 0; i < 100; ++i) folder.write(std::to_string(1000 + i), std::to_string(i));
    const io::NativeFiles files = io::NativeFiles::from_folder(folder.path);
    REQUIRE(files.count() == 100);
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 100; ++i) REQUIRE(text_of(files, i, 0, std::size_t(files.size(i))) == std::to_string(i));
}

#ifndef __EMSCRIPTEN__
TEST_CASE("native files: several threads read at once") {
    const Folder folder;
    for (int i = 0; i < 50; ++i) folder.write(std::to_string(1000 + i), std::string(1000, char('a' + i % 26)));
    const io::NativeFiles files = io::NativeFiles::from_folder(folder.path);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                if (text_of(files, i % 50, 0, 1000) != std::string(1000, char('a' + i % 50 % 26))) ++wrong;
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 0);
}
#endif

TEST_CASE("native files: folders among paths are what is in them") {
    const Folder folder;
    folder.write("labels.npy", "x");
    folder.write("data/cat/1.png", "one");
    folder.write("data/dog/2.png", "two");
    const io::NativeFiles files = io::NativeFiles::from_paths({folder.path + "/data/", folder.path + "/labels.npy"});
    CHECK_FALSE(files.problem().has_value());
    REQUIRE(files.count() == 3);
    CHECK(files.path(0) == "data/cat/1.png");
    CHECK(files.path(1) == "data/dog/2.png");
    CHECK(files.path(2) == folder.path + "/labels.npy");
    CHECK(text_of(files, 1, 0, 3) == "two");
    CHECK(text_of(files, 2, 0, 1) == "x");
    CHECK(io::NativeFiles::from_paths({folder.path + "/none"}).problem().has_value());
}
