// Pages of literal reports: what they show, and what must not get into them. With IPCGRADE_PAGES=FOLDER they are also written
// there, for the test in a browser (ci/page/test).
#include <cstdlib>
#include <fstream>

#include "report/file_name.hpp"
#include "report/page/causes.hpp"
#include "report/page/class_page.hpp"
#include "report/page/submission_page.hpp"
#include "report/page/sweep_page.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;
using namespace ipcgrade::report::page;
using testing::process;
using testing::TraceBuilder;
using testing::TrialBuilder;

namespace {

const std::string hostile = "</script><img src=x onerror=alert(1)>\x1b[31m\xff\u202e\u2028안녕 עברית '\"&";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string kept(const std::string& name, const std::string& page) {
  if (const char* folder = std::getenv("IPCGRADE_PAGES"))
    std::ofstream(std::string(folder) + "/" + name + ".html", std::ios::binary) << page;
  return page;
}

Called moves(const std::string& call, const Object& object, int fd, const std::string& bytes) {
  Called called;
  called.call = call;
  called.fd = fd;
  called.object = object;
  called.payload = bytes.substr(0, 256);
  called.result = static_cast<std::int64_t>(bytes.size());
  called.arguments[2] = bytes.size();
  called.site = {"main", "greet.c", 33};
  return called;
}

ScenarioResult failed(const std::string& name, VerdictClass verdict, const std::string& sentence) {
  ScenarioResult result;
  result.scenario = name;
  result.title = "What " + name + " asks for";
  result.part = "A";
  result.points = 2;
  result.outcome = Outcome::failed;
  result.hint = "Look at " + name;
  result.show_again = "ipcgrade explain pipe --scenario " + name;
  result.verdicts = {{verdict, "steps", sentence, {{0, "evidence of " + name}}, {}, {}}};
  return result;
}

Report report_of(std::vector<ScenarioResult> scenarios, const std::string& name = "alice") {
  Report report;
  report.harness_version = "1";
  report.rung = "test";
  report.assignment.name = "pipe";
  report.assignment.title = "Pipes";
  report.assignment.parts = {{"A", "greeting", 100, false}};
  SubmissionResult result;
  result.submission = name;
  result.scenarios = std::move(scenarios);
  report.submissions.push_back(std::move(result));
  return report;
}

Recording run_of(const std::string& scenario, const std::string& bytes, int rounds = 1) {
  TraceBuilder builder;
  const auto greet = builder.step_done(0).role(bytes == hostile ? hostile : "greet");
  const auto child = builder.child(greet);
  for (int i = 0; i < rounds; ++i)
    builder.event(greet, moves("write", testing::a_pipe(41), 4, bytes + std::to_string(i)))
        .blocked(child, "read", testing::reads(testing::a_pipe(41), {greet}, 3))
        .event(child, moves("read", testing::a_pipe(41), 3, bytes + std::to_string(i)));
  builder.wrote(greet, bytes).step_failed(1, WhyFailed::never);
  Recording recording{TrialBuilder().launch("greet").expect(process("greet").writes("expected\n")).trial(), builder.trace()};
  recording.trial.scenario = scenario;
  return recording;
}

}  // namespace

TEST_CASE("text with markup, escapes, other scripts and broken bytes is inert and legible") {
  ScenarioResult result = failed("hostile", VerdictClass::wrong_output, hostile);
  result.hint = result.title = result.show_again = hostile;
  result.verdicts[0].evidence = {{0, hostile}};
  Report report = report_of({result}, hostile);
  report.submissions[0].builds.push_back({false, "make " + hostile, "error: " + hostile + "\n", hostile, false, {}});
  const std::string page = kept("hostile", render_submission(report, {{"hostile", run_of("hostile", hostile)}}, {}));
  CHECK_FALSE(contains(page, "<img src=x"));
  CHECK_FALSE(contains(page, "\x1b"));
  CHECK_FALSE(contains(page, "\xff"));
  CHECK_FALSE(contains(page, "\u202e"));
  CHECK_FALSE(contains(page, "\u2028"));
  CHECK(contains(page, "&lt;/script&gt;"));
  CHECK(contains(page, "\\u003c/script\\u003e"));
  CHECK(contains(page, "안녕 עברית"));
}

TEST_CASE("a megabyte on one line stays short") {
  const std::string megabytes(3U << 20U, 'x');
  const Report report = report_of({failed("large", VerdictClass::wrong_output, "it wrote too much")});
  const std::string page = kept("large", render_submission(report, {{"large", run_of("large", megabytes)}}, {}));
  CHECK(page.size() < 150'000);
}

TEST_CASE("a scenario that is not visible leaves its outcome in the page, and nothing else") {
  ScenarioResult secret = failed("secret-name", VerdictClass::deadlock, "secret sentence");
  secret.visibility = Visibility::hidden;
  Recordings recordings = {{"secret-name", run_of("secret-name", "secret bytes")},
                           {"hidden-1", run_of("hidden-1", "secret too")}};
  PageOptions options;
  options.sweep = {{"EINTR"}, {{"secret-name", "secret", "secret call", {{1, 1, 0}}}}};
  const Report report = report_of({secret, failed("open", VerdictClass::crash, "it crashed")});
  const std::string page = kept("hidden", render_submission(report, recordings, options));
  CHECK_FALSE(contains(page, "secret"));
  CHECK(contains(page, "hidden-1"));
  CHECK(contains(page, "What this scenario does is not shown."));
}

TEST_CASE("the page of a run that was cut short says so") {
  Recording recording = run_of("cut", "bytes");
  recording.trace.ending = Ending::backstop;
  ScenarioResult result = failed("cut", VerdictClass::inconclusive, "it took too long");
  result.outcome = Outcome::inconclusive;
  const std::string page = kept("cut", render_submission(report_of({result}), {{"cut", recording}}, {}));
  CHECK(contains(page, "This run was cut short by the clock"));
}

TEST_CASE("a run of ten thousand events makes a page of less than three megabytes") {
  const Report report = report_of({failed("long", VerdictClass::wrong_output, "it went on and on")});
  const std::string page =
      kept("long", render_submission(report, {{"long", run_of("long", std::string(120, '\x01'), 3333)}}, {}));
  CHECK(page.size() < 3'000'000);
  CHECK(contains(page, "data-timeline"));
}

TEST_CASE("a page that would become too large leaves pictures out and says how to see them") {
  const Report report = report_of({failed("one", VerdictClass::crash, "it crashed")});
  const std::string page = render_submission(report, {{"one", run_of("one", "x", 100)}}, {Language::english, 3000});
  CHECK_FALSE(contains(page, "data-timeline=\"s1"));
  CHECK(contains(page, "Its timeline is left out"));
}

TEST_CASE("failures come first and open, what passed is folded, and expected stands above actual") {
  ScenarioResult passed = failed("fine", VerdictClass::passed, "");
  passed.outcome = Outcome::passed;
  PageOptions options;
  options.sweep = {{"EINTR", "short"}, {{"wrong", "greet", "read (pipe) greet.c:33", {{1, 0, 0}, {3, 2, 0}}}}};
  const Report report = report_of({passed, failed("wrong", VerdictClass::wrong_output, "it wrote \"x\"")});
  const std::string page = kept("usual", render_submission(report, {{"wrong", run_of("wrong", "expecting")}}, options));
  CHECK(page.find("id=\"s2\" open") < page.find("id=\"s1\">"));
  CHECK(contains(page, "expect<mark>ed"));
  CHECK(contains(page, "expect<mark>ing"));
  CHECK(contains(page, "greet: read (pipe) greet.c:33"));
  CHECK(contains(page, ">2 times<"));
}

TEST_CASE(
    "a mark that changes after its page was written is renewed there, with who decided what, and every run stands as it was") {
  Report report = report_of({failed("one", VerdictClass::crash, "it crashed")});
  const std::string before = render_submission(report, {{"one", run_of("one", "x")}}, {});
  CHECK(renewed(before, report, Language::english) == before);
  ScenarioResult& scenario = report.submissions[0].scenarios[0];
  scenario.overridden = Override{1, "the <compiler's> fault"};
  report.submissions[0].mark = 50;
  report.submissions[0].late = LateDeduction{std::chrono::hours(3), 1, 10, false};
  const std::string after = kept("renewed", renewed(before, report, Language::english));
  CHECK(contains(after, ">50<small>"));
  CHECK(contains(after, "decided by hand: 1 of 2 points"));
  CHECK(contains(after, "the &lt;compiler&#39;s&gt; fault"));
  CHECK(contains(after, "10 points off the mark"));
  CHECK(contains(after, "data-timeline"));
  CHECK(renewed(after, report, Language::english) == after);
  CHECK(renewed("somebody else's file", report, Language::english) == "somebody else's file");
}

TEST_CASE("a sweep's page shows what was survived, each failure with its run, and the matrix") {
  StrikeResult one;
  one.strike.scenario = "greet";
  one.strike.point = {"greet/1", "read", 1, ObjectKind::pipe, true, 8, {"main", "greet.c", 33}};
  one.strike.name = "EINTR";
  one.strike.fault = {"greet/1", "read", std::nullopt, {1, 0}, FailWith{4}};
  one.verdict = {VerdictClass::wrong_output, "sweep", "it wrote " + hostile, {}, {}, {}};
  SweepReport report;
  report.task = "pipe";
  report.submission = hostile;
  report.planned = 3;
  report.results = {one, one};
  report.results[1].strike.point.nth = 2;
  report.left_out = {{"other", "without any fault: it fails"}};
  const StruckRuns runs = {{key_of(one.strike), run_of("greet", "expecting")}};
  const std::string page = kept("sweep", render_sweep_page(report, runs, {"ipcgrade sweep pipe here"}, {"Pipes", "1", "test"}));
  CHECK(contains(page, "of 2 faults"));
  CHECK(contains(page, "data-timeline=\"f1"));
  CHECK(contains(page, "make the same call again"));
  CHECK(contains(page, "--strike &#39;greet greet/1 read:pipe 1 EINTR&#39;"));
  CHECK(contains(page, "other was not swept."));
  CHECK(contains(page, "2 of 3 faults were tried"));
  CHECK_FALSE(contains(page, "<img src=x"));
}

TEST_CASE("a page opens in the language that it is asked for and carries both") {
  const Report report = report_of({failed("one", VerdictClass::deadlock, "x")});
  const std::string page = kept("korean", render_submission(report, {}, {Language::korean}));
  CHECK(contains(page, "<html lang=\"ko\">"));
  CHECK(contains(page, "교착 상태"));
  CHECK(contains(page, "\"hint\":\"Hint\""));
}

TEST_CASE("a run is told in the page's language: its story, its pictures, where everybody stands, and what was expected") {
  ScenarioResult result = failed("one", VerdictClass::wrong_output, "x");
  result.verdicts.push_back(result.verdicts.front());
  const std::string page =
      kept("told-in-korean", render_submission(report_of({result}), {{"one", run_of("one", "expecting")}}, {Language::korean}));
  for (const char* english :
       {"step 1", "must write", "first difference", "they differ", "standard output", "wrong output: ", "bytes\""})
    CHECK_FALSE(contains(page.substr(0, page.find("id=\"words\"")), english));
  CHECK(contains(page, "표준 출력"));
  CHECK(contains(page, "번째 바이트(1번째 줄)에서 다릅니다"));
  CHECK(contains(page, "단계 1"));
}

TEST_CASE("what the button leaves in the language it was written in says which that is") {
  const std::string page = render_submission(report_of({failed("one", VerdictClass::deadlock, "x")}), {}, {Language::korean});
  CHECK(contains(page, "<main id=\"main\" tabindex=\"-1\" lang=\"ko\">"));
  CHECK(contains(page, "<header class=\"top\" lang=\"ko\">"));
  CHECK(contains(page, "<button type=\"button\" id=\"language\" lang=\"en\">"));
}

TEST_CASE("a build that failed has a heading of its own below the page's") {
  Report report = report_of({failed("one", VerdictClass::build_failed, "x")});
  report.submissions[0].builds.push_back({false, "make", "error\n", "it does not build", false, {}});
  const std::string page = render_submission(report, {}, {});
  CHECK(page.find("<h2 id=\"builds\">") < page.find("<h3>"));
}

TEST_CASE("verdicts are called on a page as they are everywhere else") {
  for (int i = 0; i <= static_cast<int>(VerdictClass::harness_error); ++i) {
    const auto verdict = static_cast<VerdictClass>(i);
    const std::string name = Words(Language::english).by_key("verdict." + std::string(slug_of(verdict))).markup();
    CHECK(contains(name, ">" + std::string(name_of(verdict)) + "<"));
    CHECK_FALSE(Words(Language::korean).by_key("meaning." + std::string(slug_of(verdict))).empty());
  }
}

TEST_CASE("a class shows its marks, its common causes and links to every submission") {
  Report report =
      report_of({failed("one", VerdictClass::deadlock, "greet waits at a.c:3 in main for the pipe (fd 3)")}, "ann/../<b>");
  for (const char* name : {"bob", "cho", "한"}) {
    SubmissionResult other = report.submissions[0];
    other.submission = name;
    other.mark = 55;
    other.scenarios[0].verdicts[0].sentence = "greet waits at b.c:77 in reader for the pipe (fd 4)";
    report.submissions.push_back(other);
  }
  const std::string page = kept("class", render_class(report, Language::english));
  CHECK(contains(page, ">4 submissions<"));
  CHECK(contains(page, ">1 scenario<"));
  CHECK(contains(page, "greet waits for the pipe"));
  // Pages lie in folders whose names are safe (report/file_name.hpp).
  CHECK(contains(page, "href=\"" + ipcgrade::report::safe_file_name("ann/../<b>") + "/index.html\""));
  CHECK_FALSE(contains(page, "href=\"ann/.."));
}

TEST_CASE("a class's page says causes in its language, still grouped, and why a mark is open as text") {
  Report report = report_of({failed("one", VerdictClass::deadlock, "greet waits at a.c:3 in main for the pipe (fd 3)")}, "ann");
  SubmissionResult other = report.submissions[0];
  other.submission = "bob";
  other.blank = true;
  other.trouble = "1 scenario is inconclusive";
  other.scenarios[0].verdicts[0].sentence = "greet waits at b.c:77 in reader for the pipe (fd 4)";
  report.submissions.push_back(other);
  const std::string page = kept("class-korean", render_class(report, Language::korean));
  CHECK(contains(page, "제출물 2개<"));
  CHECK(contains(page, "기다립니다"));
  CHECK_FALSE(contains(page, "a.c:3"));
  CHECK(contains(page, ">시나리오 1개를 판정하지 못했습니다<"));
  CHECK_FALSE(contains(page, "title=\""));
  CHECK(contains(page, "<div class=\"scrolled\" tabindex=\"0\" role=\"region\" aria-labelledby=\"hardest\">"));
}

TEST_CASE("two sentences with one cause are one once places, descriptors and bytes are left out") {
  CHECK(without_particulars(
            "greet/1 waits at greet.c:33 in read_all to read from the pipe (fd 3), whose write end only greet (fd 4) holds") ==
        "greet/1 waits to read from the pipe, whose write end only greet holds");
  CHECK(without_particulars("greet crashed at greet.c:55 in End::read: it used an address") ==
        "greet crashed: it used an address");
  CHECK(without_particulars("greet/1은 greet.c:33의 read_all에서 파이프(fd 3)의 파일 끝을 기다립니다") ==
        "greet/1은 파이프의 파일 끝을 기다립니다");
  CHECK(without_particulars("expected \"abc\", got \"abd\" at byte 3") == "expected \"…\", got \"…\" at byte …");
}
