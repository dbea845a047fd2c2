#include "platform/terminal/command_line.h"

#include <cstdio>

namespace terminal {

int run(int, char**) {
    std::fputs("label-inspector: not finished yet\n", stderr);
    return 2;
}

}  // namespace terminal
