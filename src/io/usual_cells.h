// What is usual in a column of a table, so that a cell that is not can be marked.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace io {

// Numbers: mean and spread, after Welford. Words: how often each occurs.
class UsualCells {
public:
    void add(std::string_view cell, bool decimal_comma);
    // Why a cell is unusual, or nothing. Beyond three standard deviations lie 0.3% of what is normally distributed.
    std::string odd(std::string_view cell, bool decimal_comma) const;

private:
    bool mostly_numbers() const { return numbers_ * 10 >= (cells_ - empty_) * 9 && numbers_ >= 20; }

    std::int64_t cells_ = 0, empty_ = 0, numbers_ = 0;
    double mean_ = 0, squares_ = 0;
    std::map<std::string, std::int64_t, std::less<>> words_;  // no more of them once there are too many
};

}  // namespace io
