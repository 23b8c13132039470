// Who holds which end of what, followed through a trace from call to call: so that a story can say "pipe A" for an object and
// "the last write end" for a descriptor. Knows what the calls show; what it does not know it leaves unsaid.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/trace.hpp"

namespace ipcgrade::report {

class Objects {
 public:
  enum class OnExec : std::uint8_t { stays, closes };
  struct End {
    model::Object object;
    model::Access access = model::Access::both;
    OnExec on_exec = OnExec::stays;
  };

  explicit Objects(const model::Trace& trace) : trace_(trace) {}

  // To be called with every event, in order, after whatever is told about it.
  void follow(const model::Event& event);

  // "pipe A", "the FIFO /work/f", "standard input"; "" for what has no name worth telling. Pipes and sockets get their letters
  // in the order in which they are asked for.
  [[nodiscard]] std::string name(const model::Object& object);
  [[nodiscard]] std::optional<End> end_of(model::ProcessIndex process, int fd) const;
  // "the write end of pipe A", "standard output"; "" where the descriptor is not known.
  [[nodiscard]] std::string name(model::ProcessIndex process, int fd);
  [[nodiscard]] std::string name(const End& end);

  // Descriptors of such an end that are open, but for this one: "greet/1 (fd 4)".
  [[nodiscard]] std::vector<std::string> others(const End& end, model::ProcessIndex process, int fd) const;
  // The ends of pipes and FIFOs of which the process alone has descriptors: with its end they are gone.
  [[nodiscard]] std::vector<End> last_ends(model::ProcessIndex process) const;

 private:
  using Table = std::map<int, End>;
  void call(model::ProcessIndex process, const model::Called& called);
  [[nodiscard]] std::string letter_of(const model::Object& object);
  static void copy(Table& table, int from, int to, OnExec on_exec);

  const model::Trace& trace_;
  std::map<model::ProcessIndex, Table> tables_;
  std::map<model::ObjectKind, std::map<model::Object, std::size_t>> letters_;
};

}  // namespace ipcgrade::report
