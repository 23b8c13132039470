// Failed steps that are about the harness's own ends of the network.
#pragma once

#include "model/plan.hpp"
#include "model/verdict.hpp"
#include "oracles/account.hpp"

namespace ipcgrade::oracles {

[[nodiscard]] bool is_about_peer(const model::TrialAction& action);
// `failure` must be of such a step.
[[nodiscard]] model::Verdict explain_peer(const model::Trial& trial, const model::Trace& trace, const Failure& failure);

}  // namespace ipcgrade::oracles
