// Which file holds the probabilities.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "io/derived_matrix.h"
#include "io/intake_work.h"
#include "io/words.h"

namespace io {
namespace {

// Are the first rows from 0 to 1 with a sum of about 1? Features and logits are not.
bool looks_like_probabilities(MatrixReader& matrix) {
    const std::int64_t rows = std::min<std::int64_t>(matrix.rows(), 8);
    const bool wide = matrix.precision() == core::Precision::float64;
    std::vector<std::byte> bytes(std::size_t(rows * matrix.columns()) * (wide ? 8 : 4));
    if (matrix.read_rows(0, rows, bytes)) return false;
    for (std::int64_t row = 0; row < rows; ++row) {
        double sum = 0;
        for (std::int32_t c = 0; c < matrix.columns(); ++c) {
            const std::size_t at = std::size_t(row * matrix.columns() + c);
            float narrow = 0;
            double value = 0;
            if (wide) {
                std::memcpy(&value, bytes.data() + at * 8, 8);
            } else {
                std::memcpy(&narrow, bytes.data() + at * 4, 4);
                value = double(narrow);
            }
            if (!(value >= -1e-3 && value <= 1 + 1e-3)) return false;
            sum += value;
        }
        if (std::abs(sum - 1) > 0.05) return false;
    }
    return true;
}

struct Candidate {
    const SurveyedFile* file;
    int score;
    bool fits;  // there are as many labels or pictures
    bool better_than(const Candidate& other) const {
        return score != other.score ? score > other.score : fits && !other.fits;
    }
};

}  // namespace

std::optional<Problem> IntakeWork::open_probabilities() {
    std::vector<Part> opened;
    for (const SurveyedFile* part : parts_) {
        Result<Part> one = open_part(*part);
        if (!one) return one.problem();
        if (one->matrix->columns() < 2)
            return Problem{
                .what =
                    "there is a single column of numbers in this file, but at least two classes are needed to "
                    "tell them apart",
                .file = std::string(files_.path(part->file)),
                .remedy = "save one column for each class (with two classes also the second: 1 - p)"};
        opened.push_back(std::move(*one));
        use(part->file);
    }
    if (auto problem = agree_on_columns(opened)) return problem;
    probabilities_ = parts_[0];
    std::vector<std::int64_t> part_rows;
    std::vector<std::unique_ptr<MatrixReader>> matrices;
    std::vector<std::string> files;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
        part_rows.push_back(opened[p].matrix->rows());
        matrices.push_back(std::move(opened[p].matrix));
        files.emplace_back(shown(*parts_[p]));
    }
    matrix_ = matrices.size() == 1 ? std::move(matrices[0]) : stacked_matrix(std::move(matrices), std::move(files));
    rows_ = matrix_->rows();
    columns_ = matrix_->columns();
    reading_.probabilities.file = parts_.size() == 1 ? shown(*parts_[0]) : std::string();
    const std::string where = parts_.size() == 1 ? shown(*parts_[0])
                                                 : counted(std::int64_t(parts_.size()), "file", "files") + ", " +
                                                       shown(*parts_.front()) +
                                                       (parts_.size() == 2 ? " and " : " to ") + shown(*parts_.back());
    reading_.probabilities.sentence = with_commas(rows_) + " x " + with_commas(columns_) + " in " + where +
                                      (parts_[0]->type.empty() ? "" : ", " + parts_[0]->type);
    if (best_only_ > 0)
        reading_.probabilities.sentence += "; only the best " + std::to_string(best_only_) +
                                           " of each row, the rest is spread evenly over the other classes";
    reading_.probabilities.sentence += columns_note_;
    if (auto problem = name_rows(part_rows)) return problem;
    arrange_columns({});
    return make_probabilities();
}

// Scores of a network and percentages become probabilities if that is wanted; else it is said how.
std::optional<Problem> IntakeWork::make_probabilities() {
    const NumberSample sample = sample_numbers(*matrix_);
    const std::string file(files_.path(probabilities_->file));
    std::string& sentence = reading_.probabilities.sentence;
    if (sample.kind == NumberKind::logits) {
        if (!options_.softmax) return logits_problem(sample, file);
        matrix_ = softmax_matrix(std::move(matrix_));
        sentence += "; softmax was applied to each row";
    } else if (sample.kind == NumberKind::percent) {
        if (!options_.percent) return percent_problem(sample, file);
        matrix_ = percent_matrix(std::move(matrix_));
        sentence += "; divided by 100";
    } else if (options_.softmax || options_.percent) {
        sentence += "; they are probabilities as they stand";
    }
    return std::nullopt;
}

std::optional<Problem> IntakeWork::choose_probabilities() {
    const auto fits = [this](const SurveyedFile& rows) {
        if (rows.count == std::int64_t(survey_.examples.size())) return true;
        return std::any_of(survey_.files.begin(), survey_.files.end(), [&](const SurveyedFile& file) {
            const bool labels = file.kind == Kind::numbers && speaks_for_labels(file.path) > 0;
            return (labels || file.kind == Kind::pictures) && file.count == rows.count;
        });
    };
    std::vector<Candidate> candidates;
    bool told = false;
    for (const SurveyedFile& file : survey_.files) {
        if (is_told(options_.probabilities, file)) {
            if (file.kind == Kind::broken) return file.problem;
            told = true;
            candidates.push_back({&file, chosen_by_hand, true});
        } else if (file.kind == Kind::table && file.topk.found() && speaks_for_labels(file.path) <= 0)
            candidates.push_back({&file, 4 + speaks_for_probabilities(file.path), fits(file)});
        else if (file.kind == Kind::table && file.roles.probability_count >= 2)
            candidates.push_back({&file, 4 + speaks_for_probabilities(file.path), fits(file)});
        // A table of numbers that calls itself probabilities, whatever its values are.
        else if (file.kind == Kind::table && speaks_for_probabilities(file.path) > 0 && file.layout.columns.size() >= 2)
            candidates.push_back({&file, speaks_for_probabilities(file.path), fits(file)});
        else if (file.kind == Kind::json && file.json.has_scores() && file.json.score_columns >= 2)
            candidates.push_back({&file, 4 + speaks_for_probabilities(file.path), fits(file)});
        else if (file.kind == Kind::matrix)
            candidates.push_back({&file, speaks_for_probabilities(file.path), fits(file)});
    }
    // A look at the numbers themselves is only needed to choose.
    if (candidates.size() > 1 && !told)
        for (Candidate& candidate : candidates) {
            if (candidate.file->kind != Kind::matrix) continue;
            const Result<std::unique_ptr<MatrixReader>> matrix = open_matrix(files_, candidate.file->file);
            if (matrix && looks_like_probabilities(**matrix)) candidate.score += 4;
        }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.better_than(b); });

    // The file that was meant may be one that cannot be used.
    const bool few_files = survey_.files.size() <= 3;
    const SurveyedFile* failed =
        told ? nullptr : broken(speaks_for_probabilities, candidates.empty() && few_files ? 0 : 1);
    if (failed != nullptr && candidates.empty() && speaks_for_labels(failed->path) > 0) failed = nullptr;
    if (failed != nullptr && (candidates.empty() || speaks_for_probabilities(failed->path) >
                                                        speaks_for_probabilities(candidates[0].file->path)))
        return failed->problem;
    RoleReading& role = reading_.probabilities;
    if (candidates.empty()) {
        role.sentence =
            "missing: add a file such as pred_probs.npy, with one row for each example and one column for each class";
        return std::nullopt;
    }
    std::vector<const SurveyedFile*> all;
    for (const Candidate& candidate : candidates) all.push_back(candidate.file);
    parts_ = parts_of(*candidates[0].file, all);
    if (auto problem = open_probabilities()) return problem;
    role.found = best_only_ > 0 || !rows_doubt_.empty() ? Found::doubtful : Found::found;
    if (!rows_doubt_.empty()) role.sentence += " (" + rows_doubt_ + ")";

    std::vector<std::string> others;
    for (std::size_t i = 1; i < candidates.size(); ++i)
        if (!candidates[0].better_than(candidates[i]) &&
            std::find(parts_.begin(), parts_.end(), candidates[i].file) == parts_.end())
            others.push_back(shown(*candidates[i].file));
    if (!others.empty()) {
        role.found = Found::doubtful;
        role.sentence += " (" + listed(others) + " could be it as well)";
    }
    if (failed != nullptr) {
        role.found = Found::doubtful;
        role.sentence += " (" + shown(*failed) + " cannot be used: " + failed->problem->what + ")";
    }
    return std::nullopt;
}

}  // namespace io
