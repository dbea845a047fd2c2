// The binary batches of CIFAR-10 and CIFAR-100: labels and pictures in one file, usually in several.
//
//   CIFAR-10   | label | 1024 red | 1024 green | 1024 blue |      3073 bytes a record, 32 x 32 pixels
//   CIFAR-100  | coarse label | fine label | 3 x 1024 |           3074 bytes
#include <algorithm>

#include "io/content.h"
#include "io/intake_work.h"
#include "io/npy.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t pixels = 3 * 32 * 32;
constexpr std::int64_t records_at_once = 1000;

bool is_test(const SurveyedFile& file) { return lower_case(file_stem(file.path)).find("test") != std::string::npos; }

// What numpy would write in front of so many uint8.
std::vector<std::byte> npy_header(std::size_t count) {
    const std::string header = npy_start("|u1", std::to_string(count) + ",");
    const auto* from = reinterpret_cast<const std::byte*>(header.data());
    return {from, from + header.size()};
}

}  // namespace

bool is_cifar_batch(const FileSet& files, int file, SurveyedFile& seen) {
    if (file_extension(files.path(file)) != "bin") return false;
    const std::int64_t size = files.size(file);
    for (const int labels : {1, 2}) {
        const std::int64_t record = labels + pixels;
        if (size == 0 || size % record != 0) continue;
        // The first labels are classes, and where there are some, not all of them the same: else any file of zeros of
        // this size would be pictures.
        const std::int64_t looked_at = std::min<std::int64_t>(size / record, 50);
        bool good = true, differ = looked_at < 10;
        std::byte first{};
        for (std::int64_t r = 0; r < looked_at && good; ++r) {
            std::byte label[2];
            good = files.read(file, r * record, std::span(label, std::size_t(labels)));
            good = good && int(label[0]) < (labels == 1 ? 10 : 20) && (labels == 1 || int(label[1]) < 100);
            if (r == 0) first = label[labels - 1];
            differ = differ || label[labels - 1] != first;
        }
        if (!good || !differ) continue;
        seen.kind = Kind::cifar;
        seen.count = size / record;
        seen.columns = labels == 1 ? 10 : 100;
        seen.array = {.file = file,
                      .count = seen.count,
                      .width = 32,
                      .height = 32,
                      .channels = 3,
                      .data_offset = labels,
                      .planar = true,
                      .stride = record};
        return true;
    }
    return false;
}

// Which batches: those that have as many pictures together as there are rows; training before test.
void IntakeWork::choose_batches() {
    std::vector<const SurveyedFile*> all, train, test;
    for (const SurveyedFile& file : survey_.files)
        if (file.kind == Kind::cifar) all.push_back(&file);
    std::stable_sort(all.begin(), all.end(), [](const SurveyedFile* a, const SurveyedFile* b) {
        if (is_test(*a) != is_test(*b)) return is_test(*b);
        return a->path.size() != b->path.size() ? a->path.size() < b->path.size() : a->path < b->path;
    });
    for (const SurveyedFile* file : all) (is_test(*file) ? test : train).push_back(file);
    const auto count = [](const std::vector<const SurveyedFile*>& batches) {
        std::int64_t sum = 0;
        for (const SurveyedFile* batch : batches) sum += batch->count;
        return sum;
    };
    batches_ = all;
    for (const auto& some : {train, test})
        if (count(all) != rows_ && count(some) == rows_) batches_ = some;
}

Result<LabelTable> IntakeWork::labels_of_batches() const {
    LabelTable table;
    for (const SurveyedFile* batch : batches_) {
        const std::int64_t record = batch->array.stride;
        std::vector<std::byte> bytes;
        for (std::int64_t first = 0; first < batch->count; first += records_at_once) {
            const std::int64_t some = std::min(records_at_once, batch->count - first);
            bytes.resize(std::size_t(some * record));
            if (!files_.read(batch->file, first * record, bytes)) return cannot_be_read(files_, batch->file);
            for (std::int64_t r = 0; r < some; ++r) {
                const auto label = int(bytes[std::size_t((r + 1) * record - pixels - 1)]);  // the fine one
                if (label >= batch->columns)
                    return Problem{.what = "the label " + std::to_string(label) + " is not one of the " +
                                           std::to_string(batch->columns) + " classes of CIFAR",
                                   .file = std::string(files_.path(batch->file)),
                                   .row = first + r,
                                   .remedy = "copy the file or download it again"};
                table.values.push_back(label);
                if (batch->columns == 100) {
                    table.source.coarse_of_class.resize(100, -1);
                    table.source.coarse_of_class[std::size_t(label)] = std::int32_t(bytes[std::size_t(r * record)]);
                }
            }
        }
        table.source.batch_files.emplace_back(files_.path(batch->file));
        for (const std::int64_t number : {batch->count, record, record - pixels})
            table.source.batch_numbers.push_back(number);
    }
    table.source.format = LabelFormat::npy;
    table.source.file = "cifar_labels.npy";  // what they are saved as as numbers alone
    table.source.type = "CIFAR batches";
    table.source.npy_descr = "|u1";
    table.source.original = npy_header(table.values.size());
    return table;
}

std::int64_t IntakeWork::batch_pictures() const {
    std::int64_t count = 0;
    for (const SurveyedFile* batch : batches_) count += batch->count;
    return count;
}

void IntakeWork::use_batches() {
    std::vector<PictureArray> arrays;
    for (const SurveyedFile* batch : batches_) {
        arrays.push_back(batch->array);
        use(batch->file);
    }
    pictures_ = pictures_in_arrays(files_, std::move(arrays));
    RoleReading& examples = reading_.examples;
    examples.found = Found::found;
    examples.sentence = counted(batch_pictures(), "picture", "pictures") + " of 32 x 32 in " +
                        (batches_.size() == 1 ? shown(*batches_[0])
                                              : counted(std::int64_t(batches_.size()), "CIFAR batch", "CIFAR batches") +
                                                    ", " + shown(*batches_.front()) + " to " + shown(*batches_.back()));
    if (batches_.size() == 1) examples.file = shown(*batches_[0]);
    if (rows_ < 0) return;
    reading_.matching.found = Found::found;
    reading_.matching.sentence = "by position: row i belongs to picture i";
}

}  // namespace io
