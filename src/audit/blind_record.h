// Texts and rows in a review that hides suggestions: columns may hold what a model says as well.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace audit {

// "predicted_label", "Confidence", "probCat", "score": a column that tells what a model thinks of the example. Judged
// by the words of its name, whichever way they are joined.
bool tells_prediction(std::string_view column);

// A record (io/record_packet.h) without those columns; as it was where it cannot be read.
std::vector<std::uint8_t> without_predictions(std::span<const std::uint8_t> record);

}  // namespace audit
