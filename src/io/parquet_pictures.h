// Pictures whose files stand in a column of a table in Parquet, one at a time.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "io/parquet_table.h"
#include "io/picture_source.h"

namespace io {

// record_of_example: row of example i; empty: i.
std::unique_ptr<PictureSource> pictures_in_parquet(std::shared_ptr<const ParquetTable> table, int column,
                                                   std::vector<std::int64_t> record_of_example);

}  // namespace io
