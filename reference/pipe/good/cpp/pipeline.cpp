// pipeline CMD [ARG...] [-- CMD [ARG...]]...: every command's output is the next one's input. The stages are started from right
// to left, each by posix_spawn, which says at once whether the command could be executed.
#include <spawn.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "process.hpp"

namespace {

using Command = std::vector<char*>;  // its words and a null pointer

// The commands between the "--"; an empty list if one of them is empty.
std::vector<Command> commands(char** words, char** end) {
  std::vector<Command> all;
  for (;;) {
    char** const separator = std::find_if(words, end, [](const char* word) { return std::strcmp(word, "--") == 0; });
    if (separator == words) return {};
    all.emplace_back(words, separator).push_back(nullptr);
    if (separator == end) return all;
    words = separator + 1;
  }
}

void check(int error, const char* what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

// What a stage has as standard input and output, and SIGPIPE at its default. All other ends are close-on-exec.
class Setting {
 public:
  Setting(const End* input, const End* output) {
    check(::posix_spawn_file_actions_init(&actions_), "posix_spawn_file_actions_init");
    check(::posix_spawnattr_init(&attributes_), "posix_spawnattr_init");
    if (input != nullptr) check(::posix_spawn_file_actions_adddup2(&actions_, input->fd(), STDIN_FILENO), "adddup2");
    if (output != nullptr) check(::posix_spawn_file_actions_adddup2(&actions_, output->fd(), STDOUT_FILENO), "adddup2");
    sigset_t defaults;
    ::sigemptyset(&defaults);
    ::sigaddset(&defaults, SIGPIPE);
    check(::posix_spawnattr_setsigdefault(&attributes_, &defaults), "posix_spawnattr_setsigdefault");
    check(::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF), "posix_spawnattr_setflags");
  }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;
  ~Setting() {
    ::posix_spawnattr_destroy(&attributes_);
    ::posix_spawn_file_actions_destroy(&actions_);
  }
  [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &actions_; }
  [[nodiscard]] const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// A stage that runs, or the status of one that could not be executed.
struct Stage {
  pid_t pid = 0;
  int status = 0;
};

Stage start(const Command& command, const End* input, const End* output) {
  const Setting setting(input, output);
  Stage stage;
  const int error = ::posix_spawnp(&stage.pid, command[0], setting.actions(), setting.attributes(), command.data(), environ);
  if (error == 0) return stage;
  if (error == EAGAIN || error == ENOMEM) check(error, "posix_spawnp");  // no process could be made: not the command's fault
  std::fprintf(stderr, "pipeline: %s: %s\n", command[0], std::strerror(error));
  return {0, error == ENOENT || error == ENOTDIR ? 127 : 126};
}

int reap(const Stage& stage) {
  if (stage.pid == 0) return stage.status;
  int status = 0;
  while (::waitpid(stage.pid, &status, 0) < 0)
    if (errno != EINTR) failed("waitpid");
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// All stages are reaped whatever goes wrong. The last one's status, or 1 after a message.
int run(const std::vector<Command>& all) {
  std::vector<Stage> stages;
  const int started = guarded("pipeline", [&] {
    std::optional<End> output;  // where the stage to be started next writes to
    for (auto command = all.rbegin(); command != all.rend(); ++command) {
      std::optional<Pipe> input;
      if (command + 1 != all.rend()) input.emplace(Pipe::make(O_CLOEXEC));
      stages.push_back(start(*command, input ? &input->out : nullptr, output ? &*output : nullptr));
      output.reset();
      if (input) output.emplace(std::move(input->in));
    }
  });
  int last = 1;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const int status = reap(stages[i]);
    if (i == 0) last = status;
  }
  return started == 0 ? last : started;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Command> all = commands(argv + std::min(argc, 1), argv + argc);
  if (all.empty()) {
    std::fputs("usage: pipeline CMD [ARG...] [-- CMD [ARG...]]...\n", stderr);
    return 2;
  }
  int status = 1;
  const int done = guarded("pipeline", [&] { status = run(all); });
  return done == 0 ? status : done;
}
