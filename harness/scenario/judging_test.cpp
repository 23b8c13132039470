#include "scenario/judging.hpp"

#include "scenario/parse.hpp"
#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::scenario;

namespace {

model::Assignment assignment() {
  model::Assignment task;
  task.name = "mailbox";
  task.parts = {{"A", "core", 100, false}};
  for (const char* name : {"mbx", "consumer"}) {
    model::Role role;
    role.name = name;
    task.roles.push_back(role);
  }
  return task;
}

// The tables begin in line 7.
model::Scenario with(const std::string& tables, const std::string& role = "mbx") {
  const std::string text = "[scenario]\ntitle = \"t\"\npart = \"A\"\npoints = 1\n[[step]]\nstart = \"" + role + "\"\n" + tables;
  return parse_scenario(text, "s.toml", assignment());
}

std::string complaint(const std::string& tables, const std::string& role = "mbx") {
  return complaint_of([&] { return with(tables, role); });
}

}  // namespace

TEST_CASE("items are counted by producer, and their consumers are processes") {
  const auto items = with("[items]\nproducers = { \"0\" = 50, \"1\" = 2 }\nconsumers = [\"consumer\"]\n", "consumer").items;
  CHECK(items == model::ItemsRule{{{"0", 50}, {"1", 2}}, {"consumer"}, model::Arrival::all});
  CHECK(with("[items]\nproducers = { x = 1 }\nconsumers = [\"mbx\"]\nprefix = true\n").items->arrival == model::Arrival::some_of);
  CHECK(with("").items == std::nullopt);
}

TEST_CASE("a history is of the processes of the driver's role, or of those it names") {
  CHECK(with("[history]\nmodel = \"mailbox\"\n").history == model::HistoryRule{"mailbox", {"mbx"}});
  CHECK(with("[history]\nmodel = \"mailbox\"\nprocesses = [\"consumer\"]\n", "consumer").history ==
        model::HistoryRule{"mailbox", {"consumer"}});
}

TEST_CASE("each wrong word in [items] and [history] is refused at its place") {
  CHECK(complaint("[items]\nproducers = 3\nconsumers = [\"mbx\"]\n") ==
        "s.toml:8:13: 'producers' must be a table of counts, as { \"0\" = 50 }, not an integer");
  CHECK(complaint("[items]\nproducers = { a = -1 }\nconsumers = [\"mbx\"]\n") ==
        "s.toml:8:19: a producer's number of items must be from 0 to 1000000, not -1");
  CHECK(complaint("[items]\nproducers = { a = 1 }\nconsumers = []\n") == "s.toml:9:13: 'consumers' is empty");
  CHECK(complaint("[items]\nproducers = { a = 1 }\nconsumers = [\"mbox\"]\n") ==
        "s.toml:9:14: no earlier step starts 'mbox'; did you mean 'mbx'?");
  CHECK(complaint("[history]\nmodel = \"mailbx\"\n") == "s.toml:8:9: unknown model 'mailbx'; did you mean 'mailbox'?");
  CHECK(complaint("[history]\nmodel = \"mailbox\"\n", "consumer") ==
        "s.toml:7:1: no step starts the role 'mbx': 'processes' says whose history it is");
}
