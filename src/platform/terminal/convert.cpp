// label-inspector convert: any readable files as labels.npy, pred_probs.npy, manifest.csv and classes.txt.
#include <cstdio>
#include <filesystem>

#include "io/csv.h"
#include "io/npy.h"
#include "io/words.h"
#include "platform/terminal/commands.h"
#include "platform/terminal/inputs.h"
#include "platform/terminal/interrupt.h"
#include "platform/terminal/output.h"

namespace terminal {
namespace {

constexpr std::int64_t piece_bytes = 8 << 20;

std::optional<io::Problem> write_labels(const std::string& path, const std::vector<std::int32_t>& given) {
    const std::vector<std::int64_t> labels(given.begin(), given.end());
    std::string bytes = io::npy_start("<i8", std::to_string(labels.size()) + ",");
    bytes.append(reinterpret_cast<const char*>(labels.data()), labels.size() * sizeof(std::int64_t));
    return write_output(path, bytes);
}

// Piece by piece: it may be larger than the memory.
std::optional<io::Problem> write_probabilities(const std::string& path, io::MatrixReader& matrix) {
    const bool wide = matrix.precision() == core::Precision::float64;
    const std::int64_t row_bytes = std::int64_t(matrix.columns()) * (wide ? 8 : 4);
    const std::string part = path + ".part";
    const io::Problem cannot{.what = "this file cannot be written",
                             .file = path,
                             .remedy = "check that the folder may be written to, and that the disk has room"};
    const RemovedWhenInterrupted removed(part);
    std::FILE* file = std::fopen(part.c_str(), "wb");
    if (file == nullptr) return cannot;
    const std::string header =
        io::npy_start(wide ? "<f8" : "<f4", std::to_string(matrix.rows()) + ", " + std::to_string(matrix.columns()));
    bool good = std::fwrite(header.data(), 1, header.size(), file) == header.size();
    std::optional<io::Problem> problem;
    const std::int64_t at_once = std::max<std::int64_t>(1, piece_bytes / row_bytes);
    std::vector<std::byte> rows;
    for (std::int64_t first = 0; good && !problem && first < matrix.rows(); first += at_once) {
        const std::int64_t count = std::min(at_once, matrix.rows() - first);
        rows.resize(std::size_t(count * row_bytes));
        problem = matrix.read_rows(first, count, rows);
        good = problem || std::fwrite(rows.data(), 1, rows.size(), file) == rows.size();
    }
    good = std::fclose(file) == 0 && good;
    if (problem || !good) {
        std::remove(part.c_str());
        return problem ? problem : cannot;
    }
    std::error_code error;
    std::filesystem::rename(part, path, error);
    return error ? std::optional(cannot) : std::nullopt;
}

std::optional<io::Problem> write_manifest(const std::string& path, const io::Dataset& dataset) {
    const bool names = !dataset.names().empty(), splits = !dataset.splits().empty();
    std::string text = names ? "path," : "index,";
    text += splits ? "label,class,split\n" : "label,class\n";
    for (std::size_t i = 0; i < dataset.given().size(); ++i) {
        const std::int32_t label = dataset.given()[i];
        text += names ? io::csv_written(dataset.names()[i], ',', false) : std::to_string(i);
        text += ",";
        text += io::csv_written(dataset.class_names()[std::size_t(label)], ',', false) + "," + std::to_string(label);
        if (splits) {
            const std::int32_t split = dataset.splits().of_example[i];
            text += ",";
            if (split >= 0) text += io::csv_written(dataset.splits().names[std::size_t(split)], ',', false);
        }
        text += "\n";
    }
    return write_output(path, text);
}

// What is read must not be written over: neither the person's own manifest, nor what is still being read.
std::optional<io::Problem> would_overwrite(const std::string& folder, const Arguments& arguments) {
    namespace filesystem = std::filesystem;
    std::error_code ignored;
    for (const char* name : {"labels.npy", "pred_probs.npy", "manifest.csv", "classes.txt"}) {
        const filesystem::path target = folder + name;
        if (!filesystem::exists(target, ignored)) continue;
        for (const std::string& given : arguments.files) {
            const auto inside = filesystem::weakly_canonical(target, ignored)
                                    .lexically_relative(filesystem::weakly_canonical(given, ignored));
            const bool below = filesystem::is_directory(given, ignored) && !inside.empty() && *inside.begin() != "..";
            if (below || filesystem::equivalent(target, given, ignored))
                return io::Problem{.what = "this file is one of those that are read, and would be written over",
                                   .file = target.string(),
                                   .remedy = "choose another folder with -o"};
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<io::Problem> convert(const Arguments& arguments) {
    auto understood = understand(arguments);
    if (!understood) return understood.problem();
    if (understood->intake.dataset == nullptr) return what_is_missing(understood->intake.reading);
    io::Dataset& dataset = *understood->intake.dataset;
    std::error_code error;
    std::filesystem::create_directories(arguments.output, error);
    if (error)
        return io::Problem{.what = "this folder cannot be made: " + error.message(),
                           .file = arguments.output,
                           .remedy = "choose another one"};
    const std::string folder = arguments.output + (arguments.output.back() == '/' ? "" : "/");
    if (auto problem = would_overwrite(folder, arguments)) return problem;
    if (auto problem = write_labels(folder + "labels.npy", dataset.given())) return problem;
    if (auto problem = write_probabilities(folder + "pred_probs.npy", dataset.probabilities())) return problem;
    if (auto problem = write_manifest(folder + "manifest.csv", dataset)) return problem;
    std::string classes;
    for (const std::string& name : dataset.class_names()) classes += name + "\n";
    if (auto problem = write_output(folder + "classes.txt", classes)) return problem;
    std::printf("%s of %s in %s: labels.npy, pred_probs.npy, manifest.csv, classes.txt\n",
                io::counted(dataset.examples(), "example", "examples").c_str(),
                io::counted(dataset.probabilities().columns(), "class", "classes").c_str(), arguments.output.c_str());
    return std::nullopt;
}

}  // namespace terminal
