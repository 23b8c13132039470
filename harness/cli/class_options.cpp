#include "cli/class_options.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/spelling.hpp"
#include "intake/instant.hpp"
#include "intake/roster.hpp"
#include "scenario/files.hpp"

namespace ipcgrade::cli {

void add_class_flags(CLI::App& app, ClassFlags& flags) {
  app.add_option("--roster", flags.roster,
                 "The people of the class: a CSV file with id, SIS id, login, email, name, group, section")
      ->type_name("FILE");
  app.add_option("--due", flags.due, "When it was due; [late] in assignment.toml says what lateness costs")->type_name("TIME");
  app.add_option("--attempt", flags.counts, "Which of several attempts counts: latest (default) or best")->type_name("WHICH");
  app.add_option("--only", flags.only, "Grade only these, by submission or by person; the others stay as they are")
      ->type_name("WHO");
  app.add_flag("--regrade", flags.regrade, "Grade also what has not changed since it was graded");
  app.add_flag("--dry-run{3}", flags.dry_run, "Try it on 3 submissions (--dry-run=N: on N), and keep nothing")->type_name("N");
}

std::vector<model::Person> read_roster(const ClassFlags& flags) {
  if (flags.roster.empty()) return {};
  return intake::parse_roster(scenario::read_file(flags.roster), flags.roster);
}

std::optional<model::Instant> read_due(const ClassFlags& flags) {
  if (flags.due.empty()) return std::nullopt;
  if (const auto due = intake::parse_instant(flags.due)) return due;
  throw base::InputError({}, fmt::format("--due: '{}' is no time: write {}", flags.due, intake::instant_forms));
}

model::Counts read_counts(const ClassFlags& flags) {
  if (flags.counts == "latest") return model::Counts::latest;
  if (flags.counts == "best") return model::Counts::best;
  throw base::InputError({}, "--attempt: which one counts is latest or best, not '" + flags.counts + "'" +
                                 base::suggestion(flags.counts, {"latest", "best"}));
}

Selection selection_of(const ClassFlags& flags) {
  if (flags.dry_run < 0) throw base::InputError({}, "--dry-run: at least 1 submission");
  Selection selection{flags.only, flags.regrade ? Again::all : Again::changed};
  if (flags.dry_run > 0) selection.most = static_cast<std::size_t>(flags.dry_run);
  return selection;
}

}  // namespace ipcgrade::cli
