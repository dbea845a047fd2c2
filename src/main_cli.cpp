// The command line. What it does is in platform/terminal.
#include "platform/terminal/command_line.h"

int main(int argc, char** argv) { return terminal::run(argc, argv); }
