#include "io/sound.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "io/scalar.h"
#include "io/words.h"

namespace io {
namespace {

using Bytes = std::span<const std::byte>;
constexpr std::string_view damaged_remedy = "copy it again from where it came, or leave the example out";
constexpr std::size_t head_bytes = 65'536;  // where the headers of a compressed file are looked for
constexpr std::size_t tail_bytes = 65'536;  // where the last page of an Ogg file is
constexpr std::int64_t most_chunks = 1000;  // of a WAV file before its samples

std::uint64_t number(Bytes bytes, std::size_t at, int size, bool big_endian) {
    if (at > bytes.size() || bytes.size() - at < std::size_t(size)) return 0;
    return load_bits(bytes.data() + at, size, big_endian);
}

Problem damaged(const FileSet& files, int file) {
    return {.what = "this audio file is damaged or cut short",
            .file = std::string(files.path(file)),
            .remedy = std::string(damaged_remedy)};
}

// "12 minutes", "1.5 hours": roundly.
std::string time_in_words(double seconds) {
    char text[32];
    if (seconds < 5400)
        std::snprintf(text, sizeof text, "%.0f minutes", seconds / 60);
    else
        std::snprintf(text, sizeof text, "%.1f hours", seconds / 3600);
    return text;
}

// ---- WAV: chunks of RIFF ----------------------------------------------------------------------------------------
// The samples may be said to be 0 or 2^32 - 1 bytes long, by a program that could not go back to write the length.
Result<SoundInfo> look_at_wav(const FileSet& files, int file) {
    SoundInfo info;
    info.content = Content::wav;
    const std::int64_t size = files.size(file);
    bool format = false;
    int tag = 0, bits = 0;
    std::int64_t at = 12;
    for (std::int64_t chunk = 0; at + 8 <= size; ++chunk) {
        std::vector<std::byte> head(std::size_t(std::min<std::int64_t>(size - at, 8 + 26)));
        if (chunk == most_chunks || !files.read(file, at, head)) return damaged(files, file);
        const std::string_view name = as_text(head).substr(0, 4);
        std::int64_t length = std::int64_t(number(head, 4, 4, false));
        if (name == "fmt ") {
            tag = int(number(head, 8, 2, false));
            info.channels = std::int32_t(number(head, 10, 2, false));
            info.rate = std::int32_t(std::min<std::uint64_t>(number(head, 12, 4, false), 10'000'000));
            bits = int(number(head, 22, 2, false));
            if (tag == 0xFFFE && length >= 26)
                tag = int(number(head, 32, 2, false));  // the first two bytes of its GUID
            format = length >= 16;
        } else if (name == "data") {
            if (length == 0 || length == 0xFFFFFFFF) length = size;
            info.data_begin = at + 8;
            info.data_bytes = std::min(length, size - info.data_begin);
            break;
        }
        at += 8 + length + (length & 1);
    }
    if (!format || info.data_begin == 0 || info.channels < 1 || info.rate < 1) return damaged(files, file);
    info.sample_bytes = bits / 8;
    info.floats = tag == 3;
    info.plain = bits % 8 == 0 && ((tag == 1 && bits >= 8 && bits <= 32) || (tag == 3 && (bits == 32 || bits == 64)));
    if (info.plain)
        info.seconds = double(info.data_bytes / (std::int64_t(info.sample_bytes) * info.channels)) / info.rate;
    return info;
}

// ---- FLAC: its first block (RFC 9639, section 8.2) ---------------------------------------------------------------
bool look_at_flac(Bytes head, SoundInfo& info) {
    if (head.size() < 26 || (number(head, 4, 1, true) & 0x7F) != 0) return false;
    const std::uint64_t bits = number(head, 18, 8, true);  // rate 20, channels 3, depth 5, samples 36
    info.rate = std::int32_t(bits >> 44);
    info.channels = std::int32_t(bits >> 41 & 7) + 1;
    if (info.rate == 0) return false;
    info.seconds = double(bits & 0xFFFFFFFFF) / info.rate;
    return true;
}

// ---- Ogg: the first page says what is inside, the last how long it is (RFC 3533, section 6) ----------------------
bool look_at_ogg(Bytes head, Bytes tail, SoundInfo& info) {
    if (head.size() < 28) return false;
    const std::size_t packet = 27 + std::size_t(number(head, 26, 1, false));
    const std::string_view text = as_text(head);
    if (packet >= text.size()) return false;
    double rate = 0;
    if (text.substr(packet, 7) == "\x01vorbis") {
        info.channels = std::int32_t(number(head, packet + 11, 1, false));
        info.rate = std::int32_t(std::min<std::uint64_t>(number(head, packet + 12, 4, false), 10'000'000));
        rate = info.rate;
    } else if (text.substr(packet, 8) == "OpusHead") {
        info.channels = std::int32_t(number(head, packet + 9, 1, false));
        info.rate = std::int32_t(rate = 48'000);
    }
    if (info.channels < 1 || !(rate > 0)) return true;  // FLAC or Speex in it: the browser may know
    const std::size_t last = as_text(tail).rfind("OggS");
    if (last == std::string_view::npos) return false;
    const auto samples = std::int64_t(number(tail, last + 6, 8, false));
    if (samples > 0) info.seconds = double(samples) / rate;
    return true;
}

// ---- MP3: a frame, whose bit rate goes for all, unless it counts them (ISO 11172-3; Xing's and Info's count) --------
bool look_at_mp3(Bytes head, std::int64_t size, std::int64_t tag, SoundInfo& info) {
    static constexpr int rates[] = {44100, 48000, 32000};
    static constexpr int bits_1[] = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    static constexpr int bits_2[] = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    for (std::size_t at = 0; at + 4 <= head.size(); ++at) {
        const auto bits = std::uint32_t(number(head, at, 4, true));
        const std::uint32_t version = bits >> 19 & 3, bit_rate = bits >> 12 & 15, rate = bits >> 10 & 3;
        if (bits >> 21 != 0x7FF || version == 1 || (bits >> 17 & 3) != 1 || bit_rate == 0 || bit_rate == 15 ||
            rate == 3)
            continue;
        info.rate = rates[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        info.channels = (bits >> 6 & 3) == 3 ? 1 : 2;
        const int samples = version == 3 ? 1152 : 576;
        const std::size_t side = version == 3 ? (info.channels == 1 ? 17 : 32) : (info.channels == 1 ? 9 : 17);
        const std::string_view name = as_text(head).substr(std::min(at + 4 + side, head.size()), 4);
        const auto frames = double(number(head, at + 12 + side, 4, true));
        if ((name == "Xing" || name == "Info") && (number(head, at + 8 + side, 4, true) & 1) != 0 && frames > 0)
            info.seconds = frames * samples / info.rate;
        else
            info.seconds = double(size - tag) * 8 / (1000.0 * (version == 3 ? bits_1 : bits_2)[bit_rate]);
        return true;
    }
    return false;
}

double sample_at(Bytes bytes, std::size_t at, const SoundInfo& info) {
    const std::uint64_t bits = load_bits(bytes.data() + at, info.sample_bytes, false);
    if (info.floats) {
        const double value = info.sample_bytes == 8 ? __builtin_bit_cast(double, bits)
                                                    : double(__builtin_bit_cast(float, std::uint32_t(bits)));
        return value >= -1 ? std::min(value, 1.0) : value < -1 ? -1 : 0;  // NaN is silence
    }
    if (info.sample_bytes == 1) return (double(bits) - 128) / 128;
    const int unused = 64 - 8 * info.sample_bytes;
    return double(std::int64_t(bits << unused) >> unused) / double(std::uint64_t(1) << (8 * info.sample_bytes - 1));
}

}  // namespace

Result<SoundInfo> look_at_sound(const FileSet& files, int file) {
    const std::int64_t size = files.size(file);
    Result<std::vector<std::byte>> head = read_start(files, file, head_bytes);
    if (!head) return head.problem();
    const Content content = sniff(Bytes(*head).first(std::min(head->size(), sniffed_bytes)));
    if (!is_sound(content))
        return not_expected(content, files.path(file), "a WAV, MP3, Ogg or FLAC audio file", damaged_remedy);
    if (size > largest_sound)
        return Problem{.what = "this audio file has " + bytes_in_words(size) + ", more than the " +
                               bytes_in_words(largest_sound) + " that can be shown",
                       .file = std::string(files.path(file)),
                       .remedy = "cut it into shorter pieces, or leave the example out"};
    SoundInfo info;
    info.content = content;
    if (content == Content::wav) {
        Result<SoundInfo> wav = look_at_wav(files, file);
        if (!wav) return wav;
        info = *wav;
    } else if (content == Content::flac) {
        if (!look_at_flac(*head, info)) return damaged(files, file);
    } else if (content == Content::ogg) {
        std::vector<std::byte> tail(std::size_t(std::min<std::int64_t>(size, std::int64_t(tail_bytes))));
        if (!files.read(file, size - std::int64_t(tail.size()), tail)) return cannot_be_read(files, file);
        if (!look_at_ogg(*head, tail, info)) return damaged(files, file);
    } else {
        // An ID3 tag may be long: it may hold a picture.
        std::int64_t tag = 0;
        if (as_text(*head).substr(0, 3) == "ID3" && head->size() >= 10) {
            tag = 10;
            for (std::size_t i = 6; i < 10; ++i) tag += std::int64_t(number(*head, i, 1, true) & 0x7F) << (7 * (9 - i));
        }
        if (tag > 0) {
            if (tag >= size) return damaged(files, file);
            head->resize(std::size_t(std::min<std::int64_t>(size - tag, std::int64_t(head_bytes))));
            if (!files.read(file, tag, *head)) return cannot_be_read(files, file);
        }
        if (!look_at_mp3(*head, size, tag, info)) return damaged(files, file);
    }
    if (info.seconds > longest_sound)
        return Problem{.what = "this recording is " + time_in_words(info.seconds) + " long, more than the " +
                               time_in_words(longest_sound) + " that can be shown",
                       .file = std::string(files.path(file)),
                       .remedy = "cut it into shorter pieces, or leave the example out"};
    return info;
}

Result<Waveform> plain_waveform(const FileSet& files, int file, const SoundInfo& info, int pieces) {
    Waveform wave{.seconds = info.seconds, .rate = info.rate, .channels = info.channels, .peaks = {}};
    const std::int64_t frame_bytes = std::int64_t(info.sample_bytes) * info.channels;
    const std::int64_t frames = info.data_bytes / frame_bytes;
    const std::int64_t count = std::min<std::int64_t>(frames, pieces);
    if (count == 0)
        return Problem{.what = "there is no sound in this audio file",
                       .file = std::string(files.path(file)),
                       .remedy = std::string(damaged_remedy)};
    // In pieces of whole frames, whatever a frame has of channels.
    const std::int64_t at_once = std::max<std::int64_t>(1, (256 << 10) / frame_bytes);
    std::vector<std::byte> bytes;
    double low = 1, high = -1;
    std::int64_t piece = 0;
    const auto finish_piece = [&] {
        const auto scaled = [](double value) { return std::int8_t(std::lround(value * 127)); };
        wave.peaks.push_back(scaled(std::min(low, high)));
        wave.peaks.push_back(scaled(std::max(low, high)));
        low = 1, high = -1;
        ++piece;
    };
    for (std::int64_t first = 0; first < frames; first += at_once) {
        const std::int64_t here = std::min(at_once, frames - first);
        bytes.resize(std::size_t(here * frame_bytes));
        if (!files.read(file, info.data_begin + first * frame_bytes, bytes)) return cannot_be_read(files, file);
        for (std::int64_t frame = 0; frame < here; ++frame) {
            if (first + frame >= (piece + 1) * frames / count) finish_piece();
            for (std::int64_t c = 0; c < info.channels; ++c) {
                const double value = sample_at(bytes, std::size_t(frame * frame_bytes + c * info.sample_bytes), info);
                low = std::min(low, value), high = std::max(high, value);
            }
        }
    }
    finish_piece();
    return wave;
}

}  // namespace io
