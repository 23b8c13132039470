#include "engine/files.hpp"

#include <sys/stat.h>

#include "base/error.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine;
using model::FileKind;
using model::FileState;

TEST_CASE("given files are there with their kind, mode and contents, whatever the umask") {
  const testing::TemporaryFolder folder;
  const auto in = [&](const char* name) { return (folder.path() / name).string(); };
  const mode_t before = umask(077);
  GivenFiles().make({{in("notes"), FileKind::regular, 0644, {"keep me\n", ""}},
                     {in("talk"), FileKind::fifo, 0620, {}},
                     {in("sub"), FileKind::directory, 0755, {}},
                     {in("sub/closed"), FileKind::regular, 0400, {}}},
                    {});
  umask(before);
  CHECK(look_at(in("notes")) == FileState{FileKind::regular, 0644, "keep me\n", 8});
  CHECK(look_at(in("talk")) == FileState{FileKind::fifo, 0620, ""});
  CHECK(look_at(in("sub")) == FileState{FileKind::directory, 0755, ""});
  CHECK(look_at(in("sub/closed")) == FileState{FileKind::regular, 0400, ""});
}

TEST_CASE("what a submission has under the name of a given file gives way to it") {
  const testing::TemporaryFolder folder;
  folder.file("talk/deep/inside", "x");
  const std::string talk = folder.path() / "talk";
  GivenFiles().make({{talk, FileKind::fifo, 0600, {}}}, {});
  CHECK(look_at(talk) == FileState{FileKind::fifo, 0600, ""});
}

TEST_CASE("a file that cannot be made is the machine's trouble") {
  const testing::TemporaryFolder folder;
  CHECK_THROWS_AS(GivenFiles().make({{folder.path() / "no/such/folder", FileKind::regular, 0644, {}}}, {}), base::SystemError);
}

TEST_CASE("outside the working folder of a machine without namespaces, given files give way to nobody and leave with the trial") {
  const testing::TemporaryFolder folder;
  const std::string own = folder.path() / "own";
  const std::string somebodys = folder.path() / "somebodys";
  folder.file("somebodys", "x");
  {
    GivenFiles given;
    given.make({{own, FileKind::regular, 0644, {}}}, {}, Scratch::of_machine);
    CHECK(look_at(own).kind == FileKind::regular);
    CHECK_THROWS_AS(given.make({{somebodys, FileKind::regular, 0644, {}}}, {}, Scratch::of_machine), base::SystemError);
  }
  CHECK(look_at(own).kind == FileKind::absent);
  CHECK(look_at(somebodys).kind == FileKind::regular);
}

TEST_CASE("a file that is not there is absent, and a link is followed by nobody") {
  const testing::TemporaryFolder folder;
  folder.file("notes", "x");
  const std::string link = folder.path() / "link";
  std::filesystem::create_symlink("notes", link);
  CHECK(look_at(folder.path() / "nothing") == FileState{});
  CHECK(look_at(folder.path() / "notes/below") == FileState{});
  CHECK(look_at(link).kind == FileKind::other);
}
