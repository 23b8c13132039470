// What the name of a file or folder says that a platform has exported: whose it is, which attempt, when. Sources: Canvas,
// lib/content_zipper.rb (NAME_LATE_USERID_FILEID_FILE); Moodle, assign's "Download all submissions" (Full
// Name_PARTICIPANT_assignsubmission_file_); Gradescope's export (submission_NUMBER beside submission_metadata.yml); Blackboard
// (TASK_LOGIN_attempt_DATE_FILE).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/gradebook.hpp"

namespace ipcgrade::intake {

// What a platform says about who handed in; empty: it does not say.
struct Claim {
  std::string id;
  std::string sis_id;
  std::string login;
  std::string email;
  std::string name;

  bool operator==(const Claim&) const = default;
};

struct Naming {
  model::Platform platform = model::Platform::none;
  std::string stated;         // what all files and attempts of one person have in common
  std::vector<Claim> claims;  // one, or one for each of a group; none: only `stated` can tell
  int number = 0;             // Attempt::number
  std::optional<model::Instant> handed_in{};
  model::SaysLate says_late = model::SaysLate::nothing;
  std::string file;  // a file's own name, without what the platform has put before it
};

enum class Entry : std::uint8_t { file, folder };

// A plain name says no more than itself, without an archive's ending.
[[nodiscard]] Naming read_name(const std::string& name, Entry entry);

// "pipe.tar.gz" → "pipe"; the name itself where it is no archive that can be unpacked.
[[nodiscard]] std::string without_ending(const std::string& name);
[[nodiscard]] bool is_archive(const std::string& name);

// Canvas numbers the files of a later attempt: "greet-1.c" is greet.c. Nothing is taken off a name that is wanted as it is.
[[nodiscard]] std::string original_name(const std::string& file, const std::vector<std::string>& wanted);

}  // namespace ipcgrade::intake
