// What a person says about files, where what was understood is not what they meant. Everything that is not said is
// worked out from the files.
#pragma once
#include <string>
#include <string_view>

namespace io {

struct IntakeOptions {
    // Of numbers that are not probabilities as they stand:
    bool softmax = false;   // scores of a network (logits): apply softmax to each row
    bool percent = false;   // percentages: divide by 100
    bool from_one = false;  // labels that are numbers: 1 is the first class

    // Files by their names in the checklist; empty: as understood. Names of files that are not there are ignored.
    std::string labels = {};        // or class_folder_names
    std::string label_column = {};  // of a table: its name in the first line, or "#3" for the third
    std::string probabilities = {};
    std::string class_names = {};  // or nothing
    std::string examples = {};     // an array of pictures; or nothing
    std::string order = {};        // of pictures in files: one of the orders below

    static constexpr std::string_view nothing = "(none)", class_folder_names = "(folders)";
    static constexpr std::string_view listed = "listed",  // as a table lists them
        by_folder = "folders",                            // as torchvision sorts class folders
        by_name = "names",                                // by path: 10 before 2
        counted = "counted";                              // by path, numbers by their value: 2 before 10
};

// As lines "name=value"; what is not said is left out. Kept by the browser for the same files.
std::string to_text(const IntakeOptions& options);
// With what the lines say changed; "name=" takes it back. Lines that mean nothing are ignored.
IntakeOptions changed(IntakeOptions options, std::string_view lines);

}  // namespace io
