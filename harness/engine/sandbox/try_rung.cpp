#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/temporary_folder.hpp"
#include "engine/sandbox/attempt.hpp"
#include "engine/sandbox/system.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

// Steps cross the pipe as lines "1 name<tab>detail".
std::string to_lines(const std::vector<Step>& steps) {
  std::string lines;
  for (const Step& step : steps) lines += (step.ok ? "1 " : "0 ") + step.name + '\t' + step.detail + '\n';
  return lines;
}

std::vector<Step> from_lines(const std::string& lines) {
  std::vector<Step> steps;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string line = lines.substr(at, end - at);
    const std::size_t tab = line.find('\t');
    if (line.size() > 2 && tab != std::string::npos)
      steps.push_back({line.substr(2, tab - 2), line[0] == '1', line.substr(tab + 1)});
    at = end + 1;
  }
  return steps;
}

void tell(const base::Fd& pipe, const std::vector<Step>& steps) {
  const std::string lines = to_lines(steps);
  must(write(pipe.get(), lines.data(), lines.size()), "writing");
}

void try_in_child(const Rung& rung, const std::string& folder, const base::Fd& answer) {
  try {
    Order order;
    order.files = folder;
    order.disk_bytes = 1U << 20;
    const int status = enter(order, rung, [&](const Ground& ground) {
      tell(answer, {{"namespaces", true, "made"}});
      tell(answer, attempt_all(ground));
      return 0;
    });
    if (status != 0) tell(answer, {{"namespaces", false, "a process in there ended with status " + std::to_string(status)}});
  } catch (const std::exception& error) {
    tell(answer, {{"namespaces", false, error.what()}});
  }
}

std::string read_to_end(const base::Fd& fd) {
  std::string text;
  char buffer[4096];
  for (ssize_t size = 1; size > 0;) {
    do size = read(fd.get(), buffer, sizeof buffer);
    while (size < 0 && errno == EINTR);
    if (size > 0) text.append(buffer, static_cast<std::size_t>(size));
  }
  return text;
}

}  // namespace

std::vector<Step> try_rung(const Rung& rung) {
  std::string folder = base::temporary_folder() + "/ipcgrade-" + std::to_string(getpid()) + "-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) must(-1, "making the folder", folder);
  Pipe answer = make_pipe();
  std::fflush(nullptr);  // or the child, which ends as a process should, prints it a second time
  // fork(3) first: unlike enter(), it may be called beside other threads.
  const pid_t child = must(fork(), "making a process");
  if (child == 0) {
    try_in_child(rung, folder, answer.write);
    _exit(0);
  }
  answer.write.reset();
  const std::string lines = read_to_end(answer.read);
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) continue;
  must(rmdir(folder.c_str()), "removing the folder", folder);
  std::vector<Step> steps = from_lines(lines);
  if (steps.empty()) steps.push_back({"namespaces", false, "the trial process ended without a word"});
  return steps;
}

}  // namespace ipcgrade::engine::sandbox
