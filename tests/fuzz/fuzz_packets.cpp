// Packets between engine and page: arbitrary bytes are refused or understood, and understood ones stay the same.
#include "fuzzed.h"
#include "io/evidence_packet.h"
#include "io/findings_packet.h"
#include "io/reading_packet.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    const std::uint8_t kind = input.byte() % 4;
    const std::vector<std::byte> rest = input.rest();
    const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(rest.data()), rest.size());
    if (kind == 0) {
        const auto reading = io::decode_reading(bytes);
        fuzzed::check(reading);
        if (reading) {
            const auto again = io::encode_reading(*reading);
            fuzzed::must(again.size() <= bytes.size() && std::equal(again.begin(), again.end(), bytes.begin()),
                         "a reading stays the same");
        }
    } else if (kind == 1) {
        const auto findings = io::decode_findings(bytes);
        fuzzed::check(findings);
        if (findings) fuzzed::must(io::decode_findings(io::encode_findings(*findings)).ok(), "findings arrive");
    } else if (kind == 2) {
        const auto evidence = io::decode_evidence(bytes);
        fuzzed::check(evidence);
        if (evidence) fuzzed::must(io::decode_evidence(io::encode_evidence(*evidence)).ok(), "evidence arrives");
    } else {
        const auto dataset = io::decode_dataset(bytes);
        fuzzed::check(dataset);
        if (dataset) {
            const std::vector<std::int32_t> labels(3, 0);
            const std::vector<std::uint8_t> changed(3, 1);
            fuzzed::check(
                io::write_labels(dataset->label_source, labels, changed, dataset->class_names, dataset->names));
        }
    }
    return 0;
}
