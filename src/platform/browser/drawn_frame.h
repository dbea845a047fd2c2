// What the canvas shows. Dear ImGui needs a few frames until everything has settled after an input; most of them look
// the same, and a graphics card, or a processor in place of one, must not draw them: the canvas keeps what is on it.
#pragma once
#include <cstdint>

struct ImDrawData;

namespace platform {

class DrawnFrame {
public:
    // Whether this frame looks different from the one taken last, which it then becomes.
    bool take(const ImDrawData& data, int pixels_wide, int pixels_high, std::uint32_t background);
    // Textures have other content, or the canvas lost its own: the next frame is another one.
    void forget() { known_ = false; }

private:
    std::uint64_t hash_ = 0;
    bool known_ = false;
};

}  // namespace platform
