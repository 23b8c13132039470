#include "scenario/reference.hpp"

#include "model/object.hpp"
#include "scenario/condition.hpp"
#include "scenario/file_tables.hpp"
#include "scenario/parse_fixture.hpp"
#include "scenario/payload.hpp"
#include "scenario/signals.hpp"
#include "scenario/verbs.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::scenario;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the reference page has every word of the language, and the oracles it is given") {
  const std::string page = reference_markdown({{"no-unicorn", "no process is a unicorn"}});
  for (const Verb& verb : verbs()) CHECK(has(page, "### " + std::string(verb.name)));
  for (const Key& key : condition_schema()) CHECK(has(page, key.name));
  for (const Key& key : given_schema()) CHECK(has(page, key.summary));
  for (const Key& key : file_match_schema()) CHECK(has(page, key.summary));
  for (const PayloadForm& form : payload_forms()) CHECK(has(page, form.example));
  for (const std::string& signal : signal_names()) CHECK(has(page, signal));
  for (const auto kind : ipcgrade::model::waitable_kinds()) CHECK(has(page, ipcgrade::model::name_of(kind)));
  CHECK(has(page, "| `no-unicorn` | no process is a unicorn |"));
  CHECK_FALSE(has(page, "| ` | "));
}

TEST_CASE("every verb's example is a step that the parser takes") {
  for (const Verb& verb : verbs()) {
    const bool needs_peer = verb.value == "the name of a peer";
    const std::string before = verb.name == "start" ? head
                               : needs_peer         ? started + "[[step]]\nconnect = \"c1\"\nport = 7000\nreads = false\n"
                                                    : started;
    INFO(verb.name);
    CHECK(complaint_about(before + "[[step]]\n" + std::string(verb.example) + "\n").empty());
  }
}

TEST_CASE("every example of an output and of a payload is one that the parser takes") {
  const auto about = [](std::string_view example) {
    return complaint_about(started + "[[step]]\nexpect = { process = \"p1\", stdout = " + std::string(example) + " }\n");
  };
  for (const OutputForm& form : output_forms()) CHECK(about(form.example).empty());
  for (const Row& row : payload_rows())
    if (!has(row.name, "data.bin")) CHECK(about(row.name).empty());
}

TEST_CASE("names in a table are unique, so that a suggestion means one thing") {
  const auto unique = [](std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) == names.end();
  };
  CHECK(unique(signal_names()));
  CHECK(unique(names_of(payload_schema())));
  CHECK(unique(names_of(condition_schema())));
  std::vector<std::string> names;
  for (const Row& row : verb_rows()) names.push_back(row.name);
  CHECK(unique(names));
}
