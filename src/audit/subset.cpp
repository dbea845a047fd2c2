#include "audit/subset.h"

#include <cstring>
#include <set>
#include <string_view>

#include "audit/bit_copy.h"
#include "audit/csv_text.h"
#include "audit/json_text.h"
#include "audit/words.h"

namespace audit {
namespace {

std::string npy_header(const char* descr, std::size_t count) {
    std::string dictionary =
        std::string("{'descr': '") + descr + "', 'fortran_order': False, 'shape': (" + std::to_string(count) + ",), }";
    constexpr std::size_t before = 10;
    dictionary.append(63 - (before + dictionary.size()) % 64, ' ');
    dictionary += '\n';
    std::string header = "\x93NUMPY";
    header += {char(1), char(0), char(dictionary.size() & 0xff), char(dictionary.size() >> 8)};
    return header + dictionary;
}

ExportFile file_of(std::string name, const char* mime, std::string_view text) {
    ExportFile file{std::move(name), mime, std::vector<std::byte>(text.size())};
    if (!text.empty()) std::memcpy(file.bytes.data(), text.data(), text.size());
    return file;
}

void append_number(std::string& to, std::uint64_t bits) {
    for (int shift = 0; shift < 64; shift += 8) to += char(bits >> shift & 0xff);
}

// The last folder of a path is the class; so "train/cat/1.png" goes to "train/dog/1.png".
std::string moved(const std::string& path, const std::string& class_name) {
    const std::size_t slash = path.rfind('/');
    const std::size_t before =
        slash == std::string::npos || slash == 0 ? std::string::npos : path.rfind('/', slash - 1);
    return (before == std::string::npos ? "" : path.substr(0, before + 1)) + class_name + path.substr(slash);
}

constexpr std::string_view script_head = R"py(#!/usr/bin/env python3
"""Moves pictures to the folders of their corrected labels. Written by Label Inspector.

    python3 move_pictures.py FOLDER          shows what would be done in FOLDER
    python3 move_pictures.py FOLDER --go     does it, and writes what it did to FOLDER/moved_pictures.json
    python3 move_pictures.py FOLDER --undo   takes it back

FOLDER is the folder that holds the paths below. What is left out goes to FOLDER/left_out. Nothing is overwritten.
"""
import json
import pathlib
import sys

MOVES = [
)py";

constexpr std::string_view script_tail = R"py(]


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    if len(words) != 1:
        sys.exit(__doc__)
    folder = pathlib.Path(words[0])
    record = folder / "moved_pictures.json"
    moves = MOVES
    if "--undo" in sys.argv:
        moves = [(to, source) for source, to in reversed(json.loads(record.read_text(encoding="utf-8")))]
    done = []
    for source, to in moves:
        if not (folder / source).is_file():
            print("missing:", source)
        elif (folder / to).exists():
            print("in the way:", to)
        else:
            print(source, "->", to)
            if "--go" in sys.argv or "--undo" in sys.argv:
                (folder / to).parent.mkdir(parents=True, exist_ok=True)
                (folder / source).rename(folder / to)
            done.append((source, to))
    if "--go" in sys.argv:
        record.write_text(json.dumps(done), encoding="utf-8")
    elif "--undo" in sys.argv:
        record.unlink()
    print(len(done), "of", len(moves), "pictures" if "--go" in sys.argv or "--undo" in sys.argv else "pictures would be moved; --go does it")


if __name__ == "__main__":
    main()
)py";

}  // namespace

const char* treatment_word(Treatment treatment) {
    constexpr const char* words[] = {"keep", "drop", "zero"};
    return words[std::size_t(treatment)];
}

std::vector<Treatment> treatments(const Audit& audit, const SubsetOptions& options) {
    std::vector<Treatment> all(std::size_t(audit.examples()), Treatment::keep);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const DecisionKind kind = audit.log.decision(std::int64_t(i)).kind;
        if (kind == DecisionKind::exclude)
            all[i] = options.excluded;
        else if (kind == DecisionKind::both)
            all[i] = options.ambiguous;
        else if (kind == DecisionKind::unsure || (kind == DecisionKind::undecided && audit.flagged(std::int64_t(i))))
            all[i] = options.open;
    }
    return all;
}

std::vector<std::uint8_t> left_out(const Audit& audit, const SubsetOptions& options) {
    std::vector<std::uint8_t> rows;
    const std::vector<Treatment> all = treatments(audit, options);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i] != Treatment::drop) continue;
        if (rows.empty()) rows.assign(all.size(), 0);
        rows[i] = 1;
    }
    return rows;
}

SubsetSummary subset_summary(const Audit& audit, const SubsetOptions& options) {
    SubsetSummary summary;
    std::vector<std::uint8_t> changed;
    corrected_labels(audit, &changed);
    const std::vector<Treatment> all = treatments(audit, options);
    for (std::size_t i = 0; i < all.size(); ++i) {
        summary.kept += all[i] != Treatment::drop;
        summary.dropped += all[i] == Treatment::drop;
        summary.zero += all[i] == Treatment::zero;
        summary.changed += all[i] != Treatment::drop && changed[i] != 0;
    }
    summary.sentence = counted(summary.kept, "example stays", "examples stay") + ", " +
                       with_thousands(summary.changed) + " of them with another label; " +
                       (summary.dropped == 0 ? "none" : with_thousands(summary.dropped)) + " left out";
    if (summary.zero > 0) summary.sentence += "; " + with_thousands(summary.zero) + " with weight 0";
    summary.sentence += ".";
    return summary;
}

ExportFile export_kept_indices(const Audit& audit, const SubsetOptions& options) {
    const std::vector<Treatment> all = treatments(audit, options);
    std::string numbers;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i] == Treatment::keep) append_number(numbers, i);
    return file_of("kept_indices.npy", "application/octet-stream", npy_header("<i8", numbers.size() / 8) + numbers);
}

ExportFile export_weights(const Audit& audit, const SubsetOptions& options) {
    std::string numbers;
    for (Treatment treatment : treatments(audit, options))
        if (treatment != Treatment::drop)
            append_number(numbers, bit_copy<std::uint64_t>(treatment == Treatment::keep ? 1.0 : 0.0));
    return file_of("weights.npy", "application/octet-stream", npy_header("<f8", numbers.size() / 8) + numbers);
}

ExportFile export_subset_csv(const Audit& audit, const SubsetOptions& options) {
    const std::vector<Treatment> all = treatments(audit, options);
    const std::vector<std::int32_t> labels = corrected_labels(audit);
    std::string csv = "index,name,given,label,weight\r\n";
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i] == Treatment::drop) continue;
        csv += std::to_string(i) + ",";
        append_csv_cell(csv, i < audit.example_names.size() ? audit.example_names[i] : std::string());
        csv += ',';
        append_csv_cell(csv, audit.class_name(audit.findings.given[i]));
        csv += ',';
        append_csv_cell(csv, audit.class_name(labels[i]));
        csv += all[i] == Treatment::keep ? ",1\r\n" : ",0\r\n";
    }
    return file_of("corrected.csv", "text/csv", csv);
}

io::Result<std::vector<FileMove>> file_moves(const Audit& audit, const SubsetOptions& options) {
    const io::Problem problem{"These labels do not come from the folders of pictures", "", -1, -1,
                              "Export the corrected labels instead"};
    if (audit.label_source.format != io::LabelFormat::folders ||
        audit.example_names.size() != std::size_t(audit.examples()))
        return problem;
    const std::vector<Treatment> all = treatments(audit, options);
    std::vector<std::uint8_t> changed;
    const std::vector<std::int32_t> labels = corrected_labels(audit, &changed);
    std::vector<FileMove> moves;
    std::set<std::string> taken(audit.example_names.begin(), audit.example_names.end());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string& from = audit.example_names[i];
        if (from.find('/') == std::string::npos) return problem;
        FileMove move{std::int64_t(i), from, from};
        if (all[i] == Treatment::drop) {
            move.to.clear();
        } else if (changed[i] != 0) {
            move.to = moved(from, audit.class_name(labels[i]));
            // Another picture of that name is there already: both stay, one with a number.
            const std::size_t dot = move.to.rfind('.'), slash = move.to.rfind('/');
            const std::size_t at = dot == std::string::npos || dot < slash ? move.to.size() : dot;
            const std::string start = move.to.substr(0, at), end = move.to.substr(at);
            for (int n = 2; !taken.insert(move.to).second; ++n) move.to = start + "-" + std::to_string(n) + end;
        }
        moves.push_back(std::move(move));
    }
    return moves;
}

io::Result<ExportFile> export_move_script(const Audit& audit, const SubsetOptions& options) {
    const auto moves = file_moves(audit, options);
    if (!moves.ok()) return moves.problem();
    std::string script(script_head);
    for (const FileMove& move : *moves) {
        if (move.to == move.from) continue;
        // What JSON writes as a string, Python reads as one.
        script += "    (" + json_literal(move.from) + ", " +
                  json_literal(move.to.empty() ? "left_out/" + move.from : move.to) + "),\n";
    }
    script += script_tail;
    return file_of("move_pictures.py", "text/x-python", script);
}

}  // namespace audit
