#include "intake/roster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "base/spelling.hpp"
#include "intake/csv.hpp"
#include "intake/instant.hpp"

namespace ipcgrade::intake {
namespace {

using model::Person;

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string small_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// Index of the meaning of each column of the file; nullopt: it is left alone.
using Header = std::vector<std::optional<std::size_t>>;

std::optional<std::size_t> meaning_of(const std::string& title) {
  const std::string word = small_letters(trimmed(title));
  const auto& all = roster_columns();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (std::find(all[i].headers.begin(), all[i].headers.end(), word) != all[i].headers.end()) return i;
  return std::nullopt;
}

Header read_header(const CsvRow& row) {
  Header header;
  for (const CsvField& field : row) {
    header.push_back(meaning_of(field.text));
    if (header.back() && std::count(header.begin(), header.end(), header.back()) > 1)
      throw base::InputError(
          field.position, fmt::format("two columns mean the {}: leave one of them out", roster_columns()[*header.back()].name));
  }
  if (std::none_of(header.begin(), header.end(), [](const auto& column) { return column.has_value(); })) {
    std::vector<std::string> known;
    for (const RosterColumn& column : roster_columns()) known.emplace_back(column.name);
    throw base::InputError(row.front().position,
                           fmt::format("the first line must name the columns; none of these does: {}", fmt::join(known, ", ")));
  }
  return header;
}

// The values of one row, by the name of their column.
using Values = std::map<std::string_view, const CsvField*>;

std::optional<model::Instant> instant_in(const Values& values, std::string_view column) {
  const auto found = values.find(column);
  const std::string text = found == values.end() ? "" : trimmed(found->second->text);
  if (text.empty() || text == "-") return std::nullopt;
  if (const auto instant = parse_instant(text)) return instant;
  throw base::InputError(found->second->position, fmt::format("'{}' is no time: write {}", text.substr(0, 40), instant_forms));
}

// Moodle's worksheet says "Participant 123" where its files say 123.
std::string without_participant(const std::string& id) {
  const std::size_t digits = id.find_first_of("0123456789");
  const bool words_first = id.starts_with("Participant ") && id.find_first_not_of("0123456789", digits) == std::string::npos;
  return words_first && digits != std::string::npos ? id.substr(digits) : id;
}

Person read_person(const Values& values) {
  const auto text = [&](std::string_view column) {
    const auto found = values.find(column);
    return found == values.end() ? "" : trimmed(found->second->text);
  };
  Person person{without_participant(text("id")),
                text("sis id"),
                text("login"),
                text("email"),
                text("name"),
                text("group"),
                text("section")};
  const std::string first = text("first name");
  const std::string last = text("last name");
  if (person.name.empty()) person.name = last.empty() || first.empty() ? last + first : last + ", " + first;
  person.handed_in = instant_in(values, "submitted");
  person.due = instant_in(values, "due");
  return person;
}

bool has_key(const Person& person) {
  return !person.id.empty() || !person.sis_id.empty() || !person.login.empty() || !person.email.empty() || !person.name.empty();
}

// Canvas has a second row with what each column is worth, and a student that is none.
bool is_no_person(const CsvRow& row) {
  const std::string first = trimmed(row.front().text);
  return first == "Points Possible" || first == "Student, Test";
}

// Keys that must tell people apart. Names need not.
class Keys {
 public:
  void add(const Person& person, const base::Position& position) {
    for (const auto& [what, key] :
         {std::pair{"id", &person.id}, {"sis id", &person.sis_id}, {"login", &person.login}, {"email", &person.email}}) {
      if (key->empty()) continue;
      const auto [other, is_new] = seen_.emplace(std::string(what) + '\n' + *key, position.line);
      if (!is_new) throw base::InputError(position, fmt::format("the {} '{}' is taken by line {}", what, *key, other->second));
    }
  }

 private:
  std::map<std::string, int> seen_;
};

}  // namespace

const std::vector<RosterColumn>& roster_columns() {
  static const std::vector<RosterColumn> table = {
      {"id", {"id", "canvas id", "user id", "identifier", "participant"}, "the platform's own number; Canvas, Moodle"},
      {"sis id",
       {"sis id", "sis user id", "sis_id", "id number", "sid", "student id", "student number", "matriculation number"},
       "the student number"},
      {"login", {"login", "sis login id", "login id", "username", "user name", "user"}, "the name to log in with"},
      {"email", {"email", "email address", "e-mail"}, "the address"},
      {"name", {"name", "full name", "student", "student name"}, "the whole name"},
      {"first name", {"first name", "first_name", "firstname", "given name"}, "where the name is in two columns"},
      {"last name", {"last name", "last_name", "lastname", "surname", "family name"}, "the other one"},
      {"group", {"group", "groups", "group name", "group_name", "team"}, "people of one group share their submissions and marks"},
      {"section", {"section", "sections"}, "kept for the platform"},
      {"submitted",
       {"submitted", "handed in", "submitted at", "submission time", "last modified (submission)"},
       "when it was handed in, where the submission itself does not say"},
      {"due", {"due", "due date", "extension", "extended due date"}, "this person's own due date"},
  };
  return table;
}

std::vector<Person> parse_roster(std::string_view text, const std::string& file) {
  const std::vector<CsvRow> rows = parse_csv(text, file);
  if (rows.empty()) throw base::InputError({file, 0, 0}, "the roster is empty: its first line names the columns");
  const Header header = read_header(rows.front());
  std::vector<Person> people;
  Keys keys;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (is_no_person(rows[i])) continue;
    Values values;
    for (std::size_t column = 0; column < std::min(header.size(), rows[i].size()); ++column)
      if (header[column]) values[roster_columns()[*header[column]].name] = &rows[i][column];
    people.push_back(read_person(values));
    const base::Position& position = rows[i].front().position;
    if (!has_key(people.back()))
      throw base::InputError(position, "this person has no id, sis id, login, email or name to be known by");
    keys.add(people.back(), position);
  }
  if (people.empty()) throw base::InputError({file, 0, 0}, "the roster has a header and nobody below it");
  return people;
}

}  // namespace ipcgrade::intake
