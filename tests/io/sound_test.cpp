// Audio files: what their headers say, and how loud they are from moment to moment.
#include "io/sound.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "io/make_files.h"

using make::operator+;

namespace {

struct Looked {
    std::string sentence;
    io::SoundInfo info;
};

Looked look(const make::Bytes& bytes) {
    io::MemoryFiles files;
    files.add("a.wav", bytes);
    const auto info = io::look_at_sound(files, 0);
    return info ? Looked{"", *info} : Looked{info.problem().sentence(), {}};
}

io::Waveform waveform(const make::Bytes& bytes, int pieces) {
    io::MemoryFiles files;
    files.add("a.wav", bytes);
    const auto info = io::look_at_sound(files, 0);
    REQUIRE_MESSAGE(info.ok(), info.problem().sentence());
    REQUIRE(info->plain);
    const auto wave = io::plain_waveform(files, 0, *info, pieces);
    REQUIRE_MESSAGE(wave.ok(), wave.problem().sentence());
    return *wave;
}

using Peaks = std::vector<std::int8_t>;
const std::string damaged =
    "a.wav: this audio file is damaged or cut short. Copy it again from where it came, or leave the example out.";
const std::string too_long = "that can be shown. Cut it into shorter pieces, or leave the example out.";

// A frame of MPEG 1 layer III, 128 kbit/s, 44,100 Hz; mode 3 is mono.
make::Bytes mp3_frame(int mode) {
    return make::numbers<std::uint8_t>({0xFF, 0xFB, 0x90, std::uint8_t(mode << 6)}) + make::Bytes(413);
}

make::Bytes flac(std::uint64_t rate, std::uint64_t channels, std::uint64_t samples) {
    const std::uint64_t bits = rate << 44 | (channels - 1) << 41 | std::uint64_t(15) << 36 | samples;
    return make::bytes("fLaC") + make::numbers<std::uint8_t>({0x80, 0, 0, 34}) + make::Bytes(10) +
           make::number(bits, true) + make::Bytes(16);
}

make::Bytes ogg_page(const make::Bytes& packet, std::int64_t granule) {
    return make::bytes("OggS") + make::Bytes(2) + make::number(granule, false) + make::Bytes(12) +
           make::numbers<std::uint8_t>({1, std::uint8_t(packet.size())}) + packet;
}
make::Bytes vorbis(std::uint32_t rate, std::int64_t samples) {
    return ogg_page(make::bytes("\x01vorbis") + make::Bytes(4) + make::numbers<std::uint8_t>({2}) +
                        make::number(rate, false) + make::Bytes(14),
                    0) +
           ogg_page(make::Bytes(100), samples);
}

}  // namespace

TEST_CASE("sound: WAV of every plain kind gives its peaks") {
    // Two channels, three moments: silence, half up on one side, all the way down on the other.
    const auto twice = [](auto zero, auto half, auto least) {
        return make::numbers(std::vector{zero, zero, half, zero, zero, least});
    };
    const Peaks expected{0, 0, 0, 64, -127, 0};
    const auto check = [&](int tag, int bits, const make::Bytes& samples) {
        const io::Waveform wave = waveform(make::wav(tag, 2, 8000, bits, samples), 3);
        CHECK(wave.peaks == expected);
        CHECK(wave.rate == 8000);
        CHECK(wave.channels == 2);
        CHECK(wave.seconds == doctest::Approx(3 / 8000.0));
    };
    check(1, 8, twice(std::uint8_t(128), std::uint8_t(192), std::uint8_t(0)));
    check(1, 16, twice(std::int16_t(0), std::int16_t(1 << 14), std::int16_t(-32768)));
    check(1, 32, twice(0, 1 << 30, std::int32_t(-0x7FFFFFFF - 1)));
    check(3, 32, twice(0.0f, 0.5f, -1.0f));
    check(3, 64, twice(0.0, 0.5, -7.0));  // louder than full: cut
    check(1, 24, make::numbers<std::uint8_t>({0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0x80}));
}

TEST_CASE("sound: many samples become few peaks, and none is left out") {
    std::vector<std::int16_t> samples(200'000, 0);
    samples[0] = 32767, samples[131'071] = -32768, samples[199'999] = 16384;
    const io::Waveform wave = waveform(make::wav(1, 1, 44'100, 16, make::numbers(samples)), 100);
    REQUIRE(wave.peaks.size() == 200);
    CHECK(wave.peaks[1] == 127);
    CHECK(wave.peaks[2 * (131'071 / 2000)] == -127);
    CHECK(wave.peaks[199] == 64);
    CHECK(std::count(wave.peaks.begin(), wave.peaks.end(), 0) == 197);
    CHECK(waveform(make::wav(1, 1, 44'100, 16, make::numbers<std::int16_t>({1, 2})), 100).peaks.size() == 4);
    // Not a number is silence.
    const float nothing = std::numeric_limits<float>::quiet_NaN();
    CHECK(waveform(make::wav(3, 1, 8000, 32, make::numbers<float>({nothing, nothing})), 1).peaks == Peaks{0, 0});
}

TEST_CASE("sound: WAV with other things before, an unwritten length, or the end missing") {
    make::Bytes bytes = make::wav(1, 1, 8000, 16, make::numbers<std::int16_t>({1, 2, 3, 4}));
    const std::size_t data = make::text(bytes).find("data");
    for (const std::uint32_t length : {0u, 0xFFFFFFFFu}) {
        const make::Bytes written = make::number(length, false);
        std::copy(written.begin(), written.end(), bytes.begin() + std::ptrdiff_t(data) + 4);
        CHECK(look(bytes).info.data_bytes == 8);
    }
    CHECK(look(make::first(bytes, bytes.size() - 3)).info.seconds == doctest::Approx(2 / 8000.0));
    CHECK(look(make::first(bytes, data)).sentence == damaged);
    CHECK(look(make::first(bytes, 14)).sentence == damaged);
    CHECK(look(make::wav(1, 0, 8000, 16, {})).sentence == damaged);
    CHECK(look(make::wav(1, 1, 0, 16, {})).sentence == damaged);
    // Without a sample it is a file without a sound.
    io::MemoryFiles files;
    files.add("a.wav", make::wav(1, 1, 8000, 16, {}));
    CHECK(io::plain_waveform(files, 0, *io::look_at_sound(files, 0)).problem().sentence() ==
          "a.wav: there is no sound in this audio file. Copy it again from where it came, or leave the example out.");
    // mu-law: for the browser.
    CHECK_FALSE(look(make::wav(7, 1, 8000, 8, make::Bytes(100))).info.plain);
}

TEST_CASE("sound: MP3, FLAC and Ogg say how long they are") {
    const make::Bytes mp3 = mp3_frame(3) + mp3_frame(3);
    CHECK(look(mp3).info.content == io::Content::mp3);
    CHECK(look(mp3).info.rate == 44'100);
    CHECK(look(mp3).info.channels == 1);
    CHECK(look(mp3).info.seconds == doctest::Approx(2 * 417 * 8 / 128e3));
    // Behind a tag; and with a count of frames, as encoders of varying bit rates write it.
    const make::Bytes tag = make::bytes(std::string("ID3\x04\0\0\0\0\x01\x48", 10)) + make::Bytes(200);
    CHECK(look(tag + mp3).info.seconds == doctest::Approx(2 * 417 * 8 / 128e3));
    make::Bytes counted = mp3_frame(0);
    const make::Bytes xing =
        make::bytes("Xing") + make::number(std::uint32_t(1), true) + make::number(std::uint32_t(1000), true);
    std::copy(xing.begin(), xing.end(), counted.begin() + 36);
    CHECK(look(counted).info.seconds == doctest::Approx(1000 * 1152 / 44'100.0));
    CHECK(look(counted).info.channels == 2);

    CHECK(look(flac(16'000, 2, 32'000)).info.seconds == doctest::Approx(2));
    CHECK(look(flac(16'000, 2, 32'000)).info.channels == 2);
    CHECK(look(vorbis(22'050, 11'025)).info.seconds == doctest::Approx(0.5));
    CHECK(look(vorbis(22'050, 11'025)).info.channels == 2);
    CHECK(look(ogg_page(make::bytes(std::string("OpusHead\1\1", 10)) + make::Bytes(9), 96'000)).info.seconds ==
          doctest::Approx(2));
}

TEST_CASE("sound: what cannot be shown says so, before it is decoded") {
    CHECK(look({}).sentence ==
          "a.wav: this file is empty. Copy it again from where it came, or leave the example out.");
    CHECK(
        look(make::bytes("hello")).sentence ==
        "a.wav: this is plain text, not a WAV, MP3, Ogg or FLAC audio file. Copy it again from where it came, or leave "
        "the example out.");
    CHECK(look(make::png(1, 1, 1, 2, 3)).sentence ==
          "a.wav: this is a PNG picture, not a WAV, MP3, Ogg or FLAC audio file. Copy it again from where it came, or "
          "leave the example out.");
    CHECK(look(make::bytes("fLaC")).sentence == damaged);
    CHECK(look(flac(0, 1, 5)).sentence == damaged);
    CHECK(look(make::bytes("OggS")).sentence == damaged);
    CHECK(look(make::bytes(std::string("ID3\x04\0\0\0\0\x01\x48", 10))).sentence == damaged);
    CHECK(look(make::bytes(std::string("ID3\x04\0\0\0\0\0\x08", 10)) + make::Bytes(300)).sentence == damaged);
    // A few bytes that promise hours.
    CHECK(look(flac(8000, 1, 8000 * 1500)).sentence ==
          "a.wav: this recording is 25 minutes long, more than the 10 minutes " + too_long);
    CHECK(look(flac(8000, 8, 0xFFFFFFFFF)).sentence ==
          "a.wav: this recording is 2386.1 hours long, more than the 10 minutes " + too_long);
    CHECK(look(vorbis(8000, 8000 * 36'000)).sentence ==
          "a.wav: this recording is 10.0 hours long, more than the 10 minutes " + too_long);
    CHECK(look(make::wav(1, 1, 100, 8, make::Bytes(100 * 1200))).sentence ==
          "a.wav: this recording is 20 minutes long, more than the 10 minutes " + too_long);

    struct Large : io::MemoryFiles {
        std::int64_t size(int) const override { return 200'000'000; }
    } large;
    large.add("long.flac", flac(8000, 1, 8000) + make::Bytes(70'000));
    CHECK(io::look_at_sound(large, 0).problem().sentence() ==
          "long.flac: this audio file has 200 MB, more than the 128 MB " + too_long);
}
