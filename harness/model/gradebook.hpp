// A class: who is in it, what each handed in, and the mark that counts. Whoever writes a gradebook for a platform needs nothing
// else: these are plain values, complete and already decided. Made by report/marking.hpp; every index leads somewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/adjustment.hpp"
#include "model/report.hpp"

namespace ipcgrade::model {

// A row of the roster. Whatever the roster does not say is empty. The texts are people's: not yet made printable.
struct Person {
  std::string id;      // the platform's own number: Canvas "ID", the participant's number in Moodle
  std::string sis_id;  // the student number: Canvas "SIS User ID", Moodle "ID number", Gradescope "SID"
  std::string login;   // Canvas "SIS Login ID", a username
  std::string email;
  std::string name;  // as the roster writes it: "Lee, Ann" or "Ann Lee"
  std::string group;
  std::string section;
  std::optional<Instant> handed_in{};  // when the platform says so in the roster and not with the submission
  std::optional<Instant> due{};        // an extension: instead of the class's due date

  bool operator==(const Person&) const = default;
};

enum class Platform : std::uint8_t { none, canvas, moodle, gradescope, blackboard };

// What the platform's own word was about lateness (Canvas writes LATE into the name).
enum class SaysLate : std::uint8_t { nothing, late };

// What was handed in, as its name and its platform tell.
struct Attempt {
  std::string submission;           // its name in all reports (SubmissionResult::submission); unique in the class
  std::string stated;               // the name that it was handed in under: attempts of one person may share it
  std::vector<std::string> source;  // the files or the folder under which it was handed in
  Platform platform = Platform::none;
  int number = 0;  // which attempt it is, from 1; 0: nobody says
  std::optional<Instant> handed_in{};
  SaysLate says_late = SaysLate::nothing;

  bool operator==(const Attempt&) const = default;
};

struct GradedSubmission {
  Attempt attempt;
  SubmissionResult result;            // with its overrides and its deduction; `mark` is the final one of this submission
  std::vector<std::size_t> people{};  // whose it is: one, or the members of a group; empty: nobody's
  std::string unmatched{};            // why it is nobody's, where there is a roster
  bool graded = true;                 // false: not yet; the result is empty and blank
};

// One row of the class list: a person with the submission that counts; or a submission that is nobody's.
struct GradebookRow {
  std::optional<std::size_t> person{};      // index into Gradebook::people
  std::optional<std::size_t> submission{};  // index into Gradebook::submissions; nullopt: none, or none that could be chosen
  std::optional<double> mark{};             // percent, rounded once to one decimal; nullopt: left open
  std::string open{};                       // why it is left open: one line; empty where there is a mark
};

// Several submissions of one person, or of one group.
struct Duplicates {
  std::vector<std::size_t> people;       // empty: without a roster, two of one name
  std::vector<std::size_t> submissions;  // in the order of the class
  std::optional<std::size_t> chosen{};   // nullopt: nothing says which one counts
  std::string why{};                     // "the latest", "the best", or why none was chosen
};

// Which of several submissions counts.
enum class Counts : std::uint8_t { latest, best };

struct Gradebook {
  std::string harness_version;
  std::string rung;
  Assignment assignment;
  std::optional<Instant> due{};
  Counts counts = Counts::latest;
  std::vector<Person> people{};                 // in the order of the roster; empty: there is none
  std::vector<GradedSubmission> submissions{};  // in the order of their names
  std::vector<GradebookRow> rows{};             // every person in the order of the roster, then the submissions that are nobody's
  std::vector<std::size_t> missing{};           // people who handed in nothing
  std::vector<std::size_t> unmatched{};         // submissions that are nobody's, where there is a roster
  std::vector<Duplicates> duplicates{};
};

// Whose submission it is, as one word that stays the same when it is handed in again: "group:G1", "person:s1234567" (the first of
// student number, login, email, id and name that the roster has), or "submission:ann" where it is nobody's.
[[nodiscard]] std::string owner_of(const Gradebook& book, const GradedSubmission& submission);
// The owner that it has where no roster says whose it is.
[[nodiscard]] std::string owner_by_name(const GradedSubmission& submission);
[[nodiscard]] std::string owner_of(const Person& person);

// An override as it was given: for whom, in the words of owner_of.
struct GivenOverride {
  std::string owner;
  std::string scenario;
  Override value;
  Instant given_at{};

  bool operator==(const GivenOverride&) const = default;
};

}  // namespace ipcgrade::model
