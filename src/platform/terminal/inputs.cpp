#include "platform/terminal/inputs.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "io/content.h"
#include "io/csv_names.h"
#include "io/derived_matrix.h"
#include "io/label_classes.h"
#include "io/label_reader.h"
#include "io/matrix_csv.h"
#include "io/survey.h"
#include "io/table_rows.h"
#include "io/topk_table.h"
#include "io/words.h"
#include "platform/terminal/number_list.h"
#include "platform/terminal/progress_line.h"

namespace terminal {
namespace {

int thread_count(const Arguments& arguments) {
#ifdef __EMSCRIPTEN__
    (void)arguments;
    return 1;
#else
    if (arguments.threads > 0) return arguments.threads;
    return std::clamp(int(std::thread::hardware_concurrency()), 1, 8);
#endif
}

io::Result<core::DetectOptions> options_from(const Arguments& arguments, std::int32_t classes) {
    core::DetectOptions options;
    options.kept = arguments.kept;
    options.frac_noise = arguments.frac_noise;
    options.min_examples_per_class = arguments.min_examples_per_class;
    options.entropy = arguments.rank_by == core::Score::confidence_weighted_entropy;
    const std::int64_t k = classes;
    if (!arguments.num_to_remove_per_class.empty()) {
        auto counts =
            read_counts("--num-to-remove-per-class", arguments.num_to_remove_per_class, k, "one for each class");
        if (!counts) return counts.problem();
        options.num_to_remove_per_class = std::move(*counts);
    }
    if (!arguments.confident_joint.empty()) {
        auto counts = read_counts("--confident-joint", arguments.confident_joint, k * k,
                                  "a row for each given class, a column for each true one");
        if (!counts) return counts.problem();
        options.confident_joint = std::move(*counts);
    }
    if (!arguments.thresholds.empty()) {
        auto list = read_numbers("--thresholds", arguments.thresholds);
        if (!list) return list.problem();
        if (list->numbers.size() == 1) list->numbers.resize(std::size_t(k), list->numbers[0]);
        if (std::int64_t(list->numbers.size()) != k)
            return io::Problem{.what = (list->numbers.size() == 1 ? "there is " : "there are ") +
                                       io::counted(std::int64_t(list->numbers.size()), "threshold", "thresholds") +
                                       ", but " + io::with_commas(k) + " are needed, one for each class",
                               .file = list->source,
                               .remedy = "give that many, or one number for all classes"};
        options.thresholds = std::move(list->numbers);
    }
    return options;
}

// A table of probabilities that says which rows or columns are which.
bool names_its_places(const io::NativeFiles& files, int file) {
    const auto content = io::content_of(files, file);
    if (!content || *content != io::Content::text) return false;
    const auto found = io::read_table_layout(files, file);
    if (!found || !found->header) return false;
    const io::CsvLayout& layout = *found;
    const io::CsvRoles roles = io::find_csv_roles(layout);
    if (roles.index >= 0 || roles.path >= 0 || io::find_topk_columns(layout).found()) return true;
    // Columns with names, or with numbers that need not be in order; but for pandas' plain 0, 1, 2.
    const io::CsvMatrixColumns columns = io::find_matrix_columns(layout);
    for (int c = 0; c < columns.count; ++c)
        if (layout.columns[std::size_t(columns.first + c)].name != std::to_string(c)) return true;
    return false;
}

// Two files, each of which is what its place says.
bool are_plain(const Arguments& arguments) {
    const io::NativeFiles files(arguments.files);
    if (names_its_places(files, 1)) return false;
    if (io::SurveyedFile batch; io::is_cifar_batch(files, 0, batch)) return false;
    for (int i = 0; i < 2; ++i) {
        if (std::filesystem::is_directory(arguments.files[std::size_t(i)])) return false;
        const auto known = io::content_of(files, i);
        if (!known) continue;
        const io::Content content = *known;
        const std::string extension = io::file_extension(files.path(i));
        if (content == io::Content::json || content == io::Content::parquet) return false;
        if (content == io::Content::zip && (extension == "npz" || extension == "zip")) return false;
    }
    return true;
}

}  // namespace

io::Result<Understood> understand(const Arguments& arguments, io::Reading* so_far) {
    Understood understood;
    std::vector<std::string> paths;  // each once: LABELS and PROBS may be the same archive
    for (const std::string& path : arguments.files)
        if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
    understood.files = std::make_unique<io::NativeFiles>(io::NativeFiles::from_paths(paths));
    if (understood.files->problem()) return *understood.files->problem();
    auto intake =
        io::read_files(*understood.files, {.softmax = arguments.softmax, .percent = arguments.percent}, so_far);
    if (!intake) return intake.problem();
    understood.intake = std::move(*intake);
    return understood;
}

io::Problem what_is_missing(const io::Reading& reading) {
    const bool labels = reading.labels.found == io::Found::missing;
    // "missing: add a file such as ..."
    const std::string& sentence = (labels ? reading.labels : reading.probabilities).sentence;
    const std::size_t colon = std::min(sentence.find(": "), sentence.size());
    return {.what = (labels ? "labels are " : "probabilities are ") + sentence.substr(0, colon),
            .file = {},
            .remedy = sentence.substr(std::min(colon + 2, sentence.size())),
            .check = "missing"};
}

io::Result<Inputs> open_inputs(const Arguments& arguments) {
    Inputs inputs;
    if (!are_plain(arguments)) {
        auto understood = understand(arguments);
        if (!understood) return understood.problem();
        if (understood->intake.dataset == nullptr) return what_is_missing(understood->intake.reading);
        inputs.files = std::move(understood->files);
        inputs.dataset = std::move(understood->intake.dataset);
        inputs.names = {understood->intake.reading.labels.file, understood->intake.reading.probabilities.file};
        if (inputs.names.labels.empty()) inputs.names.labels = arguments.labels;
        inputs.given = inputs.dataset->given();
        inputs.reader_pointers.push_back(&inputs.dataset->probabilities());
        auto options = options_from(arguments, inputs.reader().columns());
        if (!options) return options.problem();
        inputs.options = std::move(*options);
        return inputs;
    }
    inputs.files =
        std::make_unique<io::NativeFiles>(std::vector<std::string>{arguments.labels, arguments.probabilities});
    if (inputs.files->problem()) return *inputs.files->problem();
    inputs.names = {arguments.labels, arguments.probabilities};
    const auto table = io::read_labels(*inputs.files, 0);
    if (!table) return table.problem();
    if (table->out_of_order)
        std::fprintf(stderr,
                     "note: %s: its numbering is not in order, but the rows of %s have no numbers: row i was taken to "
                     "belong to line i.\n",
                     arguments.labels.c_str(), arguments.probabilities.c_str());
    auto kind = io::NumberKind::probabilities;
    for (int i = 0; i < thread_count(arguments); ++i) {
        auto reader = io::open_matrix(*inputs.files, 1);
        if (!reader) return reader.problem();
        const bool small = (*reader)->bytes() < (4 << 20);
        if (i == 0 && (arguments.softmax || arguments.percent)) kind = io::sample_numbers(**reader).kind;
        if (arguments.softmax && kind == io::NumberKind::logits) reader = io::softmax_matrix(std::move(*reader));
        if (arguments.percent && kind == io::NumberKind::percent) reader = io::percent_matrix(std::move(*reader));
        inputs.readers.push_back(std::move(*reader));
        inputs.reader_pointers.push_back(inputs.readers.back().get());
        if (small || inputs.reader().one_is_enough()) break;
    }
    if ((arguments.softmax && kind != io::NumberKind::logits) || (arguments.percent && kind != io::NumberKind::percent))
        std::fprintf(stderr, "note: %s: these were used as they stand, without %s.\n", arguments.probabilities.c_str(),
                     arguments.softmax ? "--softmax: they are no logits" : "--percent: they are no percentages");
    const std::int32_t classes = inputs.reader().columns();
    auto classed = io::classes_of_labels(*table, classes, {}, {}, arguments.probabilities);
    if (!classed) return classed.problem();
    inputs.given = std::move(classed->given);
    auto options = options_from(arguments, classes);
    if (!options) return options.problem();
    inputs.options = std::move(*options);
    return inputs;
}

io::PassProgress progress_line(const Inputs& inputs) {
    return progress_line(double(inputs.reader().bytes()), double(inputs.reader().rows()));
}

}  // namespace terminal
