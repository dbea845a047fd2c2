// Characters the typeface lacks, drawn by the browser's own canvas in its own fonts: every script, at no download.
#pragma once
struct ImFontLoader;

namespace platform {
// A Dear ImGui font loader for a merged font source; FontLoaderFlags 1 means semibold.
const ImFontLoader* browser_glyphs();
}  // namespace platform
