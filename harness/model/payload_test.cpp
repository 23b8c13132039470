#include "model/payload.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade::model;

TEST_CASE("the bytes of a field that may be any count as the expected ones, as far as they came") {
  const Payload wanted = {"ab..cd", "", {{"xid", 2, 2, FieldKind::any}}};
  CHECK(overlooking_any(wanted, "ab12cd") == wanted.bytes);
  CHECK(overlooking_any(wanted, "xb12cd") == "xb..cd");
  CHECK(overlooking_any(wanted, "ab1") == "ab.");
  CHECK(overlooking_any(wanted, "") == "");
}

TEST_CASE("the values that came for fields that may be any are known by their names") {
  const Payload wanted = {"......", "", {{"xid", 0, 2, FieldKind::any}, {"stamp", 2, 4, FieldKind::any}}};
  CHECK(any_values(wanted, "ab123") == std::map<std::string, std::string>{{"xid", "ab"}});
}

TEST_CASE("an answer has the xid of its request, or the number behind it") {
  Payload answer = {std::string("x\0\0\0\0\0\0\0\1", 9), ""};
  answer.xid_at = {1, 5};
  CHECK(answer_bytes(answer, "\xff\xff\xff\xff") == std::string("x\xff\xff\xff\xff\0\0\0\0", 9));
}
