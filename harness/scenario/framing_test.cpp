#include "scenario/framing.hpp"

#include "scenario/parse_fixture.hpp"
#include "scenario/payload.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::scenario;
using ipcgrade::model::FieldKind;
using ipcgrade::model::Payload;
using ipcgrade::model::PayloadField;
using ipcgrade::model::Written;

namespace {

// The payload of `x = TEXT`, which begins in column 5 of line 1.
Payload payload(const std::string& text) {
  const Node document = parse_document("x = " + text, "p.toml");
  Complaints complaints;
  Payload read = read_payload(find(*document.as<Table>(), "x")->node, "'x'", ".", complaints);
  complaints.raise();
  return read;
}

std::string complaint(const std::string& text) {
  return complaint_of([&] { return payload(text); });
}

std::string bytes(std::string_view text) { return std::string(text); }

}  // namespace

TEST_CASE("a record is its mark, the last fragment's bit and the size, and its bytes") {
  CHECK(payload(R"({ text = "abc", record = true })").bytes == bytes({"\x80\0\0\3abc", 7}));
  CHECK(payload(R"({ text = "", record = true })").bytes == bytes({"\x80\0\0\0", 4}));
  const Payload call = payload(R"({ record = true, xdr = [ { xid = 7 } ] })");
  CHECK(call.bytes == bytes({"\x80\0\0\4\0\0\0\7", 8}));
  CHECK(call.origin == "4 bytes of XDR, as a record");
  CHECK(call.fields ==
        std::vector<PayloadField>{{"the record mark", 0, 4, FieldKind::record_mark}, {"xid", 4, 4, FieldKind::integer}});
}

TEST_CASE("only the last fragment of a record has the bit") {
  CHECK(payload(R"({ text = "abcdef", fragments = [1, 2] })").bytes == bytes({"\0\0\0\1a\0\0\0\2bc\x80\0\0\3def", 18}));
  CHECK(payload(R"({ text = "abc", record = true, fragments = [0, 3] })").bytes == bytes({"\0\0\0\0\x80\0\0\3abc", 11}));
  CHECK(payload(R"({ text = "abc", fragments = [1] })").origin == "a text of 3 bytes, as a record of 2 fragments");
}

TEST_CASE("a field that a fragment ends in goes on under its name") {
  const Payload call = payload("{ xdr = [ { xid = 7 }, { type = 1 } ], fragments = [6] }");
  CHECK(call.fields == std::vector<PayloadField>{{"the record mark", 0, 4, FieldKind::record_mark},
                                                 {"xid", 4, 4, FieldKind::integer},
                                                 {"type", 8, 2, FieldKind::bytes},
                                                 {"the record mark", 10, 4, FieldKind::record_mark},
                                                 {"type", 14, 2, FieldKind::bytes}});
}

TEST_CASE("a repeated payload is joined with itself") {
  CHECK(payload(R"({ repeat = 3, of = "ab" })") == Payload{"ababab", "3 times a text of 2 bytes"});
  const Payload twice = payload("{ repeat = 2, of = { xdr = [ { a = 1 } ] } }");
  CHECK(twice.origin == "2 times 4 bytes of XDR");
  CHECK(twice.fields[1] == PayloadField{"a", 4, 4, FieldKind::integer});
  CHECK(payload("{ repeat = 100000, of = { xdr = [ { a = 1 } ] } }").fields.size() < 5000);
}

TEST_CASE("the hexadecimal text of a payload keeps its fields") {
  const Payload line = payload(R"(["ok ", { hex_of = { xdr = [ { sum = 175 } ] } }, "\n"])");
  CHECK(line.bytes == "ok 000000af\n");
  CHECK(line.fields == std::vector<PayloadField>{{"sum", 3, 8, FieldKind::integer, Written::hexadecimal}});
  CHECK(payload(R"({ hex_of = "AZ" })") == Payload{"415a", "a text, as hexadecimal digits"});
}

TEST_CASE("the places of fields and of copied xids move with what stands before them") {
  const Node document = parse_document(R"(x = ["abc", { record = true, xdr = [ { xid = "request" } ] }])", "p.toml");
  Complaints complaints;
  const Payload read = read_answer(find(*document.as<Table>(), "x")->node, "'x'", ".", complaints);
  complaints.raise();
  CHECK(read.xid_at == std::vector<std::uint32_t>{7});
  CHECK(read.fields.at(1).offset == 7);
}

TEST_CASE("each wrong frame is refused at its place") {
  CHECK(complaint(R"({ text = "a", record = false })") == "p.toml:1:28: 'record' can only be true");
  CHECK(complaint(R"({ text = "a", fragments = 1 })") == "p.toml:1:31: 'fragments' must be a list of sizes, not an integer");
  CHECK(complaint(R"({ text = "abc", fragments = [2, 2] })") ==
        "p.toml:1:37: the fragments are longer than the payload, which has 3 bytes");
  CHECK(complaint("{ repeat = 2 }") == "p.toml:1:5: 'repeat' needs the key 'of': the payload that is repeated");
  CHECK(complaint(R"({ repeat = 0, of = "a" })") == "p.toml:1:16: 'repeat' must be from 1 to 67108864, not 0");
  CHECK(complaint("{ repeat = 1000, of = { length = 1000000 } }") ==
        "p.toml:1:16: 1000 times 1000000 is more than 67108864 bytes");
  CHECK(complaint(R"({ text = "a", of = "b" })") == "p.toml:1:19: 'of' belongs to 'repeat', not to 'text'");
  CHECK(complaint(R"({ xdr = [ { xid = "request" } ] })") ==
        "p.toml:1:5: 'x' copies the xid of a request: only what a peer answers or sends can");
}
