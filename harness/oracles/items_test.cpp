#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;

namespace {

// What the oracle says of consumers c1, c2 with these outputs; "" where it says nothing.
std::string said(const std::vector<std::string>& outputs, Arrival arrival = Arrival::all) {
  Trial trial;
  trial.items = ItemsRule{{{"0", 3}, {"1", 2}}, {}, arrival};
  testing::TraceBuilder builder;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const std::string label = "c" + std::to_string(i + 1);
    trial.items->consumers.push_back(label);
    const ProcessIndex process = builder.role(label);
    if (!outputs[i].empty()) builder.wrote(process, outputs[i]);
    builder.exited(process);
  }
  const Verdicts verdicts = oracles::items(trial, builder.trace());
  if (verdicts.empty()) return "";
  CHECK(verdicts.front().verdict == VerdictClass::wrong_output);
  CHECK(verdicts.size() == 1);
  return verdicts.front().sentence;
}

}  // namespace

TEST_CASE("every item once, each producer's in order, is right however the consumers share them") {
  CHECK(said({"0 0\n0 1\n0 2\n1 0\n1 1\n"}).empty());
  CHECK(said({"0 0\n1 1\n", "1 0\n0 1\n0 2\n"}).empty());
}

TEST_CASE("the first item that was lost is named") {
  CHECK(said({"0 0\n0 2\n1 0\n1 1\n"}) == "item 1 of producer 0 was lost: it is not in the output of c1");
  CHECK(said({"0 0\n", "1 0\n1 1\n"}) == "item 1 of producer 0 was lost: none of c1 and c2 has it (2 of 3 items are missing)");
}

TEST_CASE("an item that was consumed twice is named with both places") {
  CHECK(said({"0 0\n0 1\n0 1\n0 2\n1 0\n1 1\n"}) ==
        "item 1 of producer 0 was consumed twice: in line 2 of c1 and in line 3 of c1");
  CHECK(said({"0 0\n", "0 0\n"}) == "item 0 of producer 0 was consumed twice: in line 1 of c1 and in line 1 of c2");
}

TEST_CASE("an item behind a later one of its producer is out of order within one consumer only") {
  CHECK(said({"0 1\n0 0\n"}) ==
        "line 2 of c1 is item 0 of producer 0, but c1 got item 1 before it: a producer's items have to come in order");
  CHECK(said({"0 1\n0 2\n", "0 0\n1 0\n1 1\n"}).empty());
}

TEST_CASE("what nobody produced, and what is no item, is shown") {
  CHECK(said({"0 3\n"}) == "line 1 of c1 is \"0 3\", which nobody produced: producer 0 makes the items 0 to 2");
  CHECK(said({"7 0\n"}) == "line 1 of c1 is \"7 0\", which nobody produced: there is no producer 7");
  CHECK(said({"0 0\n0\n"}) == "line 2 of c1 is \"0\", where a line \"PRODUCER ITEM\" has to be");
  CHECK(said({"0 00\n"}) == "line 1 of c1 is \"0 00\", where a line \"PRODUCER ITEM\" has to be");
}

TEST_CASE("of a run that was cut, items may be missing, but none be there twice") {
  CHECK(said({"0 0\n0 1\n0"}, Arrival::some_of).empty());
  CHECK_FALSE(said({"0 0\n0 0\n"}, Arrival::some_of).empty());
}

TEST_CASE("where a step failed nothing counts as lost") {
  Trial trial;
  trial.items = ItemsRule{{{"0", 3}}, {"c1"}, Arrival::all};
  testing::TraceBuilder builder;
  builder.wrote(builder.role("c1"), "0 0\n").step_failed(0, WhyFailed::never);
  CHECK(oracles::items(trial, builder.trace()).empty());
  builder.wrote(0, "0 0\n");
  CHECK(oracles::items(trial, builder.trace()).size() == 1);
}
