#include "audit/shared_review.h"

#include <algorithm>
#include <cctype>

#include "audit/bit_copy.h"
#include "audit/characters.h"
#include "audit/operation_times.h"
#include "io/findings_packet.h"
#include "io/packet.h"

namespace audit {
namespace {

constexpr std::uint32_t magic = 0x5652494c;  // "LIRV"
// Who decided what is known from before, where they have no name; "" stands for whoever holds the audit that is merged
// onto.
const std::string unnamed = "The sender";

// Two lanes of FNV-1a with different starts, over everything that goes into the file.
std::string id_of(std::span<const std::uint8_t> bytes, double time) {
    std::uint64_t lanes[] = {0xcbf29ce484222325u, 0x84222325cbf29ce4u};
    const auto add = [&](std::uint8_t byte) {
        for (std::uint64_t& lane : lanes) lane = (lane ^ byte) * 0x100000001b3u;
        lanes[1] += lanes[0] >> 29;
    };
    const auto when = bit_copy<std::uint64_t>(time);
    for (int shift = 0; shift < 64; shift += 8) add(std::uint8_t(when >> shift));
    for (std::uint8_t byte : bytes) add(byte);
    std::string digits;
    for (std::uint64_t lane : lanes)
        for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[lane >> shift & 15];
    return digits;
}

// The findings about some examples, as an audit of their own.
core::Findings findings_of(const core::Findings& all, std::span<const std::int64_t> examples) {
    core::Findings part;
    part.examples = std::int64_t(examples.size());
    part.classes = all.classes;
    part.precision = all.precision;
    part.kept = all.kept;
    part.thresholds = all.thresholds;
    part.class_count = all.class_count;
    part.quality = all.quality;
    part.overlaps = all.overlaps;
    part.estimated_issues = all.estimated_issues;
    part.confident_issues = all.confident_issues;
    part.health = all.health;
    for (std::int64_t example : examples) {
        const auto i = std::size_t(example), m = std::size_t(all.kept);
        part.given.push_back(all.given[i]);
        part.predicted.push_back(all.predicted[i]);
        part.self_confidence.push_back(all.self_confidence[i]);
        part.normalized_margin.push_back(all.normalized_margin[i]);
        part.rules.push_back(all.rules[i]);
        const auto row = std::ptrdiff_t(i * m), end = row + std::ptrdiff_t(m);
        part.top_class.insert(part.top_class.end(), all.top_class.begin() + row, all.top_class.begin() + end);
        part.top_probability.insert(part.top_probability.end(), all.top_probability.begin() + row,
                                    all.top_probability.begin() + end);
    }
    return part;
}

// What hides the model's opinion: not only from the eye, it does not go into the file.
void make_blind(core::Findings& part) {
    const auto n = std::size_t(part.examples), k = std::size_t(part.classes);
    part.kept = std::min<std::int32_t>(part.classes, 9);
    part.predicted = part.given;
    part.self_confidence.assign(n, 0);
    part.normalized_margin.assign(n, 0);
    part.rules.assign(n, core::rule_bit(core::Rule::prune_by_noise_rate));
    part.thresholds.assign(k, 0);
    part.class_count.assign(k, 0);
    part.quality.clear();
    part.overlaps.clear();
    part.estimated_issues = part.confident_issues = 0;
    part.health = 1;
    part.top_class.clear();
    // The given label first, since the first of a row is the prediction; then the classes in their own order.
    for (std::size_t i = 0; i < n; ++i) {
        const std::int32_t given = part.given[i];
        part.top_class.push_back(given);
        for (std::int32_t c = 0, more = part.kept - 1; more > 0; ++c)
            if (c != given) part.top_class.push_back(c), --more;
    }
    part.top_probability.assign(part.top_class.size(), 0);
}

io::Problem damaged() {
    return {"The review in this file is damaged", "", -1, -1, "Ask for the file again, as the page saved it"};
}

}  // namespace

std::vector<std::int64_t> examples_of_plan(const Audit& audit, const Queue& queue, const ReviewPlan& plan) {
    std::vector<std::int64_t> examples;
    if (plan.what == ReviewPlan::What::list) {
        examples = queue.examples();
    } else {
        QueueFilter filter;
        if (plan.what == ReviewPlan::What::open) filter.status = Status::to_do;
        if (plan.what == ReviewPlan::What::sample)
            filter.everything = true, filter.order = Order::shuffled, filter.seed = plan.seed;
        Queue chosen;
        chosen.apply(audit, filter);
        examples = chosen.examples();
    }
    examples.resize(std::min(examples.size(), std::size_t(std::max<std::int64_t>(plan.most, 0))));
    if (plan.blind && plan.what != ReviewPlan::What::sample) {
        // The order must not tell which are the worst.
        QueueFilter shuffled;
        shuffled.everything = true, shuffled.order = Order::shuffled, shuffled.seed = plan.seed;
        Queue all;
        all.apply(audit, shuffled);
        std::vector<std::uint8_t> wanted(std::size_t(audit.examples()), 0);
        for (std::int64_t example : examples) wanted[std::size_t(example)] = 1;
        examples.clear();
        for (std::int64_t example : all.examples())
            if (wanted[std::size_t(example)] != 0) examples.push_back(example);
    }
    return examples;
}

std::vector<std::uint8_t> encode_shared(const Audit& audit, const ReviewPlan& plan,
                                        std::span<const std::int64_t> examples, double time) {
    core::Findings part = findings_of(audit.findings, examples);
    if (plan.blind) make_blind(part);
    std::vector<std::string> names;
    for (std::int64_t example : examples) names.push_back(audit.example_name(example));
    std::vector<std::uint8_t> decisions;
    std::vector<std::int32_t> labels;
    std::vector<std::string> notes;
    std::vector<double> when;
    const auto times = times_of_decisions(audit.log);
    for (std::int64_t example : examples) {
        const Decision decision = plan.blind ? Decision{} : audit.log.decision(example);
        const auto found = times.find(example);
        decisions.push_back(std::uint8_t(decision.kind));
        labels.push_back(decision.label);
        notes.push_back(plan.blind ? std::string() : audit.log.note(example));
        when.push_back(plan.blind || found == times.end() ? 0 : found->second);
    }
    io::PacketWriter body;
    body.put(audit.fingerprint), body.put(audit.title), body.put(audit.examples());
    body.put(std::vector<std::int64_t>(examples.begin(), examples.end()));
    body.put(plan.title.empty() ? audit.title : plan.title), body.put(plan.instruction);
    body.put(std::uint8_t(plan.blind)), body.put(std::uint8_t(plan.ask_name));
    body.put(std::uint8_t(audit.has_pictures)), body.put(std::uint8_t(audit.has_sounds));
    body.put(std::uint8_t(audit.has_records));
    body.put(audit.class_names), body.put(names);
    body.put(decisions), body.put(labels), body.put(notes), body.put(when);
    body.put(audit.holder);
    body.put(io::encode_findings(part));
    const std::vector<std::uint8_t> bytes = std::move(body).take();
    io::PacketWriter file;
    file.put(magic), file.put(id_of(bytes, time)), file.put(bytes);
    return std::move(file).take();
}

io::Result<OpenedReview> decode_shared(std::span<const std::uint8_t> bytes) {
    io::PacketReader file(bytes);
    std::uint32_t begin = 0;
    OpenedReview opened;
    SharedReview& review = opened.review;
    std::vector<std::uint8_t> body;
    file.get(begin), file.get(review.id), file.get(body);
    if (!file.ok() || begin != magic) return damaged();

    io::PacketReader reader(body);
    opened.audit = std::make_unique<Audit>();
    Audit& audit = *opened.audit;
    std::uint8_t blind = 0, ask_name = 0, pictures = 0, sounds = 0, records = 0;
    std::vector<std::uint8_t> decisions, findings;
    std::vector<std::int32_t> labels;
    std::vector<std::string> notes;
    std::vector<double> when;
    reader.get(review.fingerprint), reader.get(review.title), reader.get(review.examples);
    reader.get(review.originals);
    reader.get(audit.title), reader.get(review.instruction);
    reader.get(blind), reader.get(ask_name), reader.get(pictures), reader.get(sounds), reader.get(records);
    reader.get(audit.class_names), reader.get(audit.example_names);
    reader.get(decisions), reader.get(labels), reader.get(notes), reader.get(when);
    std::string holder;
    reader.get(holder), reader.get(findings);
    if (!reader.ok()) return damaged();
    auto decoded = io::decode_findings(findings);
    if (!decoded.ok()) return damaged();
    audit.findings = std::move(decoded.value());
    const auto n = std::size_t(audit.examples());
    if (review.originals.size() != n || audit.example_names.size() != n || decisions.size() != n ||
        labels.size() != n || notes.size() != n || when.size() != n ||
        audit.class_names.size() != std::size_t(audit.findings.classes))
        return damaged();
    for (std::int64_t original : review.originals)
        if (original < 0 || original >= review.examples) return damaged();
    review.sender = holder;
    review.blind = blind != 0, review.ask_name = ask_name != 0;
    audit.has_pictures = pictures != 0, audit.has_sounds = sounds != 0, audit.has_records = records != 0;
    audit.fingerprint = "review-" + review.id;
    audit.log = DecisionLog(audit.examples());
    Votes before;
    for (std::size_t i = 0; i < n; ++i) {
        if (decisions[i] > std::uint8_t(DecisionKind::unsure) || labels[i] >= audit.findings.classes) return damaged();
        if (decisions[i] == 0 && notes[i].empty()) continue;
        before.set(
            std::int64_t(i),
            {holder.empty() ? unnamed : holder, {DecisionKind(decisions[i]), labels[i]}, notes[i], when[i], 0, {}});
    }
    audit.log.start_with(std::move(before));
    return opened;
}

DecisionsFile answers_of(const SharedReview& review, const Audit& audit, const std::string& reviewer, double time) {
    DecisionsFile file = decisions_of(audit, reviewer, time);
    file.fingerprint = review.fingerprint;
    file.title = review.title;
    file.examples = review.examples;
    // A number that this page draws once: from the moment of its first answer, which no two people share.
    if (audit.log.first_time() > 0) file.page = id_of({}, audit.log.first_time()).substr(0, 8);
    for (FileDecision& answer : file.decisions) answer.example = review.originals[std::size_t(answer.example)];
    std::sort(file.decisions.begin(), file.decisions.end(),
              [](const FileDecision& a, const FileDecision& b) { return a.example < b.example; });
    return file;
}

std::string file_stem_for(const std::string& title) {
    std::string stem;
    for (const char c : title) {
        const auto byte = static_cast<unsigned char>(c);
        // Letters of other scripts stay; what file systems or shells might take for something else does not.
        if (std::isalnum(byte) || byte >= 0x80)
            stem += char(byte < 0x80 ? std::tolower(byte) : byte);
        else if (!stem.empty() && stem.back() != '-')
            stem += '-';
    }
    while (!stem.empty() && stem.back() == '-') stem.pop_back();
    stem.resize(cut(stem, 80).size());
    return stem.empty() ? "labels" : stem;
}

}  // namespace audit
