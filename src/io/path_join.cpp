#include "io/path_join.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "io/path_match.h"

namespace io {
namespace {

// One is the other, or what it ends in from a folder on.
bool same_place(std::string_view a, std::string_view b) {
    if (a.size() < b.size()) std::swap(a, b);
    if (b.empty() || !a.ends_with(b)) return false;
    return a.size() == b.size() || a[a.size() - b.size() - 1] == '/';
}

}  // namespace

PathJoin join_by_path(std::span<const std::string> rows, std::span<const std::string> records,
                      std::span<const std::int64_t> values) {
    PathJoin join;
    std::vector<std::string> normalised;
    normalised.reserve(records.size());
    for (const std::string& path : records) normalised.push_back(normalised_path(path));

    bool alike = rows.size() == records.size();
    for (std::size_t i = 0; i < rows.size() && alike; ++i) alike = same_place(normalised_path(rows[i]), normalised[i]);
    if (alike) {
        join.record_of_row.resize(rows.size());
        std::iota(join.record_of_row.begin(), join.record_of_row.end(), 0);
        return join;
    }

    const std::vector<std::string_view> known(normalised.begin(), normalised.end());
    const std::vector<std::int32_t> found = match_paths(known, rows);
    // Records that cannot be told from the first of their path.
    std::unordered_map<std::string_view, std::int64_t> first_of_path;
    std::unordered_map<std::int64_t, std::int64_t> rival;
    for (std::size_t r = 0; r < known.size(); ++r) {
        const auto [at, added] = first_of_path.try_emplace(known[r], std::int64_t(r));
        if (!added && (values.empty() || values[r] != values[std::size_t(at->second)]))
            rival.try_emplace(at->second, std::int64_t(r));
    }
    std::vector<std::int64_t> row_of_record(records.size(), -1);
    join.record_of_row.assign(found.begin(), found.end());
    for (std::size_t i = 0; i < found.size(); ++i) {
        std::int64_t& record = join.record_of_row[i];
        const auto row = std::int64_t(i);
        const auto unclear = [&](std::int64_t of, std::int64_t other, std::int64_t earlier) {
            if (join.unclear_row >= 0) return;
            join.unclear_row = row, join.unclear_record = of, join.other_record = other, join.other_row = earlier;
        };
        if (found[i] == several_paths) {
            record = -1;
            unclear(-1, -1, -1);
        }
        if (record < 0) {
            if (join.missing_count++ == 0) join.missing = row;
            continue;
        }
        if (const auto at = rival.find(record); at != rival.end()) unclear(record, at->second, -1);
        std::int64_t& earlier = row_of_record[std::size_t(record)];
        if (earlier < 0) {
            earlier = row;
        } else if (normalised_path(rows[i]) != normalised_path(rows[std::size_t(earlier)])) {
            unclear(record, -1, earlier);
        } else if (join.shared++ == 0) {
            join.first_shared = row;
        }
    }
    return join;
}

}  // namespace io
