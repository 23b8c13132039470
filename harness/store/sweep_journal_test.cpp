#include "store/sweep_journal.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade;
using model::VerdictClass;

namespace {

model::StrikeResult found(const std::string& scenario, VerdictClass verdict) {
  model::StrikeResult result;
  result.strike.scenario = scenario;
  result.strike.point = {"p", "read", 1, model::ObjectKind::pipe, true, 1, {}};
  result.strike.name = "EINTR";
  result.verdict.verdict = verdict;
  result.verdict.sentence = "it says \"no\"\n";
  return result;
}

const std::string whole = store::journal_head("this one") + store::journal_line(found("a", VerdictClass::passed)) +
                          store::journal_line(found("b", VerdictClass::deadlock));

}  // namespace

TEST_CASE("A journal tells what was found, by strike") {
  const auto known = store::from_journal(whole, "this one");
  REQUIRE(known.size() == 2);
  CHECK(known.at("a p read:pipe 1 EINTR").verdict == VerdictClass::passed);
  CHECK(known.at("b p read:pipe 1 EINTR").sentence == "it says \"no\"\n");
}

TEST_CASE("A journal of another submission, suite or version tells nothing") {
  CHECK(store::from_journal(whole, "that one").empty());
  CHECK(store::from_journal("", "this one").empty());
  CHECK(store::from_journal("garbage\n{\"strike\": 3}\n[]\n", "this one").empty());
}

TEST_CASE("A line that was cut short is left out, wherever it was cut, and the rest stays") {
  const std::string head = store::journal_head("this one");
  for (std::size_t size = head.size(); size < whole.size(); ++size)
    CHECK(store::from_journal(whole.substr(0, size), "this one").size() < 2);
}

TEST_CASE("What does not count is tried again") {
  CHECK(store::from_journal(store::journal_head("x") + store::journal_line(found("a", VerdictClass::inconclusive)), "x").empty());
}
