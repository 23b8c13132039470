#include "store/saved_trial.hpp"

#include "base/error.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::store;

namespace {

// At least one of everything that can stand in a trace.
model::Trace full_trace() {
  testing::TraceBuilder builder;
  const auto greet = builder.role("greet", {"./greet", "a\xff"});
  const auto child = builder.child(greet);
  const auto pipe = testing::a_pipe(7);
  builder.step_done(0)
      .event(greet, model::Called{"pipe2", {0x7ffe, 0}, pipe, 3, 0, "", 0, 1, 4, {"main", "greet.c", 12}})
      .event(child, model::Called{"read", {3, 1, 2}, pipe, 3, -11, std::string("\0\xfe", 2), 18446744073709551615U, 9, -1, {}})
      .event(child, model::Executed{"/work/greet"})
      .event(child, model::Polling{"nanosleep", "read", {"f", "a.c", 3}})
      .event(child, model::Spinning{model::SpinProof::measured, "read", 2, std::chrono::milliseconds(200), {}})
      .event(child, model::Rotated{12})
      .event(child, model::Woke{"read"})
      .event(child, model::GotSignal{17})
      .blocked(child, "read", testing::reads(pipe, {greet, child}, 3))
      .wrote(child, "read Gr\xc3\xbc\xc3\x9f\n")
      .snapshot(testing::SnapshotBuilder()
                    .blocked(child, "read", {testing::reads(pipe, {greet}, 3)})
                    .at("greet.c", 33, "read_some")
                    .holds(child, 3, pipe, model::Access::read, "pipe2", {"main", "greet.c", 12})
                    .zombie(greet))
      .limit(model::LimitName::output, 16)
      .step_failed(1, model::WhyFailed::ended)
      .died(greet, 11, {"main", "greet.c", 5}, 0x10)
      .exited(child, 3, {greet})
      .carrier(pipe, "Greetings", {greet}, {child})
      .named({testing::an_object(model::ObjectKind::fifo, 9), "/work/f", greet, true, {}})
      .still_running(child);
  builder.edit().scenario = "greet-default";
  builder.edit().duration = std::chrono::nanoseconds(1234567);
  return builder.trace();
}

SavedTrial example() {
  SavedTrial saved;
  saved.harness_version = "0.1.0";
  saved.task = "pipe";
  saved.submission = "alice";
  saved.folder = "/home/alice/pipe";
  saved.title = "Without an argument …";
  saved.part = "A";
  saved.points = 2;
  saved.hint = "Close what you do not use.";
  saved.trial = testing::TrialBuilder()
                    .launch("greet")
                    .expect(testing::process("greet").exits(0).writes("read Greetings\n").blocked_on(model::ObjectKind::pipe))
                    .send("greet", "x")
                    .signal("greet", 9)
                    .judged_by("no-zombie")
                    .must_carry(model::ObjectKind::fifo, "abc")
                    .may_leave("/work/f")
                    .trial();
  saved.trial.scenario = "greet-default";
  saved.trial.seed = 15066022848147875768U;
  saved.trace = full_trace();
  return saved;
}

std::string complaint_about(const std::string& text) {
  try {
    static_cast<void>(from_text(text, "a.trial.json"));
  } catch (const base::InputError& error) {
    return error.what();
  }
  return "";
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("what is read is what was saved, to the last byte") {
  const std::string text = to_text(example());
  const SavedTrial back = from_text(text, "a");
  CHECK(to_text(back) == text);
  CHECK(back.trial.seed == 15066022848147875768U);
  CHECK(back.points == 2);
  CHECK(back.trace.events.size() == example().trace.events.size());
  const auto& read = std::get<model::Called>(back.trace.events[4].what);
  CHECK(read.payload == std::string("\0\xfe", 2));
  CHECK(read.hash == 18446744073709551615U);
  CHECK(read.count == 9);
  CHECK(std::get<model::Called>(back.trace.events[3].what).site == model::Site{"main", "greet.c", 12});
  CHECK(std::get<model::Started>(back.trace.events[0].what).argv == std::vector<std::string>{"./greet", "a\xff"});
  CHECK(back.trace.snapshots.at(0).processes.at(0).descriptors.at(0).made.line == 12);
  CHECK(std::get<model::Expect>(back.trial.steps[1].action).condition.on == std::vector{model::ObjectKind::pipe});
  CHECK(back.trace.named.at(0).removed);
}

TEST_CASE("a member that an older version did not write has its default") {
  const SavedTrial back = from_text(R"({"format":"ipcgrade saved trial","version":1,"task":"pipe"})", "a");
  CHECK(back.task == "pipe");
  CHECK(back.trial.limits == model::Limits{});
  CHECK(back.trace.events.empty());
}

TEST_CASE("members that a later version added are passed over") {
  const std::string text = replaced(to_text(example()), "\"task\"", "\"mood\":\"fine\",\"task\"");
  CHECK(from_text(text, "a").task == "pipe");
}

TEST_CASE("a saved trial of another version is refused in one line") {
  CHECK(complaint_about(replaced(to_text(example()), "\"version\":1", "\"version\":2")) ==
        "a.trial.json: this saved trial has version 2; this ipcgrade reads version 1");
}

TEST_CASE("what is no saved trial is refused in one line") {
  for (const char* text : {"{}", "[]", "1", R"({"format":"ipcgrade saved trial"})", R"({"format":"x","version":1})"})
    CHECK(complaint_about(text) == "a.trial.json: this is no saved trial: save one with ipcgrade run TASK --save-traces DIR");
  CHECK(complaint_about("") == complaint_about("\x7f"
                                               "ELF"));
}

TEST_CASE("wherever a saved trial is cut, it is refused") {
  const std::string text = to_text(example());
  for (std::size_t size = 0; size + 2 < text.size(); size += 7)
    CHECK(complaint_about(text.substr(0, size)).find("cut short") != std::string::npos);
}

TEST_CASE("a garbled member is refused with its place") {
  struct Row {
    std::string what, by, complaint;
  };
  const std::vector<Row> rows = {
      {"\"points\":2", "\"points\":\"2\"", "points should be a whole number that fits"},
      {"\"points\":2", "\"points\":99999999999", "points should be a whole number that fits"},
      {"\"hash\":18446744073709551615", "\"hash\":-1", "trace.events[4].what.called.hash should be a whole number that fits"},
      {"\"proof\":\"measured\"", "\"proof\":\"guessed\"",
       "trace.events[7].what.spinning.proof has the word 'guessed', which this version does not know"},
      {"{\"hex\":\"00fe\"}", "{\"hex\":\"00f\"}", "trace.events[4].what.called.payload should hold two digits a byte"},
      {"{\"hex\":\"00fe\"}", "{\"hex\":\"00fg\"}", "trace.events[4].what.called.payload should hold hexadecimal digits only"},
      {"\"still_running\":[1]", "\"still_running\":1", "trace.still_running should be a list"},
      {"\"removed\":true", "\"removed\":1", "trace.named[0].removed should be true or false"},
      {"{\"woke\":", "{\"slept\":", "trace.events[9].what has the word 'slept', which this version does not know"},
  };
  for (const Row& row : rows)
    CHECK(complaint_about(replaced(to_text(example()), row.what, row.by)) ==
          "a.trial.json: this saved trial is garbled: " + row.complaint);
}

TEST_CASE("indices that lead nowhere are refused, so that nobody follows them") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"\"still_running\":[1]", "\"still_running\":[2]"},
      {"\"unreaped\":[0]", "\"unreaped\":[-7]"},
      {"\"parent\":0", "\"parent\":1"},
      {"\"wakers\":[0,1]", "\"wakers\":[0,5]"},
      {"\"after_event\":13", "\"after_event\":99"},
      {"\"step-failed\":{\"step\":1", "\"step-failed\":{\"step\":9"},
      {"\"writers\":[0]", "\"writers\":[3]"},
  };
  for (const auto& [what, by] : rows) {
    INFO(what);
    CHECK(complaint_about(replaced(to_text(example()), what, by)).starts_with("a.trial.json: this saved trial is garbled: "));
  }
}
