#include "report/sweep.hpp"

#include "report/sweep_matrix.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using model::FaultClass;
using model::VerdictClass;

namespace {

model::StrikeResult result(std::string process, int line, std::string fault, VerdictClass verdict) {
  model::StrikeResult out;
  out.strike.scenario = "greet";
  out.strike.point = {std::move(process), "write", 1, model::ObjectKind::pipe, true, 8, {"main", "greet.c", line}};
  out.strike.fault_class = fault == "kill" ? FaultClass::kill : FaultClass::transparent;
  out.strike.name = std::move(fault);
  out.strike.fault = {out.strike.point.process, "write", std::nullopt, {1, 0}, model::FailWith{4}};
  out.verdict.verdict = verdict;
  out.verdict.sentence = "it hangs\x1b[2J";
  return out;
}

model::SweepReport report_of(std::vector<model::StrikeResult> results) {
  model::SweepReport report;
  report.task = "pipe";
  report.planned = results.size();
  report.results = std::move(results);
  return report;
}

const report::SweepText text{"ipcgrade sweep pipe here"};

}  // namespace

TEST_CASE("The calls of one place are one row, and a cell says how many of them failed") {
  const auto matrix = report::matrix_of(
      report_of({result("p", 9, "EINTR", VerdictClass::deadlock), result("p", 9, "EINTR", VerdictClass::deadlock),
                 result("p", 9, "kill", VerdictClass::passed), result("p/1", 9, "EINTR", VerdictClass::inconclusive)}));
  CHECK(matrix.faults == std::vector<std::string>{"EINTR", "kill"});
  REQUIRE(matrix.places.size() == 2);
  CHECK(matrix.places[0].cells[0].failed == 2);
  CHECK(matrix.places[0].cells[1].tried == 1);
  CHECK(matrix.places[1].cells[0].open == 1);
  CHECK(matrix.places[1].cells[1].tried == 0);
}

TEST_CASE("A failure says what struck, what came of it, what a robust program does and how to see it") {
  const std::string shown = report::render_sweep(report_of({result("p", 9, "EINTR", VerdictClass::deadlock)}), text, {});
  CHECK(shown.find("✗ write at greet.c:9 in main: EINTR  (deadlock, once)") != std::string::npos);
  CHECK(shown.find("Nothing is lost") != std::string::npos);
  CHECK(shown.find("ipcgrade sweep pipe here --strike 'greet p write:pipe 1 EINTR'") != std::string::npos);
  CHECK(shown.find("pipe: survived 0 of 1 faults (transparent 0/1)") != std::string::npos);
}

TEST_CASE("What a program has written never acts on the terminal or in the JSON") {
  const auto report = report_of({result("p", 9, "EINTR", VerdictClass::deadlock)});
  CHECK(report::render_sweep(report, text, {}).find('\x1b') == std::string::npos);
  CHECK(report::render_sweep_json(report, text).find('\x1b') == std::string::npos);
}

TEST_CASE("An interrupted sweep says how far it came, and one that was left out why") {
  auto report = report_of({result("p", 9, "EINTR", VerdictClass::passed)});
  report.planned = 10;
  report.left_out = {{"other", "without any fault: it fails"}};
  const std::string shown = report::render_sweep(report, text, {});
  CHECK(shown.find("interrupted: 1 of 10 faults were tried") != std::string::npos);
  CHECK(shown.find("other was not swept. without any fault: it fails") != std::string::npos);
}

TEST_CASE("A sentence that asks has no full stop behind it") {
  auto asks = result("p", 9, "EINTR", VerdictClass::runaway);
  asks.verdict.sentence = "a loop that does not end?";
  CHECK(report::render_sweep(report_of({asks}), text, {}).find("does not end?\n") != std::string::npos);
}

TEST_CASE("Every fault that a sweep tries has its advice") {
  for (const char* name : {"EINTR", "short", "delay", "EMFILE", "EPIPE", "ECONNABORTED", "ENOSPC", "kill"})
    CHECK(report::advice(result("p", 1, name, VerdictClass::deadlock).strike).size() > 40);
}
