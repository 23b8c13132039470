#include "oracles/naming.hpp"

#include <csignal>

#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"

using namespace ipcgrade::model;
using namespace ipcgrade::oracles;
using ipcgrade::testing::TraceBuilder;

TEST_CASE("a place says what is known of it") {
  CHECK(place({"main", "greet.c", 25}) == "greet.c:25 in main");
  CHECK(place({"", "greet.c", 25}) == "greet.c:25");
  CHECK(place({"main", "", 0}) == "main");
  CHECK(at_place({"main", "", 0}) == " in main");
  CHECK(at_place({}).empty());
}

TEST_CASE("a C++ function goes by its name without parameters") {
  const auto named = [](const std::string& function) { return place({function, "", 0}); };
  CHECK(named("End::read(char*, unsigned long) const") == "End::read");
  CHECK(named("run(void (*)(int), int)") == "run");
  CHECK(named("(anonymous namespace)::feed(int)") == "(anonymous namespace)::feed");
  CHECK(named("(anonymous namespace)::feed") == "(anonymous namespace)::feed");
  CHECK(named("main::{lambda(int)#1}::operator()(int) const") == "main::{lambda(int)#1}::operator()");
}

TEST_CASE("threads are numbered only where a process had several") {
  TraceBuilder trace;
  const ProcessIndex one = trace.role("greet");
  const ProcessIndex two = trace.role("server");
  const ThreadIndex second = trace.thread(two);
  ThreadState thread;
  thread.process = one;
  thread.thread = 0;
  CHECK(label_of(trace.trace(), thread) == "greet");
  thread.process = two;
  thread.thread = second;
  CHECK(label_of(trace.trace(), thread) == "thread 2 of server");
  CHECK(label_of(trace.trace(), nobody) == "the harness");
}

TEST_CASE("signals and calls go by the names that programmers use") {
  CHECK(signal_name(SIGPIPE) == "SIGPIPE");
  CHECK(signal_name(SIGRTMAX) == "signal 64");
  CHECK(call_name("wait4") == "waitpid");
  CHECK(call_name("read") == "read");
}

TEST_CASE("lists end in a word") {
  CHECK(list_of({}).empty());
  CHECK(list_of({"a"}) == "a");
  CHECK(list_of({"a", "b"}) == "a and b");
  CHECK(list_of({"a", "b", "c"}, "or") == "a, b or c");
}
