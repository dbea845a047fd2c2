#include "platform/worker/opened.h"

#include "io/reading_packet.h"

namespace worker {

bool Opened::open() {
    report_progress("Looking at the files", 0, 0);
    auto intake = io::read_files(files, options, &reading);
    if (!intake.ok()) {
        reading_bytes = io::encode_reading(reading);
        return fail(intake.problem());
    }
    reading = std::move(intake->reading);
    dataset = std::move(intake->dataset);
    reading_bytes = io::encode_reading(reading);
    return true;
}

bool Opened::only_adds() const {
    return reading.labels.found == io::Found::missing && reading.probabilities.found == io::Found::missing;
}

io::PassNames Opened::names_of_pass() const {
    io::PassNames names;
    if (!reading.labels.file.empty()) names.labels = reading.labels.file;
    if (!reading.probabilities.file.empty()) names.probabilities = reading.probabilities.file;
    return names;
}

bool Opened::fail(const io::Problem& what) {
    problem = what.sentence();
    return false;
}

}  // namespace worker
