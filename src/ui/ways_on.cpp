#include "ui/ways_on.h"

#include <string>

#include "audit/what_next.h"
#include "audit/words.h"
#include "ui/cached.h"
#include "ui/widgets.h"

namespace ui {
namespace {

const audit::WhatNext& rest_of(App& app) {
    static Cached<audit::WhatNext> cache;
    return cache.get(app.audit->log.revision(), app.queue.generation(), [&] {
        const audit::QueueFilter& filter = app.queue.filter();
        const bool part = audit::without_narrowing(filter) != filter;
        return part && app.review == nullptr ? audit::what_next(*app.audit, filter) : audit::WhatNext{};
    });
}

}  // namespace

bool has_ways_to_the_rest(App& app) { return rest_of(app).open > 0; }

bool draw_ways_to_the_rest(App& app, const Rect& first, const Rect& second) {
    const audit::WhatNext next = rest_of(app);
    if (next.open == 0) return false;
    audit::QueueFilter all = audit::without_narrowing(app.queue.filter());
    // What is open is neither decided nor not sure.
    if (all.status != audit::Status::to_do) all.status = audit::Status::all;
    if (next.pair) {
        const std::string given = app.audit->class_name(next.pair->given),
                          suggested = app.audit->class_name(next.pair->suggested),
                          count = audit::with_thousands(next.pair->count);
        if (button(first, {"Next: " + audit::isolated(given) + " \xe2\x86\x92 " + audit::isolated(suggested) + " (" +
                               count + ")",
                           Icon::none,
                           {},
                           ButtonKind::primary,
                           false,
                           Picker::none,
                           "Next mix-up: " + given + " to " + suggested + ", " + count + " still open",
                           "next mix-up"})) {
            audit::QueueFilter filter = all;
            filter.given = next.pair->given, filter.suggested = next.pair->suggested;
            app.apply(filter);
            return true;
        }
    }
    const ButtonInfo back{"Back to the list: " + audit::with_thousands(next.open) + " open",
                          Icon::none,
                          {},
                          next.pair ? ButtonKind::normal : ButtonKind::primary,
                          false,
                          Picker::none,
                          {},
                          "back to the list"};
    if (button(next.pair ? second : first, back)) app.apply(all);
    return true;
}

}  // namespace ui
