// Every row of the table against its approved file in reports/, and what must hold of all of them. IPCGRADE_APPROVE=1 rewrites
// the files: read the difference.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/error.hpp"
#include "formats/format.hpp"
#include "report/score.hpp"
#include "testing/catch.hpp"
#include "testing/hostile_report.hpp"

using namespace ipcgrade;
using namespace ipcgrade::formats;

namespace {

void check_approved(const std::string& name, const std::string& text) {
  const std::string path = std::string(IPCGRADE_SOURCE_DIR "/reports/formats/") + name;
  if (std::getenv("IPCGRADE_APPROVE") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ifstream in(path, std::ios::binary);
  std::stringstream approved;
  approved << in.rdbuf();
  INFO(name);
  CHECK(text == approved.str());
}

model::Report hostile() {
  model::Report all = testing::hostile_report();
  report::set_mark(all.assignment, all.submissions.front());
  return all;
}

Setting setting(model::Visibility seen = model::Visibility::visible) { return {seen, "/home/alice/course", "Pipes (4711)"}; }

std::string rendered(const Format& format, const Setting& how) {
  return is_of_class(format) ? render(format, testing::hostile_gradebook(), how) : render(format, hostile(), how);
}

}  // namespace

TEST_CASE("every format is as its approved example has it") {
  for (const Format& format : table())
    check_approved(std::string(format.name) + std::string(format.file.substr(format.file.find('.'))),
                   rendered(format, setting()));
}

TEST_CASE("nothing of a scenario that is kept back reaches a student, in any format") {
  for (const Format& format : table()) {
    INFO(format.name);
    const std::string text = rendered(format, setting());
    CHECK(text.find("secret-hidden") == std::string::npos);
    CHECK(text.find("of hidden") == std::string::npos);
    if (format.reader == Reader::student) CHECK(text.find("secret") == std::string::npos);
  }
}

TEST_CASE("what is seen from the due date on appears then, and what stays hidden does not") {
  const Format& format = format_named("markdown");
  const std::string due = render(format, hostile(), setting(model::Visibility::after_due_date));
  CHECK(due.find("secret sentence of after-due") != std::string::npos);
  CHECK(due.find("of after-published") == std::string::npos);
  const std::string published = render(format, hostile(), setting(model::Visibility::after_published));
  CHECK(published.find("secret sentence of after-published") != std::string::npos);
  CHECK(published.find("secret-hidden") == std::string::npos);
}

TEST_CASE("no format lets a terminal's escape sequence or a byte that is no UTF-8 through") {
  for (const Format& format : table()) {
    INFO(format.name);
    const std::string text = rendered(format, setting());
    for (const char* byte : {"\x1b", "\x07", "\xff", "\r"}) CHECK(text.find(byte) == std::string::npos);
  }
}

TEST_CASE("each row's function takes what the row is of") {
  for (const Format& format : table()) CHECK(std::holds_alternative<OfClass>(format.render) == (format.of == Of::a_class));
}

TEST_CASE("a format that nobody knows is the caller's mistake, with a suggestion") {
  CHECK_THROWS_WITH(format_named("gradscope"), "there is no format 'gradscope'; did you mean 'gradescope'?");
}

TEST_CASE("a submission of which nothing could be run has its reason in every format") {
  model::Report broken = hostile();
  model::SubmissionResult result;
  result.submission = "bob";
  result.trouble = "submission.toml:1:1: unknown key 'rols'";
  result.blank = true;
  broken.submissions = {result};
  for (const Format& format : table()) {
    if (is_of_class(format) || format.name == "github-classroom") continue;  // base64
    INFO(format.name);
    CHECK(render(format, broken, setting()).find("unknown key") != std::string::npos);
  }
}
