// The stopped world of one trial. Of the tracees that could run one does, until it blocks, ends or has used its slice; the
// others stay in a ptrace stop. While the tracer runs no tracee does (all share one CPU), so what it sees is definite.
#pragma once

#include <chrono>
#include <map>
#include <optional>

#include "engine/bookkeeper.hpp"
#include "engine/director.hpp"
#include "engine/faults/schedule.hpp"
#include "engine/faults/survey.hpp"
#include "engine/files.hpp"
#include "engine/hold.hpp"
#include "engine/idle_watch.hpp"
#include "engine/peers/peers.hpp"
#include "engine/recorder.hpp"
#include "engine/roles.hpp"
#include "engine/sandbox/sandbox.hpp"
#include "engine/stop.hpp"
#include "engine/tracer/filter.hpp"
#include "engine/tracer/tracer.hpp"
#include "engine/world.hpp"

namespace ipcgrade::engine {

// A signal that comes so often ends a blocking wait: the loop then looks at slices and limits.
inline constexpr std::chrono::microseconds tick_length{5000};

class TrialRun {
 public:
  TrialRun(const model::Trial& trial, const sandbox::Ground& ground, const Hold* hold);
  model::Trace run();
  // When it has run: nothing in the sandbox tells that its programs have been there.
  [[nodiscard]] bool left_as_found() const { return left_as_found_; }

 private:
  enum class Flow : std::uint8_t { go_on, over };
  enum class Progress : std::uint8_t { none, some };
  enum class Quiet : std::uint8_t { yes, served, in_flight, woken };  // else why not: what may change something yet

  // the loop
  void turn();
  void take(const Stop& stop);
  void ticked(Thread& thread);
  void watch_call(Thread& thread);
  void settle_or_choose();
  void idle();
  [[nodiscard]] Quiet quiet_if(const std::function<bool()>& nobody_woke);
  [[nodiscard]] Director::Next at_quiescence();
  void give_way();
  void be_patient_anew();
  void rest(std::chrono::microseconds most);
  void end(model::Ending ending, std::string trouble = {});
  void conclude();
  [[nodiscard]] bool is_as(const std::optional<std::string>& imprint) const;
  void remove_what_is_left() const;

  // letting go
  void launch(const model::Launch& launch);
  void choose(const std::vector<model::ThreadIndex>& candidates);
  void let_go(Thread& thread);
  void park_or_continue(Thread& thread);
  [[nodiscard]] bool settled();
  [[nodiscard]] std::vector<model::ThreadIndex> ready() const;
  [[nodiscard]] std::vector<model::ThreadIndex> delayed() const;
  [[nodiscard]] bool is_delayed(const Thread& thread) const;
  [[nodiscard]] bool others_quiet(const Thread& thread) const;
  void serve_after(const Thread& thread, const Call& call);
  Progress serve();

  // stops
  void handle(const Stop& stop);
  void on(Thread& thread, const CallEntry&);
  void on(Thread& thread, const CallExit&);
  void on(Thread& thread, const SignalArrived& arrived);
  void on(Thread& thread, const Interrupted&);
  void on(Thread& thread, const GroupStop&);
  void on(Thread& thread, const ForkStop& fork);
  void on(Thread& thread, const VforkDone&);
  void on(Thread& thread, const ExecStop& exec);
  void on(Thread& thread, const Ended& ended);
  void on(Thread& thread, const Stepped&);
  void unknown(const Stop& stop);
  void process_ended(Process& process, const Ended& ended);
  Thread& born(Thread& parent, pid_t child, std::uint64_t flags);
  [[nodiscard]] Flow refuse_if_it_must(Thread& thread, Registers& registers);
  void answer_signal(Thread& thread, Registers& registers);
  void note_interrupted_call(Thread& thread, int signal);
  [[nodiscard]] bool ended_early(Thread& thread, const Registers& registers);
  void follow_up(Thread& thread, const Call& call, std::int64_t result);
  static void answer(Thread& thread, Registers& registers, std::int64_t result);
  [[nodiscard]] bool is_stopped(const Process& process) const;

  // slices and limits
  void tick(Thread& thread);
  [[nodiscard]] static bool slice_is_over(Thread& thread);
  void rotate(Thread& thread);
  void judge_spin(Thread& thread);
  void found_idle(Thread& thread, model::Happening what, const Registers& registers);
  [[nodiscard]] bool polls_in_vain(Thread& thread);
  void check_limits();
  void note_memory_limit(const Thread& thread);
  void hit(model::LimitName limit, std::uint64_t allowed);
  void asleep(Thread& thread);

  // faults
  void meet_faults(Thread& thread, Registers& registers);
  void survey(const Thread& thread, const Registers& registers, model::ObjectKind object);
  void strike(Thread& thread, Registers& registers, model::ObjectKind object);
  void strike(Thread& thread, Registers& registers, const model::FailWith& fail);
  void strike(Thread& thread, Registers& registers, const model::Return& result);
  void strike(Thread& thread, Registers& registers, const model::Shorten& shorter);
  void strike(Thread& thread, Registers& registers, const model::Raise& raise);
  void strike(Thread& thread, Registers& registers, const model::Delay& delay);
  void answer_falsely(Thread& thread, Registers& registers, std::int64_t result);
  [[nodiscard]] model::ObjectKind object_of(const Thread& thread);
  [[nodiscard]] bool shorten(Thread& thread, Registers& registers, const model::Shorten& shorter, model::ObjectKind object);
  [[nodiscard]] bool cut_short(Thread& thread, Registers& registers);
  [[nodiscard]] std::uint64_t bytes_through_stream(const Thread& thread, model::ObjectKind object) const;

  // for a debugger
  [[nodiscard]] bool is_held_at_end(const Thread& thread) const;
  void hand_over(const std::optional<Stop>& stopped = std::nullopt);

  const model::Trial& trial_;
  const sandbox::Ground& ground_;
  const Hold* hold_;  // nullptr: the trial goes to its end
  faults::Schedule faults_;
  faults::Survey survey_;
  const tracer::Filter& filter_;
  GivenFiles given_;
  World world_;
  Recorder recorder_;
  Roles roles_;
  peers::Peers peers_;
  symbols::Symbolizer symbolizer_;
  Bookkeeper bookkeeper_;
  IdleWatch idle_watch_;
  Director director_;
  Thread* current_ = nullptr;
  model::ThreadIndex last_ = model::nobody;
  std::optional<std::string> before_;      // the place as the first program finds it
  std::map<pid_t, StackCapture> crashes_;  // by process: where a signal of its own making hit it
  std::map<pid_t, std::uint64_t> fault_addresses_;
  std::vector<pid_t> early_;  // first stops of children whose parents have not told yet
  base::Clock::time_point started_ = base::Clock::now();
  base::Clock::time_point let_go_at_;
  std::uint64_t stops_ = 0;
  int offers_ = 0;                         // to run, since anything happened
  std::chrono::microseconds patience_{0};  // the next nap after them
  bool over_ = false;
  bool left_as_found_ = false;
};

}  // namespace ipcgrade::engine
