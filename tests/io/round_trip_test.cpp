// What is written is read back equal, whatever the labels, the format and the changes; what did not change stays byte
// for byte; and the changes taken back give the file that came in.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "io/label_classes.h"
#include "io/label_reader.h"
#include "io/label_source.h"
#include "io/make_files.h"

using make::operator+;

namespace {

using Given = std::vector<std::int32_t>;
using Names = std::vector<std::string>;

struct Random {
    std::mt19937_64 source;
    int below(int limit) { return int(source() % std::uint64_t(limit)); }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[std::size_t(below(int(all.size())))];
    }
};

// A file of labels in one format, as somebody else's program would write it. `names` is empty where the format holds
// numbers only.
struct Format {
    std::string what;
    const char* file;
    bool named;
    std::function<make::Bytes(const Given&, const Names&, Random&)> write;
};

const Names words = {"cat",           "dog",  "a, b", "say \"cat\"", "犬",   "قطة", "line\nbreak", "back\\slash",
                     " two  spaces ", "=1+1", "<b>",  "null",        "0x10", "é",   "🦊",        "tab\there"};

std::string quoted_csv(const std::string& cell) {
    std::string out = "\"";
    for (const char byte : cell) {
        if (byte == '"') out += '"';
        out += byte;
    }
    return out + '"';
}

std::string quoted_json(const std::string& text, Random& random) {
    static const std::map<char, std::string> escapes = {
        {'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {'\t', "\\u0009"}};
    std::string out = "\"";
    for (const char byte : text) {
        const auto escape = escapes.find(byte);
        if (escape != escapes.end())
            out += escape->second;
        else if (byte == 'a' && random.below(3) == 0)
            out += "\\u0061";
        else
            out += byte;
    }
    return out + '"';
}

template <class T>
make::Bytes npy(const char* descr, const Given& given, bool big = false) {
    return make::npy(descr, std::to_string(given.size()) + ",",
                     make::numbers(std::vector<T>(given.begin(), given.end()), big));
}

make::Bytes csv(const Given& given, const Names& names, Random& random, char separator) {
    const std::string end = random.below(2) ? "\r\n" : "\n", between(1, separator);
    std::string out = "id" + between + "label" + between + "remark" + end;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string label = names.empty() ? std::to_string(given[i]) : quoted_csv(names[std::size_t(given[i])]);
        out += std::to_string(i) + between + label + between + quoted_csv(random.one_of(words));
        if (i + 1 < given.size() || random.below(2)) out += end;
    }
    return make::bytes(out);
}

make::Bytes json_lines(const Given& given, const Names& names, Random& random) {
    std::string out;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string space(std::size_t(random.below(3)), ' ');
        out += "{\"remark\": " + quoted_json(random.one_of(words), random) + "," + space + "\"label\":" + space +
               quoted_json(names[std::size_t(given[i])], random) + ", \"n\": [1, {}]}\n";
    }
    return make::bytes(out);
}

make::Bytes json_list(const Given& given, const Names&, Random& random) {
    std::string out = "[";
    for (std::size_t i = 0; i < given.size(); ++i)
        out += (i == 0 ? "" : random.below(2) ? ",\n  " : ",") + std::to_string(given[i]);
    return make::bytes(out + "]\n");
}

const std::vector<Format> formats = {
    {".npy of bytes", "labels.npy", false, [](auto& given, auto&, auto&) { return npy<std::uint8_t>("|u1", given); }},
    {".npy, big endian", "labels.npy", false,
     [](auto& given, auto&, auto&) { return npy<std::int64_t>(">i8", given, true); }},
    {".npy of floats", "labels.npy", false, [](auto& given, auto&, auto&) { return npy<float>("<f4", given); }},
    {"CSV of numbers", "labels.csv", false,
     [](auto& given, auto&, auto& random) { return csv(given, {}, random, ','); }},
    {"CSV of names", "labels.csv", true,
     [](auto& given, auto& names, auto& random) { return csv(given, names, random, ','); }},
    {"TSV of names", "labels.tsv", true,
     [](auto& given, auto& names, auto& random) { return csv(given, names, random, '\t'); }},
    {"JSON Lines", "labels.jsonl", true, json_lines},
    {"a list in JSON", "labels.json", false, json_list},
    {"idx", "labels-idx1-ubyte", false,
     [](auto& given, auto&, auto&) {
         return make::idx_labels({given.begin(), given.end()});
     }},
    {"idx, compressed", "labels-idx1-ubyte.gz", false,
     [](auto& given, auto&, auto&) {
         return make::gzip(make::idx_labels({given.begin(), given.end()}));
     }},
};

struct Opened {
    io::LabelTable table;
    io::ClassedLabels classed;
};

Opened open(const Format& format, const make::Bytes& bytes, const Names& names) {
    io::MemoryFiles files;
    files.add(format.file, bytes);
    auto table = io::read_labels(files, 0);
    REQUIRE_MESSAGE(table.ok(), table.problem().sentence());
    auto classed = io::classes_of_labels(*table, std::int32_t(names.size()), names, "classes.txt", "pred_probs.npy");
    REQUIRE_MESSAGE(classed.ok(), classed.problem().sentence());
    table->source.value_of_class = classed->value_of_class;
    table->source.text_of_class = classed->text_of_class;
    return {std::move(*table), std::move(*classed)};
}

make::Bytes written(const Opened& opened, const Given& labels) {
    std::vector<std::uint8_t> changed(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) changed[i] = labels[i] != opened.classed.given[i];
    const auto bytes = io::write_labels(opened.table.source, labels, changed, opened.classed.names, {});
    REQUIRE_MESSAGE(bytes.ok(), bytes.problem().sentence());
    return *bytes;
}

// The content, where the file is packed: how well is for the writer to choose.
make::Bytes content(const Format& format, const make::Bytes& bytes) {
    return std::string_view(format.file).ends_with(".gz") ? make::gunzip(bytes) : bytes;
}

// How many bytes of `a` lie between what both have in front and what both have behind.
std::size_t differing(const make::Bytes& a, const make::Bytes& b) {
    const auto front = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    const auto behind = std::mismatch(a.rbegin(), a.rend() - front, b.rbegin(), b.rend()).first - a.rbegin();
    return a.size() - std::size_t(front) - std::size_t(behind);
}

// In bytes, with every character escaped, and at least one number of 64 bits.
std::size_t longest_label(const Names& names) {
    std::size_t longest = 8;
    for (const std::string& name : names) longest = std::max(longest, 6 * name.size() + 2);
    return longest;
}

}  // namespace

TEST_CASE("round trip: what is written is read back equal, and taken back it is what it was") {
    for (const Format& format : formats) {
        CAPTURE(format.what);
        for (int round = 0; round < 150; ++round) {
            CAPTURE(round);
            Random random{std::mt19937_64(std::uint64_t(round))};
            const int classes = 2 + random.below(int(words.size()) - 1), count = 2 + random.below(39);
            Names names = format.named ? words : io::numbered_names(classes);
            if (format.named) {
                std::shuffle(names.begin(), names.end(), random.source);
                names.resize(std::size_t(classes));
            }
            const std::size_t size = std::size_t(count);
            Given given(size), corrected;
            for (std::int32_t& label : given) label = random.below(classes);
            corrected = given;
            for (int changes = random.below(count + 1); changes > 0; --changes)
                corrected[std::size_t(random.below(count))] = random.below(classes);

            const make::Bytes original = format.write(given, names, random);
            const Opened opened = open(format, original, names);
            CAPTURE(make::text(original));
            REQUIRE(opened.classed.given == given);
            REQUIRE(content(format, written(opened, given)) == content(format, original));
            const make::Bytes out = written(opened, corrected);
            const Opened again = open(format, out, names);
            REQUIRE(again.classed.given == corrected);
            REQUIRE(open(format, written(again, given), names).classed.given == given);
            Given one = given;
            one[std::size_t(random.below(count))] = random.below(classes);
            const make::Bytes before = content(format, original), after = content(format, written(opened, one));
            REQUIRE(differing(before, after) <= longest_label(names));
        }
    }
}

TEST_CASE("round trip: rows left out, and exactly the others are read") {
    for (const Format& format : formats) {
        CAPTURE(format.what);
        for (int round = 0; round < 100; ++round) {
            CAPTURE(round);
            Random random{std::mt19937_64(std::uint64_t(round))};
            const int classes = 2 + random.below(int(words.size()) - 1), count = 3 + random.below(30);
            Names names = format.named ? words : io::numbered_names(classes);
            names.resize(std::size_t(classes));
            Given given(std::size_t(count), 0), corrected, expected;
            for (std::int32_t& label : given) label = random.below(classes);
            corrected = given;
            std::vector<std::uint8_t> changed, left_out;
            for (std::size_t i = 0; i < given.size(); ++i) {
                if (random.below(3) == 0) corrected[i] = random.below(classes);
                changed.push_back(corrected[i] != given[i]);
                left_out.push_back(i > 1 && random.below(4) < round % 4);  // two stay
                if (left_out[i] == 0) expected.push_back(corrected[i]);
            }
            const make::Bytes original = format.write(given, names, random);
            CAPTURE(make::text(original));
            const Opened opened = open(format, original, names);
            const auto out =
                io::write_labels(opened.table.source, corrected, changed, opened.classed.names, {}, left_out);
            REQUIRE_MESSAGE(out.ok(), out.problem().sentence());
            REQUIRE(open(format, *out, names).classed.given == expected);
        }
    }
}
