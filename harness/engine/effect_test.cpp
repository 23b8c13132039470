#include "engine/effect.hpp"

#include <algorithm>
#include <cerrno>

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine;

namespace {

Call call(std::string_view name, std::array<std::uint64_t, 6> arguments = {}) {
  const auto& rows = model::call_rows();
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const model::CallRow& r) { return r.name == name; });
  REQUIRE(row != rows.end());
  Call out;
  out.row = &*row;
  out.arguments = arguments;
  return out;
}

}  // namespace

TEST_CASE("bytes that moved are an effect, their absence is none") {
  CHECK(effect_of(call("read"), 5) == Effect::changed);
  CHECK(effect_of(call("read"), 0) == Effect::looked);
  CHECK(effect_of(call("read"), -EAGAIN) == Effect::looked);
  CHECK(effect_of(call("write"), 1) == Effect::changed);
  CHECK(effect_of(call("write"), -EAGAIN) == Effect::looked);
}

TEST_CASE("asking is no effect, whatever the answer") {
  CHECK(effect_of(call("poll"), 1) == Effect::looked);
  CHECK(effect_of(call("poll"), 0) == Effect::looked);
  CHECK(effect_of(call("fcntl", {0, 3}), 0) == Effect::looked);  // F_GETFL
  CHECK(effect_of(call("kill", {1, 0}), 0) == Effect::looked);
  CHECK(effect_of(call("kill", {1, 9}), 0) == Effect::changed);
}

TEST_CASE("a child that was waited for is an effect, one that still runs is none") {
  CHECK(effect_of(call("wait4"), 17) == Effect::changed);
  CHECK(effect_of(call("wait4"), 0) == Effect::looked);
}

TEST_CASE("reaching for a peer that is not there yet is patience, not looking") {
  CHECK(effect_of(call("openat"), -ENOENT) == Effect::retried);
  CHECK(effect_of(call("openat"), -ENXIO) == Effect::retried);
  CHECK(effect_of(call("connect"), -ECONNREFUSED) == Effect::retried);
  CHECK(effect_of(call("openat"), -EACCES) == Effect::looked);
}

TEST_CASE("waking nobody is no effect, waking somebody is") {
  CHECK(effect_of(call("futex"), 0) == Effect::looked);
  CHECK(effect_of(call("futex"), 1) == Effect::changed);
}
