// The folder with assignments/, suites/ and reference/, and the tasks in it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/scenario.hpp"

namespace ipcgrade::cli {

class Project {
 public:
  // `given` (--root); else IPCGRADE_ROOT; else the first folder above the current one, or above the program, that has
  // assignments/ and suites/ in itself or in share/ipcgrade. InputError where there is none.
  static Project find(const std::string& given);

  [[nodiscard]] const std::string& root() const { return root_; }
  [[nodiscard]] std::vector<std::string> tasks() const;  // sorted
  // InputError with a suggestion for an unknown task.
  [[nodiscard]] model::Assignment assignment(const std::string& task) const;
  [[nodiscard]] model::Suite suite(const std::string& task) const;

 private:
  explicit Project(std::string root) : root_(std::move(root)) {}
  void must_know(const std::string& task) const;

  std::string root_;
};

// The task's titles and hints in other languages, for results that were saved; none where the task is not on this machine.
[[nodiscard]] model::TextsByLanguage texts_of(const std::string& task, const std::string& given_root);

}  // namespace ipcgrade::cli
