// What a GitHub runner, its summaries and GitHub Classroom make of our output, trap by trap.
#include <nlohmann/json.hpp>
#include <sstream>

#include "formats/base64.hpp"
#include "formats/format.hpp"
#include "formats/markdown_text.hpp"
#include "formats/workflow_command.hpp"
#include "report/score.hpp"
#include "testing/catch.hpp"
#include "testing/hostile_report.hpp"

using namespace ipcgrade;
using namespace ipcgrade::formats;
using Json = nlohmann::json;

namespace {

model::Report hostile() {
  model::Report all = testing::hostile_report();
  report::set_mark(all.assignment, all.submissions.front());
  return all;
}

model::Report with_failures(int count) {
  model::Report all = hostile();
  auto& scenarios = all.submissions.front().scenarios;
  scenarios.clear();
  for (int i = 0; i < count; ++i)
    scenarios.push_back(testing::with(testing::scenario("many-" + std::to_string(i), "A", 1, "t"), model::Outcome::failed,
                                      {testing::verdict(model::VerdictClass::crash, "it crashed")}));
  report::set_mark(all.assignment, all.submissions.front());
  return all;
}

std::string text_of(const char* format, const model::Report& report) {
  return render(format_named(format), report, {model::Visibility::visible, "/home/alice/course", ""});
}

// The commands that a runner obeys: lines that begin with "::" while it listens, or have "##[" anywhere.
std::vector<std::string> obeyed(const std::string& log) {
  std::istringstream lines(log);
  std::vector<std::string> commands;
  std::string token;
  for (std::string line; std::getline(lines, line);) {
    line.erase(0, std::min(line.size(), line.find_first_not_of(" \t")));
    if (!token.empty()) {
      if (line == "::" + token + "::") token.clear();
      continue;
    }
    if (line.rfind("::stop-commands::", 0) == 0) {
      token = line.substr(17);
    } else if (line.rfind("::", 0) == 0 || line.find("##[") != std::string::npos) {
      commands.push_back(line);
    }
  }
  CHECK(token.empty());
  return commands;
}

std::size_t beginning(const std::vector<std::string>& lines, const std::string& begin) {
  return static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [&](const auto& line) { return line.rfind(begin, 0) == 0; }));
}

std::string decoded(const std::string& text) {
  static const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int have = 0;
  for (const char c : text) {
    if (c == '=') break;
    bits = bits << 6 | static_cast<unsigned>(letters.find(c));
    have += 6;
    if (have >= 8) out += static_cast<char>(bits >> (have -= 8) & 0xFFU);
  }
  return out;
}

Json classroom(const model::Report& report) {
  const std::string text = text_of("github-classroom", report);
  REQUIRE(text.rfind("result=", 0) == 0);
  REQUIRE(text.find('\n') == text.size() - 1);
  return Json::parse(decoded(text.substr(7, text.size() - 8)));
}

}  // namespace

TEST_CASE("the log: a runner obeys our annotations and nothing that a student wrote") {
  const auto commands = obeyed(text_of("github", hostile()));
  CHECK(beginning(commands, "::error ") == 5);  // two that are seen, three without a name
  CHECK(beginning(commands, "::notice ") == 1);
  CHECK(commands.size() == 6);
  CHECK(beginning(commands, "::error file=pipe/greet.c,line=31,title=greet-long::deadlock: The child waits") == 1);
}

TEST_CASE("the log: a name with commas, colons and percents stays one property") {
  const auto commands = obeyed(text_of("github", hostile()));
  CHECK(beginning(commands, "::error file=pipe/a%2Ctitle=x%3A%3Ab%25.c,line=7,title=swap-line::wrong output: ") == 1);
}

TEST_CASE("the log: text that knows the token it would take to be heard again does not hold the one that is used") {
  std::string text = "innocent\n";
  for (int i = 0; i < 3; ++i) {  // even the text that was made for the token of the text before it
    const std::string log = without_commands(text);
    CHECK(obeyed(log).empty());
    text += "::" + log.substr(17, log.find('\n') - 17) + "::\n::error::owned\n";
  }
  CHECK(obeyed(without_commands(text)).empty());
}

TEST_CASE("the log: ten failures are ten annotations, and the eleventh makes nine and a line that says how many more") {
  CHECK(beginning(obeyed(text_of("github", with_failures(10))), "::error ") == 10);
  const auto eleven = obeyed(text_of("github", with_failures(11)));
  CHECK(beginning(eleven, "::error ") == 10);
  CHECK(beginning(eleven, "::error title=2 more::") == 1);
}

TEST_CASE("the log: a file outside of the repository keeps the name that the submission has for it") {
  const std::string text = render(format_named("github"), hostile(), {model::Visibility::visible, "/elsewhere", ""});
  CHECK(beginning(obeyed(text), "::error file=greet.c,line=31") == 1);
}

TEST_CASE("the summary: a mebibyte is never passed, and what was left out is counted") {
  model::Report all = with_failures(300);
  for (auto& scenario : all.submissions.front().scenarios) scenario.verdicts.front().sentence = std::string(10'000, '`');
  const std::string text = text_of("github-summary", all);
  CHECK(text.size() < (1U << 20));
  CHECK(text.size() > (1U << 19));
  CHECK(text.find(" more did not fit here; the log has them.") != std::string::npos);
  CHECK(text_of("markdown", all).size() > (1U << 20));
}

TEST_CASE("Markdown: a student's text cannot leave the block that it stands in") {
  const std::string block = code_block("a\n```\n</details><script>\n`````\n");
  CHECK(block.rfind("``````text\n", 0) == 0);
  CHECK(block.substr(block.size() - 8) == "\n``````\n");
  CHECK(code_span("a`b") == "``a`b``");
  CHECK(code_span("`") == "`` ` ``");
  CHECK(code_cell("a|b") == "`a\\|b`");
  CHECK(plain_words("<b>*x*[y]_z_") == "&#60;b&#62;&#42;x&#42;&#91;y&#93;&#95;z&#95;");
}

TEST_CASE("Markdown: what a student wrote stands in code, where nothing is a link, a mention or HTML") {
  std::istringstream lines(text_of("markdown", hostile()));
  std::string fence;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t ticks = std::min(line.find_first_not_of('`'), line.size());
    if (fence.empty() && ticks >= 3) {
      fence = line.substr(0, ticks);
    } else if (!fence.empty() && line == fence) {
      fence.clear();
    } else if (fence.empty()) {
      for (const char* active : {"<script", "<img", "http://", "@teacher"}) CHECK(line.find(active) == std::string::npos);
    }
  }
  CHECK(fence.empty());
}

TEST_CASE("Classroom: adding the scores up as its reporter does gives the mark, to the last bit") {
  for (const int passed : {1, 2, 3, 7, 11, 37}) {
    model::Report all = with_failures(37);
    for (int i = 0; i < passed; ++i)
      all.submissions.front().scenarios.at(static_cast<std::size_t>(i * 5 % 37)).outcome = model::Outcome::passed;
    report::set_mark(all.assignment, all.submissions.front());
    double sum = 0;
    const Json result = classroom(all);
    for (const Json& test : result.at("tests")) sum += test.at("score").get<double>();
    CHECK(sum == all.submissions.front().mark);
  }
}

TEST_CASE("Classroom: the status says fail, pass or error, and a result that nobody could judge has no max_score") {
  model::Report all = hostile();
  CHECK(classroom(all).at("status") == "fail");
  CHECK(classroom(all).at("max_score") == 100);
  CHECK(classroom(all).at("version") == 1);
  for (auto& scenario : all.submissions.front().scenarios) scenario.outcome = model::Outcome::passed;
  CHECK(classroom(all).at("status") == "pass");
  for (auto& scenario : all.submissions.front().scenarios) scenario.outcome = model::Outcome::inconclusive;
  CHECK(classroom(all).at("status") == "error");
  CHECK(classroom(all).count("max_score") == 0);
}

TEST_CASE("Classroom: whatever the reporter prints of us, no line of it is a command") {
  model::Report all = hostile();
  all.submissions.front().scenarios.at(3).outcome = model::Outcome::inconclusive;  // of errors it prints the message
  const Json result = classroom(all);
  CHECK(result.at("tests").size() == 11);
  for (const Json& test : result.at("tests"))
    for (const char* printed : {"name", "message", "test_code"}) CHECK(obeyed(test.at(printed).get<std::string>()).empty());
}

TEST_CASE("base64 is as RFC 4648 has it") {
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("\xff\xfe\xfd") == "//79");
}
