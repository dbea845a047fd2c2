#include "platform/browser/glyphs.h"

#include <emscripten.h>

#include <cmath>
#include <vector>

#include "imgui.h"
#include "imgui_internal.h"

// Measures a character at a size in device pixels: [advance, left, top, width, height] of its box, relative to the
// pen on the baseline, into five floats. False where there is nothing to draw it with.
EM_JS(int, glyph_measure, (int code, float size, int bold, float* out),
      { return Module.host.glyphs.measure(code, size, bold, HEAPF32, out >> 2) ? 1 : 0; });
// Draws it into width * height RGBA bytes; returns 1 where it has colours of its own (emoji).
EM_JS(int, glyph_draw, (int code, float size, int bold, int left, int top, int width, int height, void* pixels),
      { return Module.host.glyphs.draw(code, size, bold, left, top, width, height, HEAPU8, pixels) ? 1 : 0; });

namespace platform {
namespace {

// Inter's line height is 1.21 em (see ui/theme.cpp): ImGui's size means that, the browser's means the em.
constexpr float em_of_size = 1 / 1.20995f;

// Nothing to draw: controls, private use, surrogates, and what merely directs (joiners, variation selectors).
bool drawable(ImWchar code) {
    if (code < 0xa1 || (code >= 0xd800 && code < 0xf900) || code == 0xfeff || code == 0xfffd) return false;
    if (code >= 0x200b && code <= 0x200f) return false;
    if ((code >= 0xfe00 && code <= 0xfe0f) || code >= 0xe0000) return false;
    return true;
}

bool source_init(ImFontAtlas*, ImFontConfig*) { return true; }
bool contains(ImFontAtlas*, ImFontConfig*, ImWchar code) { return drawable(code); }

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* glyph,
                float* advance_only) {
    if (!drawable(code)) return false;
    const float density = source->RasterizerDensity * baked->RasterizerDensity;
    const float size = baked->Size * em_of_size * density;
    const int bold = int(source->FontLoaderFlags & 1);
    float box[5] = {};
    if (!glyph_measure(int(code), size, bold, box)) return false;
    if (advance_only != nullptr) {
        *advance_only = box[0] / density;
        return true;
    }
    glyph->Codepoint = code;
    glyph->AdvanceX = box[0] / density;
    const int left = int(std::floor(box[1])) - 1, top = int(std::floor(box[2])) - 1;
    const int width = int(std::ceil(box[1] + box[3])) + 1 - left, height = int(std::ceil(box[2] + box[4])) + 1 - top;
    if (box[3] <= 0 || box[4] <= 0 || width > 1024 || height > 1024) return true;
    const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, width, height);
    if (id == ImFontAtlasRectId_Invalid) return false;
    ImTextureRect* place = ImFontAtlasPackGetRect(atlas, id);
    std::vector<unsigned char> pixels(std::size_t(width) * std::size_t(height) * 4);
    const bool coloured = glyph_draw(int(code), size, bold, left, top, width, height, pixels.data()) != 0;
    glyph->PackId = id;
    glyph->Visible = true;
    glyph->Colored = coloured;
    const float baseline = std::round(baked->Ascent);
    glyph->X0 = float(left) / density;
    glyph->Y0 = float(top) / density + baseline;
    glyph->X1 = float(left + width) / density;
    glyph->Y1 = float(top + height) / density + baseline;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, place, pixels.data(), ImTextureFormat_RGBA32,
                                       width * 4);
    return true;
}

}  // namespace

const ImFontLoader* browser_glyphs() {
    static const ImFontLoader loader = [] {
        ImFontLoader made;
        made.Name = "browser canvas";
        made.FontSrcInit = source_init;
        made.FontSrcContainsGlyph = contains;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return &loader;
}

}  // namespace platform
