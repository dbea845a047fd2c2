#include "io/hugging_face.h"

#include "io/json_pull.h"
#include "io/memory_files.h"

namespace io {
namespace {

// Each reads a value whose beginning was given out last; false: nothing more can be understood.
class Features {
public:
    explicit Features(const std::string& note) : json_((files_.add("huggingface", note), files_), 0) {}

    std::vector<ClassLabelFeature> run() {
        if (json_.next() == JsonEvent::begin_object)
            enter("info", [&] { return enter("features", [&] { return features(); }); });
        return std::move(found_);
    }

private:
    // Goes through the fields of the object that was begun; `inside` reads the object that one of them is.
    template <class Inside>
    bool enter(std::string_view name, Inside&& inside) {
        for (JsonEvent event = json_.next(); event == JsonEvent::key; event = json_.next()) {
            const bool wanted = json_.text() == name;
            event = json_.next();
            if (!(wanted && event == JsonEvent::begin_object ? inside() : json_.skip(event))) return false;
        }
        return true;
    }
    bool features() {
        for (JsonEvent event = json_.next(); event == JsonEvent::key; event = json_.next()) {
            ClassLabelFeature feature{.column = json_.text(), .names = {}};
            event = json_.next();
            if (!(event == JsonEvent::begin_object ? one(feature) : json_.skip(event))) return false;
        }
        return true;
    }
    bool one(ClassLabelFeature& feature) {
        bool is_label = false;
        for (JsonEvent event = json_.next(); event == JsonEvent::key; event = json_.next()) {
            const std::string key = json_.text();
            event = json_.next();
            if (key == "_type") is_label = event == JsonEvent::text && json_.text() == "ClassLabel";
            if (key == "names" && event == JsonEvent::begin_array) {
                for (event = json_.next(); event == JsonEvent::text; event = json_.next())
                    feature.names.push_back(json_.text());
                if (event != JsonEvent::end_array) return false;
            } else if (!json_.skip(event)) {
                return false;
            }
        }
        if (is_label && feature.names.size() > 1) found_.push_back(std::move(feature));
        return true;
    }

    MemoryFiles files_;
    JsonPull json_;
    std::vector<ClassLabelFeature> found_;
};

}  // namespace

std::vector<ClassLabelFeature> class_label_features(const ParquetTable& table) {
    for (const auto& [key, note] : table.parts()[0].footer.notes)
        if (key == "huggingface") return Features(note).run();
    return {};
}

}  // namespace io
