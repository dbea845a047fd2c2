// Files that are an example each: pictures, audio files, texts. They are told by their names, as there may be a hundred
// thousand of them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/file_set.h"

namespace io {

enum class Medium : std::uint8_t { picture, sound, text };

// "picture", "pictures"; "audio file" ..; "text" ..
std::string_view one_of(Medium medium);
std::string_view many_of(Medium medium);
std::string counted_of(Medium medium, std::int64_t count);  // "3 audio files"

// wav, mp3, ogg, oga, opus, flac.
bool has_sound_name(std::string_view path);
// A picture, an audio file, or a text in a file of its own: what a column of paths lists.
bool has_example_name(std::string_view path);

// Those of `files` that may be the text of an example, by their names: "pos/17_3.txt", and without any ending
// "sci.space/61018". What is called labels, probs, README and the like is none.
std::vector<int> texts_among(const FileSet& files, const std::vector<int>& candidates);

// Are these the examples, rather than tables and lists? They are when they lie in two folders or more, at least four of
// them, or in one, at least eight; and the first of them are texts, not columns of numbers. A few are looked into.
bool are_examples(const FileSet& files, const std::vector<int>& texts);

}  // namespace io
