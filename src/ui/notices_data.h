// assets/notices/third_party_notices.txt, compiled in (see web/web.cmake).
#pragma once
#include <string_view>

namespace ui {
std::string_view third_party_notices();
}
