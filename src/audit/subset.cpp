#include "audit/subset.h"

#include <cstring>
#include <set>
#include <string_view>

#include "audit/bit_copy.h"
#include "audit/csv_text.h"
#include "audit/json_text.h"
#include "audit/words.h"
#include "io/npy.h"

namespace audit {
namespace {

ExportFile file_of(std::string name, const char* mime, std::string_view text) {
    ExportFile file{std::move(name), mime, std::vector<std::byte>(text.size())};
    if (!text.empty()) std::memcpy(file.bytes.data(), text.data(), text.size());
    return file;
}

void append_number(std::string& to, std::uint64_t bits) {
    for (int shift = 0; shift < 64; shift += 8) to += char(bits >> shift & 0xff);
}

// A name that is one folder inside another one, on every system that opens archives and runs scripts.
bool can_be_folder(std::string_view name) {
    return !name.empty() && name != "." && name != ".." && name.find_first_of("/\\") == std::string_view::npos &&
           name.find('\0') == std::string_view::npos;
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
    python3 move_pictures.py FOLDER --go     does it, and writes down each move in FOLDER/moved_pictures.jsonl
    python3 move_pictures.py FOLDER --undo   takes all of that back

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
    record = folder / "moved_pictures.jsonl"
    if "--undo" in sys.argv:
        undo(folder, record)
        return
    done = 0
    for source, to in MOVES:
        if not (folder / source).is_file():
            print("missing:", source)
        elif (folder / to).exists():
            print("in the way:", to)
        else:
            print(source, "->", to)
            if "--go" in sys.argv:
                (folder / to).parent.mkdir(parents=True, exist_ok=True)
                # Written down before it is done, behind what earlier runs did: whatever stops this, --undo knows of it.
                with record.open("a", encoding="utf-8") as lines:
                    lines.write(json.dumps([source, to]) + "\n")
                (folder / source).rename(folder / to)
            done += 1
    print(done, "of", len(MOVES), "pictures" if "--go" in sys.argv else "pictures would be moved; --go does it")


def undo(folder, record):
    if not record.is_file():
        sys.exit("There is nothing to take back: " + str(record) + " is not there.")
    moved = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    left, at, done = [], len(moved), 0
    try:
        while at > 0:
            source, to = moved[at - 1]
            if not (folder / to).is_file():
                print("missing:", to)
                if not (folder / source).is_file():
                    left.append(moved[at - 1])  # neither here nor there
            elif (folder / source).exists():
                print("in the way:", source)
                left.append(moved[at - 1])
            else:
                print(to, "->", source)
                (folder / source).parent.mkdir(parents=True, exist_ok=True)
                (folder / to).rename(folder / source)
                done += 1
            at -= 1
    finally:
        left = moved[:at] + left[::-1]
        if left:
            record.write_text("".join(json.dumps(move) + "\n" for move in left), encoding="utf-8")
            print(len(left), "could not be taken back and stay in", record)
        else:
            record.unlink()
    print(done, "of", len(moved), "pictures")


if __name__ == "__main__":
    main()
)py";

}  // namespace

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
    return file_of("kept_indices.npy", "application/octet-stream",
                   io::npy_start("<i8", std::to_string(numbers.size() / 8) + ",") + numbers);
}

ExportFile export_weights(const Audit& audit, const SubsetOptions& options) {
    const std::vector<Treatment> all = treatments(audit, options);
    std::string numbers;
    const auto add = [&](Treatment treatment) {
        if (treatment != Treatment::drop)
            append_number(numbers, bit_copy<std::uint64_t>(treatment == Treatment::keep ? 1.0 : 0.0));
    };
    const std::vector<std::int64_t> rows = io::examples_of_rows(audit.label_source);
    for (const std::int64_t example : rows)
        add(example >= 0 && std::size_t(example) < all.size() ? all[std::size_t(example)] : Treatment::keep);
    if (rows.empty())
        for (const Treatment treatment : all) add(treatment);
    return file_of("weights.npy", "application/octet-stream",
                   io::npy_start("<f8", std::to_string(numbers.size() / 8) + ",") + numbers);
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
            // What the folder of that class is called, which need not be the name it is shown with.
            const std::string* folder = io::label_text(audit.label_source, audit.class_names, labels[i]);
            if (folder == nullptr || !can_be_folder(*folder))
                return io::Problem{
                    "The class " + quoted_class(audit, labels[i]) + " has a name that no folder can have", "", -1, -1,
                    "Export the corrected labels instead"};
            move.to = moved(from, *folder);
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
