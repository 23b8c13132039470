// What lies in the folder that a platform has exported, as submissions: a folder or an archive is one; single files that a
// platform has put a student's name before belong together. Looks at names only; opens nothing but Gradescope's
// submission_metadata.yml.
#pragma once

#include <string>
#include <vector>

#include "intake/naming.hpp"

namespace ipcgrade::intake {

struct HandedInFile {
  std::string path;  // absolute
  std::string name;  // its own, without what the platform has put before it
};

struct HandIn {
  Naming naming;
  std::string name;                 // unique among all: what reports call it
  std::string folder;               // absolute; empty: it is in files
  std::vector<HandedInFile> files;  // an archive, or all files of one student
};

struct Collected {
  std::vector<HandIn> submissions;   // in the order of their names
  std::vector<std::string> ignored;  // names of files that are no submission
};

struct Listed {
  std::string name;
  Entry entry;
};

// Pure: `listed` are the names in `folder`.
[[nodiscard]] Collected grouped(const std::string& folder, const std::vector<Listed>& listed);

// Hidden names, and the folder `except` (the results may lie there), are left out. SystemError where it cannot be read.
[[nodiscard]] Collected collect(const std::string& folder, const std::string& except);

}  // namespace ipcgrade::intake
