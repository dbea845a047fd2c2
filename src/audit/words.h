// Pieces of sentences for people. All text is UTF-8.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "audit/summary.h"

namespace audit {

// "1 label", "2,000 labels".
std::string counted(std::int64_t number, std::string_view one, std::string_view many);

// "zero" to "nine" in words, above in digits: "all seven rules", "12 rules".
std::string in_words(std::int64_t number);

// At most `most` characters (see characters.h): what is too long loses its middle to "…", never half a character. Bytes
// that are not UTF-8 count one each. Line breaks and other control characters become spaces.
std::string shortened(std::string_view text, std::size_t most);

// A text that goes from right to left (Hebrew, Arabic...) between the marks that keep it from reordering the numbers
// and words around it (U+2068, U+2069); every other text as it is. For names in English sentences.
std::string isolated(std::string text);

// “cat”, with what is too long for a sentence shortened. Quoted always, since a class may be called 4 or "not sure".
std::string quoted(std::string_view text);

// “cat”, or "class 3" where the class has no name.
std::string quoted_class(const Audit& audit, std::int32_t index);

// Without quotes, for chips and lists: "cat", or "class 3".
std::string plain_class(const Audit& audit, std::int32_t index);

// The example's name, shortened from its front where it is a long path, or "#17".
std::string short_example_name(const Audit& audit, std::int64_t example);

// A probability in a sentence: "93%", "over 99%", "less than 1%", "0%" and "100%" only where they are exact.
std::string percent_in_words(double probability);

// A share with two digits that matter: "2.8%", "0.15%", "37%", "less than 0.001%".
std::string share_in_words(double share);

// "all", "nearly all", "most", "about half" ... "about a tenth"; "" below.
std::string fraction_in_words(double share);

// "less than a minute", "1 minute", "14 minutes", "2 hours".
std::string duration_in_words(double milliseconds);

// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& items);

}  // namespace audit
