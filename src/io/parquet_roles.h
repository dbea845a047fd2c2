// Which column of a table in Parquet plays which part: as in text by its name, and by what the file says of itself.
#pragma once
#include "io/csv_names.h"
#include "io/parquet_table.h"

namespace io {

CsvRoles parquet_roles(const ParquetTable& table, const CsvLayout& layout);

}  // namespace io
