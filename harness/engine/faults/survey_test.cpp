#include "engine/faults/survey.hpp"

#include "testing/catch.hpp"

using ipcgrade::engine::faults::Survey;

TEST_CASE("Calls are numbered for each process by itself") {
  Survey survey;
  CHECK(survey.nth("greet", "write") == 1);
  CHECK(survey.nth("greet/1", "write") == 1);
  CHECK(survey.nth("greet", "write") == 2);
  CHECK(survey.nth("greet", "read") == 1);
}

TEST_CASE("A name that stands for several calls counts them together, as a fault at it does") {
  Survey survey;
  CHECK(survey.nth("greet", "pipe2") == 1);
  CHECK(survey.nth("greet", "pipe") == 2);
  CHECK(survey.nth("greet", "pipe2") == 2);
}
