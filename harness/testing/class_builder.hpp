// A class for tests: people and submissions with one scenario each, whose outcome is their mark, 0 or 100.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/gradebook.hpp"

namespace ipcgrade::testing {

class ClassBuilder {
 public:
  ClassBuilder() { book.assignment.parts = {{"A", "one", 100, false}}; }

  ClassBuilder& person(const std::string& login, const std::string& group = "") {
    book.people.push_back({"", "", login, "", login, group, ""});
    return *this;
  }
  // Of 4 points.
  ClassBuilder& submission(const std::string& name, model::Outcome outcome, std::vector<std::size_t> people = {}) {
    model::ScenarioResult scenario;
    scenario.scenario = "greet";
    scenario.part = "A";
    scenario.points = 4;
    scenario.outcome = outcome;
    model::GradedSubmission& one = book.submissions.emplace_back();
    one.attempt.submission = one.attempt.stated = one.result.submission = name;
    one.result.scenarios = {scenario};
    one.people = std::move(people);
    return *this;
  }
  ClassBuilder& handed_in(model::Instant at) {
    book.submissions.back().attempt.handed_in = at;
    return *this;
  }

  model::Gradebook book;
};

}  // namespace ipcgrade::testing
