// Actions of the places: which examples are listed and in which order, how Overview is sorted, what Impact counts.
#include <string_view>

#include "imgui.h"
#include "ui/commands.h"
#include "ui/views.h"

namespace ui {
namespace {

bool can_list(const App& app) { return has_audit(app) && app.place == Place::review && app.current() >= 0; }
bool has_range(const App& app) {
    return has_audit(app) && (app.queue.filter().score_from > 0 || app.queue.filter().score_to <= 1);
}
bool is_shuffled(const App& app) { return app.queue.filter().order == audit::Order::shuffled; }
bool can_reverse(const App& app) { return has_audit(app) && !is_shuffled(app); }
bool has_entropy(const App& app) { return has_audit(app) && !app.audit->findings.confidence_weighted_entropy.empty(); }
bool has_names(const App& app) { return has_audit(app) && !app.audit->example_names.empty(); }
bool has_map(const App& app) { return has_audit(app) && app.audit->findings.classes > most_classes_in_matrix; }

// The list with one thing about it changed, wherever it was asked for.
template <class Change>
void change_list(App& app, Change change) {
    audit::QueueFilter filter = app.queue.filter();
    change(filter);
    app.apply(filter);
    if (app.place != Place::review) app.go(Place::review);
}

template <core::Rule rule>
void list_rule(App& app) {
    change_list(app, [](audit::QueueFilter& list) { list.everything = false, list.rule = rule; });
}
template <core::Score score>
void order_by(App& app) {
    change_list(app, [](audit::QueueFilter& list) {
        if (list.rank_by != score) list.score_from = 0, list.score_to = 2;  // of the other score
        list.order = audit::Order::score, list.rank_by = score;
    });
}
template <audit::Status status>
void list_status(App& app) {
    change_list(app, [](audit::QueueFilter& list) { list.status = status; });
}
template <int column>
void sort_classes(App& app) {
    app.class_sorting = {column, column > 0};
    app.go(Place::overview);
}
template <bool suggested>
void only_class(App& app) {
    app.only_suggested = suggested;
    app.open_sheet(Sheet::only_class);
}
template <audit::Unclear chosen>
void unclear(App& app) {
    app.unclear = chosen;
    app.go(Place::impact);
}
// What is chosen is understood by the place: another model on Impact, answers on Share.
template <Place place>
void choose_files_on(App& app) {
    app.go(place);
    app.host().pick_files(false);
}
void order_of_matrix(App& app) {
    HeatmapView& view = app.heatmap;
    view.similar = !view.similar, view.cell = view.x = view.y = 0;
    app.go(Place::overview);
}

}  // namespace

void search_list(App& app) {
    if (app.place != Place::review) app.go(Place::review);
    if (ImGui::GetIO().DisplaySize.x < review_queue_from) app.open_sheet(Sheet::filters);
    app.focus_list_search = true;
    app.host().request_frames(3);
}

std::vector<Command> list_commands() {
    using core::Rule;
    using core::Score;
    std::vector<Command> commands = {
        {"List: probably wrong", Action::none, "", "List", has_audit,
         [](App& app) { change_list(app, [](audit::QueueFilter& list) { list.everything = false; }); }},
        {"List: all examples", Action::none, "", "List", has_audit,
         [](App& app) { change_list(app, [](audit::QueueFilter& list) { list.everything = true; }); }},
        {"List: only what is to do", Action::none, "", "List", has_audit,
         [](App& app) { change_list(app, [](audit::QueueFilter& list) { list.status = audit::Status::to_do; }); }},
        {"List: only what is decided", Action::none, "", "List", has_audit,
         [](App& app) { change_list(app, [](audit::QueueFilter& list) { list.status = audit::Status::decided; }); }},
        {"List: decided or not", Action::none, "", "List", has_audit,
         [](App& app) { change_list(app, [](audit::QueueFilter& list) { list.status = audit::Status::all; }); }},
        {"Only this mix-up: same given and suggested label", Action::none, "", "List", can_list,
         [](App& app) {
             const core::Findings& findings = app.audit->findings;
             const std::size_t here = std::size_t(app.current());
             change_list(app, [&](audit::QueueFilter& list) {
                 list.given = findings.given[here], list.suggested = findings.predicted[here];
             });
         }},
        {"Order: worst first", Action::none, "", "List", has_audit,
         [](App& app) { change_list(app, [](audit::QueueFilter& list) { list.order = audit::Order::score; }); }},
        {"Order: as in the file", Action::none, "", "List", has_audit,
         [](App& app) { change_list(app, [](audit::QueueFilter& list) { list.order = audit::Order::index; }); }},
        {"Order: shuffled, for an unbiased sample", Action::none, "", "List", has_audit,
         [](App& app) {
             change_list(app, [](audit::QueueFilter& list) {
                 if (list.order == audit::Order::shuffled) ++list.seed;
                 list.order = audit::Order::shuffled;
             });
         }},

        {"List: only what I was not sure about", Action::none, "", "List", has_audit,
         list_status<audit::Status::unsure>},
        {"List: only where both fit", Action::none, "", "List", has_audit, list_status<audit::Status::both>},
        {"List: only what is excluded", Action::none, "", "List", has_audit, list_status<audit::Status::excluded>},
        {"List: only what has a note", Action::none, "", "List", has_audit, list_status<audit::Status::noted>},
        {"Labels: clear mix-ups", Action::none, "", "List", has_audit, list_rule<Rule::prune_by_noise_rate>},
        {"Labels: least fitting of each class", Action::none, "", "List", has_audit, list_rule<Rule::prune_by_class>},
        {"Labels: clear mix-ups that also fit their class least", Action::none, "", "List", has_audit,
         list_rule<Rule::both>},
        {"Labels: confidently another class", Action::none, "", "List", has_audit, list_rule<Rule::confident_learning>},
        {"Labels: the model disagrees", Action::none, "", "List", has_audit, list_rule<Rule::predicted_neq_given>},
        {"Labels: furthest behind", Action::none, "", "List", has_audit, list_rule<Rule::low_normalized_margin>},
        {"Labels: least likely", Action::none, "", "List", has_audit, list_rule<Rule::low_self_confidence>},
        {"Order: by probability, the least likely label first", Action::none, "", "List", has_audit,
         order_by<Score::self_confidence>},
        {"Order: by margin, the label furthest behind first", Action::none, "", "List", has_audit,
         order_by<Score::normalized_margin>},
        {"Order: by weighted probability, least likely with a sure model first", Action::none, "", "List", has_entropy,
         order_by<Score::confidence_weighted_entropy>},
        {"Order: by name", Action::none, "", "List", has_names,
         [](App& app) { change_list(app, [](audit::QueueFilter& list) { list.order = audit::Order::name; }); }},
        {"Order: the other way round", Action::none, "", "List", can_reverse,
         [](App& app) { change_list(app, [](audit::QueueFilter& list) { list.reversed = !list.reversed; }); }},
        {"Only one class: labelled so", Action::none, "", "List", has_audit, only_class<false>},
        {"Only one class: suggested as", Action::none, "", "List", has_audit, only_class<true>},
        {"Any score: take the range away", Action::none, "", "List", has_range,
         [](App& app) { change_list(app, [](audit::QueueFilter& list) { list.score_from = 0, list.score_to = 2; }); }},
        {"Search in the list", Action::search, "", "List", has_audit, search_list, "find filter name"},
        {"Sort the classes by name", Action::none, "", "Overview", has_audit, sort_classes<0>},
        {"Sort the classes by issues", Action::none, "", "Overview", has_audit, sort_classes<1>},
        {"Sort the classes by share given wrongly", Action::none, "", "Overview", has_audit, sort_classes<2>},
        {"Sort the classes by share missed", Action::none, "", "Overview", has_audit, sort_classes<3>},
        {"Sort the classes by quality", Action::none, "", "Overview", has_audit, sort_classes<4>},
        {"Draw a random sample: all examples, shuffled", Action::none, "", "List", has_audit,
         [](App& app) { app.review_sample(); }},
        {"Unsettled examples: out of both figures", Action::none, "", "Impact", has_audit,
         unclear<audit::Unclear::out_of_both>},
        {"Unsettled examples: out of the corrected figure", Action::none, "", "Impact", has_audit,
         unclear<audit::Unclear::out_of_corrected>},
        {"Unsettled examples: keep the given label", Action::none, "", "Impact", has_audit,
         unclear<audit::Unclear::in_both>},
        {"Add a model: probabilities for the same examples", Action::none, "", "Impact", has_audit,
         choose_files_on<Place::impact>},
        {"Merge answers: choose their files", Action::none, "", "Save", has_audit, choose_files_on<Place::share>},
        {"Say who you are, for the change log and the report", Action::none, "", "Save", has_audit,
         [](App& app) { app.open_sheet(Sheet::settings); }},
        {"Map of classes: similar ones side by side, or not", Action::none, "", "Overview", has_map, order_of_matrix},
    };
    for (Command& command : commands)
        if (std::string_view(command.group) == "List")
            command.also = std::string_view(command.name).starts_with("Order") ? "sort" : "filter find";
    return commands;
}

}  // namespace ui
