// Takes a trial through its steps. It acts only at quiescence: when every tracee is blocked, stopped or ended and the
// harness owes nobody anything. Then the current step holds, waits for a pending timer, or can never hold and fails.
// After the last step inputs are closed, roles that serve are asked to end, and whoever still lives is put on record.
#pragma once

#include <ctime>
#include <functional>
#include <map>
#include <string>

#include "engine/census.hpp"
#include "engine/conditions.hpp"
#include "engine/faults/schedule.hpp"
#include "engine/peers/peers.hpp"
#include "engine/recorder.hpp"
#include "engine/roles.hpp"
#include "engine/snapshot.hpp"
#include "engine/world.hpp"
#include "model/plan.hpp"

namespace ipcgrade::engine {

class Director {
 public:
  // What it asks of whoever runs the trial.
  struct Run {
    std::function<void(const model::Launch&)> launch;
    std::function<bool()> nothing_is_left;  // of the programs so far, all of which have ended
  };
  Director(const model::Trial& trial, World& world, Recorder& recorder, Roles& roles, peers::Peers& peers,
           faults::Schedule& faults, symbols::Symbolizer& symbolizer, Run run)
      : trial_(trial),
        world_(world),
        recorder_(recorder),
        roles_(roles),
        peers_(peers),
        faults_(faults),
        symbolizer_(symbolizer),
        run_(std::move(run)) {}

  enum class Next : std::uint8_t {
    run,            // something was done: let the tracees go on
    wait_for_time,  // only a timer of the tracees can change anything
    over,
  };
  [[nodiscard]] Next at_quiescence();
  // What the failed step asks of a peer; nullptr: no step has failed, or it asks for something else.
  [[nodiscard]] const model::PeerMatch* asked_of_peer() const;
  // The last word about whoever is alive, with source lines.
  void record_final_state();

 private:
  enum class Phase : std::uint8_t { steps, aftermath, closing, terminating, killing };

  [[nodiscard]] Next next_steps();
  [[nodiscard]] Next judge(const model::Condition& condition);
  [[nodiscard]] Next fail(model::WhyFailed why, base::Clock::time_point since, const Standing& found);
  [[nodiscard]] Next finish();
  void mark_process(const std::string& label);
  [[nodiscard]] Next fail_unless_time_helps(const Standing& found, base::Clock::time_point since);
  enum class Asked : std::uint8_t { not_yet, by_input, by_signal };
  enum class Done : std::uint8_t {
    yes,
    partly,   // at the next quiescence it goes on
    in_time,  // the same, once a timer of the tracees has brought something about
    never,
  };
  [[nodiscard]] Done act(const model::TrialAction& action);
  [[nodiscard]] Done restart();
  void leave_out_known_run();
  [[nodiscard]] static bool needs_quiet(const model::TrialAction& action);
  [[nodiscard]] Done open_peer(const model::OpenPeer& order);
  [[nodiscard]] Done send_to_peer(const model::SendToPeer& send);
  [[nodiscard]] std::optional<std::uint16_t> port_for(const model::OpenPeer& order) const;
  void step_done();
  void end_inputs();
  void send_signal(model::ProcessIndex process, int signal) const;
  [[nodiscard]] Next end_serving_roles(int signal, Phase next);
  [[nodiscard]] bool is_ending_in_time() const;
  [[nodiscard]] Standing standing(const model::Condition& condition) const;
  [[nodiscard]] model::ProcessIndex find(const std::string& label) const;
  [[nodiscard]] Ahead ahead() const;
  [[nodiscard]] bool time_may_help() const;

  const model::Trial& trial_;
  World& world_;
  Recorder& recorder_;
  Roles& roles_;
  peers::Peers& peers_;
  faults::Schedule& faults_;
  symbols::Symbolizer& symbolizer_;
  Run run_;
  Phase phase_ = Phase::steps;
  std::size_t step_ = 0;
  std::int64_t began_ = std::time(nullptr);
  std::map<std::string, Marked> marks_;  // by label
  bool restarted_ = false;               // just now
  Asked asked_to_end_ = Asked::not_yet;  // by a Restart that has begun
  base::Clock::time_point terminated_;   // when roles that serve were last sent SIGTERM
  std::size_t sent_ = 0;                 // bytes of a step that sends them piece by piece
};

}  // namespace ipcgrade::engine
