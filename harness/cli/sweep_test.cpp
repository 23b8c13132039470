// The sweep as people type it.
#include "cli/typed_program.hpp"
#include "testing/catch.hpp"

#include <filesystem>
#include <fstream>

using namespace ipcgrade::cli;

namespace {

const std::string scenario = "greet-given-text";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string swept(const std::string& program) {
  return type({"sweep", "pipe", program, "--scenario", scenario, "--json", "-"}).output;
}

// The text of the first member of that name.
std::string member(const std::string& json, const std::string& name, std::size_t from = 0) {
  const std::string head = "\"" + name + "\": \"";
  const std::size_t begin = json.find(head, from) + head.size();
  return json.substr(begin, json.find('"', begin) - begin);
}

// Makes a pipe or a copy, 36 times, as chance has it.
void write_fickle(const TestFolder& folder) {
  folder.file("greet.c", R"(#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
int main(int argc, char** argv) {
  char buffer[64];
  int fd = open("/proc/sys/kernel/random/uuid", O_RDONLY);
  long size = read(fd, buffer, sizeof buffer);
  int ends[2];
  for (int i = 0; i < size; ++i)
    if (buffer[i] < '8') pipe(ends);
    else dup(0);
  printf("read %s\n", argc > 1 ? argv[1] : "Greetings");
})");
}

}  // namespace

TEST_CASE("A robust program survives every fault, and the sweep's points are whole") {
  if (machine_refuses()) return;
  const Outcome outcome = type({"sweep", "pipe", reference("good/blocking"), "--scenario", scenario, "--quiet"});
  CHECK(contains(outcome.output, "10.0 of 10 points"));
  CHECK(outcome.status == 0);
}

TEST_CASE("Every call of the run is met by name: pipe, fork, write, read, wait, in the process that makes it") {
  if (machine_refuses()) return;
  const std::string report = swept(reference("good/blocking"));
  for (const char* wanted : {"greet-given-text greet pipe2 1 EMFILE", "greet-given-text greet clone:child 1 EAGAIN",
                             "greet-given-text greet write:pipe 1 EINTR", "greet-given-text greet/1 read:pipe 1 short",
                             "greet-given-text greet wait4:child 1 EINTR", "greet-given-text greet/1 write:output 1 ENOSPC",
                             "greet-given-text greet/1 read:pipe 1 kill"})
    CHECK(contains(report, "\"key\": \"" + std::string(wanted) + "\""));
}

TEST_CASE("What does not survive is grouped by its place, with advice and a command that tells the story") {
  if (machine_refuses()) return;
  const std::string report = swept(reference("mutants/greet-interruption-is-failure"));
  CHECK(contains(member(report, "advice"), "make the same call again"));
  CHECK(contains(member(report, "show_again"), "--strike"));
  const std::string key = "greet-given-text greet wait4:child 1 EINTR";
  CHECK(contains(report, "\"" + key + "\""));
  const Outcome story = type({"sweep", "pipe", reference("mutants/greet-interruption-is-failure"), "--strike", key});
  CHECK(story.status == 1);
  CHECK(contains(story.output, "⚡"));
  CHECK(contains(story.output, "What happened"));
}

TEST_CASE("A journal is gone on from, and only where nothing has changed") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const std::string journal = folder.path() + "/journal";
  const std::vector<std::string> words = {"sweep",     "pipe", reference("good/blocking"), "--scenario", scenario, "--quiet",
                                          "--journal", journal};
  const Outcome first = type(words);
  const std::string kept = content(journal);
  const Outcome second = type(words);
  CHECK(second.output == first.output);
  CHECK(content(journal) == kept);  // nothing was tried again
  std::ofstream(journal, std::ios::trunc) << kept.substr(0, kept.size() / 2);
  CHECK(type(words).output == first.output);
}

TEST_CASE("A program that is not the same in two runs is not swept, and the first call that differs is named") {
  if (machine_refuses()) return;
  const TestFolder folder;
  write_fickle(folder);
  const Outcome outcome = type({"sweep", "pipe", folder.path(), "--scenario", scenario, "--quiet"});
  CHECK(contains(outcome.output, "greet-given-text was not swept. "));
  CHECK(outcome.status == 3);
}

TEST_CASE("Wrong names are answered with those there are") {
  const Outcome task = type({"sweep", "textbook", reference("good/blocking")});
  CHECK(task.status == 2);
  const Outcome wrong = type({"sweep", "pipe", reference("good/blocking"), "--scenario", "greet-given-tex"});
  CHECK(wrong.output == "ipcgrade: 'greet-given-tex' is no scenario that pipe sweeps; did you mean 'greet-given-text'?\n");
  CHECK(wrong.status == 2);
}

TEST_CASE("Where the assignment gives a part for it, run sweeps as well, and what was survived counts in the mark") {
  if (machine_refuses()) return;
  const TestFolder folder;
  namespace fs = std::filesystem;
  folder.folder("assignments");
  folder.folder("suites/pipe");
  fs::copy(IPCGRADE_SOURCE_DIR "/assignments/pipe", folder.path() + "/assignments/pipe", fs::copy_options::recursive);
  for (const char* name : {"greet-default.toml", "greet-given-text.toml"})
    fs::copy(std::string(IPCGRADE_SOURCE_DIR "/suites/pipe/") + name, folder.path() + "/suites/pipe");
  const std::string file = folder.path() + "/assignments/pipe/assignment.toml";
  std::string text = content(file);
  text.replace(text.find("\"greet-given-text\", "),
               text.find(']', text.find("\"greet-given-text\", ")) - text.find("\"greet-given-text\", "), "\"greet-given-text\"");
  std::ofstream(file) << text << "part = \"A\"\n";
  const std::string page = folder.path() + "/page.html";
  const auto run = [&](const std::string& program) {
    return type({"--root", folder.path(), "run", "pipe", reference(program), "--html", page});
  };
  CHECK(run("good/blocking").status == 0);
  CHECK(contains(content(page), "greet/1: read (pipe)"));
  const Outcome mutant = run("mutants/greet-interruption-is-failure");
  CHECK(mutant.status == 1);
  CHECK(contains(mutant.output, "sweep"));
  CHECK(contains(mutant.output, " of 10 points"));
  CHECK(contains(mutant.output, " sweep pipe "));
}

TEST_CASE("A sweep's page holds the run of each failure, and the matrix") {
  if (machine_refuses()) return;
  const TestFolder folder;
  const std::string page = folder.path() + "/sweep.html";
  CHECK(type({"sweep", "pipe", reference("mutants/greet-interruption-is-failure"), "--scenario", scenario, "-q", "--html", page})
            .status == 1);
  CHECK(contains(content(page), "data-timeline"));
  CHECK(contains(content(page), "make the same call again"));
  CHECK(contains(content(page), "greet/1: read (pipe)"));
}

TEST_CASE("A fault that could change nothing has not struck: the scenario is not applicable, and no pass") {
  if (machine_refuses()) return;
  const TestFolder folder;
  folder.folder("assignments");
  folder.folder("suites/pipe");
  std::filesystem::copy(IPCGRADE_SOURCE_DIR "/assignments/pipe", folder.path() + "/assignments/pipe",
                        std::filesystem::copy_options::recursive);
  // Up to PIPE_BUF bytes go into a pipe whole or not at all.
  folder.file("suites/pipe/short.toml", R"([scenario]
title  = "A short write that cannot be"
part   = "A"
points = 1
[[step]]
fault = { process = "greet", call = "write", when = "1+", on = "pipe", short = 1 }
[[step]]
start = "greet"
[[step]]
expect = { process = "greet", stdout = "read Greetings\n", exit = 0 }
)");
  const Outcome outcome = type({"--root", folder.path(), "run", "pipe", reference("good/blocking")});
  CHECK(contains(outcome.output, "the scenario's fault never struck"));
}
