// Keeps world and trace true at the entry and the exit of every call: what moved through which object, who made which
// descriptor and which named object, which signals are caught, which children were waited for.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/recorder.hpp"
#include "engine/symbols/symbolizer.hpp"
#include "engine/tracer/filter.hpp"
#include "engine/world.hpp"

namespace ipcgrade::engine {

class Bookkeeper {
 public:
  // With a symbolizer, the place of every call is put on record (of the first ten thousand).
  Bookkeeper(World& world, Recorder& recorder, symbols::Symbolizer* symbolizer)
      : world_(world), recorder_(recorder), symbolizer_(symbolizer) {}

  // Fills thread.call from the registers. A call that the kernel restarts after a signal goes on as the call it was.
  void entered(Thread& thread, const Registers& registers);

  enum class Returned : std::uint8_t {
    with_result,
    to_be_restarted,  // interrupted by a signal: not an exit for anybody's count
  };
  [[nodiscard]] static bool will_restart(const Registers& registers);
  // The end of a signal handler (sigreturn(2)): the kernel's affair, and nobody's count, but it says which call goes on.
  [[nodiscard]] static bool leaves_handler(const Call& call);
  // At the exit stop of that.
  static void left_handler(Thread& thread, const Registers& registers);
  Returned returned(Thread& thread, const Registers& registers);
  // The call that this signal, which is about to be delivered, makes fail with EINTR; whoever asks then calls ended.
  [[nodiscard]] std::optional<Call> ended_by(int signal, Thread& thread);
  void ended(Thread& thread, const Call& call, std::int64_t result, const Registers& registers);

  // Whether the call about to be let go finds its pipe as it needs it: data to read, or nothing in it to write behind. Only a
  // hint (bytes may have come another way): who trusts it looks again after a while.
  [[nodiscard]] bool will_not_wait(const Thread& thread);

  // Of the call about to be let go, where it can have no other result: puts it on record as done. That is a write of at most
  // PIPE_BUF bytes to a pipe that somebody is asleep reading, which therefore is empty and has a reader (pipe(7)). nullopt: wait
  // and see.
  std::optional<std::int64_t> ended_early(Thread& thread, const Registers& registers);

  // After exec: descriptors closed, handlers reset, a new image.
  void executed(Process& process);
  // A child as fork or clone made it; `flags` as in clone(2).
  void inherit(const Process& parent, Process& child, std::uint64_t flags);

  // Sites of the makers of named objects, in the order of trace.named.
  [[nodiscard]] const std::vector<StackCapture>& makers() const { return makers_; }

 private:
  static constexpr std::size_t payload_bytes = 256;
  struct Moved {
    model::Object object;
    int fd = -1;
    std::uint64_t size = 0;
    std::string bytes;      // the first of them
    model::Object channel;  // what carries them: of a connection, one of its two directions
    bool opaque = false;
  };
  // The two sides of a connection, by which its directions are told apart.
  struct Sides {
    std::uint64_t local = 0;
    std::uint64_t remote = 0;
    std::uint16_t local_port = 0;
    std::uint16_t remote_port = 0;
    bool connected = false;
  };
  // Whether it is the one that was interrupted last, taken up again; then it is the thread's call once more.
  [[nodiscard]] static bool goes_on(Thread& thread, const Call& call);
  // How bytes travel (bookkeeper_flows.cpp).
  [[nodiscard]] const Sides& sides_of(const Process& process, const probe::OpenFile& file);
  [[nodiscard]] model::Object channel_of(const Process& process, const Call& call, const probe::OpenFile& file);
  [[nodiscard]] std::size_t kept_of(const Call& call, const model::Object& channel);
  [[nodiscard]] bool somebody_sleeps_reading(const model::Object& object);
  [[nodiscard]] bool finds_room(const Thread& thread);
  void carry_unseen(const Thread& thread, const Call& call, std::int64_t result);
  void ended(Thread& thread, const Call& call, const Moved& what, std::int64_t result, const Registers& registers);
  [[nodiscard]] Moved moved(Thread& thread, const Call& call, std::int64_t result);
  void record(Thread& thread, const Call& call, const Moved& what, std::int64_t result, const Registers& registers);
  [[nodiscard]] static std::optional<std::size_t> name_argument(const Call& call);
  void note_what_it_made(Process& process, const Call& call, model::Called& event);
  void carry(const Thread& thread, const Call& call, const Moved& moved, std::int64_t result);
  struct Flow {
    std::size_t index = 0;    // in trace.carriers
    std::uint64_t taken = 0;  // bytes read from it so far
  };
  Flow& flow(const model::Object& object);
  model::Carrier& carrier(const model::Object& object) { return recorder_.trace().carriers[flow(object).index]; }
  [[nodiscard]] std::string payload_of_read(const model::Object& object, std::size_t size);
  void follow(Thread& thread, const Call& call, std::int64_t result, const Registers& registers);
  static void forget_changed(Files& files, const Call& call, std::int64_t result);
  void descriptors_changed(Thread& thread, const Call& call, std::int64_t result, const Registers& registers);
  void handlers_changed(Thread& thread, const Call& call);
  void timer_changed(Thread& thread, const Call& call);  // bookkeeper_timers.cpp
  void child_reaped(Thread& thread, const Call& call, std::int64_t result);
  // What outlives the call that made it (bookkeeper_names.cpp).
  [[nodiscard]] static bool already_there(const Process& process, const Call& call);
  void names_changed(Thread& thread, const Call& call, const Registers& registers);
  void name_made(Thread& thread, const std::string& path, const Registers& registers);
  void opened(Thread& thread, const Call& call, const probe::OpenFile& file, const Registers& registers);
  void key_used(Thread& thread, const Call& call, std::int64_t result, const Registers& registers);
  void mapped(Thread& thread, const Call& call);
  void listens(Thread& thread, const Call& call);

  World& world_;
  Recorder& recorder_;
  symbols::Symbolizer* symbolizer_;
  const tracer::CallNumbers& numbers_ = tracer::CallNumbers::of_this_machine();
  std::map<model::Object, Flow> flows_;
  std::size_t kept_ = 0;                  // bytes in all carriers
  std::map<std::uint64_t, Sides> sides_;  // by inode
  std::vector<StackCapture> makers_;
  std::size_t located_ = 0;
};

}  // namespace ipcgrade::engine
