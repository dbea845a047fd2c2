#include "audit/shortest_number.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace audit {

std::string shortest_number(double number) {
    if (std::isnan(number)) return "nan";
    char text[40];
    for (int digits = 15; digits <= 17; ++digits) {
        std::snprintf(text, sizeof text, "%.*g", digits, number);
        if (std::strtod(text, nullptr) == number) break;
    }
    return text;
}

}  // namespace audit
