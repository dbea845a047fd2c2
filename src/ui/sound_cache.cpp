#include "ui/sound_cache.h"

#include <algorithm>
#include <utility>

namespace ui {

const SoundCache::Entry& SoundCache::want(std::int64_t example, bool now) {
    Entry& entry = entries_[example];
    if (entry.used != frame_ && entry.state == State::loading && !entry.asked) wanted_[now ? 0 : 1].push_back(example);
    entry.used = frame_;
    return entry;
}

SoundCache::Entry* SoundCache::answered(std::int64_t example) {
    in_flight_ = std::max(0, in_flight_ - 1);
    const auto at = entries_.find(example);
    return at == entries_.end() ? nullptr : &at->second;
}

void SoundCache::arrived(std::int64_t example, io::Waveform wave) {
    if (Entry* entry = answered(example)) {
        entry->state = State::ready;
        entry->wave = std::move(wave);
    }
    ask();
}

void SoundCache::failed(std::int64_t example, std::string problem) {
    if (Entry* entry = answered(example)) {
        entry->state = State::failed;
        entry->problem = std::move(problem);
    }
    ask();
}

void SoundCache::ask() {
    for (const std::vector<std::int64_t>& list : now_)
        for (const std::int64_t example : list) {
            if (in_flight_ >= most_in_flight) return;
            const auto at = entries_.find(example);
            if (at == entries_.end() || at->second.asked) continue;
            at->second.asked = true;
            ++in_flight_;
            ask_(example);
        }
}

void SoundCache::end_frame() {
    // What was wanted and never asked for goes again, however far somebody scrolls.
    for (const std::vector<std::int64_t>& list : now_)
        for (const std::int64_t example : list)
            if (const auto at = entries_.find(example);
                at != entries_.end() && !at->second.asked && at->second.used != frame_)
                entries_.erase(at);
    for (int i : {0, 1}) now_[i] = std::exchange(wanted_[i], {});
    ask();
    if (entries_.size() > most_entries) {
        std::vector<std::pair<std::uint64_t, std::int64_t>> oldest;
        for (const auto& [example, entry] : entries_)
            if (entry.state != State::loading && entry.used != frame_) oldest.emplace_back(entry.used, example);
        std::sort(oldest.begin(), oldest.end());
        for (const auto& [used, example] : oldest) {
            if (entries_.size() <= most_entries * 3 / 4) break;
            entries_.erase(example);
        }
    }
    ++frame_;
}

void SoundCache::clear() {
    entries_.clear();
    for (int i : {0, 1}) wanted_[i].clear(), now_[i].clear();
    in_flight_ = 0;
}

}  // namespace ui
