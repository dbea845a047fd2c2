// Probabilities in several files: which of them are parts of one table.
#include <algorithm>

#include "io/intake_work.h"
#include "io/words.h"

namespace io {
namespace {

// "fold10/probs.npy" -> "fold#/probs.npy" and 10.
struct Numbered {
    std::string form;
    std::vector<std::int64_t> numbers;
};
Numbered numbered(std::string_view path) {
    Numbered result;
    for (std::size_t i = 0; i < path.size();) {
        if (path[i] < '0' || path[i] > '9') {
            result.form += path[i++];
            continue;
        }
        std::int64_t number = 0;
        for (; i < path.size() && path[i] >= '0' && path[i] <= '9'; ++i)
            if (number < 1'000'000'000'000) number = number * 10 + (path[i] - '0');
        result.form += '#';
        result.numbers.push_back(number);
    }
    return result;
}

bool calls_itself_indices(std::string_view path) {
    const std::string name = lower_case(file_stem(path));
    for (const std::string_view word : {"index", "indices", "idx", "ids", "rows"})
        if (name.find(word) != std::string::npos) return true;
    return false;
}

}  // namespace

std::vector<std::int64_t> IntakeWork::known_counts() {
    std::vector<std::int64_t> counts;
    if (!survey_.examples.empty()) counts.push_back(std::int64_t(survey_.examples.size()));
    for (const SurveyedFile& file : survey_.files) {
        if (file.kind == Kind::pictures) counts.push_back(file.count);
        if (speaks_for_labels(file.path) <= 0) continue;
        if (file.kind == Kind::numbers) counts.push_back(file.count);
        if ((file.kind == Kind::table && file.roles.label >= 0) || (file.kind == Kind::json && file.json.has_labels()))
            if (const Result<LabelTable> table = labels_in(file)) counts.push_back(table->count());
    }
    return counts;
}

// Files that are called like `best` but for their numbers are its parts, in the order of these numbers - unless one
// alone has as many rows as there are examples: then they are rather the answers of several models.
std::vector<const SurveyedFile*> IntakeWork::parts_of(const SurveyedFile& best,
                                                      const std::vector<const SurveyedFile*>& candidates) {
    struct Alike {
        std::vector<std::int64_t> numbers;
        const SurveyedFile* file;
    };
    const Numbered name = numbered(best.path);
    std::vector<Alike> parts;
    if (!name.numbers.empty())
        for (const SurveyedFile* file : candidates)
            if (Numbered other = numbered(file->path); other.form == name.form && file->kind == best.kind)
                parts.push_back({std::move(other.numbers), file});
    if (parts.size() < 2) return {&best};
    std::sort(parts.begin(), parts.end(), [](const Alike& a, const Alike& b) { return a.numbers < b.numbers; });
    const std::vector<std::int64_t> counts = known_counts();
    std::vector<const SurveyedFile*> files;
    for (const Alike& part : parts) {
        const Result<Part> opened = open_part(*part.file);
        if (opened && std::find(counts.begin(), counts.end(), opened->matrix->rows()) != counts.end()) return {&best};
        files.push_back(part.file);
    }
    return files;
}

// The array that says which examples the rows of a part are, as cross-validation has it: named like the part, or in its
// folder, and of its length.
const SurveyedFile* IntakeWork::indices_of(const SurveyedFile& part, std::int64_t rows) const {
    const std::vector<std::int64_t> numbers = numbered(part.path).numbers;
    for (const SurveyedFile& file : survey_.files)
        if (file.kind == Kind::numbers && file.count == rows && calls_itself_indices(file.path) &&
            numbered(file.path).numbers == numbers)
            return &file;
    return nullptr;
}

}  // namespace io
