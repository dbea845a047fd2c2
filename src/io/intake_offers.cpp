// What could be chosen in place of what was understood: the other files of the same kind, other columns, other orders.
#include <algorithm>
#include <set>

#include "io/class_names.h"
#include "io/intake_work.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::size_t most_offers = 60;

class Offers {
public:
    Offers(RoleReading& role, bool by_hand, std::string undo) : role_(role) {
        if (by_hand) undo_ = Offer{.words = "As it was understood at first", .change = std::move(undo)};
    }
    void add(std::string words, std::string change, bool chosen) {
        if (role_.offers.size() < most_offers) role_.offers.push_back({std::move(words), std::move(change), chosen});
    }
    // One thing that is so already is no choice.
    ~Offers() {
        if (undo_) role_.offers.push_back(std::move(*undo_));
        if (role_.offers.size() == 1 && role_.offers[0].chosen) role_.offers.clear();
    }

private:
    RoleReading& role_;
    std::optional<Offer> undo_;
};

}  // namespace

void IntakeWork::offer_choices(const std::optional<Problem>& problem) {
    reading_.choices = to_text(options_);
    if (problem && problem->check == "logits")
        reading_.remedy = {.words = "Apply softmax to each row", .change = "softmax=1"};
    if (problem && problem->check == "labels-from-1")
        reading_.remedy = {.words = "Count these labels from 1", .change = "from_one=1"};
    if (problem && problem->check == "percent")
        reading_.remedy = {.words = "Divide them by 100", .change = "percent=1"};
    const auto change = [](IntakeOptions options) { return to_text(options); };
    const auto is_first_part = [&](const SurveyedFile& file) { return probabilities_ == &file; };

    {
        Offers offers(reading_.probabilities, !options_.probabilities.empty() || options_.softmax || options_.percent,
                      "probabilities=\nsoftmax=\npercent=");
        for (const SurveyedFile& file : survey_.files) {
            const bool rows = file.kind == Kind::matrix ||
                              (file.kind == Kind::table && (file.topk.found() || file.roles.probability_count >= 2 ||
                                                            speaks_for_probabilities(file.path) > 0)) ||
                              (file.kind == Kind::json && file.json.has_scores());
            if (rows || is_told(options_.probabilities, file))
                offers.add(shown(file), change({.probabilities = shown(file)}), is_first_part(file));
        }
    }
    {
        Offers offers(reading_.labels, !options_.labels.empty() || !options_.label_column.empty() || options_.from_one,
                      "labels=\nlabel_column=\nfrom_one=");
        const auto chosen = [&](const SurveyedFile& file) { return chosen_ != nullptr && chosen_->from == &file; };
        for (const SurveyedFile& file : survey_.files) {
            const std::string name = shown(file);
            const bool told = is_told(options_.labels, file);
            if (file.kind == Kind::numbers || (file.kind == Kind::json && file.json.has_labels())) {
                const bool fits = file.count < 0 || rows_ < 0 || file.count == rows_ || told || chosen(file);
                if (fits) offers.add(name, change({.labels = name}) + "\nlabel_column=", chosen(file));
            } else if (file.kind == Kind::table && !told && !chosen(file) &&
                       (names_.from == &file || class_list_name(file.path) == ListName::yes)) {
                continue;
            } else if (file.kind == Kind::table) {
                const std::vector<CsvColumn>& columns = file.layout.columns;
                for (std::size_t c = 0; c < columns.size(); ++c) {
                    const int at = int(c);
                    const bool probability = at >= file.roles.first_probability &&
                                             at < file.roles.first_probability + file.roles.probability_count;
                    if (file.roles.probability_count > 0 && probability) continue;
                    if (columns[c].opaque || at == file.roles.path || at == file.roles.index || at == file.roles.split)
                        continue;
                    const auto same = std::count_if(columns.begin(), columns.end(), [&](const CsvColumn& other) {
                        return other.name == columns[c].name;
                    });
                    const bool named = file.layout.header && !columns[c].name.empty() && same == 1;
                    const std::string column = named ? columns[c].name : "#" + std::to_string(c + 1);
                    offers.add(
                        columns.size() == 1 ? name : name + ", column " + (named ? quoted(column) : column.substr(1)),
                        change({.labels = name, .label_column = column}),
                        chosen(file) && chosen_->table.source.csv_column == at);
                }
            } else if (told) {
                offers.add(name, change({.labels = name}), chosen(file));
            }
        }
        if (folders_)
            offers.add("the names of the folders",
                       change({.labels = std::string(IntakeOptions::class_folder_names)}) + "\nlabel_column=",
                       chosen_ != nullptr && chosen_->from == nullptr);
    }
    {
        Offers offers(reading_.class_names, !options_.class_names.empty(), "class_names=");
        for (const SurveyedFile& file : survey_.files) {
            const bool list = (file.kind == Kind::table && file.layout.columns.size() == 1) ||
                              (file.kind == Kind::json && !file.json.class_names.empty()) ||
                              class_list_name(file.path) == ListName::yes;
            if (list || is_told(options_.class_names, file))
                offers.add(shown(file), change({.class_names = shown(file)}), names_.from == &file);
        }
        if (!reading_.class_names.offers.empty() || !names_.names.empty())
            offers.add("no names: numbers, or what the labels say",
                       change({.class_names = std::string(IntakeOptions::nothing)}),
                       options_.class_names == IntakeOptions::nothing);
    }
    {
        Offers offers(reading_.examples, !options_.examples.empty(), "examples=");
        for (const SurveyedFile& file : survey_.files)
            if (file.kind == Kind::pictures || file.picture_column >= 0)
                offers.add(shown(file), change({.examples = shown(file)}), array_ == &file);
        const bool files = sounds_ != nullptr || (records_ != nullptr && survey_.medium == Medium::text);
        if (pictures_ != nullptr || files || !options_.examples.empty())
            offers.add("no " + std::string(many_of(survey_.medium)),
                       change({.examples = std::string(IntakeOptions::nothing)}),
                       options_.examples == IntakeOptions::nothing);
    }
    // Only pictures in files have an order that is not their own.
    if (survey_.examples.size() < 2 || rows_ < 0 || array_ != nullptr || !batches_.empty() ||
        options_.examples == IntakeOptions::nothing)
        return;
    Offers offers(reading_.matching, !options_.order.empty(), "order=");
    const std::string& sentence = reading_.matching.sentence;
    const auto offer = [&](std::string words, std::string_view order, std::string_view said) {
        offers.add(std::move(words), change({.order = std::string(order)}), sentence.starts_with(said));
    };
    if (order_)
        offer("As " + shown(*order_->from) + " lists them", IntakeOptions::listed, "by " + shown(*order_->from));
    const bool all = std::int64_t(survey_.examples.size()) == rows_;
    if (folders_ && std::int64_t(folders_->files.size()) == rows_)
        offer("By class folder, then by name (ImageFolder, Keras)", IntakeOptions::by_folder, "by folder order");
    if (all) offer("By path, as text: 10 before 2", IntakeOptions::by_name, "by file name");
    if (all) offer("By path, numbers by their value: 2 before 10", IntakeOptions::counted, "by the numbers in");
}

}  // namespace io
