#include "oracles/oracle.hpp"
#include "oracles/peer_account.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using Catch::Matchers::Contains;
using ipcgrade::oracles::steps;

namespace {

// A server "echo" and a client c1 of ours that saw these things, and a step about c1 that failed.
struct Story {
  Story() { echo = trace.role("echo"); }
  Story& did(PeerDeed deed, const std::string& bytes = "", const std::string& peer = "c1") {
    trace.event(nobody, PeerDid{peer, deed, bytes.size(), bytes, 1, false, 7000});
    if (deed == PeerDeed::received) {
      record.bytes += bytes;
      record.size += bytes.size();
    }
    return *this;
  }
  Verdict failed(const PeerMatch& asked) {
    Condition condition;
    condition.peer = asked;
    record.peer = asked.peer.substr(0, asked.peer.find('/'));
    trace.edit().peers = {record};
    trace.step_failed(1, WhyFailed::never);
    const Verdicts all = steps(TrialBuilder().launch("echo").expect(condition), trace.trace());
    REQUIRE(all.size() == 1);
    return all[0];
  }
  TraceBuilder trace;
  ProcessIndex echo;
  PeerRecord record;
};

PeerMatch receives(const std::string& text) { return {"c1", OutputMatch{OutputRule::equals, {text, ""}}, {}, {}, {}}; }
PeerMatch closed(ClosedRule rule) { return {"c1", {}, rule, {}, {}}; }

enum class From { harness, somebody };
SnapshotBuilder waits_for_more(From whom) {
  Wait wait;
  wait.object = {ObjectKind::other, 0, 5, 0};
  wait.fd = 4;
  wait.harness = whom == From::harness;
  return SnapshotBuilder().blocked(0, "read", {wait}).at("echo.c", 30);
}

std::string evidence_of(const Verdict& verdict) {
  std::string out;
  for (const Evidence& line : verdict.evidence) out += line.text + "\n";
  return out;
}

}  // namespace

TEST_CASE("wrong bytes to a peer are told at their first difference") {
  Story story;
  story.did(PeerDeed::connected).did(PeerDeed::received, "abX");
  story.trace.snapshot(waits_for_more(From::harness));
  const Verdict verdict = story.failed(receives("abc"));
  CHECK(verdict.verdict == VerdictClass::wrong_output);
  CHECK(verdict.sentence == R"(what c1 received differs at byte 3 (line 1): expected "abc", got "abX")");
  CHECK_THAT(evidence_of(verdict), Contains(R"(asks c1 to receive "abc")"));
  CHECK_THAT(evidence_of(verdict), Contains("echo waits at echo.c:30"));
}

TEST_CASE("what is missing while the program waits for more from the harness waits for input") {
  Story story;
  story.did(PeerDeed::connected).did(PeerDeed::received, "ab");
  story.trace.snapshot(waits_for_more(From::harness));
  const Verdict verdict = story.failed(receives("abc"));
  CHECK(verdict.verdict == VerdictClass::waits_for_input);
  CHECK_THAT(verdict.sentence, Contains(R"("c" is missing)") && Contains("echo waits at echo.c:30"));
  REQUIRE(verdict.site.has_value());
  CHECK(verdict.site->line == 30);
}

TEST_CASE("what is missing while nobody waits for the harness is wrong output") {
  Story story;
  story.did(PeerDeed::connected).did(PeerDeed::received, "ab");
  story.trace.snapshot(waits_for_more(From::somebody));
  CHECK(story.failed(receives("abc")).verdict == VerdictClass::wrong_output);
}

TEST_CASE("a program that failed is the headline before what its peer misses") {
  Story story;
  story.did(PeerDeed::refused);
  story.trace.wrote(story.echo, "bind: Address already in use\n", 2).exited(story.echo, 1);
  const Verdict verdict = story.failed(receives("abc"));
  CHECK(verdict.verdict == VerdictClass::wrong_exit);
  CHECK(verdict.sentence == "echo ended with status 1, and c1 was refused: nobody listened on its port");
  CHECK_THAT(evidence_of(verdict), Contains("bind: Address already in use"));
}

TEST_CASE("how a connection ended is told against how it had to end") {
  Story open;
  open.did(PeerDeed::connected);
  CHECK(open.failed(closed(ClosedRule::end)).sentence == "the connection of c1 is still open, where it had to be closed");
  Story reset;
  reset.did(PeerDeed::connected).did(PeerDeed::saw_reset);
  CHECK_THAT(reset.failed(closed(ClosedRule::end)).sentence, Contains("c1 was reset (RST"));
  Story ended;
  ended.did(PeerDeed::connected).did(PeerDeed::saw_end);
  CHECK_THAT(ended.failed(closed(ClosedRule::no)).sentence, Contains("was closed") && Contains("had to stay open"));
}

TEST_CASE("what comes after the failure does not count") {
  Story story;
  story.did(PeerDeed::connected).did(PeerDeed::received, "ab");
  story.record.bytes += "c";  // after the harness ended its input
  story.record.size += 1;
  CHECK_THAT(story.failed(receives("abc")).sentence, Contains(R"("c" is missing)"));
}

TEST_CASE("datagrams are compared one by one") {
  const auto verdict_on = [](const std::vector<std::string>& came, const std::vector<std::string>& wanted) {
    Story story;
    story.record.kind = PeerKind::datagram;
    for (const std::string& bytes : came) {
      story.did(PeerDeed::received, bytes);
      story.record.datagrams.push_back(bytes);
    }
    PeerMatch asked{"c1", {}, {}, std::vector<Payload>{}, {}};
    for (const std::string& text : wanted) asked.datagrams->push_back({text, ""});
    return story.failed(asked).sentence;
  };
  CHECK(verdict_on({"one", "too"}, {"one", "two"}) ==
        R"(datagram 2 to c1 differs at byte 2 (line 1): expected "two", got "too")");
  CHECK(verdict_on({"one"}, {"one", "two"}) == R"(c1 received 1 datagram, where 2 were expected: "two" is missing)");
  CHECK(verdict_on({"one", ""}, {"one"}) == R"(c1 received 2 datagrams, where one was expected: "" is too many)");
}

TEST_CASE("a server that nobody came to, and a connection that nobody made") {
  Story none;
  none.record.kind = PeerKind::server;
  none.did(PeerDeed::listening, "", "s1");
  CHECK(none.failed({"s1", {}, {}, {}, 1}).sentence == "s1 has 0 connections, where one was expected");
  Story absent;
  absent.did(PeerDeed::listening, "", "s1");
  CHECK(absent.failed({"s1/1", OutputMatch{}, {}, {}, {}}).sentence == "nobody has connected to s1 for s1/1");
}

TEST_CASE("a difference deep in a long stream is told by its place in the stream") {
  Story story;
  story.did(PeerDeed::connected);
  std::string wanted(3'000'000, 'a');
  story.trace.event(nobody, PeerDid{"c1", PeerDeed::received, wanted.size(), "", 1, false, 0});
  story.record.size = wanted.size();
  story.record.from = 2'000'000;
  story.record.bytes = std::string(1000, 'a');
  story.record.bytes[500] = 'b';
  CHECK_THAT(story.failed(receives(wanted)).sentence, Contains("what c1 received differs at byte 2000501: expected \"aaa"));
}

TEST_CASE("a port that was never said is missing output") {
  TraceBuilder trace;
  trace.exited(trace.role("echo"), 0).step_failed(1, WhyFailed::never);
  Trial trial = TrialBuilder().launch("echo").trial();
  OpenPeer order;
  order.peer = "c1";
  order.port_of = "echo";
  trial.steps.push_back({{"scenario.toml", 20, 1}, order});
  const Verdicts all = steps(trial, trace.trace());
  REQUIRE(all.size() == 1);
  CHECK(all[0].verdict == VerdictClass::wrong_output);
  CHECK_THAT(all[0].sentence, Contains("echo has not said on which port it listens"));
}

TEST_CASE("a port that is none is told as it was said") {
  TraceBuilder trace;
  const ProcessIndex echo = trace.role("echo");
  trace.wrote(echo, "hello\nlistening 0\n").exited(echo, 0).step_failed(1, WhyFailed::never);
  Trial trial = TrialBuilder().launch("echo").trial();
  OpenPeer order;
  order.peer = "c1";
  order.port_of = "echo";
  trial.steps.push_back({{"scenario.toml", 20, 1}, order});
  const Verdicts all = steps(trial, trace.trace());
  REQUIRE(all.size() == 1);
  CHECK(all[0].sentence == "echo said \"listening 0\", which names no port");
}
