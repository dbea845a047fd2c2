// Examples that are rows of a table in Parquet, read one at a time.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "io/parquet_table.h"
#include "io/record.h"
#include "io/records_in_table.h"

namespace io {

// Numbers and short words are looked through once, to know what is usual among them; texts are not.
// record_of_example: row of example i; empty: i. Nothing where the table has fewer rows than that.
std::unique_ptr<RecordSource> records_in_parquet(std::shared_ptr<const ParquetTable> table,
                                                 const RecordColumns& columns,
                                                 std::vector<std::int64_t> record_of_example, std::int64_t examples);

}  // namespace io
