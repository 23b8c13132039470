#include "engine/tracer/filter.hpp"

#include <sys/syscall.h>

#include "testing/catch.hpp"

using namespace ipcgrade;
using ipcgrade::engine::tracer::CallNumbers;

TEST_CASE("calls are found by this machine's numbers") {
  const CallNumbers& numbers = CallNumbers::of_this_machine();
  REQUIRE(numbers.row(SYS_read) != nullptr);
  CHECK(numbers.row(SYS_read)->name == "read");
  CHECK(numbers.row(SYS_clone3)->passage == model::Passage::absent);
  CHECK(CallNumbers::name(SYS_futex) == "futex");
  CHECK(CallNumbers::number("wait4") == SYS_wait4);
}

TEST_CASE("a call that nobody knows has no row and still a name") {
  const CallNumbers& numbers = CallNumbers::of_this_machine();
  CHECK(numbers.row(100'000) == nullptr);
  CHECK(numbers.row(-1) == nullptr);
  CHECK(CallNumbers::name(100'000) == "call 100000");
}

TEST_CASE("every call of the table is one of the kernel's") {
  for (const model::CallRow& row : model::call_rows()) {
    INFO(row.name);
    CHECK(CallNumbers::number(row.name) >= 0);
  }
}
