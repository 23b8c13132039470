// What is to be graded of a class, and the grading itself: every result goes to the journal as it comes.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "campaign/campaign.hpp"
#include "cli/results_folder.hpp"
#include "intake/collect.hpp"
#include "model/gradebook.hpp"
#include "store/journal.hpp"

namespace ipcgrade::cli {

enum class Again : std::uint8_t { changed, all };

struct Selection {
  std::vector<std::string> only;  // submissions' names, or words for people in the roster; empty: all
  Again again = Again::changed;   // all: what has not changed, too
  std::size_t most = SIZE_MAX;    // the first so many of them
};

// What has to be run, in the order of the class; nothing of it is begun.
struct Work {
  std::vector<campaign::Entry> entries;
  std::map<std::string, store::Basis> bases;  // of every submission of the class, by name
  std::size_t unchanged = 0;
  std::size_t left_out = 0;  // by the selection
};

// InputError for a word of `only` that means nobody. With Again::all the journal is told, so that an interrupted call is gone on
// with.
[[nodiscard]] Work work_of(const std::vector<intake::HandIn>& submissions, const model::Gradebook& book,
                           const std::string& conditions, const Selection& selection, store::Journal& journal);

// What is done about each submission that has ended, one at a time.
struct AsEachEnds {
  std::function<void(const model::SubmissionResult&)> write;  // its files; before the journal has it as graded
  std::function<void(const model::SubmissionResult&)> tell;   // after that
};

// Grades it.
void grade_class(const model::Suite& suite, const std::vector<intake::HandIn>& submissions, const Work& work,
                 const campaign::CampaignOptions& options, ResultsFolder& results, campaign::Progress& progress,
                 const AsEachEnds& listener);

}  // namespace ipcgrade::cli
