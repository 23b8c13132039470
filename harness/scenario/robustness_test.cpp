// Whatever stands in a file, the parser answers with a scenario or with an InputError that has a place in it.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;

namespace {

const std::string original = R"([scenario]
title      = "Everything at once, été"
part       = "B"
points     = 3
visibility = "hidden"
needs      = ["a"]
[[step]]
start = "greet"
as    = "p1"
args  = ["Hello", 7, { hex = "00 ff" }, ["a", { length = 9, seed = 4, alphabet = "text" }]]
[[step]]
send = { process = "p1", data = { text = "x\n", apply = "swapcase" } }
[[step]]
until = { process = "p1/1", is = "blocked", on = "pipe" }
[[step]]
expect = { process = "p1", stdout = { starts_with = "r" }, stderr = { none = true }, exit = { signal = "SIGPIPE" } }
[[step]]
kill = "p1"
[always]
oracles = ["no-leak"]
leaves  = ["{path}"]
[[mechanism]]
object  = "fifo"
carries = "x\n"
)";

// Deterministic, so that a failure can be seen again.
class Mutations {
 public:
  std::string next() {
    std::string text = original;
    const std::uint32_t edits = 1 + random(4);
    for (std::uint32_t i = 0; i < edits && !text.empty(); ++i) edit(text);
    return text;
  }

 private:
  std::uint32_t random(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>((state_ >> 33) % bound);
  }

  void edit(std::string& text) {
    using namespace std::string_view_literals;
    static constexpr std::string_view spice = "[]{}\"'=,.#\n\\\0-09eT:_"sv;
    const std::size_t at = random(text.size());
    switch (random(5)) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text[at] = static_cast<char>(text[at] ^ (1 << random(8)));
        break;
      case 2:
        text[at] = spice[random(spice.size())];
        break;
      case 3:
        text.erase(at, 1 + random(12));
        break;
      default:
        text.insert(random(text.size()), text.substr(at, 1 + random(40)));
    }
  }

  std::uint64_t state_ = 20'240'601;
};

int lines_of(const std::string& text) { return 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

}  // namespace

TEST_CASE("2,000 damaged scenarios are parsed, or refused with one line and a place in the file") {
  const model::Assignment assignment = scenario::pipe_assignment();
  CHECK_NOTHROW(scenario::parse_scenario(original, "s.toml", assignment));
  Mutations mutations;
  int refused = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string text = mutations.next();
    CAPTURE(i, text);
    try {
      (void)scenario::parse_scenario(text, "s.toml", assignment);
    } catch (const base::InputError& error) {
      ++refused;
      REQUIRE(error.position().file == "s.toml");
      REQUIRE(error.position().line >= 1);
      REQUIRE(error.position().line <= lines_of(text));
      REQUIRE(error.position().column >= 1);
      REQUIRE(std::string(error.what()).find('\n') == std::string::npos);
    }
  }
  CHECK(refused > 1000);
  CHECK(refused < 2000);
}

TEST_CASE("the first n bytes of a scenario are refused as well, for every n") {
  const model::Assignment assignment = scenario::pipe_assignment();
  for (std::size_t n = 0; n < original.size(); ++n) {
    CAPTURE(n);
    try {
      (void)scenario::parse_scenario(original.substr(0, n), "s.toml", assignment);
    } catch (const base::InputError& error) {
      REQUIRE(error.position().line >= 1);
    }
  }
}

TEST_CASE("nesting without end is refused, not followed into the ground") {
  const auto refused = [](const std::string& text) {
    CHECK_THROWS_AS(scenario::parse_scenario(text, "s.toml", scenario::pipe_assignment()), base::InputError);
  };
  const auto repeated = [](const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
  };
  refused("x = " + repeated("[", 100'000));
  refused("x = " + repeated("{ a = ", 100'000));
  refused("[" + repeated("a.", 100'000) + "a]\n");
  refused(repeated("'a' . ", 100'000) + "a = 1\n");
  // As deep as is let through.
  refused("x = " + repeated("{ a.b.c.d.e.f.g.h = ", 250) + "1" + repeated("}", 250) + "\n");
  refused("x = " + repeated("[", 250) + repeated("]", 250) + "\n");
}
