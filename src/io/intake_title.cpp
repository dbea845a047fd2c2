// What the set of files is called.
#include <algorithm>
#include <array>

#include "io/intake_work.h"
#include "io/words.h"

namespace io {
namespace {

// Says what is in the file, not of which data set.
bool is_generic(std::string_view stem) {
    static constexpr std::array<std::string_view, 18> generic = {
        "labels", "label",    "given_labels", "noisy_labels", "targets", "target",
        "y",      "manifest", "annotations",  "data",         "images",  "pred_probs",
        "probs",  "preds",    "predictions",  "pred_prob",    "proba",   "probabilities"};
    return std::find(generic.begin(), generic.end(), lower_case(stem)) != generic.end();
}

// "t10k-images-idx3-ubyte" -> "t10k", "shoes_labels" -> "shoes": what stands before the word that says what it is.
std::string name_before(std::string_view stem) {
    const std::string lower = lower_case(stem);
    std::size_t end = stem.size();
    for (const std::string_view word : {"images", "labels", "idx3", "idx1", "pred_probs", "probs", "manifest"})
        end = std::min(end, lower.find(word));
    while (end > 0 && std::string_view("-_. ").find(stem[end - 1]) != std::string_view::npos) --end;
    return is_generic(stem.substr(0, end)) ? std::string() : std::string(stem.substr(0, end));
}

}  // namespace

std::string IntakeWork::title() const {
    if (!survey_.top.empty())
        return std::string(file_name(std::string_view(survey_.top).substr(0, survey_.top.size() - 1)));
    for (const SurveyedFile* file : {array_, chosen_ != nullptr ? chosen_->from : nullptr, probabilities_})
        if (file != nullptr)
            if (const std::string name = name_before(file_stem(file->path)); !name.empty()) return name;
    const std::int64_t count = rows_ >= 0           ? rows_
                               : chosen_ != nullptr ? chosen_->count()
                                                    : std::int64_t(survey_.examples.size());
    return counted(count, "example", "examples");
}

}  // namespace io
