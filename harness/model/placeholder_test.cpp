#include "model/placeholder.hpp"

#include "testing/catch.hpp"

using ipcgrade::model::fill_placeholders;
using ipcgrade::model::placeholders_in;

TEST_CASE("a name in braces is a placeholder, and anything else in braces means itself") {
  CHECK(placeholders_in("--name={name}:{n_2}{name}") == std::vector<std::string>{"name", "n_2", "name"});
  CHECK(placeholders_in("{} {N} { a} {a {1} {a-b} {").empty());
}

TEST_CASE("known placeholders are replaced in one pass, and unknown ones stay") {
  CHECK(fill_placeholders("{a}{b}-{c}", {{"a", "{b}"}, {"b", "2"}}) == "{b}2-{c}");
  CHECK(fill_placeholders("{{a}}", {{"a", "1"}}) == "{1}");
  CHECK(fill_placeholders("", {}).empty());
}
