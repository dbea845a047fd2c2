// Letters and their marks, put together as the browser does it.
#pragma once
#include <string>
#include <string_view>

namespace platform {

std::string composed_by_browser(std::string_view text);  // Unicode's NFC; for io::compose_with()

}  // namespace platform
