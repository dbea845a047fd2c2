// What a person can say about one example.
#pragma once
#include <cstddef>
#include <cstdint>

namespace audit {

enum class DecisionKind : std::uint8_t {
    undecided,
    keep,     // the given label is right
    accept,   // the suggested label is right
    pick,     // another label is right
    exclude,  // none of the classes fits, or the example is unusable
    both,     // given and suggested both fit: ambiguous
    unsure,   // looked at, left open
};
inline constexpr std::size_t kind_count = 7;
// "keep", "accept"... as written in exports and in the scripting interface.
const char* decision_word(DecisionKind kind);

struct Decision {
    DecisionKind kind = DecisionKind::undecided;
    std::int32_t label = -1;  // the class that is right, for keep, accept and pick; -1 otherwise
    bool operator==(const Decision&) const = default;
};

// Neither undecided nor unsure.
constexpr bool is_definite(DecisionKind kind) {
    return kind != DecisionKind::undecided && kind != DecisionKind::unsure;
}

// Says which class is right.
constexpr bool has_label(DecisionKind kind) {
    return kind == DecisionKind::keep || kind == DecisionKind::accept || kind == DecisionKind::pick;
}

}  // namespace audit
