// The canvas: a WebGL2 context on the element #canvas, and Dear ImGui's renderer on it.
#pragma once

struct ImDrawCmd;
struct ImDrawList;

namespace platform {

// False where the browser gives no WebGL2.
bool open_canvas();
// Sizes in units of the page, which are CSS pixels unless it is magnified; density = device pixels per unit. Sets
// ImGui's display size.
void size_canvas(float width, float height, float density);
// Draws what ImGui::Render() left, unless that is what the canvas shows already. Nothing is drawn while the context is
// lost.
void draw_canvas(unsigned background);
// For ui::use_clearing().
void clear_within(const ImDrawList* list, const ImDrawCmd* command);
// A texture that ImGui does not know of was filled: what is drawn with it looks different now.
void canvas_texture_changed(unsigned texture);
// The browser took the graphics context away, and gave it back: everything on the GPU is made again.
void canvas_lost();
void canvas_restored();
bool canvas_is_lost();
// Grows with every restored context: textures of an older generation are gone.
int canvas_generation();

}  // namespace platform
