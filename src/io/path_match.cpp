#include "io/path_match.h"

#include <algorithm>
#include <deque>
#include <string_view>
#include <unordered_map>

#include "io/example_files.h"
#include "io/folding.h"

namespace io {
namespace {

constexpr std::size_t tried_paths = 200;
constexpr std::size_t most_parts = 30;

// The rest of a path behind its first `drop` folders; empty if there are not as many.
std::string_view without_folders(std::string_view path, int drop) {
    for (; drop > 0; --drop) {
        const std::size_t slash = path.find('/');
        if (slash == std::string_view::npos) return {};
        path.remove_prefix(slash + 1);
    }
    return path;
}

std::string_view without_extension(std::string_view path) {
    return has_example_name(path) ? path.substr(0, path.rfind('.')) : path;
}

std::size_t parts_of(std::string_view path) { return std::size_t(std::count(path.begin(), path.end(), '/')) + 1; }

// The endings of all paths that have as many parts as wanted: for 2, "photos/cat/1.png" is found by "cat/1.png". An
// ending that several files share leads to none of them, unless it is the whole path of one.
class Endings {
public:
    Endings(std::span<const std::string_view> known, const std::vector<bool>& wanted_parts, bool with_extension) {
        found_.reserve(known.size());
        for (std::size_t k = 0; k < known.size(); ++k) {
            std::string_view path = known[k];
            if (path.empty()) continue;
            const bool bare = without_extension(path).size() == path.size();
            if (!with_extension) path = without_extension(path);
            const std::size_t all = parts_of(path);
            for (std::size_t parts = all; parts > 0; --parts) {
                if (parts < wanted_parts.size() && wanted_parts[parts])
                    add(path, {std::int32_t(k), parts == all, bare});
                path.remove_prefix(std::min(path.find('/'), path.size() - 1) + 1);
            }
        }
    }
    std::int32_t find(std::string_view path, bool with_extension) const {
        if (const auto at = found_.find(path); at != found_.end()) return at->second.number;
        if (with_extension) return -1;
        // "1.png" may be called "1" there, but is not "1.jpg".
        const auto at = found_.find(without_extension(path));
        return at == found_.end() || !at->second.bare ? -1 : at->second.number;
    }

private:
    struct Found {
        std::int32_t number;
        bool whole, bare;  // it is all of the path; that has no extension
    };
    void add(std::string_view ending, Found found) {
        const auto [at, added] = found_.try_emplace(ending, found);
        if (added || at->second.whole) return;
        at->second = found.whole ? found : Found{several_paths, false, found.bare};
    }
    std::unordered_map<std::string_view, Found> found_;
};

}  // namespace

std::string normalised_path(std::string_view path) {
    std::string text = composed(path);
    std::replace(text.begin(), text.end(), '\\', '/');
    while (text.substr(0, 2) == "./") text.erase(0, 2);
    const std::size_t first = text.find_first_not_of('/');
    text.erase(0, std::min(first, text.size()));
    return text;
}

std::vector<std::int32_t> match_paths(std::span<const std::string_view> names, std::span<const std::string> paths) {
    std::vector<std::int32_t> found(paths.size(), -1);
    if (names.empty() || paths.empty()) return found;
    std::vector<std::string_view> known(names.begin(), names.end());
    std::deque<std::string> other_names;  // of those that are not composed
    for (std::string_view& name : known)
        if (std::string other = composed(name); other != name) name = other_names.emplace_back(std::move(other));
    std::vector<std::string> wanted;
    std::vector<bool> parts;  // is there a path of so many parts?
    for (const std::string& path : paths) {
        wanted.push_back(normalised_path(path));
        const std::size_t count = std::min(parts_of(wanted.back()), most_parts);
        if (count >= parts.size()) parts.resize(count + 1);
        parts[count] = true;
    }
    const std::size_t step = std::max<std::size_t>(paths.size() / tried_paths, 1);
    bool any = false;
    for (const bool with_extension : {true, false}) {
        std::size_t most = 0;
        // First as they stand, then without their first folder, and so on, until most are found.
        for (int drop = 0; parts.size() > std::size_t(drop) + 1 && most * step * 2 <= paths.size(); ++drop) {
            const Endings endings(known, {parts.begin() + drop, parts.end()}, with_extension);
            std::size_t hits = 0;
            bool several = false;
            const auto find = [&](const std::string& path) {
                const std::string_view rest = without_folders(path, drop);
                return rest.empty() ? -1 : endings.find(rest, with_extension);
            };
            for (std::size_t i = 0; i < wanted.size(); i += step) {
                const std::int32_t number = find(wanted[i]);
                if (number >= 0) ++hits;
                several = several || number == several_paths;
            }
            // That a path may mean several is said only where nothing better comes.
            if (hits <= most && (any || !several)) continue;
            most = hits, any = true;
            for (std::size_t i = 0; i < wanted.size(); ++i) found[i] = find(wanted[i]);
        }
        if (most > 0) break;
    }
    return found;
}

std::vector<std::int32_t> match_paths(const FileSet& files, std::span<const int> candidates,
                                      std::span<const std::string> paths) {
    std::vector<std::string_view> known;
    for (const int file : candidates) known.push_back(files.path(file));
    std::vector<std::int32_t> found = match_paths(known, paths);
    for (std::int32_t& file : found) file = file < 0 ? -1 : candidates[std::size_t(file)];
    return found;
}

}  // namespace io
