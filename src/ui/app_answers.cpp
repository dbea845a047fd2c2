// What comes in beside the audit itself: answers of others, merged and settled; other models.
#include <algorithm>
#include <utility>

#include "audit/merge.h"
#include "ui/app.h"

namespace ui {

std::string App::merge_answers(std::span<const AnswersFile> files) {
    const auto refuse = [&](const std::string& problem) {
        say(problem, true, 0);
        return problem;
    };
    if (audit == nullptr)
        return refuse("These are answers of a review. Open the dataset they are about first, then drop them again.");
    std::vector<audit::DecisionsFile> fitting;
    std::string problems;
    for (const AnswersFile& file : files) {
        auto read = audit::read_decisions(file.text, file.name);
        if (read.ok()) {
            const auto fits = audit::fits(*audit, *read, file.name);
            if (fits.ok()) {
                fitting.push_back(std::move(*read));
                continue;
            }
            problems += (problems.empty() ? "" : " ") + fits.problem().sentence();
        } else {
            problems += (problems.empty() ? "" : " ") + read.problem().sentence();
        }
    }
    if (fitting.empty()) return refuse(problems);
    const audit::Merged merged = audit::merge(*audit, fitting, host_.now());
    persist();
    go(Place::share);
    if (!problems.empty()) return refuse(merged.sentence + " Not merged: " + problems);
    say(merged.sentence, false, 12000);
    return {};
}

std::string App::add_model(const std::string& name, std::vector<std::int32_t> predicted) {
    if (audit == nullptr || std::int64_t(predicted.size()) != audit->examples()) {
        const std::string problem = name + " does not have a row for each example of this audit.";
        say(problem, true, 0);
        return problem;
    }
    // Names of files: another file of that name is another model, the same one again is none.
    const std::string own = audit::own_model_name(*audit);
    const auto taken_by = [&](const std::string& called) -> const std::vector<std::int32_t>* {
        if (called == own) return &audit->findings.predicted;
        for (const audit::Model& model : models)
            if (model.name == called) return &model.predicted;
        return nullptr;
    };
    std::string called = name;
    for (int number = 2; const std::vector<std::int32_t>* other = taken_by(called); ++number) {
        if (*other == predicted) {
            go(Place::impact);
            say(called + " is there already, with the same answers.");
            return {};
        }
        called = name + " (" + std::to_string(number) + ")";
    }
    host_.keep_model(called, predicted);
    models.push_back({called, std::move(predicted)});
    ++models_changed;
    go(Place::impact);
    say(called + " added.");
    return {};
}

void App::model_is_back(const std::string& name, std::vector<std::int32_t> predicted) {
    if (audit == nullptr || std::int64_t(predicted.size()) != audit->examples()) return;
    for (const audit::Model& model : models)
        if (model.name == name) return;
    models.push_back({name, std::move(predicted)});
    ++models_changed;
    host_.request_frames(2);
}

void App::remove_model(std::size_t place) {
    if (place >= models.size()) return;
    host_.drop_model(models[place].name);
    models.erase(models.begin() + std::ptrdiff_t(place));
    ++models_changed;
    host_.request_frames(2);
}

void App::choose_split(std::int32_t chosen) {
    split = chosen;
    host_.request_frames(2);
}

void App::name_holder(std::string name) {
    holder_is_back(name);
    holder_typed = std::move(name);
    host_.keep_name(holder);
}

void App::holder_is_back(const std::string& name) {
    // Blanks around it are typed on the way; lines have no place in a name.
    const std::size_t begin = name.find_first_not_of(" \t\r\n"), end = name.find_last_not_of(" \t\r\n");
    holder = begin == std::string::npos ? std::string() : name.substr(begin, end + 1 - begin);
    std::replace_if(
        holder.begin(), holder.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    holder_typed = holder;
    if (audit != nullptr) audit->holder = holder;
}

void App::choose_consensus(const audit::Consensus& consensus) {
    if (audit == nullptr || !audit::set_consensus(*audit, consensus, host_.now())) return;
    persist();
}

void App::settle_conflicts() {
    if (audit == nullptr) return;
    audit::QueueFilter filter;
    filter.conflicts = true;
    queue.apply(*audit, filter);
    grid.shown = false;
    fit_picture();
    go(Place::review);
}

}  // namespace ui
