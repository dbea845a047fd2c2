#include "audit/blind_record.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "io/record_packet.h"

namespace audit {
namespace {

template <std::size_t n>
bool is_one_of(std::string_view word, const std::string_view (&list)[n]) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// Words that give it away wherever they stand in a name.
constexpr std::string_view telling[] = {"pred",        "preds",       "predict",       "predicted",   "prediction",
                                        "predictions", "confidence",  "confidences",   "prob",        "probs",
                                        "proba",       "probability", "probabilities", "logit",       "logits",
                                        "softmax",     "suggested",   "suggestion",    "suggestions", "yhat"};
// Names that may mean anything beside other words ("credit score"), and a model alone.
constexpr std::string_view telling_alone[] = {"score",
                                              "scores",
                                              "conf",
                                              "margin",
                                              "entropy",
                                              "label_issue",
                                              "label_score",
                                              "label_quality",
                                              "is_label_issue",
                                              "y_hat",
                                              "label_quality_score",
                                              "issue"};

// "predictedLabel (top 1)" -> "predicted_label_top_1"
std::string plain_name(std::string_view name) {
    std::string plain;
    bool small = false;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool capital = std::isupper(byte) != 0;
        if (!std::isalnum(byte) && byte < 0x80) {
            if (!plain.empty() && plain.back() != '_') plain += '_';
        } else {
            if (capital && small) plain += '_';
            plain += byte < 0x80 ? char(std::tolower(byte)) : c;
        }
        small = std::islower(byte) != 0;
    }
    while (!plain.empty() && plain.back() == '_') plain.pop_back();
    return plain;
}

}  // namespace

bool tells_prediction(std::string_view column) {
    const std::string name = plain_name(column);
    if (is_one_of(name, telling_alone)) return true;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('_', begin), name.size());
        if (is_one_of(std::string_view(name).substr(begin, end - begin), telling)) return true;
        begin = end + 1;
    }
    return false;
}

std::vector<std::uint8_t> without_predictions(std::span<const std::uint8_t> record) {
    auto decoded = io::decode_record(record);
    if (!decoded.ok()) return {record.begin(), record.end()};
    std::erase_if(decoded->fields, [](const io::RecordField& field) { return tells_prediction(field.name); });
    return io::encode_record(*decoded);
}

}  // namespace audit
