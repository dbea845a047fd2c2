#include "io/reading_packet.h"

#include <algorithm>

#include "io/packet.h"

namespace io {
namespace {

// One list of fields for both directions: `Each` puts or gets.
template <class Archive, class Value>
void fields_of_offer(Archive&& each, Value& offer) {
    each(offer.words), each(offer.change), each(offer.chosen);
}

template <class Archive, class Role>
void fields_of_role(Archive&& each, Role& role) {
    each(role.found), each(role.sentence), each(role.file), each(role.offers);
}

template <class Archive, class Value>
void fields_of_reading(Archive&& each, Value& reading) {
    each(reading.title);
    fields_of_role(each, reading.examples);
    fields_of_role(each, reading.labels);
    fields_of_role(each, reading.probabilities);
    fields_of_role(each, reading.class_names);
    fields_of_role(each, reading.matching);
    each(reading.unused), each(reading.unused_count);
    each(reading.diagnoses), each(reading.choices);
    fields_of_offer(each, reading.remedy);
}

template <class Archive, class Value>
void fields_of_source(Archive&& each, Value& source) {
    each(source.format), each(source.file), each(source.type), each(source.original), each(source.npy_descr);
    each(source.csv_column), each(source.csv_header), each(source.csv_names), each(source.csv_record_of_example);
    each(source.json_places), each(source.value_of_class), each(source.text_of_class), each(source.gzip);
    each(source.kept), each(source.parts), each(source.record_values), each(source.record_texts);
    each(source.batch_files), each(source.batch_numbers), each(source.coarse_of_class);
}

template <class Archive, class Value>
void fields_of_diagnosis(Archive&& each, Value& diagnosis) {
    each(diagnosis.check), each(diagnosis.severity);
    each(diagnosis.found), each(diagnosis.matters), each(diagnosis.fix);
}

struct Put {
    PacketWriter& writer;
    template <class T>
    void operator()(const T& value) {
        writer.put(value);
    }
    void operator()(const std::vector<Diagnosis>& all) {
        writer.put(std::uint64_t(all.size()));
        for (const Diagnosis& diagnosis : all) fields_of_diagnosis(*this, diagnosis);
    }
    void operator()(const std::vector<Offer>& all) {
        writer.put(std::uint64_t(all.size()));
        for (const Offer& offer : all) fields_of_offer(*this, offer);
    }
};

struct Get {
    PacketReader& reader;
    template <class T>
    void operator()(T& value) {
        reader.get(value);
    }
    void operator()(std::vector<Diagnosis>& all) {
        std::uint64_t count = 0;
        reader.get(count);
        for (; reader.ok() && count > 0; --count) fields_of_diagnosis(*this, all.emplace_back());
    }
    void operator()(std::vector<Offer>& all) {
        std::uint64_t count = 0;
        reader.get(count);
        for (; reader.ok() && count > 0; --count) fields_of_offer(*this, all.emplace_back());
    }
};

Problem damaged() {
    return {"the answer of the reading worker is damaged", "", -1, -1, "reload the page and open the files again"};
}

bool plausible(Found found) { return found <= Found::doubtful; }

bool plausible(const Reading& reading) {
    return plausible(reading.examples.found) && plausible(reading.labels.found) &&
           plausible(reading.probabilities.found) && plausible(reading.class_names.found) &&
           plausible(reading.matching.found) &&
           std::all_of(reading.diagnoses.begin(), reading.diagnoses.end(),
                       [](const Diagnosis& diagnosis) { return diagnosis.severity <= Severity::error; });
}

bool plausible(const Splits& splits) {
    return std::all_of(splits.of_example.begin(), splits.of_example.end(),
                       [&](std::int32_t split) { return split >= -1 && split < std::int32_t(splits.names.size()); });
}

}  // namespace

std::vector<std::uint8_t> encode_reading(const Reading& reading) {
    PacketWriter writer;
    fields_of_reading(Put{writer}, reading);
    return std::move(writer).take();
}

Result<Reading> decode_reading(std::span<const std::uint8_t> bytes) {
    PacketReader reader(bytes);
    Reading reading;
    fields_of_reading(Get{reader}, reading);
    if (!reader.ok() || !plausible(reading)) return damaged();
    return reading;
}

std::vector<std::uint8_t> encode_dataset(const Reading& reading, const Dataset& dataset) {
    PacketWriter writer;
    Put put{writer};
    fields_of_reading(put, reading);
    put(dataset.class_names()), put(dataset.names());
    put(dataset.splits().names), put(dataset.splits().of_example);
    fields_of_source(put, dataset.label_source());
    put(dataset.has_pictures()), put(dataset.has_sounds()), put(dataset.has_records());
    return std::move(writer).take();
}

Result<DatasetPacket> decode_dataset(std::span<const std::uint8_t> bytes) {
    PacketReader reader(bytes);
    Get get{reader};
    DatasetPacket packet;
    fields_of_reading(get, packet.reading);
    get(packet.class_names), get(packet.names);
    get(packet.splits.names), get(packet.splits.of_example);
    fields_of_source(get, packet.label_source);
    get(packet.has_pictures), get(packet.has_sounds), get(packet.has_records);
    if (!reader.ok() || !plausible(packet.reading) || !plausible(packet.splits) ||
        packet.label_source.format > LabelFormat::parquet || packet.label_source.kept < 0)
        return damaged();
    return packet;
}

}  // namespace io
