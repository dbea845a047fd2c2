// Ctrl+C ends the program at once, whatever it does, and leaves nothing half done behind: no half line on the terminal,
// no half file. (Under Node the program is ended without being asked.)
#pragma once
#include <string>

namespace terminal {

// Once, at the beginning.
void clean_up_when_interrupted();

void clear_line_when_interrupted(bool there);

// As long as it lives, the file is removed when the program is interrupted. One at a time; an empty path is no file.
class RemovedWhenInterrupted {
public:
    explicit RemovedWhenInterrupted(const std::string& path);
    ~RemovedWhenInterrupted();
    RemovedWhenInterrupted(const RemovedWhenInterrupted&) = delete;
    RemovedWhenInterrupted& operator=(const RemovedWhenInterrupted&) = delete;
};

}  // namespace terminal
