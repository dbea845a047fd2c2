// JSON: its events, the table they make, labels that are written back, and probabilities.
#include "fuzzed.h"
#include "io/json_pull.h"
#include "io/json_table.h"
#include "io/matrix_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    io::MemoryFiles files;
    files.add("labels.json", input.rest());

    io::JsonPull json(files, 0);
    std::int64_t last = 0;
    for (io::JsonEvent event = json.next(); event != io::JsonEvent::end; event = json.next()) {
        if (event == io::JsonEvent::broken) {
            fuzzed::check(json.problem());
            break;
        }
        fuzzed::must(json.begin() >= last && json.end() > json.begin() && json.end() <= std::int64_t(size),
                     "tokens stand one behind the other");
        last = json.begin();
    }

    const auto table = io::read_json_table(files, 0);
    fuzzed::check(table);
    fuzzed::check(io::read_json_table(files, 0, std::int64_t(size / 2)));  // cut anywhere
    if (!table) return 0;
    const auto count = std::size_t(table->records);
    for (const std::size_t length :
         {table->labels.size(), table->paths.size(), table->splits.size(), table->ids.size(), table->score_ends.size()})
        fuzzed::must(length == 0 || length == count, "columns are as long as the table");
    for (const auto& [column, score] : table->scores)
        fuzzed::must(column >= 0 && column < table->score_columns, "scores have columns");
    if (table->has_scores()) {
        const auto matrix = io::json_matrix(files, 0, *table);
        fuzzed::check(matrix);
        if (matrix) fuzzed::read_rows(**matrix);
    }
    const auto labels = io::json_labels(files, 0, *table);
    fuzzed::check(labels);
    if (!labels) return 0;
    fuzzed::must(labels->count() == table->records, "every record has its label");
    fuzzed::write_and_read_again(files, 0, *labels);
    return 0;
}
