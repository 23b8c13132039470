#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "cli/campaign_options.hpp"
#include "cli/class_grading.hpp"
#include "cli/class_options.hpp"
#include "cli/class_reports.hpp"
#include "cli/command.hpp"
#include "cli/content_hash.hpp"
#include "cli/hand_ins.hpp"
#include "cli/interrupt.hpp"
#include "cli/language_option.hpp"
#include "cli/output.hpp"
#include "cli/pace.hpp"
#include "cli/pages.hpp"
#include "cli/progress_line.hpp"
#include "cli/project.hpp"
#include "cli/results_folder.hpp"
#include "cli/saved_trials.hpp"
#include "engine/process/private_folder.hpp"
#include "intake/class_list.hpp"
#include "report/class_lists.hpp"
#include "report/class_summary.hpp"
#include "report/json.hpp"
#include "report/localised.hpp"
#include "report/marking.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {
namespace {

struct Options {
  std::string task;
  std::string folder;
  std::string out;
  bool json = false;
  bool fail_on_failure = false;
  TraceFlags traces;
  ClassFlags of_class;
  ClassReportFlags reports;
  LanguageFlag language;
  CampaignFlags flags;
};

// What is shown and written as each submission ends.
class AsTheyEnd {
 public:
  AsTheyEnd(const Options& options, const model::Gradebook& book, std::vector<model::GivenOverride> overrides,
            const ResultsFolder& results, ProgressLine& progress, Recorder& recorder)
      : options_(options),
        book_(book),
        overrides_(std::move(overrides)),
        results_(results),
        progress_(progress),
        recorder_(recorder) {
    for (const model::GradedSubmission& one : book.submissions)
      name_width_ = std::max(name_width_, std::min(report::columns(report::printable(one.attempt.submission)), widest_name));
  }

  void write(const model::SubmissionResult& result) const {
    const model::SubmissionResult one = marked(result);
    results_.write_text(book_, one);
    results_.write_page(book_, one, recorder_.take(result.submission));
  }
  void tell(const model::SubmissionResult& result) const {
    progress_.ended();
    if (!options_.json)
      progress_.above(report::submission_line(book_.assignment, marked(result), name_width_, console_options(STDOUT_FILENO)) +
                      "\n");
  }

 private:
  [[nodiscard]] model::SubmissionResult marked(const model::SubmissionResult& result) const {
    const auto place = std::find_if(book_.submissions.begin(), book_.submissions.end(),
                                    [&](const auto& one) { return one.attempt.submission == result.submission; });
    model::GradedSubmission one = *place;
    one.result = result;
    report::mark_one(book_, overrides_, one);
    return one.result;
  }

  static constexpr std::size_t widest_name = 40;
  const Options& options_;
  const model::Gradebook& book_;
  const std::vector<model::GivenOverride> overrides_;
  const ResultsFolder& results_;
  ProgressLine& progress_;
  Recorder& recorder_;
  std::size_t name_width_ = 0;
};

class Grading {
 public:
  Grading(const Options& options, const Globals& globals)
      : options_(options),
        globals_(globals),
        project_(Project::find(globals.root)),
        suite_(project_.suite(options.task)),
        class_reports_(options.reports),
        people_(read_roster(options.of_class)),
        handed_in_(handed_in(options.folder, suite_.assignment, options.out)) {
    due_ = read_due(options.of_class);
    counts_ = read_counts(options.of_class);
    selection_ = selection_of(options.of_class);
    if (options.of_class.dry_run > 0) dry_.emplace();
  }

  int operator()() {
    ResultsFolder results(dry_ ? dry_->path() : options_.out, ResultsFolder::Expect::anything, options_.language);
    if (const auto task = results.journal().task(); task && *task != suite_.assignment.name)
      throw base::InputError({}, fmt::format("'{}' holds results of {}: name another folder for those of {}", options_.out, *task,
                                             suite_.assignment.name));
    const std::string conditions = conditions_of(project_.root(), suite_, options_.flags.seed);
    model::Gradebook book = empty_book();
    const Work work = work_of(handed_in_.all.submissions, book, conditions, selection_, results.journal());
    if (work.entries.empty()) {
      results.journal().set_class(book);
    } else {
      run(results, book, work);
    }
    model::Gradebook marked = results.gradebook();
    marked.assignment.texts = suite_.assignment.texts;  // the journal keeps what was found, not how it is told
    results.write_all(marked);
    conclude(marked, work);
    const std::string said = dry_ ? "" : class_reports_.write(marked);
    if (!options_.json) print(said);
    return interrupted_ ? exit_interrupted : exit_status_of_class(marked);
  }

 private:
  [[nodiscard]] model::Gradebook empty_book() const {
    intake::ClassList list = intake::class_list(handed_in_.all.submissions, people_);
    model::Gradebook book;
    book.harness_version = IPCGRADE_VERSION;
    book.assignment = suite_.assignment;
    book.due = due_;
    book.counts = counts_;
    book.people = std::move(list.people);
    book.submissions = std::move(list.submissions);
    return book;
  }

  void run(ResultsFolder& results, model::Gradebook& book, const Work& work) {
    campaign::CampaignOptions campaign = campaign_options(options_.flags);
    const Interrupt interrupt;
    campaign.cancelled = interrupt.token();
    if (!dry_ && !options_.traces.folder.empty()) campaign.keep = keep_in(options_.traces, options_.task, Scenarios::all);
    Recorder recorder;
    record(campaign, recorder);
    campaign.show_again = [&](const std::string& folder, const std::string& scenario) {
      return show_again(globals_, options_.task, folder, scenario);
    };
    campaign.sweeping = campaign::Sweeping::as_assigned;
    book.rung = new_report(suite_.assignment).rung;
    results.journal().set_class(book);
    const auto begin = base::Clock::now();
    {
      ProgressLine progress(Show::on_terminal, work.entries.size());
      const AsTheyEnd as_they_end(options_, book, results.journal().overrides(), results, progress, recorder);
      grade_class(suite_, handed_in_.all.submissions, work, campaign, results, progress,
                  {[&](const auto& result) { as_they_end.write(result); },
                   [&](const auto& result) {
                     as_they_end.tell(result);
                     ++graded_;
                   }});
    }
    took_ = base::Clock::now() - begin;
    interrupted_ = interrupt.happened();
  }

  // 3 where a mark is missing through the machine's fault: then the class is not graded yet, whatever else is wrong with it.
  [[nodiscard]] int exit_status_of_class(const model::Gradebook& book) const {
    const model::Report report = report::report_of(book);
    const auto any = [&](const auto& is_so) { return std::any_of(report.submissions.begin(), report.submissions.end(), is_so); };
    if (any([](const model::SubmissionResult& result) {
          return result.blank && (result.machine || has(result, model::Outcome::inconclusive));
        }))
      return exit_trouble;
    const auto failed = [](const model::SubmissionResult& result) {
      return result.scenarios.empty() || has(result, model::Outcome::failed);
    };
    return options_.fail_on_failure && any(failed) ? exit_failed : exit_passed;
  }

  void conclude(const model::Gradebook& book, const Work& work) const {
    const model::Report report = report::report_of(book);
    if (options_.json) return print(report::render_json(report::localised(report, options_.language.for_programs())));
    const report::ConsoleOptions console = console_options(STDOUT_FILENO);
    if (graded_ > 0) print("\n");
    print(report::render_class(report, console));
    print(report::render_class_lists(book, console));
    print(left_alone_text());
    print(work_text(work) + "\n");
    if (interrupted_)
      print(fmt::format("interrupted: the same command{} goes on where it stopped; nothing that was judged is lost\n",
                        selection_.again == Again::all ? " without --regrade" : ""));
    if (dry_) {
      print("this was a dry run: nothing of it is kept\n");
    } else {
      print(fmt::format("open {0}/index.html; marks are in {0}/marks.csv, the rest in {0}\n", report::printable(options_.out)));
    }
  }

  // "graded 200 in 2 min 31 s (79 a minute); 0 unchanged".
  [[nodiscard]] std::string work_text(const Work& work) const {
    std::string text = graded_ == 0 && !interrupted_ ? "nothing to grade" : fmt::format("graded {}", graded_);
    if (graded_ > 0) text += fmt::format(" in {} ({} a minute)", length_text(took_), rate_text(graded_, took_));
    if (work.unchanged > 0) text += fmt::format("; {} unchanged", work.unchanged);
    if (work.left_out > 0) text += fmt::format("; {} left for later", work.left_out);
    return text;
  }

  [[nodiscard]] std::string left_alone_text() const {
    const std::vector<std::string>& ignored = handed_in_.all.ignored;
    if (ignored.empty()) return "";
    const std::string more = ignored.size() > 1 ? fmt::format(" and {} more", ignored.size() - 1) : "";
    return fmt::format("left alone, as no submission: {}{}\n", report::printable(ignored.front()), more);
  }

  const Options& options_;
  const Globals& globals_;
  const Project project_;
  const model::Suite suite_;
  const ClassReports class_reports_;
  const std::vector<model::Person> people_;
  const HandedIn handed_in_;
  std::optional<model::Instant> due_;
  model::Counts counts_ = model::Counts::latest;
  Selection selection_;
  std::optional<engine::process::PrivateFolder> dry_;
  std::size_t graded_ = 0;
  base::Nanoseconds took_{0};
  bool interrupted_ = false;
};

int grade(const Options& options, const Globals& globals) {
  try {
    Grading grading(options, globals);
    return grading();
  } catch (const base::SystemError& error) {
    if (error.error_number() == ENOSPC || error.error_number() == EDQUOT)
      fmt::print(stderr, "ipcgrade: the disk is full; what was judged is kept: make room, and the same command goes on\n");
    throw;
  }
}

}  // namespace

Action declare_grade(CLI::App& app, const Globals& globals) {
  const auto options = std::make_shared<Options>();
  app.add_option("TASK", options->task, "The task, a folder in assignments/")->required();
  app.add_option("SUBMISSIONS", options->folder,
                 "A folder in which each folder or archive is a submission, as platforms export them; or one submission")
      ->required();
  app.add_option("--out", options->out, "The folder for the results; it is made if need be")->required()->type_name("DIR");
  add_class_flags(app, options->of_class);
  add_flags(app, options->reports);
  app.add_flag("--json", options->json, "Print the report as JSON instead of the table");
  app.add_flag("--fail-on-failure", options->fail_on_failure, "End with status 1 where any submission failed something");
  add_trace_flags(app, options->traces, "Save every trial there, for judge, explain and replay");
  add_language(app, options->language);
  add_flags(app, options->flags);
  return [options, &globals] { return grade(*options, globals); };
}

}  // namespace ipcgrade::cli
