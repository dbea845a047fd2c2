// One example at a time, as it is shown: its picture, its sound, its text or row; and its file as it is. The last of
// each stays until the next is asked for.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/intake.h"
#include "platform/worker/opened.h"

namespace worker {

enum class PictureAnswer { failed, pixels, encoded };

class ShownExamples {
public:
    explicit ShownExamples(Opened& opened) : opened_(opened) {}

    // encoded: a browser shall decode encoded_picture(); should it fail, opened.problem is what to say.
    PictureAnswer show_picture(std::int64_t example, int longest_side);
    // The file that show_picture() will read from its beginning to its end; -1 where it is not one of opened.files.
    int file_of_picture(std::int64_t example) const;
    // The waveform comes without peaks where only a browser can decode the file.
    bool show_sound(std::int64_t example);
    bool read_sound_file(std::int64_t example);
    void forget_sound_file() { sound_file_ = {}; }
    bool show_record(std::int64_t example);
    // The picture's file, byte for byte.
    bool read_picture_file(std::int64_t example);
    // Where a text occurs: a byte for each example, none where nobody can look.
    const std::vector<std::uint8_t>& search(std::string_view needle);

    const io::Picture& picture() const { return picture_; }
    const io::EncodedPicture& encoded_picture() const { return encoded_; }
    const io::Waveform& waveform() const { return waveform_; }
    const std::vector<std::byte>& sound_file() const { return sound_file_; }
    const std::vector<std::byte>& picture_file() const { return picture_file_; }
    const std::vector<std::uint8_t>& record_bytes() const { return record_; }
    const std::vector<std::uint8_t>& search_hits() const { return hits_; }

private:
    // Puts what came into its place, or says why it did not.
    template <class T>
    bool keep(io::Result<T> result, T& to) {
        if (!result.ok()) return opened_.fail(result.problem());
        to = std::move(*result);
        return true;
    }

    Opened& opened_;
    io::Picture picture_;
    io::EncodedPicture encoded_;
    io::Waveform waveform_;
    std::vector<std::byte> sound_file_, picture_file_;
    std::vector<std::uint8_t> record_, hits_;
};

}  // namespace worker
