// What sheets share: the frame, and a list that is searched by typing.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "ui/app.h"
#include "ui/draw.h"

namespace ui {

// A card above the page with a title; closed by Escape, by its cross or by a click beside it. Returns the room inside,
// below the title.
Rect draw_sheet_frame(App& app, const Rect& screen, float width, float height, const std::string& title);
// The same at another place than the middle of the screen.
Rect draw_sheet_frame(App& app, const Rect& box, const std::string& title);

struct SheetRow {
    std::string text;
    std::string hint;  // on the right
    bool hint_is_key = false;
    int index = 0;  // what choosing it means
    bool enabled = true;
};
// A search field and the rows that matched; arrow keys and Enter arrive through field_key(). Returns the chosen
// row's index, or -1.
int draw_sheet_list(App& app, const Rect& room, const std::string& field_name, const std::string& placeholder,
                    const std::vector<SheetRow>& rows);

// A key that a text field has no use for itself: Enter, Escape, up or down. In a search field they are for its rows;
// elsewhere Enter does what the sheet's main button does, where it has one for it. True if it meant something: the
// field is then left as it is.
bool field_key(App& app, const std::string& key);

// A key pressed while the settings are open: it may be the one they wait for, or answer their question. True if so.
bool take_new_key(App& app, const KeyPress& press);

}  // namespace ui
