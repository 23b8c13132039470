// Whose a submission is: by what its platform says, or else by the name it was handed in under. Only what leads to one person, or
// to one group, counts; anything else is told, not guessed.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "intake/naming.hpp"
#include "model/gradebook.hpp"

namespace ipcgrade::intake {

struct Match {
  std::vector<std::size_t> people;  // in the order of the roster: one, or all of a group
  std::string unmatched;            // why there is nobody; empty: there is
};

[[nodiscard]] Match match(const Naming& naming, const std::vector<model::Person>& people);

// Everybody that a word may mean: an id, a student number, a login, an email address or a whole name.
[[nodiscard]] std::vector<std::size_t> people_called(const std::string& word, const std::vector<model::Person>& people);

}  // namespace ipcgrade::intake
