#include "oracles/shared_memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "oracles/printable.hpp"
#include "oracles/waiting.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

using Maps = std::vector<const Mapped*>;

// One of the two processes: whoever bears the label, and all that descend from it.
class Side {
 public:
  Side(const Trace& trace, std::string label) : trace_(trace), label_(std::move(label)), root_(process_called(trace, label_)) {}

  [[nodiscard]] const std::string& label() const { return label_; }
  [[nodiscard]] bool has(ProcessIndex process) const { return root_ && process != nobody && descends(trace_, process, *root_); }
  [[nodiscard]] bool has_any(const std::vector<ProcessIndex>& processes) const {
    return std::any_of(processes.begin(), processes.end(), [&](ProcessIndex process) { return has(process); });
  }
  // What it has mapped under a name that begins like the one asked for.
  [[nodiscard]] Maps mapped(const std::string& name) const {
    Maps out;
    for (const Mapped& one : trace_.mapped)
      if (one.path.starts_with(name) && has(one.process)) out.push_back(&one);
    return out;
  }

 private:
  const Trace& trace_;
  std::string label_;
  std::optional<ProcessIndex> root_;
};

bool share_one(const Maps& first, const Maps& second) {
  return std::any_of(first.begin(), first.end(), [&](const Mapped* a) {
    return std::any_of(second.begin(), second.end(),
                       [&](const Mapped* b) { return a->object == b->object && (a->writable || b->writable); });
  });
}

bool is_mapped(const Trace& trace, const Object& object) {
  return std::any_of(trace.mapped.begin(), trace.mapped.end(), [&](const Mapped& one) { return one.object == object; });
}

// Something else that carried bytes from one of them to the other; nullptr: nothing.
const Carrier* other_way(const Trace& trace, const Side& first, const Side& second) {
  const auto found = std::find_if(trace.carriers.begin(), trace.carriers.end(), [&](const Carrier& carrier) {
    const bool there = first.has_any(carrier.writers) && second.has_any(carrier.readers);
    const bool back = second.has_any(carrier.writers) && first.has_any(carrier.readers);
    return carrier.size > 0 && (there || back) && !is_mapped(trace, carrier.object);
  });
  return found == trace.carriers.end() ? nullptr : &*found;
}

std::string object_words(const std::string& name) { return fmt::format("the shared memory {}", printable(name)); }

std::string what_is_wrong(const Trace& trace, const Mechanism& asked, const Side& first, const Side& second) {
  const Maps maps[] = {first.mapped(asked.name), second.mapped(asked.name)};
  for (const Side* side : {&first, &second})
    if (maps[side == &second ? 1 : 0].empty())
      return fmt::format("{} has not mapped {} (with MAP_SHARED)", side->label(), object_words(asked.name));
  if (!share_one(maps[0], maps[1])) {
    const bool same = maps[0].front()->object == maps[1].front()->object;
    return same ? fmt::format("{} and {} have both mapped {}, but neither to write", first.label(), second.label(),
                              object_words(asked.name))
                : fmt::format("{} and {} have mapped different objects of the name {}: one was removed and made anew between",
                              first.label(), second.label(), printable(asked.name));
  }
  if (const Carrier* carrier = other_way(trace, first, second))
    return fmt::format("{} and {} have mapped {}, but {} carried {} between them", first.label(), second.label(),
                       object_words(asked.name), a_kind(carrier->object.kind), count_of(carrier->size, "byte"));
  return "";
}

}  // namespace

Verdicts shared_memory(const Trace& trace, const Mechanism& asked) {
  if (asked.between.size() != 2) return {};
  const Side first(trace, asked.between[0]);
  const Side second(trace, asked.between[1]);
  const std::string wrong = what_is_wrong(trace, asked, first, second);
  if (wrong.empty()) return {};
  Verdict verdict;
  verdict.verdict = VerdictClass::wrong_mechanism;
  verdict.oracle = "mechanism";
  verdict.sentence = wrong;
  verdict.evidence.push_back({nobody, fmt::format("the data should travel through {}, mapped by {} and by {}",
                                                  object_words(asked.name), first.label(), second.label())});
  for (const Mapped& one : trace.mapped)
    if (one.path.starts_with("/dev/shm/") || one.path.starts_with("sysv:"))
      verdict.evidence.push_back({one.process, fmt::format("{} mapped {} bytes of {}{}", label_of(trace, one.process), one.size,
                                                           printable(one.path), one.writable ? "" : ", to read only")});
  return {std::move(verdict)};
}

}  // namespace ipcgrade::oracles
