// What an example that is read and one that is heard have in common.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "ui/app.h"
#include "ui/draw.h"

namespace ui {

// Calls ask(example) for those that probably come under review next.
template <class Ask>
void ask_for_neighbours(const App& app, Ask ask) {
    for (const std::int64_t step : {1, 2, 3, -1}) {
        const std::int64_t position = app.queue.position() + step;
        if (position >= 0 && position < app.queue.size()) ask(app.queue.examples()[std::size_t(position)]);
    }
}

// In its place in `frame`, as long as it is not there: `waiting`, or why it cannot be had. False once it is there.
bool draw_absence(const Rect& frame, const Rect& inner, PictureView::State state, const std::string& problem,
                  std::string_view waiting);

}  // namespace ui
