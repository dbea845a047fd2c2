// What the datasets library of Hugging Face notes in the Parquet files it writes, under the key "huggingface":
//
//      {"info": {"features": {"label": {"names": ["cat", "dog"], "_type": "ClassLabel"}, "image": {"_type": "Image"}}}}
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "io/parquet_table.h"

namespace io {

struct ClassLabelFeature {
    std::string column;
    std::vector<std::string> names;  // of the numbers 0, 1 ..
};
// Those of the table, in order; none where nothing is noted, or it cannot be understood.
std::vector<ClassLabelFeature> class_label_features(const ParquetTable& table);

}  // namespace io
