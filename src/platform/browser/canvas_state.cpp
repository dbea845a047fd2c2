// Dear ImGui's renderer asks for the state of the context before it draws, to restore it afterwards. Asking a browser
// makes the tab wait until the graphics process has drawn everything before (getParameter took 95% of a frame where
// this was measured). But the context is ours alone, nothing else draws in it, so the answers are known: the renderer
// is compiled with glGetIntegerv and glIsEnabled renamed to these (see web/web.cmake).
#include <GLES3/gl3.h>

#include <algorithm>

extern "C" void canvas_state(GLenum name, GLint* out) {
    switch (name) {
        case GL_ACTIVE_TEXTURE:
            *out = GL_TEXTURE0;
            break;
        case GL_BLEND_SRC_RGB:
        case GL_BLEND_SRC_ALPHA:
            *out = GL_ONE;
            break;
        case GL_BLEND_DST_RGB:
        case GL_BLEND_DST_ALPHA:
            *out = GL_ZERO;
            break;
        case GL_BLEND_EQUATION_RGB:
        case GL_BLEND_EQUATION_ALPHA:
            *out = GL_FUNC_ADD;
            break;
        case GL_VIEWPORT:
        case GL_SCISSOR_BOX:
            std::fill(out, out + 4, 0);
            break;  // set anew for every frame
        case GL_CURRENT_PROGRAM:
        case GL_TEXTURE_BINDING_2D:
        case GL_SAMPLER_BINDING:
        case GL_ARRAY_BUFFER_BINDING:
        case GL_VERTEX_ARRAY_BINDING:
            *out = 0;
            break;
        default:
            glGetIntegerv(name, out);
            break;  // limits, asked for once
    }
}

// Between frames everything is off.
extern "C" GLboolean canvas_enabled(GLenum) { return GL_FALSE; }
