// Writing labels, rows left out or not, into a source that need not fit: it comes back from the page's storage.
#include "fuzzed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    io::LabelSource source;
    source.format = io::LabelFormat(input.byte() % 6);
    source.csv_column = int(input.byte()) - 1;
    const std::uint8_t flags = input.byte();
    source.csv_header = flags & 1;
    source.csv_names = flags & 2;
    source.gzip = flags & 4;
    source.file = "labels.csv";
    source.type = "uint8";
    const std::size_t count = input.byte() % 32;
    std::vector<std::int32_t> labels;
    std::vector<std::uint8_t> changed, left_out;
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < count; ++i) {
        labels.push_back(std::int8_t(input.byte()));
        const std::uint8_t bits = input.byte();
        changed.push_back(bits & 1);
        if (flags & 64) left_out.push_back(bits >> 1 & 1);
        paths.push_back(std::string(i % 5, char(input.byte())));
        if (source.format == io::LabelFormat::json)
            for (int k = 0; k < 2; ++k) source.json_places.push_back(std::int8_t(input.byte()));
        if (flags & 8) source.csv_record_of_example.push_back(std::int8_t(input.byte()));
    }
    for (int i = 0; (flags & 16) && i < 4; ++i)
        source.value_of_class.push_back(std::int64_t(input.byte()) << (input.byte() % 56));
    for (int i = 0; (flags & 32) && i < 4; ++i) source.text_of_class.push_back(std::string(1, char(input.byte())));
    source.original = input.rest();
    const std::vector<std::string> names = {"cat", "a,b", "say \"hi\"", ""};
    const auto written = io::write_labels(source, labels, changed, names, paths, left_out);
    fuzzed::check(written);
    fuzzed::must(!io::label_file_name(source).empty(), "the file has a name");
    return 0;
}
