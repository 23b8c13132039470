#include "model/calls.hpp"

#include <algorithm>
#include <set>

#include "testing/catch.hpp"

using namespace ipcgrade::model;

TEST_CASE("every call has one row") {
  std::set<std::string_view> names;
  for (const CallRow& row : call_rows()) {
    INFO(row.name);
    CHECK(names.insert(row.name).second);
  }
}

TEST_CASE("nothing that can wait, change a descriptor, make a process or send a signal runs free") {
  for (const CallRow& row : call_rows()) {
    if (row.passage != Passage::free) continue;
    INFO(row.name);
    CHECK(row.waiting == Waiting::never);
    CHECK(row.change == Change::nothing);
  }
}

TEST_CASE("a row with a timeout in an argument says which argument") {
  for (const CallRow& row : call_rows()) {
    const bool in_argument = row.timeout == CallRow::Timeout::pointer || row.timeout == CallRow::Timeout::milliseconds;
    INFO(row.name);
    CHECK(in_argument == (row.timeout_argument >= 0));
  }
}

TEST_CASE("who waits for data or room names a descriptor first") {
  for (const CallRow& row : call_rows()) {
    if (row.waiting != Waiting::read_fd && row.waiting != Waiting::write_fd) continue;
    INFO(row.name);
    CHECK(row.first == First::descriptor);
  }
}
