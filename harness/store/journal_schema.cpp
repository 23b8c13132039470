#include "store/journal_schema.hpp"

#include <fmt/format.h>

#include <array>

#include "base/error.hpp"

namespace ipcgrade::store {
namespace {

// PRAGMA application_id (file(1) shows it): "ipcg".
constexpr int application = 0x69706367;

// STRICT: a column holds what it says. Texts are bytes as they came, of people's making.
constexpr const char* tables = R"sql(
CREATE TABLE class (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  task TEXT NOT NULL, title TEXT NOT NULL, harness_version TEXT NOT NULL, rung TEXT NOT NULL,
  due INTEGER, counts TEXT NOT NULL,
  late_grace_minutes INTEGER, late_percent_per_day INTEGER, late_most_percent INTEGER, late_closed_after INTEGER
) STRICT;
CREATE TABLE part (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, percent INTEGER NOT NULL, bonus INTEGER NOT NULL
) STRICT;
CREATE TABLE person (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL, sis_id TEXT NOT NULL, login TEXT NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL,
  team TEXT NOT NULL, section TEXT NOT NULL, handed_in INTEGER, due INTEGER
) STRICT;
CREATE TABLE submission (
  name TEXT PRIMARY KEY, stated TEXT NOT NULL, platform TEXT NOT NULL, attempt INTEGER NOT NULL,
  handed_in INTEGER, says_late INTEGER NOT NULL, unmatched TEXT NOT NULL
) STRICT;
CREATE TABLE source (
  submission TEXT NOT NULL REFERENCES submission ON DELETE CASCADE, number INTEGER NOT NULL, file TEXT NOT NULL,
  PRIMARY KEY (submission, number)
) STRICT;
CREATE TABLE owner (
  submission TEXT NOT NULL REFERENCES submission ON DELETE CASCADE, person INTEGER NOT NULL,
  PRIMARY KEY (submission, person)
) STRICT;
CREATE TABLE grading (
  submission TEXT PRIMARY KEY, content TEXT NOT NULL, conditions TEXT NOT NULL, folder TEXT NOT NULL,
  complete INTEGER NOT NULL, trouble TEXT NOT NULL, machine INTEGER NOT NULL
) STRICT;
CREATE TABLE build (
  submission TEXT NOT NULL REFERENCES grading ON DELETE CASCADE, number INTEGER NOT NULL,
  ok INTEGER NOT NULL, command TEXT NOT NULL, output TEXT NOT NULL, failure TEXT NOT NULL, machine INTEGER NOT NULL,
  nanoseconds INTEGER NOT NULL,
  PRIMARY KEY (submission, number)
) STRICT;
CREATE TABLE scenario (
  submission TEXT NOT NULL REFERENCES grading ON DELETE CASCADE, name TEXT NOT NULL,
  title TEXT NOT NULL, part TEXT NOT NULL, points INTEGER NOT NULL, visibility TEXT NOT NULL, outcome TEXT NOT NULL,
  reason TEXT NOT NULL, hint TEXT NOT NULL, show_again TEXT NOT NULL, nanoseconds INTEGER NOT NULL, earned INTEGER,
  PRIMARY KEY (submission, name)
) STRICT;
CREATE TABLE verdict (
  submission TEXT NOT NULL, scenario TEXT NOT NULL, number INTEGER NOT NULL,
  class TEXT NOT NULL, oracle TEXT NOT NULL, sentence TEXT NOT NULL,
  function TEXT, file TEXT, line INTEGER, step INTEGER,
  PRIMARY KEY (submission, scenario, number),
  FOREIGN KEY (submission, scenario) REFERENCES scenario ON DELETE CASCADE
) STRICT;
CREATE TABLE evidence (
  submission TEXT NOT NULL, scenario TEXT NOT NULL, verdict INTEGER NOT NULL, number INTEGER NOT NULL,
  process INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (submission, scenario, verdict, number),
  FOREIGN KEY (submission, scenario, verdict) REFERENCES verdict ON DELETE CASCADE
) STRICT;
CREATE TABLE override (
  owner TEXT NOT NULL, scenario TEXT NOT NULL, points INTEGER NOT NULL, reason TEXT NOT NULL, given_at INTEGER NOT NULL,
  PRIMARY KEY (owner, scenario)
) STRICT;
)sql";

// What brings a file from version i + 1 to the next.
constexpr std::array<const char*, journal_version - 1> steps = {"ALTER TABLE scenario ADD COLUMN earned INTEGER"};

[[noreturn]] void refuse(const Database& database, const std::string& why) {
  throw base::InputError({}, "'" + database.path() + "' " + why);
}

}  // namespace

void prepare_journal(Database& database) {
  const std::int64_t of = database.ask("PRAGMA application_id");
  const std::int64_t version = database.ask("PRAGMA user_version");
  const bool empty = database.ask("SELECT count(*) FROM sqlite_schema") == 0;
  if (!empty && of != application) refuse(database, "is a database, but no gradebook");
  if (!empty && version > journal_version)
    refuse(database, fmt::format("has version {}; this ipcgrade knows versions up to {}", version, journal_version));
  // WAL: a commit is whole or not there, whatever is killed. FULL: it is on the disk when the call returns.
  database.execute("PRAGMA journal_mode = WAL");
  database.execute("PRAGMA synchronous = FULL");
  database.execute("PRAGMA foreign_keys = ON");
  if (version == journal_version) return;
  Transaction transaction(database);
  if (empty) {
    database.execute(tables);
    database.execute(fmt::format("PRAGMA application_id = {}", application));
  } else {
    for (auto step = static_cast<std::size_t>(version) - 1; step < steps.size(); ++step) database.execute(steps.at(step));
  }
  database.execute(fmt::format("PRAGMA user_version = {}", journal_version));
  transaction.commit();
}

}  // namespace ipcgrade::store
