#include "scenario/payload.hpp"

#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

using namespace ipcgrade::scenario;
using ipcgrade::model::Payload;

namespace {

// The payload of `x = TEXT`, which begins in column 5 of line 1.
Payload payload(const std::string& text, const std::filesystem::path& folder = ".") {
  const Node document = parse_document("x = " + text, "p.toml");
  Complaints complaints;
  Payload read = read_payload(find(*document.as<Table>(), "x")->node, "'x'", folder, complaints);
  complaints.raise();
  return read;
}

std::string complaint(const std::string& text) {
  return complaint_of([&] { return payload(text); });
}

}  // namespace

TEST_CASE("text and integers are the bytes one reads") {
  CHECK(payload(R"("a\nb")") == Payload{"a\nb", ""});
  CHECK(payload("-42") == Payload{"-42", ""});
  CHECK(payload(R"({ text = "x" })") == Payload{"x", ""});
}

TEST_CASE("hexadecimal, generated and joined payloads say in words what they are") {
  CHECK(payload(R"({ hex = "00 fF" })") == Payload{std::string("\0\xff", 2), "2 bytes in hexadecimal"});
  CHECK(payload("{ length = 5, seed = 9 }").origin == "5 generated letters, seed 9");
  CHECK(payload("{ length = 5 }") == payload("{ length = 5, seed = 1, alphabet = \"letters\" }"));
  CHECK(payload(R"({ length = 9, alphabet = "bytes" })").bytes.size() == 9);
  CHECK(payload(R"(["read ", ["x", 1], "\n"])") == Payload{"read x1\n", ""});
  CHECK(payload(R"(["a", { hex = "62" }])") == Payload{"ab", "a text of 1 byte + 1 byte in hexadecimal"});
}

TEST_CASE("apply changes what the rest of the table says") {
  CHECK(payload(R"({ text = "aZ é[", apply = "swapcase" })") == Payload{"Az é[", ""});
  const Payload plain = payload("{ length = 20 }");
  const Payload swapped = payload(R"({ length = 20, apply = "swapcase" })");
  CHECK(swapped.origin == plain.origin + ", swapcase");
  CHECK((swapped.bytes[0] ^ plain.bytes[0]) == 0x20);
}

TEST_CASE("a file's bytes are read from the scenario's folder") {
  const ipcgrade::testing::TemporaryFolder folder;
  folder.file("data/x.bin", std::string("a\0b", 3));
  CHECK(payload(R"({ file = "data/x.bin" })", folder.path()) == Payload{std::string("a\0b", 3), "3 bytes of data/x.bin"});
  const std::string missing = complaint_of([&] { return payload(R"({ file = "no.bin" })", folder.path()); });
  CHECK(missing == "p.toml:1:14: '" + (folder.path() / "no.bin").string() + "': no such file");
  CHECK(complaint(R"({ file = "/etc/passwd" })") == "p.toml:1:14: 'file' must be a path relative to the folder of this scenario");
  CHECK(complaint(R"({ file = "" })") == "p.toml:1:14: 'file' must be a path relative to the folder of this scenario");
}

TEST_CASE("each wrong payload is refused at its place") {
  CHECK(complaint("1.5") == "p.toml:1:5: 'x' must be a text, an integer, a table or a list of these, not a fraction");
  CHECK(complaint(R"({ hex = "0g" })") == "p.toml:1:13: 'hex' must be digits 0-9 and a-f, and blanks");
  CHECK(complaint(R"({ hex = "012" })") == "p.toml:1:13: 'hex' must be two digits a byte; these are 3");
  CHECK(complaint("{ hex = 12 }") == "p.toml:1:13: 'hex' must be a text, not an integer");
  CHECK(complaint("{ length = -1 }") == "p.toml:1:16: 'length' must be from 0 to 67108864, not -1");
  CHECK(complaint("{ length = 1, seed = \"a\" }") == "p.toml:1:26: 'seed' must be an integer, not a text");
  CHECK(complaint(R"({ length = 1, alphabet = "leters" })") == "p.toml:1:30: unknown alphabet 'leters'; did you mean 'letters'?");
  CHECK(complaint(R"({ text = "a", apply = "swap" })") == "p.toml:1:27: unknown transformation 'swap'; known are: swapcase");
  CHECK(complaint(R"({ lenght = 3 })") == "p.toml:1:7: unknown key 'lenght' in 'x'; did you mean 'length'?");
  CHECK(complaint("{ seed = 3 }") == "p.toml:1:5: 'x' needs one of the keys text, hex, file, length, xdr, repeat, hex_of");
  CHECK(complaint(R"({ text = "a", hex = "00" })") == "p.toml:1:19: 'x' has 'text' already, so 'hex' is one too many");
  CHECK(complaint(R"({ text = "a", seed = 1 })") == "p.toml:1:19: 'seed' belongs to 'length', not to 'text'");
  CHECK(complaint(R"(["a", 1.5])") ==
        "p.toml:1:11: an element of 'x' must be a text, an integer, a table or a list of these, not a fraction");
}
