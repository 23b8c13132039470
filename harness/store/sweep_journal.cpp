#include "store/sweep_journal.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace ipcgrade::store {
namespace {

using Json = nlohmann::json;

std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::optional<model::Verdict> verdict_in(const Json& line) {
  const auto verdict_class = model::verdict_from_slug(line.value("verdict", ""));
  if (!verdict_class) return std::nullopt;
  model::Verdict verdict;
  verdict.verdict = *verdict_class;
  verdict.oracle = "sweep";
  verdict.sentence = line.value("sentence", "");
  return verdict;
}

}  // namespace

std::string journal_head(const std::string& subject) { return line_of({{"sweep", 1}, {"subject", subject}}); }

std::string journal_line(const model::StrikeResult& result) {
  return line_of({{"strike", model::key_of(result.strike)},
                  {"verdict", slug_of(result.verdict.verdict)},
                  {"sentence", result.verdict.sentence}});
}

std::map<std::string, model::Verdict> from_journal(std::string_view text, const std::string& subject) {
  std::map<std::string, model::Verdict> out;
  bool ours = false;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    const Json line = Json::parse(text.substr(0, end), nullptr, false);
    text.remove_prefix(end + 1);
    if (!line.is_object()) continue;
    if (line.contains("subject")) {
      ours = line.value("sweep", 0) == 1 && line.value("subject", "") == subject;
      continue;
    }
    if (!ours) continue;
    if (auto verdict = verdict_in(line); verdict && model::counts({{}, *verdict}))
      out.insert_or_assign(line.value("strike", ""), *std::move(verdict));
  }
  return out;
}

}  // namespace ipcgrade::store
