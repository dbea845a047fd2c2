// Icons as strokes, drawn at any size: a square of 24 units, lines of about 1.8.
#pragma once
#include "ui/draw.h"

namespace ui {
enum class Icon {
    none,
    check,
    arrow_right,
    cross,
    question,
    pause,
    folder,
    sparkle,
    lock,
    undo,
    redo,
    search,
    tag,
    document,
    sun,
    moon,
    warning,
    plus,
    minus,
    download,
    keyboard,
    picture,
    play,
    list,
    settings,
    send,
    merge,
    funnel,
    clock,
    earlier,
    later,
};
// Centred at `centre`, `size` CSS pixels square.
void icon(Icon which, ImVec2 centre, float size, ImU32 colour);
// The mark of the page: a rounded square, accent and amber by the diagonal.
void mark(const Rect& rect, float radius);
}  // namespace ui
