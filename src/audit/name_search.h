// Finds text in a million names while somebody types it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace audit {

// All names in one buffer as they are searched (io::folded), a line break between them; built once. They are compared
// byte by byte, which never breaks a character.
class NameSearch {
public:
    explicit NameSearch(const std::vector<std::string>& names);
    // By name: 1 where `needle`, folded as well and not empty, occurs. Valid until the next call. A needle that goes on
    // from the one of the call before, as people type, is looked for only where that one was found.
    const std::vector<std::uint8_t>& find(const std::string& needle);

private:
    void look_everywhere();
    bool look_where_found();
    void look_in(std::size_t name, std::size_t from);

    std::string text_;                  // and some line breaks more
    std::vector<std::uint32_t> ends_;   // by name: place of the line break behind it
    std::vector<std::uint32_t> share_;  // by byte: how often it comes, in a sample
    std::string needle_;
    std::vector<std::uint8_t> found_;
    std::vector<std::uint32_t> places_;  // by name: where it occurs first, if it was found
};

}  // namespace audit
