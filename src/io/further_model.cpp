#include "io/further_model.h"

#include <algorithm>
#include <unordered_map>

#include "io/derived_matrix.h"
#include "io/intake_work.h"
#include "io/packet.h"
#include "io/row_numbers.h"
#include "io/words.h"

namespace io {

KnownRows known_rows(const Dataset& dataset) {
    return {dataset.examples(), dataset.class_names(), dataset.names(), dataset.row_ids()};
}

std::vector<std::uint8_t> encode_known_rows(const KnownRows& known) {
    PacketWriter writer;
    writer.put(known.rows), writer.put(known.class_names), writer.put(known.names), writer.put(known.ids);
    return std::move(writer).take();
}

Result<KnownRows> decode_known_rows(std::span<const std::uint8_t> bytes) {
    PacketReader reader(bytes);
    KnownRows known;
    reader.get(known.rows), reader.get(known.class_names), reader.get(known.names), reader.get(known.ids);
    const auto fits = [&](std::size_t size) { return size == 0 || std::int64_t(size) == known.rows; };
    if (!reader.ok() || known.rows < 0 || !fits(known.names.size()) || !fits(known.ids.size()))
        return Problem{.what = "what is open did not arrive whole", .file = {}, .remedy = "open the files again"};
    return known;
}

// Columns that are called like classes come into the order of the audit's.
std::optional<Problem> IntakeWork::arrange_further_columns(const KnownRows& known) {
    names_from_elsewhere();
    if (names_.names.empty() || known.class_names == numbered_names(std::int32_t(known.class_names.size())))
        return std::nullopt;
    std::vector<std::string> here = names_.names, there = known.class_names;
    std::sort(here.begin(), here.end()), std::sort(there.begin(), there.end());
    if (here != there)
        return Problem{.what = "its columns are called " + listed(names_.names, 4) +
                               ", but the classes of this audit are " + listed(known.class_names, 4),
                       .file = std::string(files_.path(probabilities_->file)),
                       .remedy = "give the columns the names of these classes, or save them as .npy in their order",
                       .check = "class-count"};
    arrange_columns(known.class_names);
    return std::nullopt;
}

// Rows that have names or numbers come into the order of the audit's examples; more rows than these are left out.
std::optional<Problem> IntakeWork::arrange_further_rows(const KnownRows& known) {
    const std::string file(files_.path(probabilities_->file)),
        remedy = "choose a file with the probabilities of the same examples";
    std::vector<std::int64_t> records;
    if (order_ && !known.names.empty()) {
        PathJoin join = join_by_path(known.names, order_->paths, {});
        if (join.none_found())
            return Problem{.what = "its rows are called otherwise than the examples of this audit: " +
                                   quoted(order_->paths.front()) + ", not " + quoted(known.names.front()),
                           .file = file,
                           .remedy = remedy};
        if (join.unclear_row >= 0)
            return Problem{
                .what = "it is not clear which row belongs to " + quoted(known.names[std::size_t(join.unclear_row)]),
                .file = file,
                .remedy = "write paths that tell rows apart, for example with their folders"};
        if (!join.complete())
            return Problem{.what = "there is no row for " + quoted(known.names[std::size_t(join.missing)]) + " (" +
                                   counted(join.missing_count, "example has", "examples have") + " none)",
                           .file = file,
                           .remedy = remedy};
        records = std::move(join.record_of_row);
    } else if (!row_ids_.empty() && !known.ids.empty()) {
        std::unordered_map<std::int64_t, std::int64_t> row_of_id;
        for (std::size_t r = 0; r < row_ids_.size(); ++r) row_of_id.try_emplace(row_ids_[r], std::int64_t(r));
        for (const std::int64_t id : known.ids) {
            const auto at = row_of_id.find(id);
            if (at == row_of_id.end() || row_of_id.size() != row_ids_.size())
                return Problem{.what = at == row_of_id.end() ? "there is no row number " + std::to_string(id)
                                                             : "several rows have the same number",
                               .file = file,
                               .remedy = remedy};
            records.push_back(at->second);
        }
    } else if (!std::is_sorted(row_ids_.begin(), row_ids_.end())) {
        return Problem{
            .what = "its rows are numbered, but not in order, and the examples of this audit have no numbers",
            .file = file,
            .remedy = "bring its rows into the order of the audit's probabilities, without the numbers"};
    }
    if (records.empty() || (is_ascending(records) && std::int64_t(records.size()) == rows_)) return std::nullopt;
    matrix_ = reordered_rows(std::move(matrix_), std::move(records));
    return std::nullopt;
}

Result<std::unique_ptr<MatrixReader>> IntakeWork::further_model(const KnownRows& known) {
    if (auto problem = choose_probabilities()) return *problem;
    if (matrix_ == nullptr) return open_matrix(files_, 0);
    if (auto problem = arrange_further_columns(known)) return *problem;
    if (auto problem = arrange_further_rows(known)) return *problem;
    return std::move(matrix_);
}

Result<std::unique_ptr<MatrixReader>> open_further_model(const FileSet& files, const KnownRows& known) {
    const Survey survey = survey_files(files);
    IntakeOptions options;
    options.softmax = options.percent = true;
    for (const SurveyedFile& file : survey.files)
        if (file.kind != Kind::broken) options.probabilities = std::string(file.path);  // whatever its name is
    return IntakeWork(files, options).further_model(known);
}

}  // namespace io
