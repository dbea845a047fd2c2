// What is offered when a part of the list is through.
#include "audit/what_next.h"

#include <doctest/doctest.h>

#include "audit/make_audit.h"

using namespace audit;
using namespace audit_tests;

TEST_CASE("the mix-up with the most open examples is next, and what is open in all") {
    Audit audit = empty_audit({"cat", "dog", "bird"});
    for (int i = 0; i < 3; ++i) add_example(audit, 0, {0.1, 0.9, 0.0}, all_rules);  // cat, suggested dog
    for (int i = 0; i < 4; ++i) add_example(audit, 1, {0.9, 0.1, 0.0}, all_rules);  // dog, suggested cat
    for (int i = 0; i < 9; ++i) add_example(audit, 2, {0.0, 0.1, 0.9}, 0);          // not flagged
    QueueFilter filter;
    filter.given = 0, filter.suggested = 1;
    CHECK(without_narrowing(filter) == QueueFilter{});
    WhatNext next = what_next(audit, filter);
    CHECK(next.open == 7);
    REQUIRE(next.pair);
    CHECK(next.pair->given == 1);
    CHECK(next.pair->count == 4);
    for (int i = 3; i < 6; ++i) audit.log.decide(one(i), keep_decision(audit, i), 1);
    next = what_next(audit, filter);
    CHECK(next.open == 4);
    CHECK(next.pair->given == 0);
    filter.everything = true;
    CHECK(what_next(audit, filter).open == 13);
    for (int i : {0, 1, 2, 6}) audit.log.decide(one(i), keep_decision(audit, i), 1);
    filter.everything = false;
    CHECK(what_next(audit, filter).open == 0);
    CHECK_FALSE(what_next(audit, filter).pair);
}

TEST_CASE("rule, order and status are no narrowing") {
    QueueFilter filter;
    filter.rule = core::Rule::low_self_confidence;
    filter.order = Order::shuffled;
    filter.status = Status::to_do;
    CHECK(without_narrowing(filter) == filter);
    QueueFilter narrow = filter;
    narrow.text = "17", narrow.score_to = 0.5, narrow.split = 0;
    CHECK(without_narrowing(narrow) == filter);
}
