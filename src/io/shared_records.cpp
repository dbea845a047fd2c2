#include "io/shared_records.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace io {

Result<AgreedLabels> agree_on_records(const LabelSource& source, std::span<const std::int32_t> labels,
                                      std::span<const std::uint8_t> changed, std::span<const std::uint8_t> left_out) {
    AgreedLabels agreed{
        {labels.begin(), labels.end()}, {changed.begin(), changed.end()}, {left_out.begin(), left_out.end()}};
    const auto stays = [&](std::size_t i) { return left_out.empty() || left_out[i] == 0; };
    const std::vector<std::int64_t>& records = source.csv_record_of_example;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> examples_of;
    std::vector<std::int64_t> sorted = records;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (sorted[i] == sorted[i - 1]) examples_of.try_emplace(sorted[i]);
    if (examples_of.empty()) return agreed;
    for (std::size_t i = 0; i < records.size(); ++i)
        if (const auto at = examples_of.find(records[i]); at != examples_of.end()) at->second.push_back(i);
    for (const auto& [record, examples] : examples_of) {
        std::size_t decided = examples[0];
        bool all_go = !left_out.empty();
        for (const std::size_t i : examples) {
            all_go = all_go && left_out[i] != 0;
            if (changed[i] == 0 || !stays(i)) continue;
            if (changed[decided] != 0 && stays(decided) && labels[decided] != labels[i])
                return Problem{.what = "examples " + std::to_string(decided) + " and " + std::to_string(i) +
                                       " have one label in this file, but were given different ones",
                               .file = source.file,
                               .remedy = "decide alike on both"};
            decided = i;
        }
        for (const std::size_t i : examples) {
            agreed.labels[i] = labels[decided];
            agreed.changed[i] = changed[decided];
            if (!left_out.empty()) agreed.left_out[i] = all_go;
        }
    }
    return agreed;
}

}  // namespace io
