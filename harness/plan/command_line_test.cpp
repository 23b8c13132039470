#include "plan/command_line.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;

namespace {

using Argv = std::vector<std::string>;

Argv argv(std::vector<WordGroup> command, const Arguments& arguments) {
  const Role role{"greet", std::move(command), AtEnd::exits, "", {}};
  return plan::command_line(role, arguments, {"s.toml", 6, 1});
}

Arguments list(std::vector<std::string> texts) {
  Arguments arguments;
  for (std::string& text : texts) arguments.list.push_back({std::move(text), ""});
  return arguments;
}

Arguments named(const std::map<std::string, std::string>& texts) {
  Arguments arguments;
  for (const auto& [name, text] : texts) arguments.named[name] = {text, ""};
  return arguments;
}

}  // namespace

TEST_CASE("a list of arguments takes the place of {args}, empty ones included") {
  CHECK(argv({{"./greet"}, {"{args}"}, {"-v"}}, list({"a b", "", "{args}"})) == Argv{"./greet", "a b", "", "{args}", "-v"});
  CHECK(argv({{"./greet"}, {"{args}"}}, {}) == Argv{"./greet"});
  CHECK(argv({{"./greet"}, {"--", "{args}"}}, {}) == Argv{"./greet"});
  CHECK(argv({{"./greet"}, {"--", "{args}"}}, list({"x"})) == Argv{"./greet", "--", "x"});
}

TEST_CASE("words stand or fall with the arguments they name") {
  const std::vector<WordGroup> command = {{"./prod"}, {"{name}"}, {"--id", "{id}"}, {"--range={from}-{to}"}};
  CHECK(argv(command, named({{"name", "/x"}})) == Argv{"./prod", "/x"});
  CHECK(argv(command, named({{"name", "/x"}, {"id", "7"}})) == Argv{"./prod", "/x", "--id", "7"});
  CHECK(argv(command, named({{"from", "1"}, {"to", ""}})) == Argv{"./prod", "--range=1-"});
  CHECK_THROWS_WITH(argv(command, named({{"from", "1"}})),
                    "s.toml:6:1: the words '--range={from}-{to}' in the command of role 'greet' need the argument 'to' as well");
}

TEST_CASE("an argument's own braces are text") {
  CHECK(argv({{"./prod"}, {"{a}", "{b}"}}, named({{"a", "{b}"}, {"b", "{a}"}})) == Argv{"./prod", "{b}", "{a}"});
  CHECK(argv({{"./prod"}, {"{}"}, {"{X}"}}, {}) == Argv{"./prod", "{}", "{X}"});
}

TEST_CASE("an argument without a place in the command is refused at its step") {
  CHECK_THROWS_WITH(
      argv({{"./prod"}, {"{count}"}}, named({{"coutn", "1"}})),
      "s.toml:6:1: the command of role 'greet' (./prod {count}) has no place for the argument 'coutn'; did you mean "
      "'count'?");
  CHECK_THROWS_WITH(argv({{"./prod"}}, list({"x"})),
                    "s.toml:6:1: the command of role 'greet' (./prod) has no place for a list of arguments: no {args}");
  CHECK_THROWS_AS(argv({{"./prod"}, {"{args}"}}, named({{"args", "x"}})), base::InputError);
}

TEST_CASE("what execve cannot pass on is refused before it looks like the student's mistake") {
  CHECK_THROWS_WITH(argv({{"./greet"}, {"{args}"}}, list({std::string("a\0b", 3)})),
                    "s.toml:6:1: an argument holds a zero byte, and no program can be given one");
  CHECK(argv({{"./greet"}, {"{args}"}}, list({std::string(131'071, 'x')})).size() == 2);
  CHECK_THROWS_WITH(argv({{"./greet"}, {"{args}"}}, list({std::string(131'072, 'x')})),
                    "s.toml:6:1: an argument is 131072 bytes long, and Linux passes on at most 131071");
  CHECK_THROWS_AS(argv({{"./greet"}, {"{args}"}}, list(std::vector<std::string>(20, std::string(120'000, 'x')))),
                  base::InputError);
}
