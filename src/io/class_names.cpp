#include "io/class_names.h"

#include <map>
#include <set>

#include "io/content.h"
#include "io/json_table.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t largest_list = 64'000'000;

// Takes "3 ", "3,", "3:" and the like away from the front when the number is `expected`.
bool without_number(std::string_view& line, std::size_t expected) {
    const std::string number = std::to_string(expected);
    if (line.substr(0, number.size()) != number) return false;
    std::string_view rest = line.substr(number.size());
    if (rest.empty() || std::string_view(" \t,;:=").find(rest[0]) == std::string_view::npos) return false;
    rest.remove_prefix(1);
    rest = trimmed(rest);
    if (rest.empty()) return false;
    line = rest;
    return true;
}

}  // namespace

ListName class_list_name(std::string_view path) {
    static constexpr std::string_view stems[] = {"classes",     "class_names",  "classnames",      "class-names",
                                                 "label_names", "label-names",  "labelnames",      "names",
                                                 "categories",  "class_list",   "class_to_idx",    "id2label",
                                                 "label2id",    "batches.meta", "fine_label_names"};
    const std::string extension = file_extension(path);
    if (extension != "json" && extension != "txt" && extension != "csv" && extension != "names" && extension != "lst")
        return ListName::no;
    const std::string stem = lower_case(file_stem(path));
    for (const std::string_view known : stems)
        if (stem == known) return ListName::yes;
    return stem == "labels" && extension == "txt" ? ListName::maybe : ListName::no;
}

Result<std::vector<std::string>> read_class_list(const FileSet& files, int file) {
    const std::string name(files.path(file));
    Result<std::vector<std::byte>> bytes = read_whole(files, file, largest_list);
    if (!bytes) return bytes.problem();
    std::string_view text = as_text(*bytes);
    if (const Content content = sniff(std::span(*bytes).first(std::min(bytes->size(), sniffed_bytes)));
        content != Content::text && content != Content::json && content != Content::markup)
        return not_expected(content, name, "a list of class names", "save it as plain text, one name a line, in UTF-8");
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);

    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        lines.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
    }
    while (!lines.empty() && lines.back().empty()) lines.pop_back();

    for (const std::size_t first : {std::size_t(0), std::size_t(1)}) {
        std::vector<std::string_view> shorter = lines;
        bool all = !lines.empty();
        for (std::size_t i = 0; i < shorter.size() && all; ++i) all = without_number(shorter[i], first + i);
        if (!all) continue;
        lines = shorter;
        break;
    }

    std::vector<std::string> names;
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto wrong = [&](std::string what, std::string remedy) {
            return Problem{.what = std::move(what), .file = name, .row = std::int64_t(i), .remedy = std::move(remedy)};
        };
        if (lines[i].empty())
            return wrong("this line is empty, where a class name should be",
                         "write the name there, or take the line out");
        if (!is_utf8(lines[i]))
            return wrong("this name is not written in UTF-8", "save the file again as text in UTF-8");
        if (!seen.insert(lines[i]).second)
            return wrong("the class name " + quoted(lines[i]) + " is there twice", "give every class its own name");
        names.emplace_back(lines[i]);
    }
    if (names.empty())
        return not_expected(Content::empty, name, "", "write one class name a line into it, or leave it out");
    return names;
}

Result<std::vector<std::string>> read_json_class_list(const FileSet& files, int file) {
    Result<JsonTable> table = read_json_table(files, file);
    if (!table) return table.problem();
    std::vector<std::string> names = std::move(table->class_names);
    if (names.empty() && table->paths.empty())
        for (const JsonLabel& label : table->labels) names.push_back(table->label_texts[std::size_t(label.text)]);
    if (names.empty())
        return Problem{.what = "there are no class names in this file",
                       .file = std::string(files.path(file)),
                       .remedy = "write a list of names, or an object with the name of each number"};
    std::map<std::string_view, std::size_t> seen;
    for (const std::string& name : names)
        if (!seen.try_emplace(name, seen.size()).second)
            return Problem{.what = "the class name " + quoted(name) + " is there twice",
                           .file = std::string(files.path(file)),
                           .remedy = "give every class its own name"};
    return names;
}

}  // namespace io
