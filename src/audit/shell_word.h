// Words of a command line that somebody copies.
#pragma once
#include <string>
#include <string_view>

namespace audit {

// One word to a POSIX shell, whatever is in it, and never an option: as it is where nothing in it means anything to a
// shell, else in single quotes ('don'\''t'); with ./ in front of a dash. A name that is empty is ''.
std::string shell_word(std::string_view text);

}  // namespace audit
