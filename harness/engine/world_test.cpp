#include "engine/world.hpp"

#include <unistd.h>

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine;

TEST_CASE("a child is known to its parent and found by its id while it lives") {
  World world;
  const Process& parent = world.add_process(10, model::nobody);
  Process& child = world.add_process(11, parent.index);
  CHECK(parent.children == std::vector<model::ProcessIndex>{child.index});
  CHECK(world.find_process(11) == &child);
  CHECK(world.live_processes() == 2);
  child.ended = true;
  CHECK(world.find_process(11) == nullptr);
  CHECK(world.live_processes() == 1);
}

TEST_CASE("a thread that is gone is not looked at any more, and what it has used stays on its account") {
  World world;
  Thread& thread = world.add_thread(getpid(), world.add_process(getpid(), model::nobody).index);
  thread.files = probe::TaskFiles(getpid(), getpid());
  const auto used = thread.look_at_cpu();
  CHECK(used.count() > 0);
  thread.gone();
  CHECK(thread.files.state() == 'X');
  CHECK(thread.look_at_cpu() == used);
}

TEST_CASE("a thread that calls exec takes on its process's id") {
  World world;
  const Process& process = world.add_process(10, model::nobody);
  Thread& leader = world.add_thread(10, process.index);
  Thread& caller = world.add_thread(12, process.index);
  world.forget(leader);
  world.rename(caller, 10);
  CHECK(world.find(10) == &caller);
  CHECK(world.find(12) == nullptr);
}

TEST_CASE("an id that is used again belongs to the newer thread, even when the older one is forgotten late") {
  World world;
  const Process& process = world.add_process(10, model::nobody);
  Thread& older = world.add_thread(20, process.index);
  Thread& newer = world.add_thread(20, process.index);
  world.forget(older);
  CHECK(world.find(20) == &newer);
}

TEST_CASE("a pipe whose other end the harness holds is input or output; all others are pipes") {
  World world;
  const model::Object stdin_pipe{model::ObjectKind::pipe, 1, 5, 0};
  const model::Object other_pipe{model::ObjectKind::pipe, 1, 6, 0};
  world.harness_holds(stdin_pipe, model::ObjectKind::input);
  CHECK(world.recognise(stdin_pipe).kind == model::ObjectKind::input);
  CHECK(world.recognise(other_pipe).kind == model::ObjectKind::pipe);
}
