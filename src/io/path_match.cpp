#include "io/path_match.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "io/csv.h"

namespace io {
namespace {

constexpr std::int32_t several = -2;
constexpr std::size_t tried_paths = 200;

std::string normalised(std::string_view path) {
    std::string text(path);
    std::replace(text.begin(), text.end(), '\\', '/');
    while (text.substr(0, 2) == "./") text.erase(0, 2);
    const std::size_t first = text.find_first_not_of('/');
    text.erase(0, std::min(first, text.size()));
    return text;
}

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
    return has_picture_name(path) ? path.substr(0, path.rfind('.')) : path;
}

// Every ending of every path that begins behind a slash leads to its file, unless several files share it.
class Endings {
public:
    Endings(const FileSet& files, std::span<const int> candidates, bool with_extension) {
        for (const int file : candidates) {
            std::string_view path = files.path(file);
            if (!with_extension) path = without_extension(path);
            whole_.try_emplace(path, file);
            for (;;) {
                const auto [at, added] = endings_.try_emplace(path, file);
                if (!added) at->second = several;
                const std::size_t slash = path.find('/');
                if (slash == std::string_view::npos) break;
                path.remove_prefix(slash + 1);
            }
        }
    }
    std::int32_t find(std::string_view path) const {
        if (const auto at = whole_.find(path); at != whole_.end()) return at->second;
        const auto at = endings_.find(path);
        return at == endings_.end() || at->second == several ? -1 : at->second;
    }

private:
    std::unordered_map<std::string_view, std::int32_t> whole_;
    std::unordered_map<std::string_view, std::int32_t> endings_;
};

}  // namespace

std::vector<std::int32_t> match_paths(const FileSet& files, std::span<const int> candidates,
                                      std::span<const std::string> paths) {
    std::vector<std::int32_t> found(paths.size(), -1);
    if (candidates.empty() || paths.empty()) return found;
    for (const bool with_extension : {true, false}) {
        const Endings endings(files, candidates, with_extension);
        int best_drop = 0;
        std::size_t most = 0;
        for (int drop = 0; drop <= 12; ++drop) {
            std::size_t hits = 0;
            bool any = false;
            for (std::size_t i = 0; i < paths.size(); i += std::max<std::size_t>(paths.size() / tried_paths, 1)) {
                const std::string path = normalised(paths[i]);
                const std::string_view rest = without_folders(path, drop);
                any = any || !rest.empty();
                if (!rest.empty() && endings.find(rest) >= 0) ++hits;
            }
            if (hits > most) most = hits, best_drop = drop;
            if (!any) break;
        }
        if (most == 0) continue;
        for (std::size_t i = 0; i < paths.size(); ++i) {
            const std::string path = normalised(paths[i]);
            const std::string_view rest = without_folders(path, best_drop);
            if (!rest.empty()) found[i] = endings.find(rest);
        }
        break;
    }
    return found;
}

}  // namespace io
