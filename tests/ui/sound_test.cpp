// Examples that are heard: Play by mouse and key, what ends it, and the cache of waveforms.
#include <doctest/doctest.h>

#include "page_fixture.h"
#include "ui/sound_cache.h"

using namespace ui_tests;

namespace {

// A tab that plays: position is what a test sets.
class SoundHost : public QuietHost {
public:
    io::Waveform wave{2.5, 22'050, 1, std::vector<std::int8_t>(1600, 50)};
    ui::SoundView view{ui::PictureView::State::ready, &wave, {}};
    double position = -1;
    mutable int frames = 0;
    std::vector<std::string> heard;

    ui::SoundView sound(std::int64_t) override { return view; }
    void play_sound(std::int64_t example, double from) override {
        position = from;
        heard.push_back("play " + std::to_string(example) + " from " + std::to_string(int(from * 10)));
    }
    void stop_sound() override { position = -1, heard.push_back("stop"); }
    double sound_position() const override { return position; }
    void request_frames(int) override { ++frames; }
};

struct SoundPage : Page {
    SoundHost sounds;
    ui::App app{sounds};
    SoundPage() {
        auto audit = made_audit(30, 3);
        audit->has_sounds = true;
        app.begin_opening(false);
        app.found(std::move(audit), {});
        app.go(ui::Place::review);
        frame();
    }
    void frame() {
        ImGui::GetIO().DeltaTime = 1.0f / 60;
        ImGui::NewFrame();
        ui::draw_page(app, 1440, 900);
        ImGui::Render();
        ui::end_controls();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
            if (texture->Status != ImTextureStatus_Destroyed && texture->Status != ImTextureStatus_WantDestroy) {
                texture->SetTexID(ImTextureID(1));
                texture->SetStatus(ImTextureStatus_OK);
            }
    }
    void press(const std::string& key) {
        ui::handle_key(app, {key, false, false, false, false});
        frame(), frame();
    }
    bool click(const std::string& name) {
        frame();
        const ui::Control* control = find(ui::Role::button, name);
        if (control == nullptr) return false;
        ui::activate_control(control->id);
        frame(), frame();
        return true;
    }
};
using Heard = std::vector<std::string>;

}  // namespace

TEST_CASE("sound: Play and Pause, by button and by key; it goes on where it was") {
    SoundPage page;
    const std::string example = std::to_string(page.app.current());
    CHECK(page.sounds.heard.empty());  // never by itself
    CHECK(page.find(ui::Role::text, "2.5 seconds  \xc2\xb7  22,050 Hz, mono") != nullptr);
    REQUIRE(page.click("Play"));
    CHECK(page.find(ui::Role::button, "Pause") != nullptr);
    CHECK(page.find(ui::Role::button, "Play") == nullptr);
    page.sounds.position = 1.2;
    page.press("p");
    CHECK(page.find(ui::Role::button, "Play") != nullptr);
    page.press("p");
    CHECK(page.sounds.heard == Heard{"play " + example + " from 0", "stop", "play " + example + " from 12"});
    // At its end it begins anew.
    page.sounds.position = -1;
    page.frame();
    CHECK(page.find(ui::Role::button, "Play") != nullptr);
    page.press("p");
    CHECK(page.sounds.heard.back() == "play " + example + " from 0");
}

TEST_CASE("sound: another example, another place and a decision end it; frames are drawn only while it plays") {
    SoundPage page;
    page.press("p");
    page.sounds.frames = 0;
    page.frame();
    CHECK(page.sounds.frames > 0);
    page.press("ArrowRight");
    CHECK(page.sounds.heard.back() == "stop");
    page.sounds.frames = 0;
    page.frame();
    CHECK(page.sounds.frames == 0);
    page.press("p");
    page.press("q");  // keeps, and goes on to the next
    CHECK(page.sounds.heard.back() == "stop");
    page.press("p");
    page.app.go(ui::Place::overview);
    page.frame();
    CHECK(page.sounds.heard.back() == "stop");
    const std::size_t before = page.sounds.heard.size();
    page.press("p");  // means nothing there
    CHECK(page.sounds.heard.size() == before);
    // In the grid the key plays the one under the cursor.
    page.app.go(ui::Place::review);
    page.app.show_grid(true);
    page.frame();
    page.press("p");
    CHECK(page.sounds.heard.back() == "play " + std::to_string(page.app.current()) + " from 0");
}

TEST_CASE("sound: what cannot be shown says why, and the key is without meaning where there are no sounds") {
    SoundPage page;
    page.sounds.view = {ui::PictureView::State::failed, nullptr, "a.wav: this audio file is damaged."};
    page.frame();
    CHECK(page.find(ui::Role::text, "a.wav: this audio file is damaged.") != nullptr);
    CHECK(page.find(ui::Role::button, "Play") == nullptr);
    page.app.audit->has_sounds = false;
    CHECK_FALSE(ui::handle_key(page.app, {"p", false, false, false, false}));
}

namespace {
std::vector<std::int64_t> asked;
}

TEST_CASE("sound cache: a few at a time, those on the screen first, those scrolled past not at all") {
    asked.clear();
    ui::SoundCache cache([](std::int64_t example) { asked.push_back(example); });
    using Asked = std::vector<std::int64_t>;
    cache.want(1, false);
    for (std::int64_t example : {10, 11, 12, 13}) cache.want(example, true);
    cache.end_frame();
    CHECK(asked == Asked{10, 11, 12});
    cache.arrived(10, {1, 8000, 1, {0, 1}});
    CHECK(asked == Asked{10, 11, 12, 13});
    cache.failed(11, "no");
    CHECK(asked == Asked{10, 11, 12, 13, 1});
    CHECK(cache.want(10, true).wave.seconds == 1);
    CHECK(cache.want(11, true).problem == "no");
    // Scrolled on: 20 waits behind three that are under way, then nobody wants it.
    cache.want(20, true);
    cache.end_frame();
    cache.end_frame();
    cache.end_frame();
    cache.arrived(12, {});
    cache.arrived(13, {});
    cache.arrived(1, {});
    CHECK(asked == Asked{10, 11, 12, 13, 1});
    cache.want(20, true);
    cache.end_frame();
    CHECK(asked.back() == 20);
}
