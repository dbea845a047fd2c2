#include "io/record.h"

#include "io/words.h"

namespace io {

std::string as_utf8(std::string_view bytes) {
    if (is_utf8(bytes)) return std::string(bytes);
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            text += c;
        else
            text += char(0xc0 | (byte >> 6)), text += char(0x80 | (byte & 0x3f));
    }
    return text;
}

void set_text(Record& record, std::string_view bytes) {
    record.cut = bytes.size() > longest_text;
    if (record.cut) {
        std::size_t size = longest_text;
        while (size > 0 && (static_cast<unsigned char>(bytes[size]) & 0xc0) == 0x80) --size;
        bytes = bytes.substr(0, size);
    }
    record.text = as_utf8(bytes);
}

}  // namespace io
