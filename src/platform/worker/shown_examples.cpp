#include "platform/worker/shown_examples.h"

#include <optional>

#include "io/record_packet.h"

namespace worker {

PictureAnswer ShownExamples::show_picture(std::int64_t example, int longest_side) {
    if (opened_.dataset == nullptr) return PictureAnswer::failed;
    encoded_ = {};
    if (keep(opened_.dataset->picture(example, longest_side, &encoded_), picture_)) return PictureAnswer::pixels;
    return encoded_.type.empty() ? PictureAnswer::failed : PictureAnswer::encoded;
}

int ShownExamples::file_of_picture(std::int64_t example) const {
    if (opened_.dataset == nullptr) return -1;
    const std::optional<io::FilePlace> place = opened_.dataset->picture_place(example);
    return place && place->offset == 0 ? place->file : -1;  // further on in an archive
}

bool ShownExamples::show_sound(std::int64_t example) {
    return opened_.dataset != nullptr && keep(opened_.dataset->waveform(example), waveform_);
}

bool ShownExamples::read_sound_file(std::int64_t example) {
    return opened_.dataset != nullptr && keep(opened_.dataset->sound_bytes(example), sound_file_);
}

bool ShownExamples::read_picture_file(std::int64_t example) {
    return opened_.dataset != nullptr && keep(opened_.dataset->picture_file(example), picture_file_);
}

bool ShownExamples::show_record(std::int64_t example) {
    io::Record record;
    if (opened_.dataset == nullptr || !keep(opened_.dataset->record(example), record)) return false;
    record_ = io::encode_record(record);
    return true;
}

const std::vector<std::uint8_t>& ShownExamples::search(std::string_view needle) {
    hits_ = opened_.dataset != nullptr ? opened_.dataset->search(needle) : std::vector<std::uint8_t>();
    return hits_;
}

}  // namespace worker
