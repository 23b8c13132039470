#include "engine/roles.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/error.hpp"

namespace ipcgrade::engine {
namespace {

struct stat status_of(const base::Fd& fd) {
  struct stat status {};
  base::check(fstat(fd.get(), &status), "looking at a pipe");
  return status;
}

model::Object pipe_object(const base::Fd& fd) {
  const struct stat status = status_of(fd);
  return {model::ObjectKind::pipe, status.st_dev, status.st_ino, 0};
}

}  // namespace

void Roles::add(model::ProcessIndex process, const model::Launch& launch, tracer::Launched launched) {
  Role& role = roles_.emplace_back();
  role.process = process;
  role.at_end = launch.at_end;
  role.argv = launch.argv;
  role.gate = std::move(launched.gate);
  role.input = std::move(launched.input);
  role.streams[0] = std::move(launched.output);
  role.streams[1] = std::move(launched.error);
  role.input_inode = pipe_object(role.input).inode;
  world_.harness_holds(pipe_object(role.input), model::ObjectKind::input);
  world_.harness_holds(pipe_object(role.streams[0]), model::ObjectKind::output);
  world_.harness_holds(pipe_object(role.streams[1]), model::ObjectKind::output);
  role.first_stream = recorder_.trace().streams.size();
  recorder_.trace().streams.push_back({process, 1, {}});
  recorder_.trace().streams.push_back({process, 2, {}});
}

void Roles::open_gate(model::ProcessIndex process) {
  Role* const role = role_of(process);
  if (role == nullptr || !role->gate) return;
  base::check(write(role->gate.get(), "g", 1), "starting a program");
  role->gate.reset();
}

void Roles::send(model::ProcessIndex process, const std::string& bytes) {
  if (Role* const role = role_of(process)) role->unsent += bytes;
}

void Roles::close_input(model::ProcessIndex process) {
  if (Role* const role = role_of(process)) role->closing = true;
}

void Roles::close_all_inputs() {
  for (Role& role : roles_) role.closing = true;
}

Roles::Progress Roles::exchange() {
  Progress progress = drain();
  for (Role& role : roles_)
    if (push(role) == Progress::some) progress = Progress::some;
  return progress;
}

Roles::Progress Roles::drain() {
  Progress progress = Progress::none;
  for (Role& role : roles_)
    for (const int stream : {1, 2})
      if (drain(role, stream) == Progress::some) progress = Progress::some;
  return progress;
}

Roles::Progress Roles::drain(Role& role, int stream) {
  base::Fd& fd = role.streams[stream - 1];
  std::string& bytes = recorder_.trace().streams[role.first_stream + static_cast<std::size_t>(stream - 1)].bytes;
  const std::size_t before = bytes.size();
  char buffer[65536];
  while (fd) {
    const ssize_t got = read(fd.get(), buffer, sizeof buffer);
    if (got < 0) break;  // EAGAIN: nothing more has come
    if (got == 0) fd.reset();
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
  if (bytes.size() == before) return Progress::none;
  output_bytes_ += bytes.size() - before;
  recorder_.event(role.process, model::nobody, model::Wrote{stream, before, bytes.size() - before});
  return Progress::some;
}

Roles::Progress Roles::push(Role& role) {
  Progress progress = Progress::none;
  while (role.input && !role.unsent.empty()) {
    const ssize_t put = write(role.input.get(), role.unsent.data(), role.unsent.size());
    if (put < 0 && errno == EAGAIN) return progress;
    if (put < 0) {
      role.unsent.clear();  // EPIPE: nobody will ever read it
      break;
    }
    role.unsent.erase(0, static_cast<std::size_t>(put));
    progress = Progress::some;
  }
  if (role.closing && role.input) {
    role.input.reset();
    progress = Progress::some;
  }
  return progress;
}

bool Roles::input_open(const model::Object& pipe) const {
  return std::any_of(roles_.begin(), roles_.end(), [&](const Role& r) { return r.input && r.input_inode == pipe.inode; });
}

const std::string& Roles::output(model::ProcessIndex process, int stream) const {
  static const std::string none;
  const Role* const role = find(process);
  return role == nullptr ? none : recorder_.trace().streams[role->first_stream + static_cast<std::size_t>(stream - 1)].bytes;
}

const Roles::Role* Roles::find(model::ProcessIndex process) const {
  const auto found = std::find_if(roles_.begin(), roles_.end(), [&](const Role& r) { return r.process == process; });
  return found == roles_.end() ? nullptr : &*found;
}

Roles::Role* Roles::role_of(model::ProcessIndex process) { return const_cast<Role*>(find(process)); }

}  // namespace ipcgrade::engine
