// The program as people type it, for tests: started with words, its output read, its status taken. What goes wrong with that is
// an exception, and so the test's failure.
#pragma once

#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/test_folder.hpp"

namespace ipcgrade::cli {

struct Outcome {
  int status = -1;
  std::string output;  // standard output, then standard error, as they came
};

// A started program whose output is read from `output`.
struct Child {
  pid_t pid = -1;
  FILE* output = nullptr;
};

// What its output is: a pipe, or a terminal, on which progress is shown.
enum class Screen : std::uint8_t { pipe, terminal };

struct Started {
  std::string temporary;    // for its private folders
  std::optional<int> rung;  // forced
  Screen screen = Screen::pipe;
};

// `ipcgrade` with these words, in the project's folder.
inline Child start(std::vector<std::string> words, const Started& how) {
  std::array<int, 2> ends{};
  const bool made =
      how.screen == Screen::pipe ? ::pipe(ends.data()) == 0 : ::openpty(&ends[0], &ends[1], nullptr, nullptr, nullptr) == 0;
  if (!made) throw std::runtime_error("no pipe and no terminal for a program's output");
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
    ::dup2(ends[1], 1);
    ::dup2(ends[1], 2);
    ::close(ends[0]);
    ::setenv("IPCGRADE_ROOT", IPCGRADE_SOURCE_DIR, 1);
    ::unsetenv("IPCGRADE_COMMAND");
    ::setenv("TMPDIR", how.temporary.c_str(), 1);
    if (how.rung) ::setenv("IPCGRADE_RUNG", std::to_string(*how.rung).c_str(), 1);
    std::vector<char*> argv;
    words.insert(words.begin(), "ipcgrade");
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(IPCGRADE_BINARY, argv.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  return {pid, ::fdopen(ends[0], "r")};
}

// Reads until this was printed; the end of the output before that is the test's failure.
inline void wait_for(const Child& child, const std::string& text) {
  std::string seen;
  for (int c = std::fgetc(child.output); c != EOF; c = std::fgetc(child.output))
    if (seen += static_cast<char>(c); seen.find(text) != std::string::npos) return;
  throw std::runtime_error("'" + text + "' never came, only: " + seen);
}

inline Outcome finish(const Child& child) {
  Outcome outcome;
  for (int c = std::fgetc(child.output); c != EOF; c = std::fgetc(child.output)) outcome.output += static_cast<char>(c);
  std::fclose(child.output);
  int status = 0;
  ::waitpid(child.pid, &status, 0);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return outcome;
}

inline Outcome type(const std::vector<std::string>& words, std::optional<int> rung = std::nullopt) {
  const TestFolder temporary;
  Outcome outcome = finish(start(words, {temporary.path(), rung, Screen::pipe}));
  // Whatever happened, nothing is left behind.
  if (!std::filesystem::is_empty(temporary.path())) throw std::runtime_error("files were left in TMPDIR");
  return outcome;
}

// Skips, with a reason, where this machine can run no trial at all.
inline bool machine_refuses() {
  const Outcome doctor = type({"doctor"});
  if (doctor.status == 3) std::fprintf(stderr, "skipped: no trial can run here:\n%s", doctor.output.c_str());
  return doctor.status == 3;
}

inline std::string reference(const std::string& name) { return IPCGRADE_SOURCE_DIR "/reference/pipe/" + name; }

inline std::string content(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace ipcgrade::cli
