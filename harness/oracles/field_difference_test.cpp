#include "oracles/difference.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::oracles;
using namespace ipcgrade::model;

namespace {

std::string bytes(std::string_view text) { return std::string(text); }

// The reply "version 2, name = ab" of some protocol.
Payload reply() {
  return {bytes({"\0\0\0\2\0\0\0\2ab\0\0", 12}),
          "12 bytes of XDR",
          {{"version", 0, 4, FieldKind::integer},
           {"the length of `name`", 4, 4, FieldKind::unsigned_integer},
           {"name", 8, 2, FieldKind::text},
           {"the padding of `name`", 10, 2, FieldKind::bytes}}};
}

Payload one(FieldKind kind, std::string_view value) { return {bytes(value), "", {{"f", 0, value.size(), kind}}}; }

}  // namespace

TEST_CASE("a difference within a named field says its name, both values and both bytes") {
  CHECK(describe_difference(reply(), bytes({"\2\0\0\0\0\0\0\2ab\0\0", 12})) ==
        "differs in `version` (bytes 1 to 4): expected 2 (00 00 00 02), got 33554432 (02 00 00 00)");
  CHECK(describe_difference(reply(), bytes({"\0\0\0\2\2\0\0\0ab\0\0", 12})) ==
        "differs in the length of `name` (bytes 5 to 8): expected 2 (00 00 00 02), got 33554432 (02 00 00 00)");
  CHECK(describe_difference(reply(), bytes({"\0\0\0\2\0\0\0\2aB\0\0", 12})) ==
        R"(differs in `name` (bytes 9 to 10): expected "ab", got "aB")");
  CHECK(describe_difference(reply(), bytes({"\0\0\0\2\0\0\0\2ab\0x", 12})) ==
        "differs in the padding of `name` (bytes 11 to 12): expected 00 00, got 00 78");
}

TEST_CASE("what ends too early says before or within which field") {
  CHECK(describe_difference(reply(), bytes({"\0\0\0\2", 4})) ==
        "ends too early, after 4 of 12 bytes, before the length of `name` (bytes 5 to 8): expected 2 (00 00 00 02), got nothing");
  CHECK(describe_difference(reply(), bytes({"\0\0\0\2\0\0", 6})) ==
        "ends too early, after 6 of 12 bytes, within the length of `name` (bytes 5 to 8): expected 2 (00 00 00 02), got 00 00");
}

TEST_CASE("bytes behind the last field are shown as bytes") {
  CHECK(describe_difference(reply(), reply().bytes + bytes({"\0\1", 2})) ==
        "goes on after the expected 12 bytes: 2 bytes too many, 00 01");
}

TEST_CASE("every kind of number is told in its own words") {
  CHECK(describe_difference(one(FieldKind::integer, {"\0\0\0\1", 4}), "\xff\xff\xff\xff") ==
        "differs in `f` (bytes 1 to 4): expected 1 (00 00 00 01), got -1 (ff ff ff ff)");
  CHECK(describe_difference(one(FieldKind::boolean, {"\0\0\0\1", 4}), bytes({"\0\0\0\0", 4})) ==
        "differs in `f` (bytes 1 to 4): expected true (00 00 00 01), got false (00 00 00 00)");
  CHECK(describe_difference(one(FieldKind::single_precision, {"\x3f\xc0\0\0", 4}), bytes({"\x3f\x80\0\0", 4})) ==
        "differs in `f` (bytes 1 to 4): expected 1.5 (3f c0 00 00), got 1 (3f 80 00 00)");
  CHECK(describe_difference(one(FieldKind::record_mark, {"\x80\0\0\4", 4}), bytes({"\0\0\0\1", 4})) ==
        "differs in `f` (bytes 1 to 4): expected a last fragment of 4 bytes (80 00 00 04), got a further fragment of 1 byte (00 "
        "00 00 01)");
}

TEST_CASE("a field that is written as hexadecimal is compared as the number that it means") {
  const Payload line = {"ok 00000007\n", "", {{"sum", 3, 8, FieldKind::integer, Written::hexadecimal}}};
  CHECK(describe_difference(line, "ok 07000000\n") ==
        "differs in `sum` (characters 4 to 11): expected 7 (00 00 00 07), got 117440512 (07 00 00 00)");
  CHECK(
      describe_difference(line, "ok 0000000G\n") ==
      R"(differs in `sum` (characters 4 to 11): expected 7 (00 00 00 07), got "0000000G", which is no hexadecimal in lower case)");
  CHECK(describe_difference(line, "no 00000007\n") ==
        R"(differs at byte 1 (line 1): expected "ok 00000007\n", got "no 00000007\n")");
  CHECK(describe_difference(line, "ok 00000007\nx") == R"(goes on after the expected 12 bytes (line 2): 1 byte too many, "x")");
}
