// Reviews for somebody else: writing the file of one, and being one.
#include <algorithm>

#include "audit/summary.h"
#include "ui/app.h"
#include "ui/cached.h"
#include "ui/controls.h"

namespace ui {

void App::save_review() {
    if (audit == nullptr) return;
    wants_weights_ = false;
    // A sample goes on where the shuffled list of this page begins: what was looked at here counts, too.
    plan.seed = queue.filter().seed;
    const std::vector<std::int64_t> examples = audit::examples_of_plan(*audit, queue, plan);
    if (examples.empty()) return say("There is no example to send: choose others.", true);
    if (plan.what == audit::ReviewPlan::What::sample) remember_seed(plan.seed);
    const std::vector<std::uint8_t> packet = audit::encode_shared(*audit, plan, examples, host_.now());
    const std::string title = plan.title.empty() ? audit->title : plan.title;
    close_sheet();
    const std::span<const std::int64_t> pictures(
        examples.data(), audit->has_pictures || audit->has_sounds || audit->has_records ? examples.size() : 0);
    host_.save_review(audit::file_stem_for(title) + "-review.html", title + ": review", packet, pictures,
                      double(plan_megabytes) * 1e6);
}

void App::remember_seed(std::uint32_t seed) {
    constexpr std::size_t most = 12;
    std::erase(seeds, seed);
    seeds.push_back(seed);
    if (seeds.size() > most) seeds.erase(seeds.begin());
}

std::vector<std::uint32_t> App::seeds_used() const {
    std::vector<std::uint32_t> used = seeds;
    for (const std::uint32_t seed : {queue.filter().seed, audit::QueueFilter{}.seed})
        if (std::find(used.begin(), used.end(), seed) == used.end()) used.push_back(seed);
    return used;
}

void App::making_now(const std::string& what, double done, double total) {
    making = true;
    std::string words = what;
    if (total > 0)
        words += ": " + audit::with_thousands(std::int64_t(done)) + " of " +
                 audit::with_thousands(std::int64_t(total)) +
                 (audit != nullptr && audit->has_sounds ? " sounds" : " pictures");
    message = {words + "\xe2\x80\xa6 (Esc stops it)", false, 0};
}

std::size_t App::open_review(audit::OpenedReview opened, std::span<const audit::JournalRecord> journal,
                             const std::string& who) {
    review = std::make_unique<audit::SharedReview>(std::move(opened.review));
    reviewer = who;
    audit = std::move(opened.audit);
    const std::size_t used = audit->log.replay(journal);
    ++audits_opened;
    queue.apply(*audit, whole_list());
    start_at_open();
    place = Place::review;
    if (audit->log.done().empty()) open_sheet(Sheet::welcome);
    host_.keep_summary();
    announce(audit->title);
    host_.request_frames(3);
    return used;
}

std::int64_t App::example_of_original(std::int64_t number) const {
    if (audit == nullptr || number < 0) return -1;
    if (review == nullptr) return number < audit->examples() ? number : -1;
    const auto found = std::find(review->originals.begin(), review->originals.end(), number);
    return found == review->originals.end() ? -1 : std::int64_t(found - review->originals.begin());
}

void App::send_back() {
    if (review == nullptr) return;
    if (reviewer.empty()) return say("Write your name first, so that your answers can be told from those of others.");
    const audit::DecisionsFile answers = audit::answers_of(*review, *audit, reviewer, host_.now());
    const std::string text = audit::write_decisions(answers, audit->class_names);
    const std::string name =
        audit::file_stem_for(audit->title) + "-answers-" + audit::file_stem_for(reviewer) + ".json";
    host_.save_file(name, "application/json", std::as_bytes(std::span(text)));
}

}  // namespace ui
