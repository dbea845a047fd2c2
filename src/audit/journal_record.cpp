#include "audit/journal_record.h"

#include <algorithm>
#include <utility>

#include "audit/bit_copy.h"

namespace audit {
namespace {

constexpr std::size_t checksum_bytes = 4;

// FNV-1a, 32 bits: a change of a single byte always shows.
std::uint32_t checksum(std::span<const std::uint8_t> bytes) {
    std::uint32_t hash = 2166136261u;
    for (std::uint8_t byte : bytes) hash = (hash ^ byte) * 16777619u;
    return hash;
}

void put_fixed(JournalRecord& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to.push_back(std::uint8_t(value >> (8 * i)));
}

void put_number(JournalRecord& to, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) to.push_back(std::uint8_t(value | 0x80));
    to.push_back(std::uint8_t(value));
}

void put_decision(JournalRecord& to, Decision decision) {
    to.push_back(std::uint8_t(decision.kind));
    put_number(to, std::uint64_t(std::int64_t(decision.label) + 1));
}

void put_examples(JournalRecord& to, const std::vector<std::int64_t>& examples) {
    put_number(to, examples.size());
    std::int64_t last = 0;
    for (std::int64_t example : examples) {
        const std::int64_t step = example - last;
        put_number(to, step >= 0 ? std::uint64_t(step) << 1 : (std::uint64_t(-(step + 1)) << 1) | 1);
        last = example;
    }
}

void put_text(JournalRecord& to, const std::string& text) {
    put_number(to, text.size());
    to.insert(to.end(), text.begin(), text.end());
}

void put_votes(JournalRecord& to, const std::vector<ExampleVote>& votes) {
    std::vector<std::string> reviewers;
    for (const ExampleVote& vote : votes) reviewers.push_back(vote.vote.reviewer);
    std::sort(reviewers.begin(), reviewers.end());
    reviewers.erase(std::unique(reviewers.begin(), reviewers.end()), reviewers.end());
    put_number(to, reviewers.size());
    for (const std::string& reviewer : reviewers) put_text(to, reviewer);
    put_number(to, votes.size());
    for (const ExampleVote& vote : votes) {
        const auto at = std::lower_bound(reviewers.begin(), reviewers.end(), vote.vote.reviewer);
        put_number(to, std::uint64_t(vote.example));
        put_number(to, std::uint64_t(at - reviewers.begin()));
        put_decision(to, vote.vote.decision);
        put_fixed(to, bit_copy<std::uint64_t>(vote.vote.time), 8);
        put_fixed(to, bit_copy<std::uint64_t>(vote.vote.written), 8);
        put_text(to, vote.vote.page);
        put_text(to, vote.vote.note);
    }
}

JournalRecord sealed(JournalRecord record) {
    put_fixed(record, checksum(record), checksum_bytes);
    return record;
}

// After a read past the end, or of what cannot be, ok is false and everything further reads as zero.
struct Reader {
    std::span<const std::uint8_t> rest;
    bool ok = true;

    std::uint64_t fixed(int bytes) {
        std::uint64_t value = 0;
        if (rest.size() < std::size_t(bytes)) return fail();
        for (int i = 0; i < bytes; ++i) value |= std::uint64_t(rest[i]) << (8 * i);
        rest = rest.subspan(bytes);
        return value;
    }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (rest.empty()) return fail();
            const std::uint8_t byte = rest[0];
            rest = rest.subspan(1);
            if (shift == 63 && byte > 1) return fail();
            value |= std::uint64_t(byte & 0x7f) << shift;
            if ((byte & 0x80) == 0) return value;
        }
        return fail();
    }

    Decision decision() {
        const std::uint64_t kind = fixed(1), label = number();
        if (kind > std::uint64_t(DecisionKind::unsure) || label > 0x7fffffffu) fail();
        if (!ok) return {};
        return {DecisionKind(kind), std::int32_t(std::int64_t(label) - 1)};
    }

    std::vector<std::int64_t> examples(std::int64_t limit) {
        const std::uint64_t count = number();
        if (count > rest.size()) fail();  // every example takes a byte at least
        std::vector<std::int64_t> values;
        if (!ok) return values;
        values.reserve(std::size_t(count));
        std::int64_t last = 0;
        for (std::uint64_t i = 0; i < count && ok; ++i) {
            const std::uint64_t step = number(), distance = step >> 1;
            if (distance >= std::uint64_t(limit)) fail();
            if (!ok) break;
            last += (step & 1) != 0 ? -std::int64_t(distance) - 1 : std::int64_t(distance);
            if (last < 0 || last >= limit) fail();
            values.push_back(last);
        }
        return values;
    }

    std::string text() {
        const std::uint64_t length = number();
        if (length > rest.size()) fail();
        if (!ok) return {};
        std::string value(rest.begin(), rest.begin() + std::ptrdiff_t(length));
        rest = rest.subspan(std::size_t(length));
        return value;
    }

    std::vector<ExampleVote> votes(std::int64_t limit, bool with_file) {
        std::vector<std::string> reviewers;
        for (std::uint64_t left = number(); ok && left > 0; --left) reviewers.push_back(text());
        std::vector<ExampleVote> values;
        for (std::uint64_t left = number(); ok && left > 0; --left) {
            ExampleVote vote;
            const std::uint64_t example = number(), reviewer = number();
            if (example >= std::uint64_t(limit) || reviewer >= reviewers.size()) fail();
            if (!ok) break;
            vote.example = std::int64_t(example);
            vote.vote.reviewer = reviewers[std::size_t(reviewer)];
            vote.vote.decision = decision();
            vote.vote.time = bit_copy<double>(fixed(8));
            if (with_file) vote.vote.written = bit_copy<double>(fixed(8)), vote.vote.page = text();
            vote.vote.note = text();
            values.push_back(std::move(vote));
        }
        return values;
    }

    std::uint64_t fail() {
        ok = false;
        rest = {};
        return 0;
    }
};

}  // namespace

JournalRecord write_step(RecordKind kind) { return sealed({std::uint8_t(kind)}); }

JournalRecord write_operation(const Operation& operation) {
    JournalRecord record;
    const auto begin = [&](RecordKind kind) {
        record.push_back(std::uint8_t(kind));
        put_fixed(record, bit_copy<std::uint64_t>(operation.time), 8);
    };
    if (operation.kind == Operation::Kind::note) {
        begin(RecordKind::note);
        put_number(record, std::uint64_t(operation.examples.front()));
        put_number(record, operation.note.size());
        record.insert(record.end(), operation.note.begin(), operation.note.end());
        return sealed(std::move(record));
    }
    if (operation.kind == Operation::Kind::merge) {
        begin(RecordKind::merge_of_files);
        record.push_back(std::uint8_t(operation.consensus.rule));
        put_text(record, operation.consensus.reviewer);
        put_votes(record, operation.votes);
        put_examples(record, operation.examples);
        for (const Decision& decision : operation.after) put_decision(record, decision);
        return sealed(std::move(record));
    }
    const bool alike = std::all_of(operation.after.begin(), operation.after.end(),
                                   [&](const Decision& after) { return after == operation.after.front(); });
    begin(alike ? RecordKind::decide : RecordKind::decide_each);
    put_examples(record, operation.examples);
    const std::size_t decisions = alike ? 1 : operation.after.size();
    for (std::size_t i = 0; i < decisions; ++i) put_decision(record, operation.after[i]);
    return sealed(std::move(record));
}

bool read_record(std::span<const std::uint8_t> record, std::int64_t examples, RecordKind& kind, Operation& operation) {
    if (record.size() < 1 + checksum_bytes) return false;
    const auto body = record.first(record.size() - checksum_bytes);
    Reader seal{record.last(checksum_bytes)};
    if (seal.fixed(checksum_bytes) != checksum(body)) return false;

    Reader reader{body};
    kind = RecordKind(reader.fixed(1));
    operation = {};
    if (kind == RecordKind::undo || kind == RecordKind::redo) return reader.rest.empty();

    operation.time = bit_copy<double>(reader.fixed(8));
    if (kind == RecordKind::note) {
        operation.kind = Operation::Kind::note;
        const std::uint64_t example = reader.number(), length = reader.number();
        if (!reader.ok || example >= std::uint64_t(examples) || length != reader.rest.size()) return false;
        operation.examples = {std::int64_t(example)};
        operation.note.assign(reader.rest.begin(), reader.rest.end());
        return true;
    }
    if (kind == RecordKind::merge || kind == RecordKind::merge_of_files) {
        const bool with_file = std::exchange(kind, RecordKind::merge) == RecordKind::merge_of_files;
        operation.kind = Operation::Kind::merge;
        const std::uint64_t rule = reader.fixed(1);
        if (rule > std::uint64_t(Consensus::Rule::named)) return false;
        operation.consensus = {Consensus::Rule(rule), reader.text()};
        operation.votes = reader.votes(examples, with_file);
        operation.examples = reader.examples(examples);
        for (std::size_t i = 0; i < operation.examples.size() && reader.ok; ++i)
            operation.after.push_back(reader.decision());
        return reader.ok && reader.rest.empty();
    }
    if (kind != RecordKind::decide && kind != RecordKind::decide_each) return false;
    operation.kind = Operation::Kind::decide;
    operation.examples = reader.examples(examples);
    if (!reader.ok || operation.examples.empty()) return false;
    if (kind == RecordKind::decide) {
        operation.after.assign(operation.examples.size(), reader.decision());
    } else {
        operation.after.reserve(operation.examples.size());
        for (std::size_t i = 0; i < operation.examples.size() && reader.ok; ++i)
            operation.after.push_back(reader.decision());
    }
    return reader.ok && reader.rest.empty();
}

}  // namespace audit
