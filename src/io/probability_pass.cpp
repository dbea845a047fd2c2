#include "io/probability_pass.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

#include "core/detection.h"
#include "core/evidence_collector.h"
#include "core/scores.h"
#include "io/status_problem.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t progress_bytes = 8 << 20;

int bytes_per_number(const MatrixReader& reader) { return reader.precision() == core::Precision::float64 ? 8 : 4; }

std::optional<Problem> check(const MatrixReader& reader, std::span<const std::int32_t> given, const PassNames& names) {
    core::Status status;
    if (reader.rows() == 0)
        status.code = core::StatusCode::no_examples;
    else if (reader.columns() < 2)
        status = {.code = core::StatusCode::too_few_classes, .value = double(reader.columns())};
    if (!status.ok()) return problem_of_pass(status, reader, names);
    if (std::int64_t(given.size()) != reader.rows()) {
        const bool fewer = std::int64_t(given.size()) < reader.rows();
        return Problem{.what = "there are " + counted(reader.rows(), "row of probabilities", "rows of probabilities") +
                               ", but " + names.labels + " has " +
                               counted(std::int64_t(given.size()), "label", "labels"),
                       .file = names.probabilities,
                       .remedy = std::string("both files must list the same examples in the same order; ") +
                                 (fewer ? "labels seem to be missing" : "probabilities seem to be missing")};
    }
    return std::nullopt;
}

// Lets every reader take piece after piece until all rows are done, calling work(reader number, first row, count,
// bytes of the rows). The earliest problem by row is returned, whichever thread met it first.
template <class Work>
std::optional<Problem> for_all_pieces(std::span<MatrixReader* const> readers, const PassProgress& progress,
                                      const PassNames& names, std::int64_t piece_bytes, Work&& work) {
    const std::int64_t rows = readers[0]->rows();
    const std::int64_t row_bytes = std::int64_t(readers[0]->columns()) * bytes_per_number(*readers[0]);
    const std::int64_t piece = std::clamp<std::int64_t>(piece_bytes / row_bytes, 1, rows);
    std::atomic<std::int64_t> next{0};
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::int64_t done = 0, told = 0;
    std::optional<Problem> first_problem;
    std::int64_t problem_row = rows;

    const auto run = [&](std::size_t number) {
        std::vector<std::byte> room(std::size_t(piece * row_bytes));
        while (!stop.load(std::memory_order_relaxed)) {
            const std::int64_t first = next.fetch_add(piece, std::memory_order_relaxed);
            if (first >= rows) return;
            const std::int64_t count = std::min(piece, rows - first);
            const std::span<std::byte> bytes(room.data(), std::size_t(count * row_bytes));
            std::optional<Problem> problem = readers[number]->read_rows(first, count, bytes);
            if (!problem) {
                const core::Status status = work(number, first, count, bytes);
                if (!status.ok()) problem = problem_of_pass(status, *readers[number], names);
            }
            const std::lock_guard lock(mutex);
            done += count;
            if (!problem && progress && ((done - told) * row_bytes >= progress_bytes || done == rows)) {
                told = done;
                if (!progress(done)) problem = Problem{.what = pass_cancelled, .file = {}, .remedy = {}};
            }
            if (problem) {
                // Pieces are handed out in order, so an earlier one may still be under way: let it finish.
                if (first < problem_row) first_problem = std::move(problem), problem_row = first;
                stop = true;
            }
        }
    };
#ifdef __EMSCRIPTEN__
    run(0);
#else
    std::vector<std::thread> threads;
    // An exception must not leave a thread; there is one kind, of memory, and it goes on from here.
    std::atomic<bool> no_memory{false};
    const auto run_all_the_same = [&](std::size_t number) {
        try {
            run(number);
        } catch (const std::bad_alloc&) {
            no_memory = stop = true;
        }
    };
    for (std::size_t number = 1; number < readers.size(); ++number) threads.emplace_back(run_all_the_same, number);
    run_all_the_same(0);
    for (std::thread& thread : threads) thread.join();
    if (no_memory) throw std::bad_alloc();
#endif
    return first_problem;
}

// Calls add(rows) with the bytes as numbers of the matrix's type.
template <class Add>
auto with_numbers(const MatrixReader& reader, std::span<std::byte> bytes, Add&& add) {
    if (reader.precision() == core::Precision::float64)
        return add(std::span<const double>(reinterpret_cast<const double*>(bytes.data()), bytes.size() / 8));
    return add(std::span<const float>(reinterpret_cast<const float*>(bytes.data()), bytes.size() / 4));
}

}  // namespace

Problem problem_of_pass(const core::Status& status, const MatrixReader& probabilities, const PassNames& names) {
    Problem problem = problem_of(status, names.labels, names.probabilities);
    if (problem.row >= 0 && problem.row < probabilities.rows() && problem.file == names.probabilities) {
        MatrixPlace place = probabilities.place(problem.row, problem.column);
        problem.row = place.row;
        problem.column = place.column;
        if (!place.file.empty()) problem.file = std::move(place.file);
    }
    return problem;
}

Result<core::Evidence> empty_evidence(const MatrixReader& reader, std::span<const std::int32_t> given,
                                      std::int32_t kept, bool entropy, const PassNames& names) {
    if (auto problem = check(reader, given, names)) return *problem;
    const core::Status labels = core::check_labels(given, reader.columns());
    if (!labels.ok()) return problem_of_pass(labels, reader, names);
    return core::Evidence({.first_row = 0,
                           .rows = reader.rows(),
                           .classes = reader.columns(),
                           .kept = kept,
                           .precision = reader.precision(),
                           .entropy = entropy});
}

Result<core::Evidence> collect_evidence(std::span<MatrixReader* const> readers, std::span<const std::int32_t> given,
                                        std::int32_t kept, bool entropy, const PassProgress& progress,
                                        const PassNames& names, std::int64_t piece_bytes) {
    MatrixReader& reader = *readers[0];
    Result<core::Evidence> evidence = empty_evidence(reader, given, kept, entropy, names);
    if (!evidence) return evidence.problem();
    std::vector<core::EvidenceCollector> collectors(readers.size(), core::EvidenceCollector(*evidence));
    const auto work = [&](std::size_t number, std::int64_t first, std::int64_t count, std::span<std::byte> bytes) {
        const auto labels_of_piece = given.subspan(std::size_t(first), std::size_t(count));
        return with_numbers(reader, bytes,
                            [&](auto numbers) { return collectors[number].add_rows(first, labels_of_piece, numbers); });
    };
    if (auto problem = for_all_pieces(readers, progress, names, piece_bytes, work)) return *problem;
    for (core::EvidenceCollector& collector : collectors) collector.finish();
    return evidence;
}

core::RowReader row_reader(MatrixReader& probabilities) {
    return [&probabilities](std::int64_t first, std::int64_t count, std::span<std::byte> out) {
        return !probabilities.read_rows(first, count, out);
    };
}

Result<core::Findings> find_label_issues(std::span<MatrixReader* const> readers, std::span<const std::int32_t> given,
                                         const core::DetectOptions& options, const PassProgress& progress,
                                         const PassNames& names, std::int64_t piece_bytes) {
    MatrixReader& reader = *readers[0];
    if (const core::Status status = core::check_options(options, reader.columns()); !status.ok())
        return problem_of_pass(status, reader, names);
    Result<core::Evidence> evidence =
        collect_evidence(readers, given, options.kept, options.entropy, progress, names, piece_bytes);
    if (!evidence) return evidence.problem();
    return find_in_evidence(std::move(*evidence), reader, given, options, names);
}

Result<core::Findings> find_in_evidence(core::Evidence evidence, MatrixReader& reader,
                                        std::span<const std::int32_t> given, const core::DetectOptions& options,
                                        const PassNames& names) {
    core::Findings findings;
    const core::Status status = core::find(std::move(evidence), std::vector<std::int32_t>(given.begin(), given.end()),
                                           options, row_reader(reader), findings);
    if (!status.ok()) return problem_of_pass(status, reader, names);
    return findings;
}

Result<core::Findings> find_label_issues(MatrixReader& probabilities, std::span<const std::int32_t> given,
                                         const core::DetectOptions& options, const PassProgress& progress,
                                         const PassNames& names, std::int64_t piece_bytes) {
    MatrixReader* const readers[] = {&probabilities};
    return find_label_issues(readers, given, options, progress, names, piece_bytes);
}

Result<AdjustedResult> adjusted_scores(std::span<MatrixReader* const> readers, std::span<const std::int32_t> given,
                                       core::Score score, const PassProgress& progress, const PassNames& names,
                                       std::int64_t piece_bytes) {
    const MatrixReader& reader = *readers[0];
    const Result<core::Evidence> evidence = collect_evidence(readers, given, 1, false, progress, names, piece_bytes);
    if (!evidence) return evidence.problem();
    const core::Thresholds thresholds =
        core::confident_thresholds(*evidence, core::order_by_class(given, reader.columns()));
    std::vector<double> scores(given.size());
    std::vector<core::AdjustedScores> workers(readers.size(),
                                              core::AdjustedScores(reader.precision(), thresholds, score));
    const auto work = [&](std::size_t number, std::int64_t first, std::int64_t count, std::span<std::byte> bytes) {
        const auto piece = [&](auto all) { return all.subspan(std::size_t(first), std::size_t(count)); };
        with_numbers(reader, bytes, [&](auto numbers) {
            workers[number].add_rows(piece(given), numbers, piece(std::span<double>(scores)));
            return 0;
        });
        return core::Status{};
    };
    if (auto problem = for_all_pieces(readers, progress, names, piece_bytes, work)) return *problem;
    return AdjustedResult{std::move(scores), evidence->row_sums};
}

}  // namespace io
