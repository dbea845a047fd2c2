#include "io/splits.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>

#include "io/words.h"

namespace io {
namespace {

constexpr std::size_t most_splits = 30;
constexpr std::string_view known[] = {"train", "training", "val", "validation", "valid", "dev", "test", "testing"};

std::size_t place(std::string_view name) {
    return std::size_t(std::find(std::begin(known), std::end(known), lower_case(name)) - std::begin(known));
}

std::size_t shared_folder_length(std::span<const std::string> paths) {
    std::string_view shared = std::string_view(paths[0]).substr(0, paths[0].rfind('/') + 1);
    for (const std::string& path : paths) {
        std::size_t same = 0;
        while (same < shared.size() && same < path.size() && shared[same] == path[same]) ++same;
        shared = shared.substr(0, shared.substr(0, same).rfind('/') + 1);
        if (shared.empty()) break;
    }
    return shared.size();
}

}  // namespace

bool is_split_name(std::string_view name) { return place(name) < std::size(known); }

Splits splits_of_words(std::span<const std::string> words) {
    std::map<std::string_view, std::int32_t> number_of_word;
    for (const std::string& word : words) {
        if (word.empty()) continue;
        number_of_word.try_emplace(word, 0);
        if (number_of_word.size() > most_splits) return {};
    }
    if (number_of_word.size() < 2) return {};
    std::vector<std::string_view> order;
    for (const auto& [word, number] : number_of_word) order.push_back(word);
    std::stable_sort(order.begin(), order.end(),
                     [](std::string_view a, std::string_view b) { return place(a) < place(b); });
    Splits splits;
    for (const std::string_view word : order) {
        number_of_word[word] = std::int32_t(splits.names.size());
        splits.names.emplace_back(word);
    }
    splits.of_example.reserve(words.size());
    for (const std::string& word : words)
        splits.of_example.push_back(word.empty() ? -1 : number_of_word.find(word)->second);
    return splits;
}

Splits splits_of_paths(std::span<const std::string> paths) {
    if (paths.empty()) return {};
    const std::size_t shared = shared_folder_length(paths);
    std::vector<std::string> words;
    words.reserve(paths.size());
    for (const std::string& path : paths) {
        const std::size_t slash = path.find('/', shared);
        if (slash == std::string::npos) return {};
        words.push_back(path.substr(shared, slash - shared));
        if (!is_split_name(words.back())) return {};
    }
    return splits_of_words(words);
}

std::string splits_in_words(const Splits& splits) {
    std::vector<std::int64_t> counts(splits.names.size(), 0);
    for (const std::int32_t split : splits.of_example)
        if (split >= 0) ++counts[std::size_t(split)];
    std::vector<std::string> words;
    for (std::size_t s = 0; s < counts.size(); ++s)
        words.push_back(splits.names[s] + " (" + with_commas(counts[s]) + ")");
    const std::int64_t in_one = std::accumulate(counts.begin(), counts.end(), std::int64_t(0));
    if (const std::int64_t none = std::int64_t(splits.of_example.size()) - in_one; none > 0)
        words.push_back(with_commas(none) + " in none");
    return listed(words);
}

}  // namespace io
