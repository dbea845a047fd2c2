#include "io/record_packet.h"

#include "io/packet.h"

namespace io {

std::vector<std::uint8_t> encode_record(const Record& record) {
    PacketWriter writer;
    writer.put(record.text), writer.put(std::uint8_t(record.cut)), writer.put(std::uint64_t(record.fields.size()));
    for (const RecordField& field : record.fields)
        writer.put(field.name), writer.put(field.value), writer.put(field.odd);
    return std::move(writer).take();
}

Result<Record> decode_record(std::span<const std::uint8_t> bytes) {
    PacketReader reader(bytes);
    Record record;
    std::uint8_t cut = 0;
    std::uint64_t fields = 0;
    reader.get(record.text), reader.get(cut), reader.get(fields);
    record.cut = cut != 0;
    for (std::uint64_t i = 0; i < fields && reader.ok(); ++i) {
        RecordField& field = record.fields.emplace_back();
        reader.get(field.name), reader.get(field.value), reader.get(field.odd);
    }
    if (!reader.ok())
        return Problem{"The answer of the reading worker is damaged", "", -1, -1,
                       "Reload the page and open the files again"};
    return record;
}

}  // namespace io
