#include "oracles/line_writes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "model/calls.hpp"
#include "oracles/naming.hpp"
#include "oracles/printable.hpp"
#include "oracles/waiting.hpp"

namespace ipcgrade::oracles {

using namespace model;

namespace {

bool writes(std::string_view call) { return waiting_of(call) == Waiting::write_fd; }

struct Piece {
  ProcessIndex writer = nobody;
  std::string_view bytes;
};

// What each write put into the object: the trace has the writes and the bytes in the same order.
std::vector<Piece> pieces_of(const Trace& trace, const Carrier& carrier) {
  std::vector<Piece> pieces;
  const std::string_view all = carrier.bytes;
  std::size_t at = 0;
  for (const Event& event : trace.events) {
    const auto* call = std::get_if<Called>(&event.what);
    if (call == nullptr || call->object != carrier.object || call->result <= 0 || !writes(call->call)) continue;
    const auto size = static_cast<std::size_t>(call->result);
    for (std::uint32_t i = 0; i < call->count && at + size <= all.size(); ++i, at += size)
      pieces.push_back({event.process, all.substr(at, size)});
  }
  return pieces;
}

std::string what_is_wrong(const Piece& piece) {
  const auto ends = static_cast<std::size_t>(std::count(piece.bytes.begin(), piece.bytes.end(), '\n'));
  if (ends == 0) return fmt::format("only a part of a line: {}", quoted(piece.bytes, 40));
  const std::string_view rest = piece.bytes.substr(piece.bytes.rfind('\n') + 1);
  if (rest.empty()) return count_of(ends, "line");
  return fmt::format("{} and a part of the next: {}", count_of(ends, "line"), quoted(rest, 40));
}

}  // namespace

std::optional<Evidence> torn_line(const Trace& trace, const Carrier& carrier) {
  const std::vector<Piece> pieces = pieces_of(trace, carrier);
  std::map<ProcessIndex, std::size_t> last;
  for (std::size_t i = 0; i < pieces.size(); ++i) last[pieces[i].writer] = i;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const std::size_t newline = piece.bytes.find('\n');
    const bool whole = newline + 1 == piece.bytes.size() || (newline == std::string_view::npos && last[piece.writer] == i);
    if (whole) continue;
    return Evidence{piece.writer, fmt::format("a write(2) of {} into {} took {}: every line has to be one write",
                                              label_of(trace, piece.writer), a_kind(carrier.object.kind), what_is_wrong(piece))};
  }
  return std::nullopt;
}

}  // namespace ipcgrade::oracles
