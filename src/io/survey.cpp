#include "io/survey.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>

#include "io/class_names.h"
#include "io/content.h"
#include "io/idx.h"
#include "io/label_reader.h"
#include "io/matrix_npy.h"
#include "io/npy.h"
#include "io/parquet_roles.h"
#include "io/parquet_table.h"
#include "io/scalar.h"
#include "io/table_rows.h"
#include "io/words.h"
#include "io/zip_directory.h"

namespace io {
namespace {

// Files that are looked into; a folder of texts, one for each example, must not take minutes.
constexpr std::size_t most_looked_into = 2000;
constexpr int most_tables = 300;
constexpr std::size_t json_sample = 256 * 1024;

// What an operating system leaves behind, and what is called so that nobody sees it. path: below the folder that all
// files share; where that one is hidden, or is reached by "..", is the person's choice.
bool is_hidden(std::string_view path) {
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view part = path.substr(0, slash);
        if (part == "__MACOSX" || (part.substr(0, 1) == "." && part != "." && part != "..")) return true;
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    return false;
}

// The folder that all files share, with its slash, or all that are not hidden below `above`.
std::string common_folder(const FileSet& files, std::optional<std::string> above = std::nullopt) {
    std::string top;
    bool first = true;
    for (int i = 0; i < files.count(); ++i) {
        const std::string_view path = files.path(i);
        if (above && is_hidden(path.substr(above->size()))) continue;
        const std::size_t slash = path.rfind('/');
        const std::string_view folder =
            slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
        if (std::exchange(first, false)) {
            top = folder;
            continue;
        }
        std::size_t same = 0;
        while (same < top.size() && same < folder.size() && top[same] == folder[same]) ++same;
        const std::size_t end = std::string_view(top).substr(0, same).rfind('/');
        top.resize(end == std::string::npos ? 0 : end + 1);
    }
    return top;
}

// Floats may be anything: those of the first picture must be from 0 to 1, or from 0 to 255. Which of the two a few
// others tell as well: the first may be black. Sets the scale.
bool has_pixels(const FileSet& files, PictureArray& array) {
    constexpr std::int64_t most = 4 << 20, most_pictures = 8;
    const std::int64_t size = std::min(array.picture_bytes(), most);
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    double largest = 0;
    const std::int64_t pictures = std::min(array.count, most_pictures);
    for (std::int64_t p = 0; p < pictures; ++p) {
        const std::int64_t picture = p * array.count / pictures;
        if (!files.read(array.file, array.data_offset + picture * array.picture_bytes(), bytes)) return false;
        for (std::size_t at = 0; at < bytes.size(); at += std::size_t(array.item_bytes)) {
            const std::uint64_t bits = load_bits(bytes.data() + at, array.item_bytes, array.big_endian);
            const double number = array.item_bytes == 8 ? __builtin_bit_cast(double, bits)
                                                        : double(__builtin_bit_cast(float, std::uint32_t(bits)));
            if (p == 0 && !(number >= 0 && number <= 255)) return false;
            largest = std::max(largest, number);
        }
    }
    array.scale = largest <= 1 ? 255 : 1;
    return true;
}

void look_at_npy(const FileSet& files, SurveyedFile& seen) {
    const Result<NpyHeader> header = read_npy_header(files, seen.file);
    if (!header) {
        seen.kind = Kind::broken;
        seen.problem = header.problem();
        return;
    }
    seen.type = header->type_name();
    const std::vector<std::int64_t>& shape = header->shape;
    const bool bytes = header->kind == 'u' && header->item_bytes == 1;
    const bool floats = header->kind == 'f';
    const auto pictures = [&](std::int64_t height, std::int64_t width, std::int64_t channels, bool planar = false) {
        if (height < 1 || width < 1 || height > 65536 || width > 65536 || height * width > 100'000'000) return;
        seen.kind = Kind::pictures;
        seen.count = shape[0];
        seen.array = {.file = seen.file,
                      .count = shape[0],
                      .width = int(width),
                      .height = int(height),
                      .channels = int(channels),
                      .data_offset = header->data_offset,
                      .planar = planar,
                      .item_bytes = header->item_bytes,
                      .big_endian = header->big_endian};
        if (!bytes && !has_pixels(files, seen.array)) seen.kind = Kind::other;
    };
    const bool pixels = (bytes || (floats && header->item_bytes >= 4 && header->item_bytes <= 8)) &&
                        !header->fortran_order && shape.size() > 2 && shape[0] > 0;
    const auto is_colours = [](std::int64_t count) { return count == 1 || count == 3 || count == 4; };
    if (shape.size() == 1 || (shape.size() == 2 && shape[1] == 1 && !floats)) {
        seen.kind = Kind::numbers;
        seen.count = shape[0];
    } else if (shape.size() == 2) {
        const bool meant_as_labels = speaks_for_labels(seen.path) > 0 && speaks_for_probabilities(seen.path) <= 0;
        seen.problem = meant_as_labels ? not_labels(*header, files.path(seen.file))
                                       : not_probabilities(*header, files.path(seen.file));
        seen.kind = seen.problem ? Kind::broken : Kind::matrix;
        seen.count = shape[0];
        seen.columns = seen.problem ? 0 : std::int32_t(shape[1]);
    } else if (shape.size() == 3 && pixels) {
        pictures(shape[1], shape[2], 1);
    } else if (shape.size() == 4 && pixels && is_colours(shape[3])) {
        pictures(shape[1], shape[2], shape[3]);
    } else if (shape.size() == 4 && pixels && is_colours(shape[1])) {
        pictures(shape[2], shape[3], shape[1], true);
    }
}

void look_at_idx(const FileSet& files, SurveyedFile& seen) {
    const Result<IdxHeader> header = read_idx_header(files, seen.file);
    seen.idx = true;
    if (!header) {
        seen.kind = Kind::broken;
        seen.problem = header.problem();
        return;
    }
    const std::vector<std::int64_t>& shape = header->shape;
    seen.type = header->type_name();
    seen.count = shape[0];
    if (shape.size() == 1) {
        seen.kind = Kind::numbers;
    } else if ((shape.size() == 3 || (shape.size() == 4 && (shape[3] == 1 || shape[3] == 3 || shape[3] == 4))) &&
               header->type == 0x08) {
        if (shape[1] < 1 || shape[2] < 1 || shape[1] > 65536 || shape[2] > 65536 || shape[1] * shape[2] > 100'000'000)
            return;
        seen.kind = Kind::pictures;
        seen.array = {.file = seen.file,
                      .count = shape[0],
                      .width = int(shape[2]),
                      .height = int(shape[1]),
                      .channels = shape.size() == 4 ? int(shape[3]) : 1,
                      .data_offset = header->data_offset,
                      .gzip = header->gzip,
                      .unpacked_bytes = header->bytes()};
    }
}

// What the columns of a table are for.
void find_roles(SurveyedFile& seen) {
    seen.topk = find_topk_columns(seen.layout);
    if (seen.topk.found() && speaks_for_labels(seen.path) <= 0)  // what it calls labels is what a model says
        for (const int c : seen.topk.labels)
            if (c == seen.roles.label) seen.roles.label = -1;
    for (const int c : seen.topk.scores)
        if (c == seen.roles.label) seen.roles.label = -1;
    seen.kind = Kind::table;
}

void look_at_table(const FileSet& files, SurveyedFile& seen) {
    Result<CsvLayout> layout = read_table_layout(files, seen.file);
    if (!layout) {
        seen.kind = Kind::broken;
        seen.problem = layout.problem();
        return;
    }
    seen.layout = std::move(*layout);
    seen.roles = find_csv_roles(seen.layout);
    find_roles(seen);
    if (seen.layout.columns.empty()) {
        seen.kind = Kind::broken;
        seen.problem = Problem{.what = "there is nothing but empty lines in this file",
                               .file = std::string(files.path(seen.file)),
                               .remedy = "save it again"};
    }
}

void look_at_parquet(const FileSet& files, SurveyedFile& seen) {
    seen.parquet = true;
    const std::vector<int> parts = parquet_parts(files, seen.file);
    if (parts[0] != seen.file) {
        seen.next_part = true;
        return;
    }
    const auto fail = [&](const Problem& problem) {
        seen.kind = Kind::broken;
        seen.problem = problem;
    };
    const auto table = open_parquet(files, seen.file);
    if (!table) return fail(table.problem());
    Result<CsvLayout> layout = parquet_layout(*table);
    if (!layout) return fail(layout.problem());
    seen.layout = std::move(*layout);
    seen.roles = parquet_roles(**table, seen.layout);
    seen.count = (*table)->rows();
    seen.picture_column = picture_column(*table);
    find_roles(seen);
}

void look_at_json(const FileSet& files, SurveyedFile& seen) {
    Result<JsonTable> table = read_json_table(files, seen.file, std::int64_t(json_sample));
    if (!table) {
        seen.kind = Kind::broken;
        seen.problem = table.problem();
        return;
    }
    seen.json = std::move(*table);
    if (seen.json.records == 0 && seen.json.class_names.empty() && seen.json.places.empty()) return;
    seen.kind = Kind::json;
    if (files.size(seen.file) <= std::int64_t(json_sample)) seen.count = seen.json.records;
}

// A name that promises one of the formats, with something else inside.
void look_at_others(const FileSet& files, const std::string& extension, Content content, SurveyedFile& seen) {
    const std::string_view path = files.path(seen.file);
    const auto broken = [&](std::string_view expected, std::string_view remedy) {
        seen.kind = Kind::broken;
        seen.problem = not_expected(content, path, expected, remedy);
    };
    if (content == Content::zip && (extension == "npz" || extension == "zip")) {
        const auto directory = read_zip_directory(files, seen.file);
        seen.kind = directory ? Kind::other : Kind::broken;  // an archive in an archive, or without anything in it
        if (!directory) seen.problem = directory.problem();
    } else if (extension == "npy")
        broken("an .npy file", "save the array again with numpy.save");
    else if (extension == "npz" || extension == "zip")
        broken("a zip archive",
               extension == "npz" ? "save the arrays again with numpy.savez" : "copy it or download it again");
    else if (extension == "gz" || lower_case(path).find("ubyte") != std::string::npos)
        broken(extension == "gz" ? "a gzip-compressed idx file" : "an idx file",
               "choose the right file, or download it again");
    else if (has_parquet_name(path))
        broken("a Parquet file", save_parquet_again);
    else if (extension == "csv" || extension == "tsv")
        broken("a table in text", content == Content::utf16 ? "save it as \"CSV UTF-8\"" : "save it as CSV");
    else if (class_list_name(path) != ListName::no)
        broken("a list of class names", "save it as plain text, one name a line, in UTF-8");
}

SurveyedFile look_at(const FileSet& files, int file, std::size_t top, int& tables) {
    SurveyedFile seen;
    seen.file = file;
    seen.path = files.path(file).substr(top);
    const std::string extension = file_extension(seen.path);
    const Result<Content> known = content_of(files, file);
    if (!known) {
        seen.kind = Kind::broken;
        seen.problem = known.problem();
        return seen;
    }
    const Content content = *known;
    if (is_cifar_batch(files, file, seen)) return seen;
    const bool table_name = has_table_name(seen.path) || class_list_name(seen.path) != ListName::no;
    switch (content) {
        case Content::npy:
            look_at_npy(files, seen);
            break;
        case Content::idx:
            look_at_idx(files, seen);
            break;
        case Content::parquet:
            look_at_parquet(files, seen);
            break;
        case Content::gzip:
            // Other things are compressed too, and none of our business unless they call themselves idx.
            look_at_idx(files, seen);
            break;
        case Content::text:
            if (extension == "npy" || extension == "npz" || extension == "zip" || extension == "gz" ||
                has_parquet_name(seen.path))
                look_at_others(files, extension, content, seen);
            else if (extension != "md" && extension != "py" && extension != "yaml" && extension != "yml" &&
                     extension != "log" && tables++ < most_tables)
                look_at_table(files, seen);
            break;
        case Content::json:
            look_at_json(files, seen);
            break;
        case Content::markup:
        case Content::svg:
            if (table_name)
                look_at_table(files, seen);
            else
                look_at_others(files, extension, content, seen);
            break;
        default:
            look_at_others(files, extension, content, seen);
            break;
    }
    return seen;
}

// Pictures and audio files without an ending that says so: told by their first bytes, where no name does. Of more files
// than are looked into, those count that have the same ending as the ones that were.
void find_examples_by_content(const FileSet& files, Survey& survey) {
    std::map<std::string, std::pair<int, int>, std::less<>> found[2];  // by ending: how many of those looked into
    std::vector<Content> contents;
    for (std::size_t i = 0; i < std::min(survey.files.size(), most_looked_into); ++i) {
        const SurveyedFile& seen = survey.files[i];
        Content content = Content::other;
        if (seen.kind == Kind::other)
            if (const auto start = read_start(files, seen.file)) content = sniff(*start);
        contents.push_back(content);
        const std::string ending = file_extension(seen.path);
        for (const bool sound : {false, true}) {
            auto& [these, all] = found[sound][ending];
            these += sound ? is_sound(content) : is_picture(content);
            ++all;
        }
    }
    int count[2] = {0, 0};
    for (const bool sound : {false, true})
        for (const auto& [ending, numbers] : found[sound]) count[sound] += numbers.first;
    const bool sound = count[1] > count[0];
    if (count[sound] == 0) return;
    survey.medium = sound ? Medium::sound : Medium::picture;
    std::vector<SurveyedFile> rest;
    for (std::size_t i = 0; i < survey.files.size(); ++i) {
        SurveyedFile& seen = survey.files[i];
        bool example = false;
        if (i < contents.size()) {
            example = sound ? is_sound(contents[i]) : is_picture(contents[i]);
        } else if (const auto at = found[sound].find(file_extension(seen.path)); at != found[sound].end()) {
            example = at->second.first == at->second.second;
        }
        if (example)
            survey.examples.push_back(seen.file);
        else
            rest.push_back(std::move(seen));
    }
    std::sort(survey.examples.begin(), survey.examples.end());
    survey.files = std::move(rest);
}

// What numpy calls arrays that were given no name says nothing; the name of their file may.
std::string telling_name(std::string_view path) {
    const std::string name = lower_case(file_stem(path));
    const std::string_view folder = folder_of(path);
    return name.substr(0, 4) == "arr_" && file_extension(folder) == "npz" ? lower_case(file_stem(folder)) : name;
}

bool contains_any(const std::string& text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

}  // namespace

int speaks_for_labels(std::string_view path) {
    const std::string name = telling_name(path);
    int score = 0;
    if (contains_any(name, {"label", "target", "given", "manifest", "annotation"}) || name == "y" ||
        name.substr(0, 2) == "y_")
        score += 2;
    if (contains_any(name, {"given", "noisy"})) score += 1;
    if (contains_any(name, {"true", "clean", "corrected", "fold", "split", "indices", "index", "ids"})) score -= 2;
    if (contains_any(name, {"pred", "prob", "score", "quality", "error", "issue", "mask"})) score -= 3;
    return score;
}

int speaks_for_probabilities(std::string_view path) {
    const std::string name = telling_name(path);
    int score = 0;
    if (contains_any(name, {"prob", "softmax", "psx", "pyx"})) score += 3;
    if (contains_any(name, {"pred", "oof", "output"})) score += 1;
    if (contains_any(name, {"logit"})) score += 1;
    if (contains_any(name, {"feature", "embed", "joint", "noise_matrix"})) score -= 3;
    return score;
}

Survey survey_files(const FileSet& files) {
    Survey survey;
    const std::string shared = common_folder(files);
    survey.top = common_folder(files, shared);
    std::vector<int> others, pictures, sounds;
    for (int i = 0; i < files.count(); ++i) {
        const std::string_view path = files.path(i);
        if (is_hidden(path.substr(shared.size())))
            ++survey.hidden;
        else
            (has_picture_name(path) ? pictures : has_sound_name(path) ? sounds : others).push_back(i);
    }
    // What there is more of; texts only where they are far more, since pictures may have one each that describes them.
    survey.medium = sounds.size() > pictures.size() ? Medium::sound : Medium::picture;
    survey.examples = sounds.size() > pictures.size() ? sounds : pictures;
    std::vector<int> left = sounds.size() > pictures.size() ? pictures : sounds;
    std::vector<int> texts = texts_among(files, others);
    if (texts.size() > 4 * survey.examples.size() && are_examples(files, texts)) {
        others.erase(std::remove_if(others.begin(), others.end(),
                                    [&](int file) { return std::binary_search(texts.begin(), texts.end(), file); }),
                     others.end());
        left.insert(left.end(), survey.examples.begin(), survey.examples.end());
        survey.medium = Medium::text;
        survey.examples = std::move(texts);
    }
    // Those that lie less deep first, as the cut-off would otherwise take what matters; then by path.
    const auto depth = [&](int file) {
        const std::string_view path = files.path(file);
        return std::count(path.begin(), path.end(), '/');
    };
    std::stable_sort(others.begin(), others.end(), [&](int a, int b) {
        const auto depth_a = depth(a), depth_b = depth(b);
        return depth_a != depth_b ? depth_a < depth_b : files.path(a) < files.path(b);
    });
    int tables = 0;
    const auto add_unseen = [&](int file) {
        SurveyedFile& unseen = survey.files.emplace_back();
        unseen.file = file;
        unseen.path = files.path(file).substr(survey.top.size());
    };
    for (std::size_t i = 0; i < others.size(); ++i) {
        if (i < most_looked_into)
            survey.files.push_back(look_at(files, others[i], survey.top.size(), tables));
        else
            add_unseen(others[i]);
    }
    for (const int file : left) add_unseen(file);
    if (survey.examples.empty()) find_examples_by_content(files, survey);
    return survey;
}

}  // namespace io
