// What the canvas shows. Dear ImGui needs a few frames until everything has settled after an input; most of them look
// the same, and a graphics card, or a processor in place of one, must not draw them: the canvas keeps what is on it.
#pragma once
#include <cstdint>
#include <vector>

struct ImDrawData;

namespace platform {

class DrawnFrame {
public:
    // Whether this frame looks different from the one taken last, which it then becomes.
    bool take(const ImDrawData& data, int pixels_wide, int pixels_high, std::uint32_t background);
    // A texture that ImGui does not know of has other content. Where it is on the canvas, the next frame is another one;
    // pictures made ahead are not.
    void texture_changed(std::uint64_t texture);
    // The canvas lost what was on it.
    void forget() { known_ = false; }

private:
    std::uint64_t hash_ = 0;
    std::vector<std::uint64_t> textures_;  // drawn in that frame, each once, sorted
    bool known_ = false;
};

}  // namespace platform
