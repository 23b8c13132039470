#include "report/marking.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "report/lateness.hpp"
#include "report/score.hpp"

namespace ipcgrade::report {
namespace {

using model::Gradebook;
using model::GradedSubmission;
using model::Instant;

// By owner, in the order of the class: what each has handed in.
using Owned = std::map<std::string, std::vector<std::size_t>>;

Owned by_owner(const Gradebook& book) {
  Owned owned;
  for (std::size_t i = 0; i < book.submissions.size(); ++i) owned[owner_of(book, book.submissions[i])].push_back(i);
  return owned;
}

const model::GivenOverride* override_of(const std::vector<model::GivenOverride>& overrides, const std::string& owner,
                                        const std::string& scenario) {
  const auto found = std::find_if(overrides.begin(), overrides.end(), [&](const model::GivenOverride& given) {
    return given.owner == owner && given.scenario == scenario;
  });
  return found == overrides.end() ? nullptr : &*found;
}

// One that was given before there was a roster names the submission; one that was given since counts instead.
void apply_overrides(const std::string& owner, const std::vector<model::GivenOverride>& overrides, GradedSubmission& one) {
  for (model::ScenarioResult& scenario : one.result.scenarios) {
    const model::GivenOverride* given = override_of(overrides, owner, scenario.scenario);
    if (given == nullptr) given = override_of(overrides, model::owner_by_name(one), scenario.scenario);
    scenario.overridden = given == nullptr ? std::nullopt : std::optional(given->value);
  }
}

// The latest of a time that some of a submission's people have.
template <class Member>
std::optional<Instant> latest(const Gradebook& book, const GradedSubmission& one, Member member) {
  std::optional<Instant> found;
  for (const std::size_t person : one.people)
    if (const std::optional<Instant>& theirs = book.people[person].*member; theirs && (!found || *theirs > *found))
      found = theirs;
  return found;
}

// The roster's word is about one submission: with several, nobody knows which one it means.
void complete_time(const Gradebook& book, const std::string& owner, GradedSubmission& one) {
  if (one.attempt.handed_in) return;
  const auto of_same_owner = std::count_if(book.submissions.begin(), book.submissions.end(),
                                           [&](const GradedSubmission& other) { return owner_of(book, other) == owner; });
  if (of_same_owner == 1) one.attempt.handed_in = latest(book, one, &model::Person::handed_in);
}

void apply_lateness(const Gradebook& book, GradedSubmission& one) {
  one.result.late.reset();
  if (!book.assignment.late) return;
  std::optional<Instant> due = latest(book, one, &model::Person::due);
  if (!due) due = book.due;
  if (due && one.attempt.handed_in) {
    one.result.late = late_deduction(*book.assignment.late, *due, *one.attempt.handed_in);
  } else if (one.attempt.says_late == model::SaysLate::late && one.result.trouble.empty()) {
    one.result.trouble = due ? "handed in late, and nothing says when" : "handed in late: --due is needed to say what that costs";
  }
}

// What somebody has handed in, and what may be compared.
class Choice {
 public:
  Choice(const Gradebook& book, const std::vector<std::size_t>& attempts) : book_(book), attempts_(attempts) {}

  // nullopt: `why` says what is missing.
  std::optional<std::size_t> operator()(std::string& why) const {
    if (attempts_.size() == 1) return attempts_.front();
    return book_.counts == model::Counts::best ? best(why) : last(why);
  }

 private:
  [[nodiscard]] const GradedSubmission& at(std::size_t index) const { return book_.submissions[index]; }

  template <class Value>
  std::optional<std::size_t> largest(const Value& value) const {
    const auto found =
        std::max_element(attempts_.begin(), attempts_.end(), [&](std::size_t a, std::size_t b) { return value(a) < value(b); });
    const auto same = std::count_if(attempts_.begin(), attempts_.end(), [&](std::size_t i) { return value(i) == value(*found); });
    return same == 1 ? std::optional(*found) : std::nullopt;
  }
  template <class Test>
  [[nodiscard]] bool all(const Test& test) const {
    return std::all_of(attempts_.begin(), attempts_.end(), test);
  }

  std::optional<std::size_t> last(std::string& why) const {
    std::optional<std::size_t> chosen;
    if (all([&](std::size_t i) { return at(i).attempt.handed_in.has_value(); }))
      chosen = largest([&](std::size_t i) { return *at(i).attempt.handed_in; });
    if (!chosen && all([&](std::size_t i) { return at(i).attempt.number > 0; }))
      chosen = largest([&](std::size_t i) { return at(i).attempt.number; });
    why = chosen ? "the latest counts" : fmt::format("{} submissions, and nothing says which is the latest", attempts_.size());
    return chosen;
  }
  std::optional<std::size_t> best(std::string& why) const {
    if (!all([&](std::size_t i) { return !at(i).result.blank; })) {
      why = fmt::format("{} submissions, and not all have a mark to choose the best by", attempts_.size());
      return std::nullopt;
    }
    why = "the best counts";
    return *std::max_element(attempts_.begin(), attempts_.end(),
                             [&](std::size_t a, std::size_t b) { return at(a).result.mark < at(b).result.mark; });
  }

  const Gradebook& book_;
  const std::vector<std::size_t>& attempts_;
};

void fill(const Gradebook& book, model::GradebookRow& row) {
  const model::SubmissionResult& result = book.submissions[*row.submission].result;
  if (result.blank) {
    row.open = result.trouble;
  } else {
    row.mark = result.mark;
  }
}

// One row for what nobody in the roster has handed in; one for each of several that cannot be told apart.
void add_rows_of_nobody(const std::vector<std::size_t>& attempts, std::optional<std::size_t> chosen, const std::string& why,
                        Gradebook& book) {
  for (const std::size_t attempt : attempts) {
    if (chosen && *chosen != attempt) continue;
    model::GradebookRow row{std::nullopt, attempt};
    if (chosen) {
      fill(book, row);
    } else {
      row.open = why;
    }
    book.rows.push_back(std::move(row));
  }
}

class Rows {
 public:
  explicit Rows(Gradebook& book) : book_(book), owned_(by_owner(book)) {}

  void operator()() {
    for (const auto& [owner, attempts] : owned_) choose(owner, attempts);
    for (std::size_t i = 0; i < book_.people.size(); ++i) add_person(i);
    add_nobodys();
    for (std::size_t i = 0; i < book_.submissions.size(); ++i)
      if (!book_.people.empty() && book_.submissions[i].people.empty()) book_.unmatched.push_back(i);
  }

 private:
  struct Chosen {
    std::optional<std::size_t> submission;
    std::string why;
  };

  void choose(const std::string& owner, const std::vector<std::size_t>& attempts) {
    Chosen& chosen = chosen_[owner];
    chosen.submission = Choice(book_, attempts)(chosen.why);
    if (attempts.size() > 1)
      book_.duplicates.push_back({book_.submissions[attempts.front()].people, attempts, chosen.submission, chosen.why});
  }

  void add_person(std::size_t index) {
    model::GradebookRow row{index};
    const auto chosen = chosen_.find(owner_of(book_.people[index]));
    if (chosen == chosen_.end()) {
      row.open = "nothing was handed in";
      book_.missing.push_back(index);
    } else if (row.submission = chosen->second.submission; row.submission) {
      fill(book_, row);
    } else {
      row.open = chosen->second.why;
    }
    book_.rows.push_back(std::move(row));
  }

  // In the order of the class, not of the owners.
  void add_nobodys() {
    for (std::size_t i = 0; i < book_.submissions.size(); ++i) {
      if (!book_.submissions[i].people.empty()) continue;
      const std::string owner = owner_of(book_, book_.submissions[i]);
      const std::vector<std::size_t>& attempts = owned_.at(owner);
      if (attempts.front() == i) add_rows_of_nobody(attempts, chosen_.at(owner).submission, chosen_.at(owner).why, book_);
    }
  }

  Gradebook& book_;
  Owned owned_;
  std::map<std::string, Chosen> chosen_;
};

}  // namespace

void mark_one(const Gradebook& book, const std::vector<model::GivenOverride>& overrides, GradedSubmission& one) {
  const std::string owner = owner_of(book, one);
  complete_time(book, owner, one);
  apply_overrides(owner, overrides, one);
  apply_lateness(book, one);
  set_mark(book.assignment, one.result);
}

Gradebook marked(Gradebook book, const std::vector<model::GivenOverride>& overrides) {
  for (GradedSubmission& one : book.submissions) mark_one(book, overrides, one);
  Rows rows(book);
  rows();
  return book;
}

model::Report report_of(const model::Gradebook& book) {
  model::Report report;
  report.harness_version = book.harness_version;
  report.rung = book.rung;
  report.assignment = book.assignment;
  for (const GradedSubmission& one : book.submissions)
    if (one.graded) report.submissions.push_back(one.result);
  return report;
}

}  // namespace ipcgrade::report
