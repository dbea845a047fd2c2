// Takes whatever files a person gave, works out which is which, and opens them as one dataset.
//
//   FileSet --> read_files() --> Reading   what was understood (shown as a checklist), maybe not complete
//                            \-> Dataset   labels, pictures and probabilities of examples 0..n-1, matched
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/doctor.h"
#include "io/file_set.h"
#include "io/intake_options.h"
#include "io/label_files.h"
#include "io/label_source.h"
#include "io/matrix_reader.h"
#include "io/picture.h"
#include "io/problem.h"
#include "io/record.h"
#include "io/sound.h"
#include "io/splits.h"

namespace io {

enum class Found : std::uint8_t { missing, found, doubtful };

// Something that could be chosen in place of what was understood.
struct Offer {
    std::string words;    // "noisy.csv, column "label""
    std::string change;   // lines for changed() of intake_options.h
    bool chosen = false;  // it is so now
};

// One line of the checklist: "10,000 images of 28 x 28 in t10k-images-idx3-ubyte.gz".
struct RoleReading {
    Found found = Found::missing;
    std::string sentence;            // plain words; for a missing role: what to add
    std::string file;                // where it came from; empty for several files
    std::vector<Offer> offers = {};  // empty where there is nothing to choose
};

struct Reading {
    std::string title;  // a name for the dataset: its folder, or the stem of a file
    RoleReading examples, labels, probabilities, class_names, matching;
    std::vector<std::string> unused;  // paths that play no role (at most 100 are listed)
    std::int64_t unused_count = 0;
    std::vector<Diagnosis> diagnoses;  // of the input doctor, once there are findings (doctor.h)
    std::string choices;               // to_text() of the options it was read with
    Offer remedy;                      // what would undo the problem that stopped the reading; no words: nothing would
    bool complete() const { return labels.found != Found::missing && probabilities.found != Found::missing; }
};

class Dataset {
public:
    virtual ~Dataset() = default;
    virtual std::int64_t examples() const = 0;
    virtual const std::vector<std::int32_t>& given() const = 0;       // class of each example
    virtual const std::vector<std::string>& class_names() const = 0;  // one per class; "0", "1".. if unknown
    virtual const std::vector<std::string>& names() const = 0;        // name or path of each example; may be empty
    // Numbers that the probabilities give their rows, where these are not just 0 to n-1; or empty.
    virtual const std::vector<std::int64_t>& row_ids() const = 0;
    virtual const Splits& splits() const = 0;  // empty where nothing is known of any
    virtual const LabelSource& label_source() const = 0;
    virtual LabelFiles label_files() const = 0;  // writes them back; as long as this and the files are there
    virtual MatrixReader& probabilities() = 0;
    virtual bool has_pictures() const = 0;
    // The picture of example i, decoded now; for_browser: as in decode_picture().
    virtual Result<Picture> picture(std::int64_t example, int longest_side, EncodedPicture* for_browser = nullptr) = 0;
    // Its file, byte for byte; a problem where pictures have no files of their own.
    virtual Result<std::vector<std::byte>> picture_file(std::int64_t example) = 0;
    virtual std::optional<FilePlace> picture_place(std::int64_t example) const = 0;  // see picture_source.h
    // Audio files: see sound_source.h.
    virtual bool has_sounds() const = 0;
    virtual Result<Waveform> waveform(std::int64_t example) = 0;
    virtual Result<std::vector<std::byte>> sound_bytes(std::int64_t example) = 0;
    // Texts or rows of a table, where there are neither pictures nor sounds.
    virtual bool has_records() const = 0;
    virtual Result<Record> record(std::int64_t example) = 0;
    virtual std::vector<std::uint8_t> search(std::string_view needle) = 0;  // as in RecordSource
};

struct Intake {
    Reading reading;
    std::unique_ptr<Dataset> dataset;  // null while the reading is not complete
};

// Files are told apart by content; names help where several could play a role (survey.h). What decides which row
// belongs to which picture, the first that is there:
//   1. names in the table of probabilities: labels and pictures are found by them;
//   2. a table of labels with paths and as many lines as there are rows: rows are in its order;
//   3. class folders, or pictures in a folder, as many as there are rows: the order of torchvision's ImageFolder
//      (class_folders.h); a table with more lines then gives the labels by path;
//   4. an array of pictures, or none: by position.
// What is likely but not certain is Found::doubtful, and its sentence says why.
//
// Zip archives are read as the files in them (archive_files.h).
// `files` must outlive the dataset. A problem means something is wrong with the files (not: something is missing); what
// had been understood by then, with the offers, goes to `so_far`.
Result<Intake> read_files(const FileSet& files, const IntakeOptions& options = {}, Reading* so_far = nullptr);

}  // namespace io
