#include "ui/record_cache.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace ui {
namespace {
constexpr std::size_t most_entries = 4000, most_bytes = 32 << 20;

std::size_t bytes_of(const io::Record& record) {
    std::size_t bytes = record.text.size() + 200;
    for (const io::RecordField& field : record.fields) bytes += field.name.size() + field.value.size() + 100;
    return bytes;
}
}  // namespace

const RecordCache::Entry& RecordCache::want(std::int64_t example) {
    const auto [at, added] = entries_.try_emplace(example);
    at->second.used = frame_;
    if (added) ask_(example);
    return at->second;
}

void RecordCache::arrived(std::int64_t example, io::Record record) {
    const auto at = entries_.find(example);
    if (at == entries_.end()) return;
    bytes_ += bytes_of(record);
    at->second.record = std::move(record);
    at->second.state = State::ready;
}

void RecordCache::failed(std::int64_t example, std::string problem) {
    const auto at = entries_.find(example);
    if (at == entries_.end()) return;
    at->second.state = State::failed;
    at->second.problem = std::move(problem);
}

void RecordCache::end_frame() {
    if (entries_.size() > most_entries || bytes_ > most_bytes) {
        std::vector<std::pair<std::uint64_t, std::int64_t>> oldest;
        for (const auto& [example, entry] : entries_)
            if (entry.state != State::loading && entry.used != frame_) oldest.push_back({entry.used, example});
        std::sort(oldest.begin(), oldest.end());
        for (const auto& [used, example] : oldest) {
            if (entries_.size() <= most_entries * 3 / 4 && bytes_ <= most_bytes * 3 / 4) break;
            const auto at = entries_.find(example);
            if (at->second.state == State::ready) bytes_ -= bytes_of(at->second.record);
            entries_.erase(at);
        }
    }
    ++frame_;
}

}  // namespace ui
