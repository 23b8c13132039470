#include "base/error.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade::base;

TEST_CASE("a position prints as much as is known of it") {
  CHECK(to_string({"a.toml", 3, 7}) == "a.toml:3:7");
  CHECK(to_string({"a.toml", 3, 0}) == "a.toml:3");
  CHECK(to_string({"a.toml", 0, 0}) == "a.toml");
}

TEST_CASE("an input error opens with its position, a system error closes with errno's text") {
  CHECK(std::string(InputError({"a.toml", 3, 7}, "unknown key").what()) == "a.toml:3:7: unknown key");
  CHECK(std::string(SystemError(ENOENT, "opening x").what()) == "opening x: No such file or directory");
}

TEST_CASE("check passes a good result through and throws errno for a bad one") {
  CHECK(check(3, "counting") == 3);
  errno = EPERM;
  CHECK_THROWS_AS(check(-1, "tracing"), SystemError);
}
