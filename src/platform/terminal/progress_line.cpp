#include "platform/terminal/progress_line.h"

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#else
#include <unistd.h>
#endif

#include <chrono>
#include <cstdio>

#include "io/words.h"
#include "platform/terminal/interrupt.h"

#ifdef __EMSCRIPTEN__
// Emscripten takes every stderr for a terminal.
EM_JS(int, stderr_is_terminal, (), { return process.stderr.isTTY ? 1 : 0; });
#else
static int stderr_is_terminal() { return isatty(2); }
#endif

namespace terminal {
namespace {
bool there = false;
}

io::PassProgress progress_line(double bytes, double rows) {
    if (!stderr_is_terminal()) return {};
    using Clock = std::chrono::steady_clock;
    return [bytes, rows, start = Clock::now(), shown = Clock::time_point()](std::int64_t done) mutable {
        const auto now = Clock::now();
        const double seconds = std::chrono::duration<double>(now - start).count(), share = double(done) / rows;
        if (double(done) >= rows) {
            clear_progress_line();
            return true;
        }
        if (seconds < 0.5 || now - shown < std::chrono::milliseconds(100)) return true;
        shown = now;
        there = true;
        clear_line_when_interrupted(true);
        std::fprintf(stderr, "\r\033[K%3.0f %%  %s examples  %s of %s  %.0f s left", 100 * share,
                     io::with_commas(done).c_str(), io::bytes_in_words(std::int64_t(bytes * share)).c_str(),
                     io::bytes_in_words(std::int64_t(bytes)).c_str(), seconds / share * (1 - share) + 0.5);
        std::fflush(stderr);
        return true;
    };
}

void clear_progress_line() {
    if (!there) return;
    there = false;
    std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
    clear_line_when_interrupted(false);
}

}  // namespace terminal
