// What there is under a name, against what a step asks for.
#include <fmt/format.h>

#include "oracles/naming.hpp"
#include "oracles/output_match.hpp"
#include "oracles/printable.hpp"
#include "oracles/situation.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

std::string how_it_differs(const FileMatch& asked, const FileState& found) {
  const std::string path = printable(asked.path);
  const std::string_view is = a_kind(found.kind, asked.path);
  if (asked.is == FileKind::absent) return fmt::format("{} is still there: it is {}, which had to be removed", path, is);
  const std::string_view wanted = a_kind(asked.is, asked.path);
  if (found.kind == FileKind::absent) return fmt::format("{} is not there: it had to be {}", path, wanted);
  if (found.kind != asked.is) return fmt::format("{} is {}, where it had to be {}", path, is, wanted);
  if (asked.mode && *asked.mode != found.mode)
    return fmt::format("{} is {} of mode {:04o}, where it had to have mode {:04o}", path, is, found.mode, *asked.mode);
  if (asked.size && *asked.size != found.size)
    return fmt::format("{} is {} of {}, where it had to have {}", path, is, count_of(found.size, "byte"),
                       count_of(*asked.size, "byte"));
  return complaint(OutputMatch{OutputRule::equals, asked.data.value_or(Payload{})}, found.bytes, "the contents of " + path);
}

}  // namespace

Said wrong_file(const Situation& s) {
  if (!s.asked.file || !s.failure.file || matches(*s.asked.file, *s.failure.file)) return std::nullopt;
  const VerdictClass verdict_class = s.asked.file->is == FileKind::absent ? VerdictClass::leak : VerdictClass::wrong_output;
  Verdict verdict = s.verdict(verdict_class, how_it_differs(*s.asked.file, *s.failure.file));
  verdict.evidence.push_back({s.process, fmt::format("{} {}", s.label(), s.exit == nullptr ? s.does() : ended_how(*s.exit))});
  add_last_words(verdict, s.trace, s.process, s.failure.event);
  return verdict;
}

}  // namespace ipcgrade::oracles
