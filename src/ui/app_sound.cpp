// The sound of the example under review: played when somebody asks, ended when another example comes.
#include "ui/app.h"

namespace ui {

void App::play_sound(double from) {
    if (audit == nullptr || !audit->has_sounds || current() < 0) return;
    sounding = current();
    sound_paused_at = 0;
    host_.play_sound(sounding, from);
    host_.request_frames(2);
}

void App::play_or_pause() {
    if (!sound_is_playing()) return play_sound(sounding == current() ? sound_paused_at : 0);
    sound_paused_at = host_.sound_position();
    host_.stop_sound();
    host_.request_frames(2);
}

void App::follow_sound() {
    if (sounding < 0) return;
    if (place != Place::review || current() != sounding) {
        host_.stop_sound();
        sounding = -1;
        sound_paused_at = 0;
    } else if (host_.sound_position() >= 0) {
        host_.request_frames(1);
    }
}

}  // namespace ui
