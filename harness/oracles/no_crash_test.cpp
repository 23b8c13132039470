#include <csignal>

#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/greeting.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using namespace ipcgrade::oracles;
using Catch::Matchers::Contains;

TEST_CASE("a crash names process, signal, place and address") {
  TraceBuilder trace = with_child();
  trace.wrote(greet, "greet: about to copy\n", 2).died(child, SIGSEGV, {"copy", "greet.c", 17}, 0x10);
  const Verdict verdict = only(no_crash(TrialBuilder().launch("greet"), trace.trace()));
  CHECK(verdict.verdict == VerdictClass::crash);
  CHECK(verdict.sentence ==
        "greet/1 crashed with SIGSEGV at greet.c:17 in copy: it used address 0x10, most likely through a null pointer");
  CHECK(verdict.site == Site{"copy", "greet.c", 17});
  CHECK_THAT(verdict.evidence.at(0).text, Contains("greet: about to copy"));
}

TEST_CASE("a crash of a program of ours is our mistake, and it is called ours") {
  TraceBuilder trace = with_child();
  trace.edit().processes.at(static_cast<std::size_t>(greet)).by = By::reference;
  const Verdict verdict = only(no_crash(TrialBuilder().launch("greet"), trace.died(greet, SIGABRT).trace()));
  CHECK(verdict.verdict == VerdictClass::harness_error);
  CHECK_THAT(verdict.sentence, Contains("our greet crashed with SIGABRT"));
}

TEST_CASE("every signal of a program's own making has its explanation") {
  const auto sentence = [](int signal, std::uint64_t address) {
    TraceBuilder trace = with_child();
    return only(no_crash(TrialBuilder(), trace.died(greet, signal, {}, address).trace())).sentence;
  };
  CHECK(sentence(SIGSEGV, 0x7fff0000) ==
        "greet crashed with SIGSEGV: it used memory that is not its own, or more stack than there is (address 0x7fff0000)");
  CHECK_THAT(sentence(SIGBUS, 0x7f0000001000), Contains("beyond the end of a mapped file"));
  CHECK_THAT(sentence(SIGFPE, 0), Contains("divided an integer by zero"));
  CHECK_THAT(sentence(SIGABRT, 0), Contains("called abort"));
  CHECK_THAT(sentence(SIGILL, 0), Contains("instruction"));
}

TEST_CASE("death by SIGPIPE or by the harness's own signals is no crash") {
  for (const int signal : {SIGPIPE, SIGKILL, SIGTERM}) {
    TraceBuilder trace = with_child();
    CHECK(no_crash(TrialBuilder(), trace.died(greet, signal).trace()).empty());
  }
}

TEST_CASE("a signal that the scenario sent or asked for is no crash") {
  TraceBuilder trace = with_child();
  trace.died(greet, SIGABRT);
  CHECK(no_crash(TrialBuilder().launch("greet").signal("greet", SIGABRT), trace.trace()).empty());
  CHECK(no_crash(TrialBuilder().launch("greet").expect(process("greet").dies_of(SIGABRT)), trace.trace()).empty());
  CHECK(no_crash(TrialBuilder().launch("greet"), trace.trace()).size() == 1);
}

TEST_CASE("several crashes have one headline") {
  TraceBuilder trace = with_child();
  trace.died(child, SIGSEGV).died(greet, SIGABRT);
  const Verdict verdict = only(no_crash(TrialBuilder(), trace.trace()));
  CHECK_THAT(verdict.sentence, Contains("greet/1 crashed"));
  CHECK_THAT(verdict.evidence.at(0).text, Contains("greet crashed with SIGABRT"));
}

TEST_CASE("a crash for want of memory is told by the limit that caused it") {
  TraceBuilder trace = with_child();
  trace.event(greet, LimitHit{LimitName::memory, std::uint64_t{1} << 30}).died(greet, SIGSEGV).step_failed(0, WhyFailed::ended);
  CHECK(no_crash(TrialBuilder(), trace.trace()).empty());
  CHECK_THAT(only(limits(TrialBuilder(), trace.trace())).sentence, Contains("more than 1 GiB of memory"));
}
