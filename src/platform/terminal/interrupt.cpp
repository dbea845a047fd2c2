#include "platform/terminal/interrupt.h"

#ifdef __EMSCRIPTEN__
namespace terminal {
void clean_up_when_interrupted() {}
void clear_line_when_interrupted(bool) {}
RemovedWhenInterrupted::RemovedWhenInterrupted(const std::string&) {}
RemovedWhenInterrupted::~RemovedWhenInterrupted() {}
}  // namespace terminal
#else

#include <unistd.h>

#include <csignal>
#include <cstring>

namespace terminal {
namespace {

// What a signal handler may look at: it can come between any two instructions.
char half_file[4096] = "";
volatile std::sig_atomic_t half_line = 0;

extern "C" void end_cleanly(int signal) {
    if (half_line && write(2, "\r\033[K", 4) < 0) half_line = 0;  // nothing can be done about it
    if (half_file[0] != '\0') unlink(half_file);
    std::signal(signal, SIG_DFL);  // so that the shell sees what ended it
    raise(signal);
}

}  // namespace

void clean_up_when_interrupted() {
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, end_cleanly);
}

void clear_line_when_interrupted(bool there) { half_line = there; }

RemovedWhenInterrupted::RemovedWhenInterrupted(const std::string& path) {
    if (path.size() >= sizeof half_file) return;
    std::memcpy(half_file + 1, path.c_str() + (path.empty() ? 0 : 1), path.empty() ? 0 : path.size());
    half_file[0] = path.empty() ? '\0' : path[0];  // last: from here on it is a name
}
RemovedWhenInterrupted::~RemovedWhenInterrupted() { half_file[0] = '\0'; }

}  // namespace terminal
#endif
