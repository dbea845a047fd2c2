// Keys that people choose themselves: what can be chosen, what happens to those who had it, and what is stored.
#include "ui/key_map.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

using namespace ui;

namespace {

void check_no_key_twice(const KeyMap& map) {
    std::set<std::string> seen;
    for (int i = 1; i < action_count; ++i)
        for (const std::string& chord : map.chords_of(Action(i))) CHECK_MESSAGE(seen.insert(chord).second, chord);
}

}  // namespace

TEST_CASE("keys as they come, whatever the layout of the keyboard") {
    const KeyMap map;
    check_no_key_twice(map);
    CHECK(map.action_of({"q"}) == Action::keep);
    CHECK(map.action_of({"Q", false, true}) == Action::keep);
    CHECK(map.action_of({"Enter"}) == Action::accept);
    CHECK(map.action_of({"z", true}) == Action::undo);
    CHECK(map.action_of({"Z", true, true}) == Action::redo);
    CHECK(map.action_of({"="}) == Action::zoom_in);
    CHECK(map.action_of({"?", false, true}) == Action::keys);
    CHECK(map.action_of({"q", false, false, true}) == Action::none);  // Alt is the browser's
    CHECK(map.action_of({"Shift", false, true}) == Action::none);
    CHECK(map.action_of({"5"}) == Action::none);
    // Cyrillic, Arabic: by the place of the key. A Latin letter counts as the letter, wherever it is (AZERTY).
    CHECK(map.action_of({"\xd0\xb9", false, false, false, false, "KeyQ"}) == Action::keep);
    CHECK(map.action_of({"\xd1\x8f", true, false, false, false, "KeyZ"}) == Action::undo);
    CHECK(map.action_of({"a", false, false, false, false, "KeyQ"}) == Action::none);
    CHECK(chord_of({"\xd9\xa3", false, false, false, false, "Digit3"}) == "3");
    CHECK(map.all(Action::accept) == "W or Enter");
    CHECK(map.first(Action::next) == "\xe2\x86\x92");
    CHECK(map.first(Action::next_open).empty());
}

TEST_CASE("keys that cannot be chosen, in words") {
    for (const char* chord : {"1", "9", "ArrowUp", "Escape", "Tab", "F5", "Ctrl+C", "Ctrl+W", "Ctrl+Shift+T", "Ctrl+R",
                              "Delete", "MediaPlay", ""}) {
        INFO(chord);
        CHECK(why_not(chord).ends_with("."));
    }
    for (const char* chord : {"A", "0", ";", "Space", "Enter", "Ctrl+B", "Ctrl+Shift+Z", "\xc3\xb6"}) {
        INFO(chord);
        CHECK(why_not(chord).empty());
    }
}

TEST_CASE("changing, adding, removing, swapping, resetting") {
    KeyMap map;
    map.set(Action::keep, 0, "A");
    CHECK(map.action_of({"a"}) == Action::keep);
    CHECK(map.action_of({"q"}) == Action::none);
    map.set(Action::keep, 1, "Space");
    CHECK(map.all(Action::keep) == "A or Space");
    map.set(Action::keep, 1, "A");  // once is enough
    CHECK(map.all(Action::keep) == "A");
    map.swap(Action::keep, 0, "X");
    CHECK(map.action_of({"x"}) == Action::keep);
    CHECK(map.action_of({"a"}) == Action::select);
    map.swap(Action::next_open, 0, "E");  // it had none to give
    CHECK(map.action_of({"e"}) == Action::next_open);
    CHECK(map.chords_of(Action::exclude).empty());
    check_no_key_twice(map);
    map.remove(Action::accept, 1);
    CHECK(map.action_of({"Enter"}) == Action::none);

    map.reset(Action::select);  // takes X back, so Keep is as it came, too
    CHECK(map.is_default(Action::select));
    CHECK(map.is_default(Action::keep));
    CHECK_FALSE(map.is_default(Action::exclude));
    check_no_key_twice(map);
    map.reset_all();
    CHECK(map.to_text().empty());
}

TEST_CASE("random changes survive being stored, and no key ever belongs to two") {
    std::mt19937 random(3);
    for (int round = 0; round < 200; ++round) {
        KeyMap map;
        for (int change = 0; change < 12; ++change) {
            const Action action = Action(1 + int(random() % unsigned(action_count - 1)));
            const std::size_t index = random() % 3;
            const std::string chord = random() % 4 == 0 ? "Ctrl+" + std::string(1, "BDEG"[random() % 4])
                                                        : std::string(1, char('A' + int(random() % 26)));
            const Action owner = map.owner_of(chord);
            if (owner == Action::none || owner == action)
                map.set(action, index, chord);
            else if (random() % 3 != 0)
                map.swap(action, index, chord);
            else
                map.reset(owner);
            if (random() % 5 == 0) map.remove(action, index);
            check_no_key_twice(map);
        }
        KeyMap again;
        again.from_text(map.to_text());
        for (int i = 1; i < action_count; ++i) CHECK(again.chords_of(Action(i)) == map.chords_of(Action(i)));
    }
    KeyMap odd;
    odd.from_text("nothing\tQ\nkeep\tEscape\tQ\tQ\tW\nexclude\n\n\t\t\naccept");
    CHECK(odd.all(Action::keep) == "Q or W");  // Accept gave up its keys
    CHECK(odd.chords_of(Action::exclude).empty());
    CHECK(odd.chords_of(Action::accept).empty());
    check_no_key_twice(odd);
    // Kept before Play came with P: what was chosen stays.
    KeyMap older;
    older.from_text("keep\tP");
    CHECK(older.all(Action::keep) == "P");
    CHECK(older.chords_of(Action::play).empty());
    CHECK(older.all(Action::search) == "F");
    check_no_key_twice(older);
}
