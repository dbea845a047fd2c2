#include "io/matrix_reader.h"

#include "io/content.h"
#include "io/matrix_csv.h"
#include "io/matrix_json.h"
#include "io/matrix_npy.h"
#include "io/matrix_parquet.h"

namespace io {

Result<std::unique_ptr<MatrixReader>> open_matrix(const FileSet& files, int file) {
    const Result<Content> known = content_of(files, file);
    if (!known) return known.problem();
    const std::string_view name = files.path(file);
    switch (const Content content = *known) {
        case Content::npy:
            return open_npy_matrix(files, file);
        case Content::text:
            return open_csv_matrix(files, file);
        case Content::json:
            return open_json_matrix(files, file);
        case Content::parquet:
            return open_parquet_matrix(files, file);
        case Content::utf16:
            return not_expected(content, name, "a file of probabilities",
                                "save it as \"CSV UTF-8\", or as .npy with numpy.save");
        case Content::zip:
            return not_expected(content, name, "a file of probabilities",
                                "take the probabilities out of the archive and save them by themselves, for example as "
                                "pred_probs.npy with numpy.save");
        case Content::gzip:
            return not_expected(content, name, "a file of probabilities",
                                "unpack it first (gunzip), and choose what comes out");
        default:
            return not_expected(
                content, name, "a file of probabilities",
                "probabilities come as .npy (numpy.save) or CSV, one row for each example, one column for each "
                "class");
    }
}

}  // namespace io
