// The screens without a browser: a host that answers nothing, an audit made by hand, and frames drawn into the void.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "imgui.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/controls.h"
#include "ui/theme.h"
#include "ui/views.h"

namespace ui_tests {

class QuietHost : public ui::Host {
public:
    double time = 1.7e12;
    std::vector<std::string> asked;
    std::map<std::string, std::string> saved;
    int records = 0;
    std::string kept_keys, kept_name;
    ui::PictureView picture_view;
    ui::RecordView record_view;

    double now() const override { return time; }
    void request_frames(int) override {}
    void wake_after(double) override {}
    ui::PictureView picture(std::int64_t) override { return picture_view; }
    void prefetch_picture(std::int64_t) override {}
    ui::RecordView record(std::int64_t) override { return record_view; }
    void open_sample() override { asked.push_back("sample"); }
    void pick_files(bool folder) override { asked.push_back(folder ? "folder" : "files"); }
    void cancel_opening() override { asked.push_back("cancel"); }
    void open_again(const std::string& choices) override { asked.push_back("open again " + choices); }
    void resume(const std::string& fingerprint) override { asked.push_back("resume " + fingerprint); }
    void forget(const std::string& fingerprint) override { asked.push_back("forget " + fingerprint); }
    void save_file(const std::string& name, const std::string&, std::span<const std::byte> bytes) override {
        saved[name] = std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    void save_review(const std::string& name, const std::string& title, std::span<const std::uint8_t> packet,
                     std::span<const std::int64_t> examples, double) override {
        asked.push_back("review " + name + ", " + title + ", " + std::to_string(examples.size()) + " examples");
        review.assign(packet.begin(), packet.end());
    }
    std::vector<std::uint8_t> review;
    void save_report(const std::string& name, std::span<const std::int64_t> examples, double) override {
        asked.push_back("report " + name + ", " + std::to_string(examples.size()) + " pictures");
    }
    void save_label_files() override { asked.push_back("label files"); }
    double review_page_bytes() override { return 700e3; }
    void cancel_making() override { asked.push_back("cancel making"); }
    void persist(const std::string&, std::span<const std::uint8_t>) override { ++records; }
    void keep_summary() override {}
    void choose_scheme(int) override {}
    int size = -1;
    void choose_size(int percent) override { size = percent; }
    void keep_keys(const std::string& text) override { kept_keys = text; }
    void keep_name(const std::string& name) override { kept_name = name; }
    void leave_text_field() override {}
};

// n examples of k classes, every third one flagged, its suggestion another class.
inline std::unique_ptr<audit::Audit> made_audit(std::int64_t n, std::int32_t k,
                                                const std::string& name_start = "class ") {
    auto audit = std::make_unique<audit::Audit>();
    std::mt19937_64 random(7);
    core::Findings& f = audit->findings;
    f.examples = n;
    f.classes = k;
    f.kept = std::min(k, 10);
    f.class_count.assign(std::size_t(k), 0);
    f.thresholds.assign(std::size_t(k), 0.6);
    for (std::int64_t i = 0; i < n; ++i) {
        const auto given = std::int32_t(random() % std::uint64_t(k));
        const bool flagged = i % 3 == 0 && k > 1;
        const std::int32_t predicted = flagged ? (given + 1) % k : given;
        f.given.push_back(given);
        f.predicted.push_back(predicted);
        f.self_confidence.push_back(flagged ? double(random() % 1000) / 4000 : 0.9);
        f.normalized_margin.push_back(flagged ? 0.1 : 0.9);
        f.rules.push_back(flagged ? 127 : 0);
        ++f.class_count[std::size_t(given)];
        for (std::int32_t m = 0; m < f.kept; ++m) {
            f.top_class.push_back((predicted + m) % k);
            f.top_probability.push_back(m == 0 ? 0.8f : 0.02f);
        }
    }
    for (std::int32_t c = 0; c < k; ++c) {
        f.quality.push_back({c, 1, 1, 0.1, 0.1, 0.9});
        audit->class_names.push_back(name_start + std::to_string(c));
    }
    for (std::int64_t i = 0; i < n; ++i) audit->example_names.push_back("pictures/" + std::to_string(i) + ".png");
    f.health = 0.93;
    audit->title = "A set made by hand";
    audit->reading.title = audit->title;
    audit->label_source.format = io::LabelFormat::folders;
    audit->log = audit::DecisionLog(n);
    audit->fingerprint = audit::fingerprint_of(f);
    return audit;
}

class Page {
public:
    QuietHost host;
    ui::App app{host};

    Page() {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        io.DisplayFramebufferScale = {1, 1};
        ui::load_fonts();
        ui::use_palette(false);
        size(1440, 900);
    }
    ~Page() {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) destroy(*texture);
        ImGui::DestroyContext();
    }
    void size(float width, float height) { ImGui::GetIO().DisplaySize = {width, height}; }
    void open(std::unique_ptr<audit::Audit> audit) {
        app.begin_opening(false);
        app.found(std::move(audit), {});
    }
    void frame() {
        ImGuiIO& io = ImGui::GetIO();
        io.DeltaTime = 1.0f / 60;
        ImGui::NewFrame();
        ui::draw_page(app, io.DisplaySize.x, io.DisplaySize.y);
        ImGui::Render();
        ui::end_controls();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {  // as a renderer would
            if (texture->Status == ImTextureStatus_WantDestroy) {
                destroy(*texture);
            } else if (texture->Status != ImTextureStatus_Destroyed) {
                texture->SetTexID(ImTextureID(1));
                texture->SetStatus(ImTextureStatus_OK);
            }
        }
    }
    static void destroy(ImTextureData& texture) {
        texture.SetTexID(ImTextureID_Invalid);
        texture.SetStatus(ImTextureStatus_Destroyed);
    }
    const ui::Control* find(ui::Role role, const std::string& name) const {
        for (const ui::Control& control : ui::controls())
            if (control.role == role && control.name == name) return &control;
        return nullptr;
    }
    bool click(ui::Role role, const std::string& name) {
        frame();
        const ui::Control* control = find(role, name);
        if (control == nullptr || control->disabled) return false;
        ui::activate_control(control->id);
        frame();
        frame();
        return true;
    }
};

// What was drawn last whose name begins so; null where there is none.
inline const ui::Control* starting(ui::Role role, const std::string& start) {
    for (const ui::Control& control : ui::controls())
        if (control.role == role && control.name.starts_with(start)) return &control;
    return nullptr;
}

inline void press(Page& page, const std::string& key, bool control = false, bool shift = false, bool repeat = false) {
    ui::handle_key(page.app, {key, control, shift, false, repeat});
    page.frame();
    page.frame();
}

}  // namespace ui_tests
