// What went wrong with an input, in words for the person who brought it: what, where, and what to do about it.
// The page and the command line show the same sentence.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace io {

struct Problem {
    std::string what;          // "Row 17 has a probability that is not a number"
    std::string file;          // name as the person knows it; may be empty
    std::int64_t row = -1;     // 0-based; shown as given by the format (CSV lines are shown 1-based)
    std::int64_t column = -1;  // 0-based
    std::string remedy;        // "Write the file again without NaN, or leave the row out of both files"
    std::string check = {};    // which check of the input doctor it is (doctor.h); empty: none

    // One plain sentence (or two): "pred_probs.npy, row 17, column 3: not a number. Remedy."
    std::string sentence() const;
};

// A value or the problem that prevented it. (std::expected is C++23.)
template <class T>
class Result {
public:
    Result(T value) : state_(std::move(value)) {}
    Result(Problem problem) : state_(std::move(problem)) {}
    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }
    T& value() { return std::get<0>(state_); }
    const T& value() const { return std::get<0>(state_); }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Problem& problem() const { return std::get<1>(state_); }

private:
    std::variant<T, Problem> state_;
};

}  // namespace io
