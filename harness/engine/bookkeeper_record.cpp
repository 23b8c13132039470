// What of a call goes into the trace.
#include <algorithm>
#include <array>

#include "base/hash.hpp"
#include "engine/bookkeeper.hpp"
#include "engine/probe/memory.hpp"
#include "engine/snapshot.hpp"

namespace ipcgrade::engine {
namespace {

constexpr std::size_t most_located = 10'000;  // calls whose place is looked up: a story shows a fraction of them

}  // namespace

// Where a call takes a name: the index of that argument; nullopt: it takes none.
std::optional<std::size_t> Bookkeeper::name_argument(const Call& call) {
  static constexpr std::array relative_to_a_folder = {"openat", "openat2", "mknodat", "execveat"};
  const bool takes = call.row->waiting == model::Waiting::open_path || call.row->change == model::Change::names ||
                     call.row->change == model::Change::image;
  if (!takes) return std::nullopt;
  const auto* const end = relative_to_a_folder.end();
  return std::find(relative_to_a_folder.begin(), end, call.row->name) != end ? 1 : 0;
}

// What moves no bytes is told by what it names and makes.
void Bookkeeper::note_what_it_made(Process& process, const Call& call, model::Called& event) {
  const bool replaced = call.row->change == model::Change::image && event.result >= 0;  // and the name with it
  if (const auto name = name_argument(call); name && !replaced)
    event.payload = probe::read_string(process.pid, call.arguments[*name], payload_bytes);
  if (event.result < 0) return;
  if (call.row->waiting == model::Waiting::open_path) event.fd = static_cast<int>(event.result);
  if (call.row->name.starts_with("pipe")) {
    event.fd = probe::read_value<int>(process.pid, call.arguments[0]).value_or(-1);
    event.second_fd = probe::read_value<int>(process.pid, call.arguments[0] + sizeof(int)).value_or(-1);
  }
  if (event.fd < 0 || event.object != model::Object{}) return;
  if (const probe::OpenFile* const file = world_.descriptor(process, event.fd)) event.object = file->object;
}

void Bookkeeper::record(Thread& thread, const Call& call, const Moved& what, std::int64_t result, const Registers& registers) {
  model::Called event;
  event.call = call.row == nullptr ? tracer::CallNumbers::name(call.number) : std::string(call.row->name);
  std::copy(call.arguments.begin(), call.arguments.end(), event.arguments);
  event.object = what.object;
  event.fd = what.fd;
  event.result = result;
  event.payload = what.bytes.substr(0, payload_bytes);
  event.hash = base::fnv1a(what.bytes);
  if (call.row != nullptr) note_what_it_made(world_.process_of(thread), call, event);
  if (symbolizer_ != nullptr && located_ < most_located) {
    ++located_;
    event.site = site_of(capture(world_, thread, registers), *symbolizer_);
    // Between opening and closing a library is mapped, which nobody sees: the next place is looked up in a new map.
    if (call.row != nullptr && call.row->change == model::Change::descriptors) world_.process_of(thread).maps.reset();
  }
  recorder_.event(thread, std::move(event));
}

}  // namespace ipcgrade::engine
