// Texts that are read in place of a picture: in lines, searched, with their odd cells.
#include <doctest/doctest.h>

#include <algorithm>

#include "page_fixture.h"
#include "ui/wrapped_text.h"

using namespace ui_tests;

namespace {

std::vector<std::string> lines_of(const std::string& text, float width) {
    std::vector<std::string> lines;
    for (const ui::WrappedLine& line : ui::wrap_text(text, width, ui::type::body))
        lines.push_back(text.substr(line.begin, line.end - line.begin));
    return lines;
}

std::string without_spaces(std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\r'; }),
               text.end());
    return text;
}

}  // namespace

TEST_CASE("wrapped text: nothing is lost, nothing is wider than the line, line ends stay") {
    Page page;
    page.frame();
    ImGui::NewFrame();
    const std::string text =
        "One two three four five.\n\nA_very_long_word_that_does_not_fit_into_any_line at all\r\nlast  one";
    for (const float width : {20.0f, 40.0f, 80.0f, 200.0f, 1000.0f}) {
        std::string letters;
        for (const std::string& line : lines_of(text, width)) {
            CHECK(ui::text_width(line, ui::type::body) <= width + 0.5f);
            letters += line;
        }
        CHECK(without_spaces(letters) == without_spaces(text));
    }
    CHECK(lines_of(text, 2000) == std::vector<std::string>{"One two three four five.", "",
                                                           "A_very_long_word_that_does_not_fit_into_any_line at all",
                                                           "last  one"});
    CHECK(lines_of("", 100) == std::vector<std::string>{""});
    ImGui::EndFrame();
}

TEST_CASE("review: a text is shown, found words are counted, odd cells are told, at every size") {
    Page page;
    io::Record record;
    for (int i = 0; i < 300; ++i) record.text += "The harbour lay still, and so did we.\n";
    record.fields = {{"stars", "340", "far above the others"}, {"town", "Harwich", ""}};
    page.host.record_view = {ui::PictureView::State::ready, &record, {}};
    auto audit = made_audit(30, 3);
    audit->has_records = true;
    page.open(std::move(audit));
    page.app.go(ui::Place::review);
    for (const auto& [width, height] : {std::pair{1440, 900}, std::pair{1024, 700}, std::pair{600, 900}}) {
        page.size(float(width), float(height));
        page.frame();
        page.frame();
        CHECK(page.find(ui::Role::text, "stars: 340 (far above the others)") != nullptr);
        CHECK(page.find(ui::Role::text, "town: Harwich") != nullptr);
        const ui::Control* field = page.find(ui::Role::textbox, "Find in this text");
        REQUIRE(field != nullptr);
        CHECK(field->rect.right() <= float(width));
        ui::type_into_control(field->id, "HARBOUR");
        page.frame();
        page.frame();
        CHECK(page.find(ui::Role::text, "300 places") != nullptr);
        ui::type_into_control(field->id, "");
        page.frame();
    }
    page.app.show_grid(true);
    page.frame();
    page.frame();
    page.host.record_view = {ui::PictureView::State::failed, nullptr, "mails.csv: it is gone"};
    page.app.show_grid(false);
    page.frame();
    page.frame();
    CHECK(page.find(ui::Role::text, "mails.csv: it is gone") != nullptr);
}

TEST_CASE("wrapped text: occurrences, whatever the case, none inside another") {
    CHECK(ui::occurrences("Banana banana", "ANA") == std::vector<std::size_t>{1, 8});
    CHECK(ui::occurrences("\xc3\x9c"
                          "BER \xc3\xbc"
                          "ber",
                          "\xc3\xbc"
                          "ber") == std::vector<std::size_t>{0, 6});  // as the list finds it
    CHECK(ui::occurrences("abc", "") == std::vector<std::size_t>{});
    CHECK(ui::occurrences("abc", "abcd") == std::vector<std::size_t>{});
}
