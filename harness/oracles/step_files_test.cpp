#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::testing;
using Catch::Matchers::Contains;
using ipcgrade::oracles::steps;

namespace {

const FileMatch private_fifo{"talk", FileKind::fifo, 0600, {}};

// A role "reader" that has ended well, and a step that asks for a file beside that.
Verdict found(const FileMatch& asked, const FileState& there, int status = 0) {
  Condition condition = process("reader").exits(0);
  condition.file = asked;
  const Trial trial = TrialBuilder().launch("reader").expect(condition);
  TraceBuilder trace;
  trace.exited(trace.role("reader"), status).step_failed(1, WhyFailed::ended);
  std::get<StepFailed>(trace.edit().events.back().what).file = there;
  const Verdicts all = steps(trial, trace.trace());
  REQUIRE(all.size() == 1);
  return all[0];
}

}  // namespace

TEST_CASE("a file that should be gone is a leak") {
  const Verdict verdict = found({"talk", FileKind::absent, {}, {}}, {FileKind::fifo, 0600, ""});
  CHECK(verdict.verdict == VerdictClass::leak);
  CHECK(verdict.sentence == "talk is still there: it is a FIFO, which had to be removed");
  CHECK_THAT(verdict.evidence.at(0).text, Contains("asks reader to end with status 0 and leave no file talk"));
}

TEST_CASE("a file that is missing, of another kind or of another mode is told so") {
  CHECK(found(private_fifo, {}).sentence == "talk is not there: it had to be a FIFO");
  CHECK(found(private_fifo, {FileKind::regular, 0600, ""}).sentence == "talk is a regular file, where it had to be a FIFO");
  const Verdict verdict = found(private_fifo, {FileKind::fifo, 0644, ""});
  CHECK(verdict.verdict == VerdictClass::wrong_output);
  CHECK(verdict.sentence == "talk is a FIFO of mode 0644, where it had to have mode 0600");
  CHECK_THAT(verdict.evidence.at(0).text, Contains("leave talk as a FIFO of mode 0600"));
}

TEST_CASE("shared memory is called so, and its size is told") {
  FileMatch page{"/dev/shm/ring", FileKind::regular, {}, {}};
  page.size = 4096;
  CHECK(found(page, {}).sentence == "/dev/shm/ring is not there: it had to be a shared memory object");
  CHECK(found(page, {FileKind::regular, 0644, "", 0}).sentence ==
        "/dev/shm/ring is a shared memory object of 0 bytes, where it had to have 4096 bytes");
}

TEST_CASE("a file whose contents were to stay is compared byte by byte") {
  const FileMatch kept{"notes", FileKind::regular, {}, Payload{"keep me\n", ""}};
  CHECK_THAT(found(kept, {FileKind::regular, 0644, "keep it\n"}).sentence,
             Contains("the contents of notes") && Contains("differs at byte 6"));
}

TEST_CASE("a program that failed is told of its failure before its files") {
  CHECK(found(private_fifo, {}, 1).verdict == VerdictClass::wrong_exit);
}
