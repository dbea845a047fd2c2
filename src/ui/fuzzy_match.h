// How well a name fits what somebody types to find it.
#pragma once
#include <string_view>

namespace ui {

// Higher is better, below 0 is no match; letters large or small, see io/folding.h. From best to worst for "cat":
//   the same                 cat
//   as a word of its own     cat flap, tabby cat
//   at the beginning         caterpillar
//   where a word begins      polecat-catcher
//   anywhere                 polecat
// then all words of what was typed in any order ("cat tabby"), its letters in order with others between ("tbc"), and,
// from four letters on, one slip of the finger ("tavby"). Of equals the shorter name is better.
int fuzzy_match(std::string_view text, std::string_view query);
// The same for sentences, in which nearly any letters come in that order somewhere: each must begin a word, or follow
// the one before it ("chlist" finds "Choose the list").
int fuzzy_match_sentence(std::string_view text, std::string_view query);
// At least this where what was typed is in the name as it is, or all of its words are.
inline constexpr int fuzzy_words = 400000 - 99;
int fuzzy_match_folded(std::string_view text, std::string_view query);  // both folded already

}  // namespace ui
