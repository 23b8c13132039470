#include "engine/sandbox/rung.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/error.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::engine::sandbox;
using ipcgrade::base::InputError;

namespace {

class Forced {
 public:
  explicit Forced(const char* value) { setenv("IPCGRADE_RUNG", value, 1); }
  Forced(const Forced&) = delete;
  Forced& operator=(const Forced&) = delete;
  ~Forced() { unsetenv("IPCGRADE_RUNG"); }
};

bool works(const Rung& rung) {
  const auto steps = try_rung(rung);
  return std::all_of(steps.begin(), steps.end(), [](const Step& step) { return step.ok; });
}

}  // namespace

TEST_CASE("the ladder goes down: each rung is numbered and has no more than the one above it") {
  int number = 1;
  for (const Rung& rung : rungs()) CHECK(rung.number == number++);
  CHECK(rung_of(1).pid_namespace);
  CHECK_FALSE(rung_of(3).pid_namespace);
  CHECK_FALSE(rung_of(4).mount_namespace);
}

TEST_CASE("a rung that does not exist is wrong input") {
  for (const char* value : {"0", "5", "x", "12", "-1"}) {
    CAPTURE(value);
    const Forced forced(value);
    CHECK_THROWS_AS(choose_rung(), InputError);
  }
}

TEST_CASE("a forced rung is the chosen one where it works, and a reasoned complaint where it does not") {
  for (const Rung& rung : rungs()) {
    CAPTURE(rung.name);
    const Forced forced(std::to_string(rung.number).c_str());
    if (works(rung)) {
      CHECK(choose_rung().number == rung.number);
    } else {
      CHECK_THROWS_WITH(choose_rung(), Catch::Contains(std::string(rung.name) + " does not work here: "));
    }
  }
}

TEST_CASE("without a wish the first rung that works is chosen") {
  unsetenv("IPCGRADE_RUNG");
  const auto first = std::find_if(rungs().begin(), rungs().end(), works);
  if (first != rungs().end()) CHECK(choose_rung().number == first->number);
}
