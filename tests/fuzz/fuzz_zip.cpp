// Zip archives: the directory, and entries read from front to back and from the middle.
#include "fuzzed.h"
#include "io/archive_files.h"
#include "io/words.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    io::MemoryFiles base;
    base.add("a.zip", input.rest());
    const auto directory = io::read_zip_directory(base, 0);
    fuzzed::check(directory);
    const io::ArchiveFiles files(base);
    fuzzed::must(files.count() >= 1, "an archive that cannot be read is still a file");
    for (int i = 0; i < files.count() && i < 20; ++i) {
        const std::string_view path = files.path(i);
        fuzzed::must(io::is_utf8(path), "paths are UTF-8");
        fuzzed::must(
            !path.empty() && path[0] != '/' && ("/" + std::string(path) + "/").find("/../") == std::string::npos,
            "paths stay inside");
        const std::int64_t length = files.size(i);
        fuzzed::must(length >= 0 && length <= std::int64_t(size) * 1100 + 1100, "nothing promises more than fits");
        const auto whole = io::read_whole(files, i, 1 << 20);
        fuzzed::check(whole);
        if (!whole || length == 0) continue;
        fuzzed::must(std::int64_t(whole->size()) == length, "an entry is as long as it says");
        std::vector<std::byte> part(std::size_t(length - length / 2));
        fuzzed::must(files.read(i, length / 2, part), "what was read is read again");
        fuzzed::must(std::equal(part.begin(), part.end(), whole->begin() + std::ptrdiff_t(length / 2)),
                     "and is the same in the middle");
        std::vector<std::byte> there(whole->size());
        if (const auto place = files.place(i))
            fuzzed::must(base.read(place->file, place->offset, there) && there == *whole, "a place is in the file");
    }
    return 0;
}
