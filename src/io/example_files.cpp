#include "io/example_files.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "io/content.h"
#include "io/csv.h"
#include "io/splits.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::size_t looked_into = 6;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// What lies about in the folders of a data set and is no example, whatever else is called .txt.
bool has_other_part(std::string_view path) {
    const std::string stem = lower_case(file_stem(path));
    if (is_split_name(stem) ||
        is_one_of(stem, {"readme",    "license",    "licence",     "copying",       "notice",
                         "changelog", "citation",   "makefile",    "dockerfile",    "requirements",
                         "vocab",     "vocabulary", "classes",     "class_names",   "classnames",
                         "names",     "labels",     "label",       "label_names",   "targets",
                         "target",    "y",          "index",       "files",         "list",
                         "filelist",  "manifest",   "annotations", "probabilities", "predictions",
                         "preds",     "scores"}))
        return true;
    for (const std::string_view start :
         {"labels_", "given_labels", "noisy_labels", "pred_prob", "probs", "oof_", "logits"})
        if (stem.substr(0, start.size()) == start) return true;
    return false;
}

bool is_number(std::string_view word) {
    double value = 0;
    return parse_number(word, false, value);
}

// Most words of it are numbers.
bool is_of_numbers(std::string_view text) {
    std::size_t words = 0, numbers = 0;
    while (!text.empty()) {
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n,;"), text.size()));
        const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n,;"));
        if (word.empty()) break;
        text.remove_prefix(word.size());
        ++words;
        numbers += is_number(word);
    }
    return numbers * 2 > words;
}

}  // namespace

std::string_view one_of(Medium medium) {
    return medium == Medium::picture ? "picture" : medium == Medium::sound ? "audio file" : "text";
}
std::string_view many_of(Medium medium) {
    return medium == Medium::picture ? "pictures" : medium == Medium::sound ? "audio files" : "texts";
}
std::string counted_of(Medium medium, std::int64_t count) { return counted(count, one_of(medium), many_of(medium)); }

bool has_sound_name(std::string_view path) {
    return is_one_of(file_extension(path), {"wav", "mp3", "ogg", "oga", "opus", "flac"});
}

bool has_example_name(std::string_view path) {
    if (has_picture_name(path) || has_sound_name(path)) return true;
    return is_one_of(file_extension(path), {"txt", "text", "eml"});
}

std::vector<int> texts_among(const FileSet& files, const std::vector<int>& candidates) {
    std::vector<int> texts;
    for (const int file : candidates) {
        const std::string_view path = files.path(file);
        const std::string extension = file_extension(path);
        const bool named = is_one_of(extension, {"txt", "text", "eml"});
        const bool bare = file_name(path).find('.') == std::string_view::npos && !folder_of(path).empty();
        if ((named || bare) && !has_other_part(path)) texts.push_back(file);
    }
    return texts;
}

bool are_examples(const FileSet& files, const std::vector<int>& texts) {
    std::set<std::string_view> folders;
    for (const int file : texts) {
        folders.insert(folder_of(files.path(file)));
        if (folders.size() > 1) break;
    }
    if (texts.size() < (folders.size() > 1 ? 4u : 8u)) return false;
    // Single ones that are none have their own problem.
    const std::size_t count = std::min(looked_into, texts.size());
    std::size_t others = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto start = read_start(files, texts[i * (texts.size() - 1) / (count - 1)]);
        if (!start) continue;
        const Content content = sniff(*start);
        if (content == Content::empty || content == Content::utf16) continue;
        const bool words = content == Content::text || content == Content::json || content == Content::markup ||
                           content == Content::svg;
        others += !words || is_of_numbers(as_text(*start));
    }
    return others * 2 < count;
}

}  // namespace io
