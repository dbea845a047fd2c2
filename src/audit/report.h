// The report: one HTML file for whoever decides about the dataset. It reads without any script, prints, and says first
// what matters.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "audit/models.h"
#include "io/record.h"

namespace audit {

struct ReportPicture {
    std::int64_t example = 0;
    std::string data_uri;  // "data:image/png;base64,..."; empty where there is none to be had
    int width = 0, height = 0;
};

// From lines of example, width, height and data URI, separated by tabs.
std::vector<ReportPicture> report_pictures(std::string_view lines);

// An example that is read: its text, or the cells of its row as "column: value".
struct ReportText {
    std::int64_t example = 0;
    std::string text;  // as much of it as the report shows
};
ReportText report_text(std::int64_t example, const io::Record& record);

struct ReportInput {
    std::string date;  // "24 November 2026"
    std::vector<ReportPicture> pictures;
    std::vector<ReportText> texts;
    std::vector<Model> models;  // further ones on the same examples
    Unclear unclear = Unclear::out_of_both;
    std::int32_t split = every_split;  // in which models are ranked
    std::vector<std::uint32_t> seeds;  // of the shuffled orders in which samples were reviewed
};

// The examples that the report shows, worst first: corrected ones, then flagged ones still open.
std::vector<std::int64_t> report_examples(const Audit& audit, std::size_t most = 24);

std::string report_html(const Audit& audit, const ReportInput& input);

// "Of 241 examples checked by hand, 49 got another label, 3 were left out, 2 were called ambiguous and 187 were right."
std::string review_in_words(const Audit& audit);

// "24 November 2026", in UTC.
std::string date_in_words(double milliseconds);

}  // namespace audit
