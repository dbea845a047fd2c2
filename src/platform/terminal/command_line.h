// label-inspector COMMAND LABELS PROBS [options]
#pragma once

namespace terminal {

// Exit status: 0; 1 for input that cannot be used, with one line on stderr; 2 for wrong usage.
int run(int argc, char** argv);

}  // namespace terminal
