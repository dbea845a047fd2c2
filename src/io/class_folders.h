// Pictures in folders that are called like their classes, in the order of torchvision's ImageFolder: classes sorted,
// within a class by folder and then by name, all bytewise.
//
//      data/cat/1.png   data/cat/old/7.png   data/dog/2.png       classes cat, dog
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/file_set.h"

namespace io {

struct ClassFolders {
    std::vector<std::string> names;      // sorted
    std::vector<std::int32_t> files;     // pictures in order
    std::vector<std::int32_t> class_of;  // of each of them
    std::string split;                   // "test" where only this one of several splits was taken
};

// Nothing when the pictures do not lie in two or more folders side by side. Where these folders are the splits train,
// val, test, the split with `rows` pictures is taken; all of them where none has.
std::optional<ClassFolders> find_class_folders(const FileSet& files, const std::vector<int>& pictures,
                                               std::int64_t rows);

// All pictures, sorted by folder and name.
std::vector<std::int32_t> sorted_by_path(const FileSet& files, const std::vector<int>& pictures);

}  // namespace io
