// How far a pass is, on a terminal only: one line on stderr that is written over and gone at the end.
#pragma once
#include "io/probability_pass.h"

namespace terminal {

// " 42 %  538,090 examples  2.2 GB of 5.1 GB  1 s left", from half a second on. Nothing where stderr is no terminal.
io::PassProgress progress_line(double bytes, double rows);

// Before anything else is written to stderr while a line may be there.
void clear_progress_line();

}  // namespace terminal
