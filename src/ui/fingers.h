// Touch: a finger that moves scrolls what is under it, as on any page; two fingers on the example zoom it, one to the
// side leads to the next. Taps need nothing here: they are clicks on the mirror, like all others.
#pragma once

namespace ui {
class App;

// What a drag that begins at a place (CSS pixels) does.
enum class FingerDrag { nothing, scroll, drag };  // drag: the control there follows the finger, as it does the mouse
FingerDrag finger_drag_at(float x, float y);

// Scrolls the innermost list under (x, y) that can go that way by a distance in CSS pixels: the content follows the
// finger. False where nothing can move any further.
bool scroll_by_finger(float x, float y, float dx, float dy);

// One finger went from (x, y) quickly to the side: over the example, as long as it is not enlarged, to the next one or
// back, as pages are turned. False anywhere else.
bool swipe(App& app, float x, float y, float dx);

// Two fingers around (x, y) moved apart by a factor. False where there is nothing to zoom.
bool pinch(App& app, float x, float y, float factor);

}  // namespace ui
