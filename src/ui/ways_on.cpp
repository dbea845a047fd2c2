#include "ui/ways_on.h"

#include <string>

#include "audit/what_next.h"
#include "audit/words.h"
#include "ui/cached.h"
#include "ui/widgets.h"

namespace ui {
namespace {

const audit::WhatNext& rest_of(const App& app) {
    static Cached<audit::WhatNext> cache;
    return cache.get(app.audit->log.revision(), app.queue.generation(), [&] {
        const audit::QueueFilter& filter = app.queue.filter();
        const bool part = audit::without_narrowing(filter) != filter;
        return part && app.review == nullptr ? audit::what_next(*app.audit, filter) : audit::WhatNext{};
    });
}

// What is open is neither decided nor not sure.
audit::QueueFilter whole_list_of(const App& app) {
    audit::QueueFilter all = audit::without_narrowing(app.queue.filter());
    if (all.status != audit::Status::to_do) all.status = audit::Status::all;
    return all;
}
void to_pair(App& app, const audit::PairCount& pair) {
    audit::QueueFilter filter = whole_list_of(app);
    filter.given = pair.given, filter.suggested = pair.suggested;
    app.apply(filter);
}

}  // namespace

bool list_is_through(App& app) {
    if (app.queue.empty()) return false;
    const audit::QueueCounts counts = app.queue.counts(*app.audit);
    return counts.to_do <= counts.unsure;
}

bool go_on(App& app) {
    if (!list_is_through(app) || !has_ways_to_the_rest(app)) return false;
    const audit::WhatNext next = rest_of(app);
    if (next.pair)
        to_pair(app, *next.pair);
    else
        app.apply(whole_list_of(app));
    return true;
}

bool has_ways_to_the_rest(const App& app) { return rest_of(app).open > 0; }

bool draw_ways_to_the_rest(App& app, const Rect& first, const Rect& second) {
    const audit::WhatNext next = rest_of(app);
    if (next.open == 0) return false;
    const std::string key = key_caps_shown() ? "Enter" : "";
    if (next.pair) {
        const std::string given = app.audit->class_name(next.pair->given),
                          suggested = app.audit->class_name(next.pair->suggested),
                          count = audit::with_thousands(next.pair->count);
        const std::string pair =
            audit::isolated(given) + " \xe2\x86\x92 " + audit::isolated(suggested) + " (" + count + ")";
        ButtonInfo info{"Next: " + pair,
                        Icon::none,
                        key,
                        ButtonKind::primary,
                        false,
                        Picker::none,
                        "Next mix-up: " + given + " to " + suggested + ", " + count + " still open",
                        "next mix-up"};
        if (button_width(info) > first.width) info.label = pair;
        if (button(first, info)) {
            to_pair(app, *next.pair);
            return true;
        }
    }
    const ButtonInfo back{"Back to the list: " + audit::with_thousands(next.open) + " open",
                          Icon::none,
                          next.pair ? std::string() : key,
                          next.pair ? ButtonKind::normal : ButtonKind::primary,
                          false,
                          Picker::none,
                          {},
                          "back to the list"};
    if (button(next.pair ? second : first, back)) app.apply(whole_list_of(app));
    return true;
}

}  // namespace ui
