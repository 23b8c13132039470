#include "store/saved_trial.hpp"

#include "base/error.hpp"
#include "store/fields.hpp"
#include "store/sound.hpp"

namespace ipcgrade::store {

void members(auto& visit, model::Is<SavedTrial> auto& v) {
  visit("harness_version", v.harness_version)("task", v.task)("submission", v.submission)("folder", v.folder);
  visit("title", v.title)("part", v.part)("points", v.points)("hint", v.hint)("trial", v.trial)("trace", v.trace);
}

namespace {

constexpr std::string_view format = "ipcgrade saved trial";

[[noreturn]] void refuse(const std::string& file, const std::string& why) { throw base::InputError({file, 0, 0}, why); }

Json parsed(std::string_view text, const std::string& file) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) refuse(file, "this is no saved trial, or one that was cut short: it is not valid JSON");
  const bool ours = json.is_object() && json.contains("format") && json["format"] == format && json.contains("version");
  if (!ours) refuse(file, "this is no saved trial: save one with ipcgrade run TASK --save-traces DIR");
  if (json["version"] != version)
    refuse(file,
           "this saved trial has version " + json["version"].dump() + "; this ipcgrade reads version " + std::to_string(version));
  return json;
}

}  // namespace

std::string to_text(const SavedTrial& saved) {
  Json json = {{"format", format}, {"version", version}};
  MemberWriter<SavedTrial> writer(Defaults::left_out);
  members(writer, saved);
  json.update(std::move(writer).json());
  return json.dump() + "\n";
}

SavedTrial from_text(std::string_view text, const std::string& file) {
  const Json json = parsed(text, file);
  SavedTrial saved;
  try {
    from_json(json, saved);
  } catch (const Unreadable& error) {
    refuse(file, "this saved trial is garbled: " + error.place() + " " + error.what());
  }
  if (const std::string flaw = flaw_in(saved.trial, saved.trace); !flaw.empty())
    refuse(file, "this saved trial is garbled: " + flaw);
  return saved;
}

}  // namespace ipcgrade::store
