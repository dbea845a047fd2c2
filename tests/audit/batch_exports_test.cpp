// Corrected labels of CIFAR's batches: pieces of the original files, and the bytes that change.
#include "audit/batch_exports.h"

#include <doctest/doctest.h>

#include "make_audit.h"

using namespace audit;
using audit_tests::one;

namespace {

// The files that the pieces make of these originals.
std::vector<std::string> put_together(const std::vector<BatchFile>& files, const std::vector<std::string>& originals) {
    std::vector<std::string> out;
    for (std::size_t f = 0; f < files.size(); ++f) {
        std::string bytes;
        for (const BatchPiece& piece : files[f].pieces)
            bytes += piece.bytes.empty()
                         ? originals[f].substr(std::size_t(piece.begin), std::size_t(piece.end - piece.begin))
                         : piece.bytes;
        out.push_back(bytes);
    }
    return out;
}

// Labels 0 1 | 2 0 in two batches with records of five bytes, of which the first `label_bytes` are labels.
Audit batches(int label_bytes) {
    Audit audit = audit_tests::empty_audit({"a", "b", "c"});
    for (const int given : {0, 1, 2, 0})
        audit_tests::add_example(audit, given, {0.1, 0.8, 0.1}, audit_tests::all_rules);
    audit.label_source.batch_files = {"x/data_batch_1.bin", "x/data_batch_2.bin"};
    audit.label_source.batch_numbers = {2, 5, label_bytes, 2, 5, label_bytes};
    return audit;
}

}  // namespace

TEST_CASE("batches: only the bytes of corrected labels change") {
    Audit audit = batches(1);
    const std::vector<std::string> originals = {std::string("\0abcd\1efgh", 10), std::string("\2ijkl\0mnop", 10)};
    CHECK(put_together(corrected_batches(audit, {}), originals) == originals);
    REQUIRE(corrected_batches(audit, {}).size() == 2);
    CHECK(corrected_batches(audit, {})[0].pieces.size() == 1);
    decide_all(audit, one(0), DecisionKind::accept, -1, 1);
    decide_all(audit, one(2), DecisionKind::exclude, -1, 1);
    decide_all(audit, one(3), DecisionKind::pick, 2, 1);
    CHECK(put_together(corrected_batches(audit, {}), originals) ==
          std::vector<std::string>{std::string("\1abcd\1efgh", 10), std::string("\2ijkl\2mnop", 10)});
    CHECK(put_together(corrected_batches(audit, {Treatment::drop}), originals) ==
          std::vector<std::string>{std::string("\1abcd\1efgh", 10), std::string("\2mnop", 5)});
    CHECK(batches_text(corrected_batches(audit, {Treatment::drop})) ==
          "file\tx/data_batch_1.bin\nbytes\t01\ncopy\t1\t10\nfile\tx/data_batch_2.bin\nbytes\t02\ncopy\t6\t10\n");
}

TEST_CASE("batches: the coarse label of CIFAR-100 follows the fine one") {
    Audit audit = batches(2);
    audit.label_source.coarse_of_class = {7, 8, -1};
    const std::vector<std::string> originals = {std::string("\7\0bcd\10\1fgh", 10), std::string("\11\2jkl\7\0nop", 10)};
    decide_all(audit, one(0), DecisionKind::accept, -1, 1);
    decide_all(audit, one(3), DecisionKind::pick, 2, 1);  // nobody knows what c belongs to: the coarse label stays
    CHECK(put_together(corrected_batches(audit, {}), originals) ==
          std::vector<std::string>{std::string("\10\1bcd\10\1fgh", 10), std::string("\11\2jkl\7\2nop", 10)});
}

TEST_CASE("batches: none where labels did not come in them, or where they do not fit") {
    Audit audit = batches(1);
    audit.label_source.batch_numbers[0] = 3;
    CHECK(corrected_batches(audit, {}).empty());
    audit.label_source.batch_files.clear();
    CHECK(corrected_batches(audit, {}).empty());
}
