#include "intake/match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace ipcgrade::intake {
namespace {

using model::Person;
using Found = std::vector<std::size_t>;

template <class Test>
Found all_that(const std::vector<Person>& people, const Test& test) {
  Found found;
  for (std::size_t i = 0; i < people.size(); ++i)
    if (test(people[i])) found.push_back(i);
  return found;
}

// Canvas writes names so: no spaces and punctuation, small letters. What is not ASCII is compared as it is.
std::string squeezed(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) out += static_cast<char>(std::tolower(byte));
  }
  return out;
}

// "Lee, Ann" as "Ann Lee"; "Ann Lee" as "Lee Ann".
std::string turned(const std::string& name) {
  const std::size_t comma = name.find(',');
  if (comma != std::string::npos) return name.substr(comma + 1) + " " + name.substr(0, comma);
  const std::size_t space = name.rfind(' ');
  return space == std::string::npos ? name : name.substr(space + 1) + " " + name.substr(0, space);
}

bool same_name(const std::string& theirs, const std::string& ours) {
  return !theirs.empty() && !ours.empty() && (squeezed(theirs) == squeezed(ours) || squeezed(theirs) == squeezed(turned(ours)));
}

// The keys in the order of their worth: the first that the platform gives and the roster has somewhere decides.
Found claimed_by(const Claim& claim, const std::vector<Person>& people) {
  struct Key {
    std::string Claim::*theirs;
    std::string Person::*ours;
  };
  static constexpr std::array<Key, 4> keys = {{{&Claim::id, &Person::id},
                                               {&Claim::sis_id, &Person::sis_id},
                                               {&Claim::login, &Person::login},
                                               {&Claim::email, &Person::email}}};
  for (const Key& key : keys) {
    const bool has_column = std::any_of(people.begin(), people.end(), [&](const Person& p) { return !(p.*key.ours).empty(); });
    if ((claim.*key.theirs).empty() || !has_column) continue;
    return all_that(people, [&](const Person& person) { return person.*key.ours == claim.*key.theirs; });
  }
  return all_that(people, [&](const Person& person) { return same_name(claim.name, person.name); });
}

std::string described(const Claim& claim) {
  for (const std::string* word : {&claim.name, &claim.login, &claim.email, &claim.sis_id, &claim.id})
    if (!word->empty()) return *word;
  return "nobody";
}

Found with_groups(const Found& found, const std::vector<Person>& people) {
  std::set<std::string> groups;
  for (const std::size_t person : found)
    if (!people[person].group.empty()) groups.insert(people[person].group);
  Found all = all_that(people, [&](const Person& person) { return groups.contains(person.group); });
  all.insert(all.end(), found.begin(), found.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// Who share a submission are one group, in the roster or by the platform's word alone: or it would count for some of them only.
Match shared(const Found& found, const std::vector<Person>& people) {
  const Found all = with_groups(found, people);
  const std::string& group = people[all.front()].group;
  if (std::all_of(all.begin(), all.end(), [&](std::size_t i) { return people[i].group == group; })) return {all, ""};
  std::vector<std::string> names;
  for (const std::size_t person : all) names.push_back(people[person].name);
  return {{}, fmt::format("{} handed it in together, and the roster has them in different groups", fmt::join(names, ", "))};
}

Match only_one(const Found& found, const std::string& what, const std::vector<Person>& people) {
  if (found.size() == 1) return shared(found, people);
  if (found.empty()) return {{}, fmt::format("the roster has no '{}'", what)};
  return {{}, fmt::format("the roster has {} people that '{}' may mean", found.size(), what)};
}

Match by_claims(const std::vector<Claim>& claims, const std::vector<Person>& people) {
  Found all;
  for (const Claim& claim : claims) {
    const Found found = claimed_by(claim, people);
    if (found.size() != 1) return only_one(found, described(claim), people);
    all.push_back(found.front());
  }
  return shared(all, people);
}

}  // namespace

std::vector<std::size_t> people_called(const std::string& word, const std::vector<Person>& people) {
  const Found exact = all_that(people, [&](const Person& p) {
    return !word.empty() && (p.id == word || p.sis_id == word || p.login == word || p.email == word || p.name == word);
  });
  return exact.empty() ? all_that(people, [&](const Person& person) { return same_name(word, person.name); }) : exact;
}

Match match(const Naming& naming, const std::vector<Person>& people) {
  if (!naming.claims.empty()) return by_claims(naming.claims, people);
  const Found group = all_that(people, [&](const Person& p) { return !p.group.empty() && p.group == naming.stated; });
  const Found called = people_called(naming.stated, people);
  if (!group.empty() && called.empty()) return {group, ""};
  return only_one(called, naming.stated, people);
}

}  // namespace ipcgrade::intake
