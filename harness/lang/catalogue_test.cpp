#include "lang/catalogue.hpp"

#include <string>

#include "base/error.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::lang;

namespace {

constexpr std::string_view table = R"toml(
[sentence]
"{0:who} waits{1:place} {2:goal}" = "{0}[은/는]{1} {2} 기다립니다"
"{} ended with status {1:number}" = "{0}[이/가] 상태 {1}[으로/로] 끝났습니다"
"{} ended" = "{0} 끝"
"it said {0:string}" = "말: {0}"
"therefore: {}" = "그 결과: {0}"

[who]
"{0:word}" = "{0}"

[place]
"" = ""
" at {0:word} in {1:word}" = " {0}의 {1}에서"

[goal]
"to read from {0:object}" = "{0}에서 읽으려고"

[object]
"the pipe (fd {0:number})" = "파이프(fd {0})"
)toml";

std::string complaint_of(std::string_view text) {
  try {
    const Catalogue catalogue(text);
  } catch (const ipcgrade::base::InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a sentence is said with its places in the other language's order, and theirs translated in turn") {
  const Catalogue catalogue(table);
  CHECK(catalogue.translate("greet waits at greet.c:25 in main to read from the pipe (fd 3)") ==
        "greet는 greet.c:25의 main에서 파이프(fd 3)에서 읽으려고 기다립니다");
  CHECK(catalogue.translate("therefore: greet ended with status 1") == "그 결과: greet가 상태 1로 끝났습니다");
}

TEST_CASE("a place that may be empty leaves no gap") {
  CHECK(Catalogue(table).translate("greet waits to read from the pipe (fd 3)") == "greet는 파이프(fd 3)에서 읽으려고 기다립니다");
}

TEST_CASE("the row with the longest text wins") {
  CHECK(Catalogue(table).translate("p1 ended with status 0") == "p1이 상태 0으로 끝났습니다");
  CHECK(Catalogue(table).translate("p1 ended") == "p1 끝");
}

TEST_CASE("a sentence without a row stays as it is") {
  CHECK(Catalogue(table).translate("greet waits for the end of the world") == "greet waits for the end of the world");
  CHECK(Catalogue(table).translate("").empty());
}

TEST_CASE("what a program wrote is neither translated nor read as a place or a particle") {
  const Catalogue catalogue(table);
  CHECK(catalogue.translate(R"(it said "p1 ended with status 0")") == R"(말: "p1 ended with status 0")");
  CHECK(catalogue.translate(R"(it said "{0} [은/는] \" ended")") == R"(말: "{0} [은/는] \" ended")");
}

TEST_CASE("a text made to be hard to read ends in English, and soon") {
  std::string text = "p waits";
  for (int i = 0; i < 150; ++i) text += " at a in b to read from";
  CHECK(Catalogue(table).translate(text) == text);
  CHECK(Catalogue(table).translate(std::string(100'000, '"')).size() == 100'000);
}

TEST_CASE("a table that does not fit is refused, naming the row") {
  CHECK(complaint_of("[sentence]\n\"{} ended\" = \"{1}\"") ==
        R"(the row "{} ended" has no place {1}, which its translation uses)");
  CHECK(complaint_of("[sentence]\n\"{0:thing} ended\" = \"{0}\"") == "[sentence]: there is no table 'thing' for the place {0}");
  CHECK(complaint_of("[sentence]\n\"a {0\" = \"b\"") == R"(the row "a {0" has a { without its })");
}

TEST_CASE("English needs no table, and says what it is given") {
  CHECK(catalogue_of(Language::english) == nullptr);
  CHECK(Say(Language::english)("p1 ended with status 0") == "p1 ended with status 0");
}
