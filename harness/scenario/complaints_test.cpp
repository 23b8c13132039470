// Every complaint about a scenario, with its exact place.
#include "scenario/complaints.hpp"

#include "scenario/parse_fixture.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::scenario;

namespace {

// After `started`, a step whose verb stands in line 10.
std::string about_step(const std::string& line) { return complaint_about(started + "[[step]]\n" + line + "\n"); }
// A condition of p1 that begins in column 28: expect = { process = "p1", KEYS }
std::string about_expect(const std::string& keys) { return about_step("expect = { process = \"p1\", " + keys + " }"); }

}  // namespace

TEST_CASE("of several complaints the one that stands first in the file is told") {
  Complaints complaints;
  complaints.add({"f", 3, 1}, "third");
  complaints.add({"f", 2, 9}, "second");
  complaints.add({"f", 2, 4}, "first");
  complaints.add({"f", 2, 4}, "at the same place");
  CHECK(complaint_of([&] {
          complaints.raise();
          return 0;
        }) == "f:2:4: first");
  CHECK(complaint_of([&] {
          Complaints().raise();
          return 0;
        }).empty());
  CHECK(complaint_about(head + "[[step]]\nstart = \"gret\"\n[[step]]\nstrat = 1\n[[mechanism]]\n") ==
        "s.toml:7:9: unknown role 'gret'; did you mean 'greet'?");
}

TEST_CASE("a complaint is one line whatever it quotes") {
  CHECK(complaint_about("\"a\\nb\" = 1\n").find('\n') == std::string::npos);
  const std::string longest = complaint_about(head + "[[step]]\nstart = \"" + std::string(5000, 'x') + "\"\n");
  CHECK(longest == "s.toml:7:9: unknown role '" + std::string(57, 'x') + "...'; known are: greet, swapcase");
}

TEST_CASE("text that is not TOML is refused where it breaks") {
  CHECK(complaint_about("[scenario]\ntitle = \n").starts_with("s.toml:2:9: not valid TOML: "));
}

TEST_CASE("the file's tables are known by name") {
  CHECK(complaint_about("") ==
        "s.toml:1:1: a scenario needs the key 'scenario': [scenario]: what it is about, and what it is worth");
  CHECK(complaint_about("[scenarios]\n") == "s.toml:1:2: unknown key 'scenarios' in a scenario; did you mean 'scenario'?");
  CHECK(complaint_about(head) == "s.toml:1:1: this scenario starts nothing: it needs a [[step]] with start = \"ROLE\"");
  CHECK(complaint_about(head + "[step]\nstart = \"greet\"\n") ==
        "s.toml:1:1: this scenario starts nothing: it needs a [[step]] with start = \"ROLE\"");
  CHECK(complaint_about("scenario = 3\n") == "s.toml:1:12: [scenario] must be a table, not an integer");
  CHECK(complaint_about("step = [1]\n" + head) == "s.toml:1:9: a step must be a table, not an integer");
}

TEST_CASE("each key of the head is checked") {
  const auto about = [](const std::string& keys) {
    return complaint_about("[scenario]\n" + keys + "\n[[step]]\nstart=\"greet\"\n");
  };
  CHECK(about("part = \"A\"\npoints = 1") ==
        "s.toml:1:1: [scenario] needs the key 'title': one sentence: the behaviour that is checked");
  CHECK(about("titel = \"x\"\npart = \"A\"\npoints = 1") ==
        "s.toml:2:1: unknown key 'titel' in [scenario]; did you mean 'title'?");
  CHECK(about("title = 1\npart = \"A\"\npoints = 1") == "s.toml:2:9: 'title' must be a text, not an integer");
  CHECK(about("title = \"x\"\npart = \"C\"\npoints = 1") == "s.toml:3:8: unknown part 'C'; known are: A, B");
  CHECK(about("title = \"x\"\npart = \"A\"\npoints = 0") == "s.toml:4:10: 'points' must be from 1 to 1000000, not 0");
  CHECK(about("title = \"x\"\npart = \"A\"\npoints = 1.5") == "s.toml:4:10: 'points' must be an integer, not a fraction");
  CHECK(about("title = \"x\"\npart = \"A\"\npoints = 1\nvisibility = \"hiden\"") ==
        "s.toml:5:14: unknown visibility 'hiden'; did you mean 'hidden'?");
  CHECK(about("title = \"x\"\npart = \"A\"\npoints = 1\nslow = 1") == "s.toml:5:8: 'slow' must be true or false, not an integer");
  CHECK(about("title = \"x\"\npart = \"A\"\npoints = 1\nneeds = \"a\"") ==
        "s.toml:5:9: 'needs' must be a list of texts, not a text");
  CHECK(about("title = \"x\"\npart = \"A\"\npoints = 1\nneeds = [\"a\", 1]") ==
        "s.toml:5:15: an element of 'needs' must be a text, not an integer");
  CHECK(about("title = \"x\"\npart = \"A\"\npoints = 1\nneeds = [\"s\"]") == "s.toml:5:10: a scenario cannot need itself");
}

TEST_CASE("a file's name is the scenario's name, so it is a plain one") {
  const auto about = [](const char* file) {
    return complaint_of([&] { return parse_scenario(started, file, pipe_assignment()); });
  };
  CHECK(about("a b.toml") == "a b.toml: a scenario's file is named by letters, digits, '-' and '_', and .toml");
  CHECK(about("x/good-name_2.toml").empty());
}

TEST_CASE("a step has exactly one verb") {
  CHECK(
      about_step("") ==
      "s.toml:9:1: this step has no verb; known are: start, send, close_input, until, expect, signal, fault, kill, stop, resume, "
      "mark, connect, listen, datagram, shut, close, reset, read");
  CHECK(about_step("utnil = {}") == "s.toml:10:1: unknown key 'utnil' in a step; did you mean 'until'?");
  CHECK(about_step("kill = \"p1\"\nstop = \"p1\"") == "s.toml:11:1: this step has 'kill' already, so 'stop' is one too many");
  CHECK(about_step("kill = \"p1\"\nargs = []") == "s.toml:11:1: 'args' belongs to the verb 'start', which this step lacks");
  CHECK(about_step("as = \"p2\"").starts_with("s.toml:9:1: this step has no verb"));
}

TEST_CASE("a call may be short where it says how much it moves") {
  const auto about_short = [](const std::string& call) {
    return about_step("fault = { process = \"p1\", call = \"" + call + "\", short = 1 }");
  };
  CHECK(about_short("accept").ends_with(
      "'accept' cannot be short: read, write, recv, send, readv, writev, recvmsg, sendmsg and their kin can"));
  for (const char* const call : {"recv", "pread64", "writev", "preadv2", "sendmsg", "recvmmsg"}) CHECK(about_short(call).empty());
}

TEST_CASE("what is started is a known role under a new name") {
  CHECK(about_step("start = \"gret\"") == "s.toml:10:9: unknown role 'gret'; did you mean 'greet'?");
  CHECK(about_step("start = 1") == "s.toml:10:9: role must be a text, not an integer");
  CHECK(about_step("start = \"greet\"\nas = \"p1\"") ==
        "s.toml:11:6: an earlier step has started 'p1'; as = \"...\" gives this one another name");
  CHECK(about_step("start = \"greet\"\nas = \"p/1\"") == "s.toml:11:6: 'as' must be a name of letters, digits, '-' and '_'");
  CHECK(about_step("start = \"greet\"\nargs = \"x\"") ==
        "s.toml:11:8: 'args' must be a list, or a table of named arguments, not a text");
  CHECK(about_step("start = \"greet\"\nargs = { n = 1.5 }") ==
        "s.toml:11:14: argument 'n' must be a text, an integer, a table or a list of these, not a fraction");
  CHECK(complaint_about(head + "[[step]]\nstart = \"greet\"\n[[step]]\nstart = \"greet\"\n") ==
        "s.toml:9:9: an earlier step has started 'greet'; as = \"...\" gives this one another name");
}

TEST_CASE("a process is one that an earlier step starts, or a child of it") {
  CHECK(about_step("kill = \"p2\"") == "s.toml:10:8: no earlier step starts 'p2'; did you mean 'p1'?");
  CHECK(about_step("kill = \"greet\"") == "s.toml:10:8: no earlier step starts 'greet'; known are: p1");
  CHECK(about_step("kill = \"p1/3/12\"").empty());
  for (const char* label : {"p1/", "p1/0", "p1/01", "p1/x", "p1//1", "p1/1/", "p1/-1"})
    CHECK(about_step("kill = \"" + std::string(label) + "\"") ==
          "s.toml:10:8: '" + std::string(label) +
              "' names no process: the first child of 'p1' is 'p1/1', its first child 'p1/1/1'");
  CHECK(complaint_about(head + "[[step]]\nkill = \"greet\"\n[[step]]\nstart = \"greet\"\n") ==
        "s.toml:7:8: no earlier step starts 'greet'");
}

TEST_CASE("input goes to a started process, and only while it is open") {
  CHECK(about_step("send = { process = \"p1\" }") == "s.toml:10:8: 'send' needs the key 'data': a payload");
  CHECK(about_step("send = { process = \"p1/1\", data = \"\" }") ==
        "s.toml:10:20: 'p1/1' has no standard input of its own; 'p1' has");
  CHECK(about_step("send = \"p1\"") == "s.toml:10:8: 'send' must be a table, not a text");
  CHECK(about_step("close_input = \"p1\"\n[[step]]\nsend = { process = \"p1\", data = \"\" }") ==
        "s.toml:12:20: an earlier step has closed the input of 'p1'");
  CHECK(about_step("close_input = { process = \"p1\" }") == "s.toml:10:15: a process must be a text, not a table");
}

TEST_CASE("a condition asks something that can be") {
  CHECK(about_step("expect = { process = \"p1\" }") ==
        "s.toml:10:10: 'expect' asks nothing: it needs 'is', 'stdout', 'stderr', 'exit', 'file' or 'grown'");
  CHECK(about_step("until = { is = \"blocked\" }").starts_with("s.toml:10:9: 'until' needs the key 'process' or 'peer': "));
  CHECK(about_expect("is = \"bloked\"") == "s.toml:10:33: unknown state 'bloked'; did you mean 'blocked'?");
  CHECK(about_expect("is = \"blocked\", on = \"pip\"") == "s.toml:10:49: unknown kind of object 'pip'; did you mean 'pipe'?");
  CHECK(about_expect("is = \"blocked\", on = [\"pipe\", \"tpc\"]") ==
        "s.toml:10:58: unknown kind of object 'tpc'; did you mean 'tcp'?");
  CHECK(about_expect("is = \"blocked\", on = []") == "s.toml:10:49: 'on' is an empty list: leave it out where any wait will do");
  CHECK(about_expect("on = \"pipe\"") ==
        "s.toml:10:28: 'on' says what a process is blocked on: it needs is = \"blocked\" beside it");
  CHECK(about_expect("is = \"exited\", on = \"pipe\"") ==
        "s.toml:10:43: 'on' says what a process is blocked on: it needs is = \"blocked\" beside it");
  CHECK(about_expect("is = \"blocked\", exit = 0") ==
        "s.toml:10:44: 'exit' is about a process that has ended: it cannot be blocked or stopped as well");
  CHECK(about_expect("stdot = \"x\"") == "s.toml:10:28: unknown key 'stdot' in 'expect'; did you mean 'stdout'?");
}

TEST_CASE("an exit status is one that a process can have") {
  const std::string right = "'exit' must be a status from 0 to 255, \"failure\" (any but 0) or { signal = \"SIGTERM\" }";
  CHECK(about_expect("exit = 256") == "s.toml:10:35: 'exit' must be from 0 to 255, not 256");
  CHECK(about_expect("exit = -1") == "s.toml:10:35: 'exit' must be from 0 to 255, not -1");
  CHECK(about_expect("exit = \"fail\"") == "s.toml:10:35: " + right);
  CHECK(about_expect("exit = true") == "s.toml:10:35: " + right);
  CHECK(about_expect("exit = { signal = \"SIGPIP\" }") == "s.toml:10:46: unknown signal 'SIGPIP'; did you mean 'SIGPIPE'?");
  CHECK(about_expect("exit = {}") == "s.toml:10:35: 'exit' needs the key 'signal': the name of a signal");
  CHECK(about_step("signal = { process = \"p1\", signal = \"TERM\" }").starts_with("s.toml:10:37: unknown signal 'TERM'"));
}

TEST_CASE("an output has one rule") {
  CHECK(about_expect("stdout = { start_with = \"a\" }") ==
        "s.toml:10:39: unknown key 'start_with' in 'stdout'; did you mean 'starts_with'?");
  CHECK(about_expect("stdout = { lengt = 3 }") == "s.toml:10:39: unknown key 'lengt' in 'stdout'; did you mean 'length'?");
  CHECK(about_expect("stdout = { any = true, none = true }") ==
        "s.toml:10:51: 'stdout' has 'any' already, so 'none' is one too many");
  CHECK(about_expect("stdout = { none = false }") == "s.toml:10:46: 'none' can only be true");
  CHECK(about_expect("stdout = { contains = 1.5 }") ==
        "s.toml:10:50: 'contains' must be a text, an integer, a table or a list of these, not a fraction");
  CHECK(about_expect("stdout = { contains = \"a\", length = 3 }").starts_with("s.toml:10:55: unknown key 'length' in 'stdout'"));
  CHECK(about_expect("stdout = {}") ==
        "s.toml:10:37: 'stdout' needs one of the keys text, hex, file, length, xdr, repeat, hex_of");
}

TEST_CASE("a file has a name in the working folder, and what a file of its kind can have") {
  const std::string place =
      "s.toml:10:8: 'path' must be a name in the working folder, or begin with /tmp/ or /dev/shm, and without '..'";
  const auto given = [](const std::string& keys) { return complaint_about(started + "[[file]]\n" + keys + "\n"); };
  for (const char* path : {"", "/etc/passwd", "../notes", "a/../../b"})
    CHECK(given("path = \"" + std::string(path) + "\"") == place);
  CHECK(given("path = \"/dev/shm{name}\"").empty());
  CHECK(given("path = \"{nam}\"") == "s.toml:10:8: no trial has a value for {nam}; did you mean 'name'?");
  CHECK(given("path = \"{name}\"").ends_with("the file of such shared memory is \"/dev/shm{name}\""));
  CHECK(given("is = \"fifo\"") ==
        "s.toml:9:1: [[file]] needs the key 'path': its name in the working folder, or a path in /tmp or /dev/shm");
  CHECK(given("path = \"a\"\nis = \"absent\"").starts_with("s.toml:11:6: unknown kind of file 'absent'"));
  const std::string octal = "'mode' must be permissions in octal, from 0o000 to 0o777";
  CHECK(given("path = \"a\"\nmode = 600") == "s.toml:11:8: " + octal);
  CHECK(given("path = \"a\"\nmode = \"rw\"") == "s.toml:11:8: " + octal);
  CHECK(given("path = \"a\"\nis = \"fifo\"\ndata = \"x\"") == "s.toml:12:1: 'data' is about a regular file, not about a FIFO");
  CHECK(about_expect("file = { path = \"a\" }").starts_with("s.toml:10:35: 'file' needs the key 'is'"));
  CHECK(about_expect("file = { path = \"a\", is = \"absent\", mode = 0o600 }") ==
        "s.toml:10:64: 'mode' is about a file that is there: it cannot be absent as well");
  CHECK(about_expect("file = { path = \"/dev/shm{name}\", is = \"regular\", size = 4096 }").empty());
  CHECK(about_expect("file = { path = \"a\", is = \"fifo\", size = 1 }") ==
        "s.toml:10:62: 'size' is about a regular file, not about a FIFO");
}

TEST_CASE("guards and mechanisms are known by name") {
  const auto about = [](const std::string& text) { return complaint_about(started + text); };
  CHECK(about("[always]\noracles = [\"no-crash\", \"no-leek\"]\n") ==
        "s.toml:10:24: unknown oracle 'no-leek'; did you mean 'no-leak'?");
  CHECK(about("[always]\noracles = [\"no-leak\", \"no-leak\"]\n") == "s.toml:10:23: 'no-leak' is named twice");
  CHECK(about("[always]\noracles = \"no-leak\"\n") == "s.toml:10:11: 'oracles' must be a list of texts, not a text");
  CHECK(about("[always]\nleaves = 1\n") == "s.toml:10:10: 'leaves' must be a list of texts, not an integer");
  CHECK(about("[[mechanism]]\nobject = \"pipes\"\ncarries = \"x\"\n") ==
        "s.toml:10:10: unknown object 'pipes'; did you mean 'pipe'?");
  CHECK(about("[[mechanism]]\nobject = \"pipe\"\n") == "s.toml:9:1: [[mechanism]] with object = \"pipe\" needs 'carries'");
  CHECK(about("[[mechanism]]\nobject = \"shared\"\nbetween = [\"p1\", \"p2\"]\n") ==
        "s.toml:9:1: [[mechanism]] with object = \"shared\" needs 'name'");
  CHECK(about("[[mechanism]]\nobject = \"shared\"\nname = \"/dev/shm/x\"\nbetween = [\"p1\"]\n") ==
        "s.toml:12:1: 'between' names two processes, as [\"producer\", \"consumer\"]");
  CHECK(about("[[mechanism]]\nobject = \"tcp\"\ncarries = \"x\"\nname = \"y\"\n") ==
        "s.toml:12:1: 'name' does not go with object = \"tcp\"");
  CHECK(about("[[mechanism]]\nobject = \"pipe\"\ncarries = \"\"\n") ==
        "s.toml:11:11: 'carries' is empty: no bytes prove nothing");
  CHECK(about("[[mechanism]]\nobject = \"fifo\"\ncarries = \"x\"\nwrites = \"line\"\n") ==
        "s.toml:12:10: unknown writes 'line'; did you mean 'lines'?");
  CHECK(about("[mechanism]\nobject = \"pipe\"\n") ==
        "s.toml:9:1: 'mechanism' is a list of tables: each begins with a line [[mechanism]]");
}
