// A reading and an opened dataset as bytes, from the engine to the page (layout: io/packet.h, same sources on both
// sides). Pictures and probabilities stay with the engine.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/intake.h"

namespace io {

std::vector<std::uint8_t> encode_reading(const Reading& reading);
Result<Reading> decode_reading(std::span<const std::uint8_t> bytes);

// What the page needs to know of a dataset; given labels travel with the findings.
struct DatasetPacket {
    Reading reading;
    std::vector<std::string> class_names;
    std::vector<std::string> names;
    Splits splits;  // every number is one of its names or -1
    LabelSource label_source;
    bool has_pictures = false;
    bool has_sounds = false;
    bool has_records = false;
};
std::vector<std::uint8_t> encode_dataset(const Reading& reading, const Dataset& dataset);
Result<DatasetPacket> decode_dataset(std::span<const std::uint8_t> bytes);

}  // namespace io
