#include "platform/browser/canvas.h"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "platform/browser/drawn_frame.h"

namespace platform {
namespace {
EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = 0;
bool lost = false;
int generation = 0;
int pixels_wide = 1, pixels_high = 1;
DrawnFrame drawn;
}  // namespace

bool open_canvas() {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    attributes.alpha = false;
    attributes.depth = attributes.stencil = attributes.antialias = false;
    attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_DEFAULT;
    context = emscripten_webgl_create_context("#canvas", &attributes);
    if (context <= 0) return false;
    emscripten_webgl_make_context_current(context);
    return ImGui_ImplOpenGL3_Init("#version 300 es");
}

void size_canvas(float width, float height, float density) {
    pixels_wide = std::max(1, int(std::lround(width * density)));
    pixels_high = std::max(1, int(std::lround(height * density)));
    int now_wide = 0, now_high = 0;
    emscripten_get_canvas_element_size("#canvas", &now_wide, &now_high);
    if (now_wide != pixels_wide || now_high != pixels_high)
        emscripten_set_canvas_element_size("#canvas", pixels_wide, pixels_high);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(width, height);
    io.DisplayFramebufferScale = ImVec2(density, density);
}

void clear_within(const ImDrawList*, const ImDrawCmd* command) {
    const ImVec2 scale = ImGui::GetIO().DisplayFramebufferScale;
    const ImVec4& clip = command->ClipRect;
    // As the renderer clips what is drawn; edges of the rectangle itself are whole pixels, but for rounding.
    const auto whole = [](float pixels) { return std::max(0, int(pixels + 0.01f)); };
    const int left = whole(clip.x * scale.x), width = whole((clip.z - clip.x) * scale.x),
              below = whole(float(pixels_high) - clip.w * scale.y), height = whole((clip.w - clip.y) * scale.y);
    const ImVec4 colour =
        ImGui::ColorConvertU32ToFloat4(ImU32(reinterpret_cast<std::uintptr_t>(command->UserCallbackData)));
    glScissor(left, below, width, height);
    glClearColor(colour.x, colour.y, colour.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

void draw_canvas(unsigned background) {
    if (lost || !drawn.take(*ImGui::GetDrawData(), pixels_wide, pixels_high, background)) return;
    ImGui_ImplOpenGL3_NewFrame();
    const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(background);
    glViewport(0, 0, pixels_wide, pixels_high);
    glClearColor(colour.x, colour.y, colour.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void canvas_lost() { lost = true; }

void canvas_restored() {
    emscripten_webgl_make_context_current(context);
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplOpenGL3_Init("#version 300 es");
    lost = false;
    ++generation;
    drawn.forget();
}

void canvas_texture_changed(unsigned texture) { drawn.texture_changed(texture); }

bool canvas_is_lost() { return lost; }
int canvas_generation() { return generation; }

}  // namespace platform
