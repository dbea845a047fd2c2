#include "io/problem.h"

#include "io/words.h"

namespace io {
namespace {

// Editors and spreadsheets count the lines and columns of text files from 1; arrays are counted from 0.
bool counts_from_one(const std::string& file) {
    const std::string extension = file_extension(file);
    return extension == "csv" || extension == "tsv" || extension == "tab" || extension == "txt" ||
           extension == "json" || extension == "jsonl" || extension == "ndjson";
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = char(text[0] - 'a' + 'A');
    return text;
}

std::string ended(std::string text) {
    if (!text.empty() && text.back() != '.' && text.back() != '!' && text.back() != '?') text += '.';
    return text;
}

}  // namespace

std::string Problem::sentence() const {
    const bool from_one = counts_from_one(file);
    std::string place = file;
    const auto add = [&](const char* word, std::int64_t number) {
        if (!place.empty()) place += ", ";
        place += word + std::to_string(from_one ? number + 1 : number);
    };
    if (row >= 0) add(from_one ? "line " : "row ", row);
    if (column >= 0) add("column ", column);

    std::string text = place.empty() ? capitalised(what) : (file.empty() ? capitalised(place) : place) + ": " + what;
    text = ended(std::move(text));
    if (!remedy.empty()) text += " " + ended(capitalised(remedy));
    for (char& byte : text)
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) byte = ' ';  // file names may hold anything
    return text;
}

}  // namespace io
