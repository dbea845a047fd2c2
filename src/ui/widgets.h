// The controls of the page's look: buttons, links, segments, chips, keys. Each draws itself, takes part in the DOM
// mirror and tells whether it was clicked.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ui/controls.h"
#include "ui/icons.h"

namespace ui {

enum class ButtonKind { normal, primary, quiet };

struct ButtonInfo {
    std::string label;
    Icon icon = Icon::none;
    std::string key;  // shown as a key cap: "Q"
    ButtonKind kind = ButtonKind::normal;
    bool disabled = false;
    Picker picker = Picker::none;
    std::string name;  // read out; the label if empty
    std::string id;
};
float button_width(const ButtonInfo& info, float most = 100000);
bool button(const Rect& rect, const ButtonInfo& info);
// tip: its tooltip, the name and the key if empty.
bool icon_button(const Rect& rect, Icon which, const std::string& name, const std::string& key, bool disabled = false,
                 const std::string& tip = {});
// Text in the accent colour at `at`; its width is returned through `width` if given.
// spoken: what is read out, where the label alone does not tell.
bool link(ImVec2 at, const std::string& label, TextStyle style = type::body, float* width = nullptr,
          const std::string& id = {}, const std::string& spoken = {});

// One of several, in a framed row. Returns the index clicked, or -1.
// shorter: shown instead where the labels have no room; what is read out stays.
int segments(const Rect& rect, const std::vector<std::string>& labels, int selected, const std::string& group,
             const std::vector<std::string>& shorter = {});

// Keys are not shown on buttons where fingers are used and no keyboard is; the buttons stay as wide as they are.
void show_key_caps(bool shown);
bool key_caps_shown();
void key_cap(ImVec2 left_middle, std::string_view key, ImU32 colour);
float key_cap_width(std::string_view key);

// Something that can be taken away by a click: a label with a cross. Returns true when it was clicked.
bool removable_chip(const Rect& rect, const std::string& label, const std::string& spoken, const std::string& id);
float removable_chip_width(const std::string& label);

// One of several, as many as there are, in rows: pressed where it is chosen. True when it was clicked.
bool choice_chip(const Rect& rect, const std::string& label, const std::string& spoken, bool chosen);
float chip_width(const std::string& label);

// The heading above a group in a side panel.
void caption(ImVec2 at, std::string_view text);

// "from -> to" on one line; where it is too long each of the two is cut by itself, so that both stay recognisable.
void pair_line(const Rect& rect, std::string_view from, std::string_view to, TextStyle style, ImU32 colour);
void pair_line(const Rect& rect, std::string_view from, std::string_view to, TextStyle style, ImU32 from_colour,
               ImU32 arrow_colour, ImU32 to_colour);

// A scrolling area; content is drawn between begin and end, in window coordinates returned as the top left corner.
// Call end_scroll with the height of the content.
ImVec2 begin_scroll(const char* id, const Rect& area);
void end_scroll(float content_height);

}  // namespace ui
