#include "cli/class_grading.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "base/spelling.hpp"
#include "cli/content_hash.hpp"
#include "cli/hand_ins.hpp"
#include "intake/match.hpp"
#include "scenario/load.hpp"

namespace ipcgrade::cli {
namespace {

// Whatever cannot be read now is looked at again when it can.
std::string content_or_none(const intake::HandIn& submission) {
  try {
    return content_of(submission);
  } catch (const base::InputError&) {
    return "unreadable";
  } catch (const base::SystemError&) {
    return "unreadable";
  }
}

void add_named(const std::string& word, const model::Gradebook& book, std::set<std::string>& chosen) {
  const std::size_t before = chosen.size();
  const std::vector<std::size_t> people = intake::people_called(word, book.people);
  std::vector<std::string> known;
  for (const model::GradedSubmission& one : book.submissions) {
    const bool theirs = std::any_of(one.people.begin(), one.people.end(), [&](std::size_t person) {
      return std::find(people.begin(), people.end(), person) != people.end();
    });
    if (one.attempt.submission == word || theirs) chosen.insert(one.attempt.submission);
    known.push_back(one.attempt.submission);
  }
  if (chosen.size() == before && !chosen.contains(word))
    throw base::InputError({}, "--only: there is no submission '" + word + "'" + base::suggestion(word, known));
}

std::set<std::string> chosen_names(const model::Gradebook& book, const std::vector<std::string>& only) {
  std::set<std::string> chosen;
  for (const std::string& word : only) add_named(word, book, chosen);
  if (only.empty())
    for (const model::GradedSubmission& one : book.submissions) chosen.insert(one.attempt.submission);
  return chosen;
}

// The machine's trouble settles nothing: it is tried again.
bool settles(const model::ScenarioResult& result) { return result.outcome != model::Outcome::inconclusive; }

bool nothing_to_do(const store::Progress& progress) {
  return progress.complete && !progress.machine &&
         std::all_of(progress.scenarios.begin(), progress.scenarios.end(), [](const auto& one) { return settles(one.second); });
}

campaign::Entry entry_of(const intake::HandIn& submission, std::optional<store::Progress> progress) {
  campaign::Entry entry{submission.name, submission.folder.empty() ? submission.files.front().path : submission.folder};
  if (!progress) return entry;
  for (auto& [name, result] : progress->scenarios)
    if (settles(result)) entry.known.emplace(name, std::move(result));
  return entry;
}

}  // namespace

Work work_of(const std::vector<intake::HandIn>& submissions, const model::Gradebook& book, const std::string& conditions,
             const Selection& selection, store::Journal& journal) {
  const std::set<std::string> chosen = chosen_names(book, selection.only);
  Work work;
  std::vector<std::string> again;
  for (const intake::HandIn& one : submissions)
    if (chosen.contains(one.name) && selection.again == Again::all) again.push_back(one.name);
  journal.outdate(again);
  for (const intake::HandIn& one : submissions) {
    const store::Basis& basis = work.bases[one.name] = {content_or_none(one), conditions};
    std::optional<store::Progress> progress = journal.progress(one.name, basis);
    if (progress && nothing_to_do(*progress)) {
      ++work.unchanged;
    } else if (chosen.contains(one.name) && work.entries.size() < selection.most) {
      work.entries.push_back(entry_of(one, std::move(progress)));
    } else {
      ++work.left_out;
    }
  }
  return work;
}

void grade_class(const model::Suite& suite, const std::vector<intake::HandIn>& submissions, const Work& work,
                 const campaign::CampaignOptions& options, ResultsFolder& results, campaign::Progress& progress,
                 const AsEachEnds& listener) {
  std::map<std::string, const intake::HandIn*> by_name;
  for (const intake::HandIn& one : submissions) by_name[one.name] = &one;
  store::Journal& journal = results.journal();
  campaign::ClassOptions class_options;
  class_options.load = [&](const campaign::Entry& entry) {
    const std::string folder = ready_folder(*by_name.at(entry.name), suite.assignment, results.unpacked());
    model::Submission submission = scenario::load_submission(folder, suite.assignment);
    submission.name = entry.name;
    return submission;
  };
  class_options.begins = [&](const campaign::Entry& entry) { journal.begin(entry.name, work.bases.at(entry.name)); };
  class_options.settled = [&](const campaign::Entry& entry, const model::ScenarioResult& result) {
    journal.settled(entry.name, result);
  };
  class_options.ended = [&](model::SubmissionResult& result) {
    listener.write(result);
    journal.ended(result);  // not before its files are there: what is killed between the two is gone on with
    listener.tell(result);
  };
  static_cast<void>(campaign::run_class(suite, work.entries, options, class_options, progress));
}

}  // namespace ipcgrade::cli
