// Pages and traces for other tools, as people ask for them.
#include "cli/pages.hpp"

#include "cli/typed_program.hpp"
#include "engine/hold.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::cli;

namespace {

const std::string mutant = reference("mutants/greet-child-keeps-write-end");

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("run, explain and judge write one and the same picture of a failure") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const std::string here = folder.path() + "/";
  CHECK(
      type({"run", "pipe", mutant, "-q", "--scenario", "greet-default", "--html", here + "run.html", "--save-traces", here + "t"})
          .status == 1);
  const std::string trial = here + "t/greet-child-keeps-write-end/greet-default.trial.json";
  CHECK(type({"judge", "-q", trial, "--html", here + "judge.html"}).status == 1);
  CHECK(type({"judge", "-q", trial, "--html", here + "korean.html", "--lang", "ko"}).status == 1);
  CHECK(type({"explain", trial, "--html", here + "explain.html"}).status == 1);
  const auto picture = [](const std::string& page) {
    const std::size_t at = page.find("id=\"s1-timeline\">");
    return at == std::string::npos ? "" : page.substr(at, page.find("</script>", at) - at);
  };
  const std::string first = picture(read(here + "run.html"));
  CHECK(contains(first, "waits for bytes or end-of-file from pipe A"));
  CHECK(picture(read(here + "judge.html")) == first);
  CHECK(picture(read(here + "explain.html")) == first);
  CHECK(contains(read(here + "korean.html"), "<html lang=\"ko\">"));
  CHECK(contains(picture(read(here + "korean.html")), "파이프 A에서 바이트나 파일 끝(EOF)이 오기를"));
  CHECK(contains(read(here + "run.html"), "ipcgrade explain pipe"));
}

TEST_CASE("grade writes a page for each submission, with what its student types, and one for the class") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const std::string out = folder.path() + "/results";
  CHECK(type({"grade", "pipe", mutant, "--out", out}).status == 0);
  const std::string page = read(out + "/greet-child-keeps-write-end/index.html");
  CHECK(contains(page, "data-timeline"));
  CHECK(contains(page, ">ipcgrade explain pipe --scenario greet-default<"));
  CHECK_FALSE(contains(page, std::string(IPCGRADE_SOURCE_DIR)));
  CHECK(contains(read(out + "/index.html"), "href=\"greet-child-keeps-write-end/index.html\""));
}

TEST_CASE("traces are saved for other tools, at once or from saved trials, and come out the same") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const std::string here = folder.path() + "/";
  CHECK(type({"run", "pipe", mutant, "-q", "--scenario", "greet-default", "--save-traces", here + "t"}).status == 1);
  const std::string trial = here + "t/greet-child-keeps-write-end/greet-default.trial.json";
  CHECK(type({"judge", "-q", trial, "--save-traces", here + "p", "--trace-format", "perfetto"}).status == 1);
  CHECK(contains(read(here + "p/greet-child-keeps-write-end/greet-default.perfetto.json"), "\"traceEvents\""));
}

TEST_CASE("an unknown language and an unknown format end with status 2 and one line") {
  const Outcome language = type({"run", "pipe", "--lang", "fr"});
  CHECK(language.status == 2);
  CHECK(language.output == "ipcgrade: --lang is en or ko, not 'fr'\n");
  const Outcome format = type({"run", "pipe", "--trace-format", "otf2"});
  CHECK(format.status == 2);
  CHECK(format.output == "ipcgrade: --trace-format is trial or perfetto, not 'otf2'\n");
}
