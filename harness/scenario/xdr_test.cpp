#include "scenario/xdr.hpp"

#include "scenario/parse_fixture.hpp"
#include "scenario/payload.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::scenario;
using ipcgrade::model::FieldKind;
using ipcgrade::model::Payload;
using ipcgrade::model::PayloadField;

namespace {

// The payload of `x = TEXT`, which begins in column 5 of line 1.
Payload answer(const std::string& text) {
  const Node document = parse_document("x = " + text, "p.toml");
  Complaints complaints;
  Payload read = read_answer(find(*document.as<Table>(), "x")->node, "'x'", ".", complaints);
  complaints.raise();
  return read;
}

// "00 00 00 07": the bytes of { xdr = [ FIELDS ] }.
std::string xdr(const std::string& fields) {
  std::string out;
  for (const char byte : answer("{ xdr = [ " + fields + " ] }").bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    out += out.empty() ? "" : " ";
    out += digits[static_cast<unsigned char>(byte) >> 4];
    out += digits[static_cast<unsigned char>(byte) & 0xf];
  }
  return out;
}

std::string complaint(const std::string& fields) {
  return complaint_of([&] { return answer("{ xdr = [ " + fields + " ] }"); });
}

}  // namespace

TEST_CASE("XDR numbers are big-endian and take multiples of four bytes") {
  CHECK(xdr("{ a = 7 }") == "00 00 00 07");
  CHECK(xdr("{ a = -2 }") == "ff ff ff fe");
  CHECK(xdr("{ a = 4294967295 }") == "ff ff ff ff");
  CHECK(xdr(R"({ a = 4294967295, as = "unsigned" })") == "ff ff ff ff");
  CHECK(xdr(R"({ a = -2, as = "hyper" })") == "ff ff ff ff ff ff ff fe");
  CHECK(xdr(R"({ a = 1.5, as = "float" })") == "3f c0 00 00");
  CHECK(xdr(R"({ a = 1.5, as = "double" }, { b = -1, as = "double" })") == "3f f8 00 00 00 00 00 00 bf f0 00 00 00 00 00 00");
  CHECK(xdr(R"({ a = true }, { b = false, as = "bool" })") == "00 00 00 01 00 00 00 00");
}

TEST_CASE("XDR strings and opaque data are padded with zeros to a multiple of four") {
  CHECK(xdr(R"({ a = "sillyprog" })") == "00 00 00 09 73 69 6c 6c 79 70 72 6f 67 00 00 00");  // RFC 4506, section 7
  CHECK(xdr(R"({ a = "" })") == "00 00 00 00");
  CHECK(xdr(R"({ a = "abcd" })") == "00 00 00 04 61 62 63 64");
  CHECK(xdr(R"({ a = "ff 00", as = "opaque" })") == "00 00 00 02 ff 00 00 00");
  CHECK(xdr(R"({ a = "ff 00", as = "fixed" })") == "ff 00 00 00");
  CHECK(xdr(R"({ a = "ff 00", as = "raw" })") == "ff 00");
  CHECK(xdr(R"({ a = { text = "ab" } }, { b = { text = "ab" }, as = "raw" })") == "00 00 00 02 61 62 00 00 61 62");
}

TEST_CASE("an XDR structure is its fields, and an array is its count and its elements") {
  CHECK(xdr("{ low_high = [ { low = 1 }, { high = 2 } ] }") == "00 00 00 01 00 00 00 02");
  CHECK(xdr(R"({ a = [ 5, 6 ], as = "array" }, { none = [], as = "array" })") ==
        "00 00 00 02 00 00 00 05 00 00 00 06 00 00 00 00");
  CHECK(xdr(R"({ a = [ { p = [ { x = 1 } ] } ], as = "array" })") == "00 00 00 01 00 00 00 01");
}

TEST_CASE("every field of an XDR payload has its name, its place and its kind") {
  const Payload payload =
      answer(R"({ xdr = [ { version = 2 }, { who = [ { name = "abcde" } ] }, { more = [ 1 ], as = "array" } ] })");
  CHECK(payload.origin == "24 bytes of XDR");
  CHECK(payload.fields == std::vector<PayloadField>{{"version", 0, 4, FieldKind::integer},
                                                    {"the length of `who.name`", 4, 4, FieldKind::unsigned_integer},
                                                    {"who.name", 8, 5, FieldKind::text},
                                                    {"the padding of `who.name`", 13, 3, FieldKind::bytes},
                                                    {"the count of `more`", 16, 4, FieldKind::unsigned_integer},
                                                    {"more[0]", 20, 4, FieldKind::integer}});
}

TEST_CASE("an xid can be the request's, another one, or any") {
  const Payload payload = answer(R"({ xdr = [ { kind = 1 }, { xid = "request" }, { xid = "other" }, { xid = "any" } ] })");
  CHECK(payload.xid_at == std::vector<std::uint32_t>{4, 8});
  CHECK(payload.fields[3] == PayloadField{"xid", 12, 4, FieldKind::any});
  CHECK(ipcgrade::model::answer_bytes(payload, std::string("\0\0\1\xff", 4)) ==
        std::string("\0\0\0\1\0\0\1\xff\0\0\2\0\0\0\0\0", 16));
  CHECK(xdr(R"({ name = "request" })").size() == 3 * 12 - 1);
}

TEST_CASE("a field whose bytes may be any keeps its place") {
  const Payload payload = answer(R"({ xdr = [ { a = 1 }, { verifier = 3, as = "any" } ] })");
  CHECK(payload.fields[1] == PayloadField{"verifier", 4, 3, FieldKind::any});
}

TEST_CASE("each wrong field of XDR is refused at its place") {
  CHECK(complaint("7") == "p.toml:1:15: a field of 'xdr' must be a table, as { xid = 7 }, not an integer");
  CHECK(complaint(R"({ as = "int" })") == "p.toml:1:15: a field of 'xdr' needs a name and a value, as { xid = 7 }");
  CHECK(complaint("{ a = 1, b = 2 }") == "p.toml:1:24: 'b' has a table of its own: { a = … }, { b = … }");
  CHECK(complaint(R"({ a = 1, as = "ints" })") == "p.toml:1:29: unknown encoding 'ints'; did you mean 'int'?");
  CHECK(complaint("{ a = 4294967296 }") == "p.toml:1:21: 'a' must be from -2147483648 to 4294967295, not 4294967296");
  CHECK(complaint(R"({ a = -1, as = "unsigned" })") == "p.toml:1:21: 'a' must be from 0 to 4294967295, not -1");
  CHECK(complaint("{ a = 1.5 }") ==
        "p.toml:1:21: 'a' must be an integer, or have as = \"float\" or as = \"double\" beside it, not a fraction");
  CHECK(complaint(R"({ a = 1e39, as = "float" })") == "p.toml:1:21: 'a' is too large for a float");
  CHECK(complaint(R"({ a = 1, as = "bool" })") == "p.toml:1:21: 'a' must be true or false, not an integer");
  CHECK(complaint(R"({ a = "0", as = "opaque" })") == "p.toml:1:21: 'a' must be two digits a byte; these are 1");
  CHECK(complaint(R"({ a = "x", as = "array" })") == "p.toml:1:21: 'a' must be a list, not a text");
  CHECK(complaint("{ a = [ { b = [ 1 ] } ] }") ==
        "p.toml:1:31: a field of 'xdr' must be a table, as { xid = 7 }, not an integer");
  CHECK(complaint_of([] { return answer("{ xdr = 1 }"); }) == "p.toml:1:13: 'xdr' must be a list of fields, not an integer");
}
