// The search of the queue: names, classes, numbers, and texts where somebody looked into them.
#include "audit/text_filter.h"

#include <doctest/doctest.h>

#include "audit/make_audit.h"
#include "audit/queue.h"

namespace {

std::vector<std::int64_t> found(const audit::Audit& audit, const std::string& text) {
    audit::QueueFilter filter;
    filter.everything = true;
    filter.order = audit::Order::index;
    filter.text = text;
    audit::Queue queue;
    queue.apply(audit, filter);
    return queue.examples();
}
using Examples = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("text filter: what occurs in texts is found beside names, for exactly what was looked for") {
    audit::Audit audit = audit_tests::random_audit(6, 2, 1);
    audit.class_names = {"pos", "neg"};
    audit.example_names = {"one.txt", "two.txt", "fine.txt", "four.txt", "five.txt", "six.txt"};
    CHECK(audit::needle_of("  A Fine\tfilm ") == "a fine\tfilm");
    CHECK(audit::needle_of(" \n").empty());
    CHECK(found(audit, " Fine ") == Examples{2});
    audit.text_hits = {"fine", {1, 0, 0, 0, 0, 1}};
    CHECK(found(audit, " Fine ") == Examples{0, 2, 5});
    CHECK(found(audit, "fin") == Examples{2});  // of something else
    audit.text_hits.examples.pop_back();
    CHECK(found(audit, "fine") == Examples{2});  // of other examples
}
