// Texts and rows of examples: asked for when first wanted, read by the worker, the latest kept.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>

#include "io/record.h"

namespace ui {

class RecordCache {
public:
    // ask: has it read; the answer comes to arrived() or failed().
    explicit RecordCache(void (*ask)(std::int64_t example)) : ask_(ask) {}
    enum class State { loading, ready, failed };
    struct Entry {
        State state = State::loading;
        io::Record record;
        std::string problem;
        std::uint64_t used = 0;
    };
    const Entry& want(std::int64_t example);
    void arrived(std::int64_t example, io::Record record);
    void failed(std::int64_t example, std::string problem);
    void end_frame();  // forgets those used longest ago, beyond a few thousand or a few megabytes
    void clear() { entries_.clear(), bytes_ = 0; }

private:
    void (*ask_)(std::int64_t);
    std::unordered_map<std::int64_t, Entry> entries_;
    std::uint64_t frame_ = 1;
    std::size_t bytes_ = 0;
};

}  // namespace ui
