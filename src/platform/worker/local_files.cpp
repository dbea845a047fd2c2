#include "platform/worker/local_files.h"

#include <emscripten.h>

EM_JS(int, read_local_file, (int file, double offset, void* out, int size),
      { return Module.host.read(file, offset, out, size); });
EM_JS(void, tell_progress, (const char* stage, double done, double total),
      { Module.host.progress(UTF8ToString(stage), done, total); });

namespace worker {

bool LocalFiles::read(int file, std::int64_t offset, std::span<std::byte> out) const {
    if (offset < 0 || offset + std::int64_t(out.size()) > size(file)) return false;
    return out.empty() || read_local_file(file, double(offset), out.data(), int(out.size())) != 0;
}

void report_progress(const char* stage, double done, double total) { tell_progress(stage, done, total); }

}  // namespace worker
