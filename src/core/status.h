// The one error type of the core: what was wrong, and where. The core never prints, throws or aborts;
// turning a status into a sentence is the job of io (see io/problem.h).
#pragma once
#include <cstdint>

namespace core {

// One meaning each.
enum class StatusCode : std::uint8_t {
    ok,
    no_examples,               // there is not a single row
    too_few_classes,           // fewer than 2 columns
    label_out_of_range,        // label (value) at row is not in 0..classes-1
    probability_not_a_number,  // NaN at row, column
    probability_infinite,      // +-infinity at row, column
    probability_out_of_range,  // value at row, column is outside [-1e-4, 1 + 1e-4]
    option_out_of_range,       // an option's value cannot be used (see `option`)
    incomplete_evidence,       // rows are missing: at row
    read_failed,               // the rows could not be read again
};

// row, column: 0-based, -1 where they do not apply. value: the offending number where there is one.
struct Status {
    StatusCode code = StatusCode::ok;
    std::int64_t row = -1;
    std::int64_t column = -1;
    double value = 0;
    const char* option = nullptr;  // static string, only for option_out_of_range

    bool ok() const { return code == StatusCode::ok; }
};

}  // namespace core
