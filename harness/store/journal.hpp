// The class's journal, RESULTS/gradebook.db: what was judged, written as each scenario ends, so that whatever is killed loses the
// running trials at most; who handed in what; and the overrides, which nothing but another override changes. Every function may
// be called from several threads; each is one transaction, on the disk when it returns. SystemError where the disk is full or
// cannot be used: what was there before stays as it was.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "model/gradebook.hpp"

namespace ipcgrade::store {

class Database;

// What a result rests on: another one and it is out of date.
struct Basis {
  std::string content;     // of the submission's files
  std::string conditions;  // of the suite, the assignment, our own programs, the seed, and the harness itself

  bool operator==(const Basis&) const = default;
};

// What is known of a submission.
struct Progress {
  bool complete = false;
  bool machine = false;  // it was the machine's trouble that there is no result
  std::map<std::string, model::ScenarioResult> scenarios;
};

class Journal {
 public:
  // Opens it, or makes a new one. InputError where the file is none, or of a later version.
  explicit Journal(const std::string& path);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // The class as it is now, without its results: instead of what was there. (An empty rung leaves that as it was.)
  void set_class(const model::Gradebook& book);

  // nullopt where it was not graded on this basis.
  [[nodiscard]] std::optional<Progress> progress(const std::string& submission, const Basis& basis);
  // Whose results these are; nullopt where there are none yet.
  [[nodiscard]] std::optional<std::string> task();

  // From now on on this basis: what was known on another one goes.
  void begin(const std::string& submission, const Basis& basis);
  // One scenario has ended: takes the place of what was known of it.
  void settled(const std::string& submission, const model::ScenarioResult& result);
  // All have ended. The scenarios were told before; builds and trouble are kept.
  void ended(const model::SubmissionResult& result);
  // Its result is kept and shown, but rests on nothing any more: it is to be graded again.
  void outdate(const std::vector<std::string>& submissions);

  // Replaces what was given before for this owner and scenario.
  void give(const model::GivenOverride& given);
  // Whether there was one.
  bool take_back(const std::string& owner, const std::string& scenario);
  [[nodiscard]] std::vector<model::GivenOverride> overrides();

  // The class with its results; marks and rows are left to report/marking.hpp.
  [[nodiscard]] model::Gradebook gradebook();

 private:
  std::mutex mutex_;
  std::unique_ptr<Database> database_;
};

}  // namespace ipcgrade::store
