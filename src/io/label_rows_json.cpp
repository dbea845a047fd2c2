// Which bytes of a JSON file belong to a record, so that it can be left out (label_rows.h).
//
//   {"samples": [{"id": 1, "label": "cat"}, {"id": 2, "label": "dog"}]}
//               |                    ^                      ^    labels
//               the innermost list or object that holds all labels: its elements are the records
#include <algorithm>
#include <utility>

#include "io/csv_names.h"
#include "io/json_pull.h"
#include "io/label_rows.h"
#include "io/memory_files.h"

namespace io {
namespace {

struct Open {
    std::int64_t begin = 0;
    bool array = false;
    bool operator==(const Open&) const = default;
};

// A list or an object and where its elements stand; of an object an element begins with its key.
struct Container {
    std::int64_t begin = 0;
    bool labels = false;  // it is the one that holds them
    std::vector<Cut> elements;
};

// Follows the events of a file: what is open, innermost last.
class Walk {
public:
    Walk(const FileSet& files) : json_(files, 0) {}
    JsonPull& json() { return json_; }
    const std::vector<Open>& open() const { return open_; }
    JsonEvent next() {
        const JsonEvent event = json_.next();
        if (event == JsonEvent::begin_array || event == JsonEvent::begin_object)
            open_.push_back({json_.begin(), event == JsonEvent::begin_array});
        if ((event == JsonEvent::end_array || event == JsonEvent::end_object) && !open_.empty()) open_.pop_back();
        return event;
    }

private:
    JsonPull json_;
    std::vector<Open> open_;
};

bool is_scalar(JsonEvent event) {
    return event == JsonEvent::text || event == JsonEvent::number || event == JsonEvent::boolean ||
           event == JsonEvent::null;
}
bool begins(JsonEvent event) { return event == JsonEvent::begin_array || event == JsonEvent::begin_object; }
bool ends(JsonEvent event) { return event == JsonEvent::end_array || event == JsonEvent::end_object; }

// What is open around every one of the labels; false where one of them is not there. starts: ascending.
bool common_path(const FileSet& files, std::span<const std::int64_t> starts, std::vector<Open>& path) {
    Walk walk(files);
    std::size_t seen = 0;
    for (JsonEvent event = walk.next(); seen < starts.size(); event = walk.next()) {
        if (event == JsonEvent::end || event == JsonEvent::broken) return false;
        if (!is_scalar(event) || walk.json().begin() != starts[seen]) continue;
        if (seen++ == 0) {
            path = walk.open();
            continue;
        }
        std::size_t same = 0;
        while (same < std::min(path.size(), walk.open().size()) && path[same] == walk.open()[same]) ++same;
        path.resize(same);
    }
    return true;
}

// The container at the end of `path` and, where it is a list within an object, the lists beside it: columns.
std::vector<Container> containers_at(const FileSet& files, const std::vector<Open>& path) {
    std::vector<Container> found;
    Walk walk(files);
    const std::size_t depth = path.size();
    const bool columns = depth >= 2 && path.back().array && !path[depth - 2].array;
    const auto is_wanted = [&](const std::vector<Open>& open) {
        if (open.size() != depth) return false;
        if (depth == 0) return true;
        return open == path || (columns && open.back().array && open[depth - 2] == path[depth - 2]);
    };
    std::string key;
    std::int64_t begin = 0;
    bool keyed = false;
    if (depth == 0) found.push_back({0, true, {}});
    for (JsonEvent event = walk.next(); event != JsonEvent::end && event != JsonEvent::broken; event = walk.next()) {
        // An element begins where its container is innermost, before it; it ends where it is innermost again.
        const std::size_t outside = walk.open().size() - (begins(event) ? 1 : 0);
        if (event == JsonEvent::key && outside + 1 == depth) key = walk.json().text();
        if (begins(event) && is_wanted(walk.open())) {
            // A list of the names of the classes is no column, even where it happens to be as long as one.
            const std::string name = plain_name(key);
            const bool names = name == "classes" || name == "class_names" || name == "categories";
            if (walk.open() == path || !names) found.push_back({walk.json().begin(), walk.open() == path, {}});
        }
        if (found.empty() ||
            (depth > 0 && (walk.open().size() < depth || walk.open()[depth - 1].begin != found.back().begin)))
            continue;
        if (event == JsonEvent::key && outside == depth) begin = walk.json().begin(), keyed = true;
        if ((is_scalar(event) || begins(event)) && outside == depth && !std::exchange(keyed, false))
            begin = walk.json().begin();
        if ((is_scalar(event) || ends(event)) && walk.open().size() == depth)
            found.back().elements.push_back({std::size_t(begin), std::size_t(walk.json().end())});
    }
    return found;
}

// Those elements, each with what separates it from its neighbour.
void cut_elements(const std::vector<Cut>& elements, const std::vector<std::uint8_t>& gone, std::vector<Cut>& cuts) {
    bool kept_before = false;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (gone[i] == 0) {
            kept_before = true;
            continue;
        }
        const std::size_t begin = kept_before ? elements[i - 1].end : elements[i].begin;
        const std::size_t end = kept_before || i + 1 == elements.size() ? elements[i].end : elements[i + 1].begin;
        if (!cuts.empty() && cuts.back().end == begin)
            cuts.back().end = end;
        else
            cuts.push_back({begin, end});
    }
}

}  // namespace

Result<std::vector<Cut>> json_cuts(const LabelSource& source, std::string_view text,
                                   std::span<const std::uint8_t> left_out) {
    const Problem unknown_layout{.what = "the records of this file cannot be told apart, so none can be left out",
                                 .file = source.file,
                                 .remedy = "give them weight 0 in place of leaving them out"};
    // The records in the order of the file.
    std::vector<std::pair<std::int64_t, std::size_t>> order;
    for (std::size_t r = 0; r < left_out.size(); ++r) order.push_back({source.json_places[2 * r], r});
    std::sort(order.begin(), order.end());
    std::vector<std::int64_t> starts;
    for (const auto& place : order) starts.push_back(place.first);

    MemoryFiles files;
    files.add(source.file, {reinterpret_cast<const std::byte*>(text.data()),
                            reinterpret_cast<const std::byte*>(text.data()) + text.size()});
    std::vector<Open> path;
    if (starts.size() < 2 || !common_path(files, starts, path)) return unknown_layout;
    const std::vector<Container> containers = containers_at(files, path);
    const auto labels = std::find_if(containers.begin(), containers.end(), [](const Container& c) { return c.labels; });
    if (labels == containers.end()) return unknown_layout;

    // Which elements go: those with a label that does. Elements without a label belong to no example, and stay.
    std::vector<std::uint8_t> gone(labels->elements.size(), 0);
    std::size_t at = 0;
    for (std::size_t e = 0; e < labels->elements.size(); ++e) {
        const Cut& element = labels->elements[e];
        int inside = 0;
        for (; at < order.size() && std::size_t(order[at].first) < element.end; ++at, ++inside) {
            if (std::size_t(order[at].first) < element.begin) return unknown_layout;
            gone[e] = left_out[order[at].second];
        }
        if (inside > 1) return unknown_layout;
    }
    if (at != order.size()) return unknown_layout;
    std::vector<Cut> cuts;
    for (const Container& container : containers)
        if (container.elements.size() == gone.size()) cut_elements(container.elements, gone, cuts);
    return cuts;
}

}  // namespace io
