// Literal trials for tests: the steps of a scenario and what it asks of a process, in the words of the scenario language.
#pragma once

#include <string>

#include "model/plan.hpp"

namespace ipcgrade::testing {

class ConditionBuilder {
 public:
  explicit ConditionBuilder(std::string process) { condition_.process = std::move(process); }

  ConditionBuilder& blocked() { return is(model::ProcessCondition::blocked); }
  ConditionBuilder& blocked_on(model::ObjectKind kind) {
    condition_.on = {kind};
    return blocked();
  }
  ConditionBuilder& is(model::ProcessCondition state) {
    condition_.is = state;
    return *this;
  }
  ConditionBuilder& writes(std::string text, model::OutputRule rule = model::OutputRule::equals) {
    condition_.standard_output = model::OutputMatch{rule, {std::move(text), ""}};
    return *this;
  }
  ConditionBuilder& complains(std::string text, model::OutputRule rule = model::OutputRule::equals) {
    condition_.standard_error = model::OutputMatch{rule, {std::move(text), ""}};
    return *this;
  }
  ConditionBuilder& exits(int status) {
    condition_.exit = model::ExitMatch{model::ExitMatch::Rule::status, status};
    return *this;
  }
  ConditionBuilder& fails() {
    condition_.exit = model::ExitMatch{model::ExitMatch::Rule::failure, 0};
    return *this;
  }
  ConditionBuilder& dies_of(int signal) {
    condition_.exit = model::ExitMatch{model::ExitMatch::Rule::signal, signal};
    return *this;
  }

  operator model::Condition() const { return condition_; }  // NOLINT(google-explicit-constructor): reads as a literal

 private:
  model::Condition condition_;
};

[[nodiscard]] inline ConditionBuilder process(std::string label) { return ConditionBuilder(std::move(label)); }

class TrialBuilder {
 public:
  TrialBuilder& launch(const std::string& label, model::AtEnd at_end = model::AtEnd::exits) {
    return step(model::Launch{label, label, {"./" + label}, at_end});
  }
  TrialBuilder& send(const std::string& label, std::string data) { return step(model::Send{label, {std::move(data), ""}}); }
  TrialBuilder& signal(const std::string& label, int number) { return step(model::SendSignal{label, number}); }
  TrialBuilder& until(model::Condition condition) { return step(model::Until{std::move(condition)}); }
  TrialBuilder& expect(model::Condition condition) { return step(model::Expect{std::move(condition)}); }
  TrialBuilder& judged_by(std::string oracle) {
    trial_.oracles.push_back(std::move(oracle));
    return *this;
  }
  TrialBuilder& must_carry(model::ObjectKind kind, std::string bytes) {
    trial_.mechanisms.push_back({kind, {std::move(bytes), ""}});
    return *this;
  }
  TrialBuilder& may_leave(std::string path) {
    trial_.leaves.push_back(std::move(path));
    return *this;
  }

  operator const model::Trial&() const { return trial_; }  // NOLINT(google-explicit-constructor): reads as a literal
  [[nodiscard]] const model::Trial& trial() const { return trial_; }

 private:
  TrialBuilder& step(model::TrialAction action) {
    const int line = 10 * static_cast<int>(trial_.steps.size() + 1);
    trial_.steps.push_back({{"scenario.toml", line, 1}, std::move(action)});
    return *this;
  }

  model::Trial trial_;
};

}  // namespace ipcgrade::testing
