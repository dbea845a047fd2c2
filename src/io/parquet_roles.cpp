#include "io/parquet_roles.h"

#include "io/hugging_face.h"

namespace io {

CsvRoles parquet_roles(const ParquetTable& table, const CsvLayout& layout) {
    CsvRoles roles = find_csv_roles(layout);
    // A ClassLabel is a label whatever it is called: "fine_label".
    const auto features = class_label_features(table);
    if (features.empty()) return roles;
    for (const ClassLabelFeature& feature : features)
        if (table.column_called(feature.column) == roles.label && roles.label >= 0) return roles;
    const int label = table.column_called(features[0].column);
    if (label < 0 || table.leaf(label).is_list()) return roles;
    roles.label = label;
    roles.label_is_clear = true;
    for (int* role : {&roles.path, &roles.index, &roles.split})
        if (*role == label) *role = -1;
    return roles;
}

}  // namespace io
