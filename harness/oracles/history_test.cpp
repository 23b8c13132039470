#include "oracles/conversation.hpp"
#include "oracles/mailbox_protocol.hpp"
#include "oracles/oracle.hpp"
#include "testing/catch.hpp"
#include "testing/trace_builder.hpp"
#include "testing/trial_builder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::model;
using Catch::Matchers::Contains;

namespace {

Called moved(const char* call, ObjectKind kind, int fd, std::size_t size) {
  Called out;
  out.call = call;
  out.object.kind = kind;
  out.fd = fd;
  out.result = static_cast<std::int64_t>(size);
  return out;
}

// Drivers that get commands and give answers, in the order in which a test says it.
class Drivers {
 public:
  explicit Drivers(int count) {
    trial_.history = HistoryRule{"mailbox", {}};
    for (int i = 0; i < count; ++i) {
      const std::string label(1, static_cast<char>('a' + i));
      trial_.history->processes.push_back(label);
      trial_.steps.push_back({{}, Launch{label, "mbx", {"./mbx"}, AtEnd::exits}});
      builder_.role(label);
    }
  }

  // The driver reads the command.
  Drivers& asks(char who, const std::string& command) {
    trial_.steps.push_back({{}, Send{std::string(1, who), {command + "\n", ""}}});
    builder_.event(who - 'a', moved("read", ObjectKind::input, 0, command.size() + 1));
    return *this;
  }
  Drivers& answers(char who, const std::string& answer) {
    builder_.event(who - 'a', moved("write", ObjectKind::output, 1, answer.size() + 1));
    builder_.wrote(who - 'a', answer + "\n");
    return *this;
  }
  Drivers& does(char who, const std::string& command, const std::string& answer) {
    return asks(who, command).answers(who, answer);
  }
  Drivers& reads_to_the_end(char who) {
    builder_.event(who - 'a', moved("read", ObjectKind::input, 0, 0));
    return *this;
  }
  Drivers& dies(char who) {
    builder_.died(who - 'a', 9);
    return *this;
  }

  [[nodiscard]] Verdicts judged() const { return oracles::history(trial_, builder_.trace()); }
  [[nodiscard]] bool fits() const { return judged().empty(); }
  [[nodiscard]] std::string sentence() const {
    const Verdicts verdicts = judged();
    REQUIRE(verdicts.size() == 1);
    CHECK(verdicts[0].verdict == VerdictClass::not_linearizable);
    return verdicts[0].sentence;
  }
  [[nodiscard]] oracles::Conversation conversation(char who) const {
    return oracles::conversation_of(trial_, builder_.trace(), who - 'a');
  }

 private:
  Trial trial_;
  testing::TraceBuilder builder_;
};

Drivers with_box(const std::string& kind = "bounded 2") {
  return Drivers(3).does('a', "create m " + kind, "ok").does('b', "open m", "ok").does('c', "open m", "ok");
}

}  // namespace

TEST_CASE("a call begins when its line was read, or after the answer before it, and ends when its answer was written") {
  Drivers drivers(1);
  drivers.asks('a', "open m\nopen n").answers('a', "ok").answers('a', "error no-mailbox").asks('a', "receive m");
  const oracles::Conversation all = drivers.conversation('a');
  REQUIRE(all.exchanges.size() == 3);
  CHECK(all.exchanges[0].call == 1);  // event 0 is the start
  CHECK(all.exchanges[0].returned == 2);
  CHECK(all.exchanges[1].call == 2);
  CHECK(all.exchanges[1].returned == 4);
  CHECK(all.exchanges[1].answer == "error no-mailbox");
  CHECK(all.exchanges[2].answer == std::nullopt);
  CHECK(all.exchanges[2].returned == linear::never);
}

TEST_CASE("a command that nobody has read is no call") {
  Drivers drivers(1);
  drivers.does('a', "open m", "error no-mailbox").asks('a', "");
  CHECK(drivers.conversation('a').exchanges.size() == 2);
  Trial trial;
  trial.steps = {{{}, Send{"a", {"open m\n", ""}}}};
  testing::TraceBuilder builder;
  CHECK(oracles::conversation_of(trial, builder.trace(), builder.role("a")).exchanges.empty());
}

TEST_CASE("a right history has no verdict") {
  CHECK(with_box()
            .does('a', "send m 61", "ok")
            .does('a', "send m -", "ok")
            .does('b', "receive m", "ok 61")
            .does('c', "receive m try", "ok -")
            .fits());
  CHECK(with_box().asks('b', "receive m").does('a', "send m 6A", "ok").answers('b', "ok 6a").fits());
  CHECK(with_box("zero").asks('b', "receive m").asks('a', "send m 61").answers('a', "ok").answers('b', "ok 61").fits());
}

TEST_CASE("a message that two receivers got is told with both") {
  Drivers drivers = with_box();
  drivers.does('a', "send m 61", "ok").does('b', "receive m", "ok 61").does('c', "receive m", "ok 61");
  CHECK(drivers.sentence() ==
        "c's \"receive m\" was answered \"ok 61\", though that message of the mailbox m had been received already: each goes to "
        "exactly one receiver");
  const Verdicts verdicts = drivers.judged();
  REQUIRE(verdicts[0].evidence.size() == 4);
  CHECK(verdicts[0].evidence[0].text == "a's \"send m 61\" was answered \"ok\" (events 12 to 13)");
  CHECK(verdicts[0].evidence[0].process == 0);
  CHECK(verdicts[0].evidence[1].process == 1);
}

TEST_CASE("each way to be wrong has its sentence") {
  CHECK_THAT(with_box().does('b', "receive m", "ok 61").sentence(), Contains("nobody had sent that message"));
  CHECK_THAT(with_box().does('a', "send m 61", "ok").does('a', "send m 62", "ok").does('b', "receive m", "ok 62").sentence(),
             Contains("not received in the order"));
  CHECK_THAT(with_box().does('a', "send m 61", "ok").does('b', "receive m try", "error would-block").sentence(),
             Contains("though the mailbox m was not empty"));
  CHECK_THAT(with_box().does('a', "send m 61", "ok").does('a', "send m 62 try", "error would-block").sentence(),
             Contains("though the mailbox m had room"));
  CHECK_THAT(with_box("bounded 1").does('a', "send m 61", "ok").does('a', "send m 62", "ok").sentence(),
             Contains("though the mailbox m was full"));
  CHECK_THAT(with_box("zero").does('a', "send m 61", "ok").sentence(), Contains("have to meet"));
  CHECK_THAT(with_box().does('b', "receive m", "error deleted").sentence(), Contains("create, pass on and delete"));
}

TEST_CASE("a killed receiver may have taken a message with it") {
  CHECK(with_box()
            .does('a', "send m 61", "ok")
            .asks('b', "receive m")
            .dies('b')
            .does('c', "receive m try", "error would-block")
            .fits());
  CHECK_FALSE(with_box()
                  .does('a', "send m 61", "ok")
                  .does('a', "send m 62", "ok")
                  .asks('b', "receive m")
                  .dies('b')
                  .does('c', "receive m", "ok 61")
                  .does('c', "receive m try", "error would-block")
                  .does('a', "send m 63", "ok")
                  .does('c', "receive m try", "ok 62")
                  .fits());
}

TEST_CASE("types, owners and the boxes of processes have their own rules") {
  Drivers typed = with_box("typed 4");
  typed.does('a', "send-type m 5 61", "ok").does('a', "send-type m 3 62", "ok");
  CHECK(Drivers(typed).does('b', "receive-type m -4", "ok 62 3").does('b', "receive-type m 0", "ok 61 5").fits());
  CHECK_FALSE(Drivers(typed).does('b', "receive-type m -9", "ok 61 5").fits());
  CHECK(with_box("owned 2").does('b', "receive m try", "error not-owner").fits());
  CHECK_FALSE(with_box("owned 2").does('a', "send m 61", "ok").does('b', "receive m", "ok 61").fits());
  CHECK(with_box("owned 2")
            .does('b', "me B", "ok")
            .does('a', "send m 61", "ok")
            .does('a', "allow m B", "ok")
            .does('b', "receive m", "ok 61")
            .fits());
  Drivers direct(3);
  direct.does('a', "me A", "ok")
      .does('b', "me B", "ok")
      .does('c', "me C", "ok")
      .does('a', "send-to C 61", "ok")
      .does('b', "send-to C 62", "ok");
  CHECK(Drivers(direct).does('c', "receive-from B", "ok 62").does('c', "receive-any", "ok 61 A").fits());
  CHECK_FALSE(Drivers(direct).does('c', "receive-any", "ok 62 B").fits());
  CHECK_FALSE(Drivers(direct).does('c', "receive-any", "ok 61 B").fits());
}

TEST_CASE("what a port tells of another is none of its messages, and a request given up may have come all the same") {
  Drivers ports(2);
  ports.does('a', "port-allocate p", "ok")
      .does('a', "port-allocate n", "ok")
      .does('a', "port-notify p deleted n", "ok")
      .does('b', "open p", "ok");
  CHECK(Drivers(ports).does('a', "delete p", "ok").does('a', "msg-receive n", "ok 64656c657465642070 0").fits());
  CHECK(Drivers(ports).does('b', "msg-rpc p 61 10", "error timed-out").does('a', "msg-receive p", "ok 61 1").fits());
  CHECK(
      Drivers(ports).does('b', "msg-rpc p 61 10", "error timed-out").does('a', "msg-receive p try", "error would-block").fits());
  CHECK_FALSE(Drivers(ports).does('b', "msg-send p 61", "ok").does('a', "msg-receive p", "ok 62 0").fits());
}

TEST_CASE("an owner may take its mailbox along from when it is told to end, and no earlier") {
  Drivers sending(2);
  sending.does('a', "create m owned 1", "ok").does('b', "open m", "ok").does('b', "send m 61", "ok").asks('b', "send m 62");
  CHECK_FALSE(Drivers(sending).answers('b', "error deleted").dies('a').fits());
  CHECK(Drivers(sending).dies('a').answers('b', "error deleted").fits());
  CHECK(Drivers(sending).reads_to_the_end('a').answers('b', "error deleted").dies('a').fits());
}

TEST_CASE("two mailboxes are independent of each other") {
  CHECK(with_box()
            .does('a', "create n bounded 1", "ok")
            .does('a', "send m 61", "ok")
            .does('a', "send n 62", "ok")
            .does('a', "receive n", "ok 62")
            .does('b', "receive m", "ok 61")
            .fits());
}
