#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.hpp"
#include "base/fd.hpp"
#include "cli/test_folder.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::cli;
namespace fs = std::filesystem;

namespace {

std::string content(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("a written file is whole, replaces the old one and leaves nothing beside it") {
  const TestFolder folder;
  write_file(folder.path() + "/report.json", "old");
  write_file(folder.path() + "/report.json", "new");
  CHECK(content(folder.path() + "/report.json") == "new");
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("a result has the mode that any new file gets") {
  const TestFolder folder;
  const mode_t mask = ::umask(027);
  write_file(folder.path() + "/a", "x");
  ::umask(mask);
  CHECK(fs::status(folder.path() + "/a").permissions() == static_cast<fs::perms>(0640));
}

TEST_CASE("what is no file is written to, and nothing takes its place") {
  const TestFolder folder;
  const std::string fifo = folder.path() + "/fifo";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  const base::Fd reader(::open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  write_file(fifo, "x");
  char byte = 0;
  CHECK(::read(reader.get(), &byte, 1) == 1);
  CHECK(byte == 'x');
  CHECK(fs::is_fifo(fifo));
}

TEST_CASE("a file that cannot be written is one error, and the old one stays") {
  CHECK_THROWS_AS(write_file("/proc/ipcgrade-report.json", "x"), base::SystemError);
  CHECK_THROWS_AS(write_file("/nowhere/report.json", "x"), base::SystemError);
}

TEST_CASE("a folder for results is made with those above it; a file in its place is the caller's mistake") {
  const TestFolder folder;
  make_results_folder(folder.path() + "/a/b");
  CHECK(fs::is_directory(folder.path() + "/a/b"));
  folder.file("taken");
  CHECK_THROWS_AS(make_results_folder(folder.path() + "/taken"), base::InputError);
  CHECK_THROWS_AS(make_results_folder(folder.path() + "/taken/inside"), base::InputError);
}

TEST_CASE("there is no colour where there is no terminal") { CHECK(console_options(-1).colour == report::Colour::never); }
