#include "report/file_name.hpp"

#include <set>

#include "testing/catch.hpp"

using namespace ipcgrade::report;

TEST_CASE("names that are fit for a file stay as they are, in every script") {
  for (const char* name : {"ann", "Ann Lee_123", "s1234567@uni.edu", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", "a(2)"})
    CHECK(safe_file_name(name) == name);
}

TEST_CASE("a submission that is called like a file of the results stands beside it") {
  for (const char* name : {"index.html", "marks.csv", "gradebook.db", "ann.txt", "unpacked"}) CHECK(safe_file_name(name) != name);
}

TEST_CASE("other names become harmless and stay different") {
  std::set<std::string> made;
  const std::string names[] = {"",         ".",   "..", "a/b", "a\nb",  "a\rb",  "a,b",     "<b>a</b>",
                               "a\x1b[2J", "-rf", " a", "a ",  "a\xff", "\"a\"", ".hidden", std::string(300, 'n'),
                               "$(reboot)"};
  for (const std::string& name : names) {
    const std::string file = safe_file_name(name);
    INFO(file);
    CHECK(file.size() <= 120);
    CHECK(file.find_first_of("/\n\r,<>\"\x1b$") == std::string::npos);
    CHECK(file.front() != '.');
    CHECK(file.front() != '-');
    made.insert(file);
  }
  CHECK(made.size() == std::size(names));
}
