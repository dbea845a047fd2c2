// What examples, classes and splits are called, also where there is none of that number.
#include <doctest/doctest.h>

#include "audit/make_audit.h"

TEST_CASE("audit: the split of an example") {
    audit::Audit audit = audit_tests::random_audit(3, 2, 1);
    CHECK(audit.split_name(0).empty());
    audit.splits = {.names = {"train", "test"}, .of_example = {1, -1, 0}};
    CHECK(audit.split_name(0) == "test");
    CHECK(audit.split_name(1).empty());
    CHECK(audit.split_name(2) == "train");
    CHECK(audit.split_name(3).empty());
    CHECK(audit.split_name(-1).empty());
}
