#include "io/parquet_pictures.h"

#include <string>

#include "io/parquet_column.h"

namespace io {
namespace {

// The page that was read last stays unpacked: pictures that are looked at one after another often stand in one.
class ParquetPictures final : public PictureSource {
public:
    ParquetPictures(std::shared_ptr<const ParquetTable> table, int column, std::vector<std::int64_t> record_of_example)
        : table_(std::move(table)), column_(column), record_of_example_(std::move(record_of_example)) {}

    Result<Picture> picture(std::int64_t example, int longest_side, EncodedPicture* for_browser) override {
        const std::int64_t count =
            record_of_example_.empty() ? table_->rows() : std::int64_t(record_of_example_.size());
        if (example < 0 || example >= count)
            return Problem{.what = "there is no example " + std::to_string(example), .file = {}, .remedy = {}};
        const std::int64_t row = record_of_example_.empty() ? example : record_of_example_[std::size_t(example)];
        if (!cells_) cells_ = std::make_unique<ParquetColumn>(table_, column_);
        ParquetCell cell;
        if (!cells_->seek(row) || !cells_->next(cell)) {
            const std::optional<Problem> problem = cells_->problem();
            cells_.reset();  // what cannot be read here may be read elsewhere
            return problem ? *problem
                           : Problem{.what = "there is no row " + std::to_string(row),
                                     .file = table_->file_name(),
                                     .remedy = save_parquet_again};
        }
        const std::string name = table_->file_name() + ", row " + std::to_string(row);
        if (cell.is_none() || cell.text.empty())
            return Problem{.what = "there is no picture in this row",
                           .file = name,
                           .remedy = "leave the example out of all files"};
        const auto* from = reinterpret_cast<const std::byte*>(cell.text.data());
        return decode_picture({from, cell.text.size()}, name, longest_side, for_browser);
    }

private:
    std::shared_ptr<const ParquetTable> table_;
    const int column_;
    std::vector<std::int64_t> record_of_example_;
    std::unique_ptr<ParquetColumn> cells_;
};

}  // namespace

std::unique_ptr<PictureSource> pictures_in_parquet(std::shared_ptr<const ParquetTable> table, int column,
                                                   std::vector<std::int64_t> record_of_example) {
    return std::make_unique<ParquetPictures>(std::move(table), column, std::move(record_of_example));
}

}  // namespace io
