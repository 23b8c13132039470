// From one clean run to all the trials of its sweep. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/plan.hpp"
#include "model/sweep.hpp"
#include "model/trace.hpp"

namespace ipcgrade::plan {

// The faults that can happen at a point, each as a strike; none where its call is the runtime's own business (it does not come
// from the submission's code, and neither uses nor makes an object of interprocess communication). `scenario` is left empty.
[[nodiscard]] std::vector<model::Strike> strikes_at(const model::Point& point);

// The clean run that lists the points.
[[nodiscard]] model::Trial surveyed(model::Trial trial);

// `clean` is the scenario's own trial, `again` a later run of it with what the first has left, where that takes other steps.
// After a kill, whoever still lives is killed as well and the later run follows, which must pass.
[[nodiscard]] model::Trial struck(const model::Trial& clean, const std::optional<model::Trial>& again,
                                  const model::Strike& strike);

// "greet/1: its 2nd write differs": where the points of two clean runs differ first; empty: nowhere.
[[nodiscard]] std::string first_difference(const std::vector<model::Point>& one, const std::vector<model::Point>& other);

}  // namespace ipcgrade::plan
