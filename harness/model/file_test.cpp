#include "model/file.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade::model;

TEST_CASE("a file is as asked when its kind is, and its mode and contents where they are asked for") {
  const FileState fifo{FileKind::fifo, 0600, ""};
  CHECK(matches({"f", FileKind::fifo, {}, {}}, fifo));
  CHECK(matches({"f", FileKind::fifo, 0600, {}}, fifo));
  CHECK_FALSE(matches({"f", FileKind::fifo, 0644, {}}, fifo));
  CHECK_FALSE(matches({"f", FileKind::absent, {}, {}}, fifo));
  const FileState text{FileKind::regular, 0644, "keep me\n"};
  CHECK(matches({"f", FileKind::regular, {}, Payload{"keep me\n", ""}}, text));
  CHECK_FALSE(matches({"f", FileKind::regular, {}, Payload{"", ""}}, text));
}

TEST_CASE("a file that is not there has no mode to ask for") {
  CHECK(matches({"f", FileKind::absent, {}, {}}, FileState{}));
  CHECK_FALSE(matches({"f", FileKind::regular, {}, {}}, FileState{}));
}
