// Takes a trial through its steps. It acts only at quiescence: when every tracee is blocked, stopped or ended and the
// harness owes nobody anything. Then the current step holds, waits for a pending timer, or can never hold and fails.
// After the last step inputs are closed, roles that serve are asked to end, and whoever still lives is put on record.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "engine/census.hpp"
#include "engine/conditions.hpp"
#include "engine/recorder.hpp"
#include "engine/roles.hpp"
#include "engine/snapshot.hpp"
#include "engine/world.hpp"
#include "model/plan.hpp"

namespace ipcgrade::engine {

class Director {
 public:
  using Launcher = std::function<void(const model::Launch&)>;
  Director(const model::Trial& trial, World& world, Recorder& recorder, Roles& roles, symbols::Symbolizer& symbolizer,
           Launcher launch)
      : trial_(trial), world_(world), recorder_(recorder), roles_(roles), symbolizer_(symbolizer), launch_(std::move(launch)) {}

  enum class Next : std::uint8_t {
    run,            // something was done: let the tracees go on
    wait_for_time,  // only a timer of the tracees can change anything
    over,
  };
  [[nodiscard]] Next at_quiescence();
  // The last word about whoever is alive, with source lines.
  void record_final_state();

 private:
  enum class Phase : std::uint8_t { steps, aftermath, closing, terminating, killing };

  [[nodiscard]] Next next_steps();
  [[nodiscard]] Next judge(const model::Condition& condition);
  [[nodiscard]] Next fail(model::WhyFailed why, base::Clock::time_point since, const Standing& found);
  [[nodiscard]] Next finish();
  void act(const model::TrialAction& action);
  void mark_process(const std::string& label);
  void send_signal(model::ProcessIndex process, int signal) const;
  [[nodiscard]] Next end_serving_roles(int signal, Phase next);
  [[nodiscard]] Standing standing(const model::Condition& condition) const;
  [[nodiscard]] model::ProcessIndex find(const std::string& label) const;
  [[nodiscard]] Ahead ahead() const;
  [[nodiscard]] bool time_may_help() const;

  const model::Trial& trial_;
  World& world_;
  Recorder& recorder_;
  Roles& roles_;
  symbols::Symbolizer& symbolizer_;
  Launcher launch_;
  Phase phase_ = Phase::steps;
  std::size_t step_ = 0;
  std::map<std::string, Marked> marks_;  // by label
};

}  // namespace ipcgrade::engine
