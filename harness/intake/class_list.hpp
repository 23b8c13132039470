// What was handed in and the roster, brought together: each submission with the people it belongs to.
#pragma once

#include <vector>

#include "intake/collect.hpp"
#include "model/gradebook.hpp"

namespace ipcgrade::intake {

// The submissions, not yet graded, in their order, and people as the roster has them; those who handed in together by their
// platform's word, and are in no group, become one. Without people nobody is matched, and nobody is missed.
struct ClassList {
  std::vector<model::Person> people;
  std::vector<model::GradedSubmission> submissions;
};
[[nodiscard]] ClassList class_list(const std::vector<HandIn>& submissions, std::vector<model::Person> people);

}  // namespace ipcgrade::intake
