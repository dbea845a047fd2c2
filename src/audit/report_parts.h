// Pieces that the chapters of the report (report.h) are made of, and the chapters that have files of their own.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "audit/html_text.h"
#include "audit/impact.h"
#include "audit/report.h"
#include "audit/sample_estimate.h"

namespace audit {

// "98.20% to 98.90%"
std::string interval_in_words(const Accuracy& accuracy);

// One of the large figures at the top: <div> of a definition list.
void write_figure(Html& html, std::string_view name, std::string_view value, std::string_view note);

// words: how many columns at the left hold words, not numbers.
void begin_table(Html& html, std::string_view caption, const std::vector<std::string_view>& heads,
                 std::size_t words = 1);
void table_row(Html& html, std::string_view head, const std::vector<std::string>& values);
void end_table(Html& html);

// "Does it matter?": accuracy, splits, models, advice.
void write_impact(Html& html, const Audit& audit, const ReportInput& input, const Impact& impact,
                  const SampleEstimate& sample);

// "How this was found, and its limits" and "How to repeat it".
void write_method(Html& html, const Audit& audit, const ReportInput& input, const Impact& impact);

}  // namespace audit
