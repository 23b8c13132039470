#include "engine/faults/survey.hpp"

#include "testing/catch.hpp"

using ipcgrade::engine::faults::Survey;
using ipcgrade::model::ObjectKind;

TEST_CASE("Calls are numbered for each process by itself") {
  Survey survey;
  CHECK(survey.nth("greet", "write", ObjectKind::pipe) == 1);
  CHECK(survey.nth("greet/1", "write", ObjectKind::pipe) == 1);
  CHECK(survey.nth("greet", "write", ObjectKind::pipe) == 2);
  CHECK(survey.nth("greet", "read", ObjectKind::pipe) == 1);
}

TEST_CASE("Calls are numbered for each kind of object by itself") {
  Survey survey;
  CHECK(survey.nth("greet", "read", ObjectKind::file) == 1);
  CHECK(survey.nth("greet", "read", ObjectKind::tcp) == 1);
  CHECK(survey.nth("greet", "read", ObjectKind::tcp) == 2);
}

TEST_CASE("A name that stands for several calls counts them together, as a fault at it does") {
  Survey survey;
  CHECK(survey.nth("greet", "pipe2", ObjectKind::unknown) == 1);
  CHECK(survey.nth("greet", "pipe", ObjectKind::unknown) == 2);
  CHECK(survey.nth("greet", "pipe2", ObjectKind::unknown) == 2);
}
