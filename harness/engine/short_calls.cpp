#include "engine/short_calls.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstddef>
#include <cstring>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engine/probe/memory.hpp"
#include "model/calls.hpp"
#include "model/fault.hpp"

namespace ipcgrade::engine {
namespace {

using Buffers = std::vector<iovec>;
using model::Extent;

// Indices of the arguments that an Extent speaks of.
constexpr int whereabouts = 1;
constexpr int count = 2;

// A copy of more would reach further down than a program with little stack can spare (a goroutine's may end there).
constexpr std::size_t most_copied = 8;

std::uint64_t argument(const Call& call, int index) { return call.arguments[static_cast<std::size_t>(index)]; }

std::optional<Buffers> buffers_at(pid_t process, std::uint64_t address, std::uint64_t how_many) {
  if (how_many > IOV_MAX) return std::nullopt;  // EINVAL, EMSGSIZE
  Buffers out(how_many);
  const std::string bytes = probe::read_memory(process, address, how_many * sizeof(iovec));
  if (bytes.size() != how_many * sizeof(iovec)) return std::nullopt;
  if (!out.empty()) std::memcpy(out.data(), bytes.data(), bytes.size());
  return out;
}

std::optional<Buffers> buffers_of_message(pid_t process, std::uint64_t address) {
  const auto header = probe::read_value<msghdr>(process, address);
  if (!header) return std::nullopt;
  return buffers_at(process, reinterpret_cast<std::uint64_t>(header->msg_iov), header->msg_iovlen);
}

// Lengths that overflow a sum are an error of the call, which no fault can make worse.
constexpr std::uint64_t most_bytes = INT_MAX;

std::uint64_t size_of(const Buffers& buffers) {
  return std::accumulate(buffers.begin(), buffers.end(), std::uint64_t{0}, [](std::uint64_t sum, const iovec& buffer) {
    return std::min(most_bytes, sum + std::min<std::uint64_t>(most_bytes, buffer.iov_len));
  });
}

std::optional<std::uint64_t> size_of_message(pid_t process, std::uint64_t address) {
  const auto buffers = buffers_of_message(process, address);
  return buffers ? std::optional(size_of(*buffers)) : std::nullopt;
}

// Each with its size, in turn: whether it shall go on.
template <class Look>
void look_at_messages(pid_t process, const Call& call, Look look) {
  const std::uint64_t how_many = std::min<std::uint64_t>(argument(call, count), IOV_MAX);
  for (std::uint64_t i = 0; i < how_many; ++i) {
    const auto size = size_of_message(process, argument(call, whereabouts) + i * sizeof(mmsghdr));
    if (!size || !look(*size)) return;
  }
}

// The first bytes of what buffers describe.
struct Beginning {
  std::size_t buffers = 0;
  Buffers copy;  // of these, the last one cut; empty: they are left as they are
};

// nullopt: the first of them lie behind too many empty buffers, and to move nothing would say that the end has come.
std::optional<Beginning> beginning_of(const Buffers& buffers, std::uint64_t bytes) {
  Beginning out;
  std::uint64_t left = bytes;
  for (; out.buffers < buffers.size() && buffers[out.buffers].iov_len <= left; ++out.buffers)
    left -= buffers[out.buffers].iov_len;
  if (left > 0 && out.buffers < std::min(buffers.size(), most_copied)) {
    out.copy.assign(buffers.begin(), buffers.begin() + static_cast<std::ptrdiff_t>(++out.buffers));
    out.copy.back().iov_len = std::exchange(left, 0);
  }
  return left == bytes ? std::nullopt : std::optional(out);
}

std::string bytes_of(const Buffers& buffers) {
  return {reinterpret_cast<const char*>(buffers.data()), buffers.size() * sizeof(iovec)};
}

std::uint64_t room_for(const Registers& registers, std::size_t size) {
  constexpr std::uint64_t alignment = 16;
  return (stack_pointer(registers) - red_zone - size) & ~(alignment - 1);
}

bool give_copy(pid_t process, Call& call, Registers& registers, std::uint64_t address, const std::string& copy) {
  std::string before = probe::read_memory(process, address, copy.size());
  if (before.size() != copy.size() || !probe::write_memory(process, address, copy.data(), copy.size())) return false;
  call.shortened->copy = address;
  call.shortened->before = std::move(before);
  set_call_argument(registers, whereabouts, address);
  return true;
}

bool shorten_buffers(pid_t process, Call& call, Registers& registers) {
  const auto buffers = buffers_at(process, argument(call, whereabouts), argument(call, count));
  const auto beginning = buffers ? beginning_of(*buffers, call.shortened->bytes) : std::nullopt;
  if (!beginning) return false;
  set_call_argument(registers, count, beginning->buffers);
  if (beginning->copy.empty()) return true;
  const std::string copy = bytes_of(beginning->copy);
  return give_copy(process, call, registers, room_for(registers, copy.size()), copy);
}

// A header of `size` bytes begins with a msghdr.
bool shorten_message(pid_t process, Call& call, Registers& registers, std::size_t size) {
  std::string copy = probe::read_memory(process, argument(call, whereabouts), size);
  const auto buffers = buffers_of_message(process, argument(call, whereabouts));
  const auto beginning = buffers ? beginning_of(*buffers, call.shortened->bytes) : std::nullopt;
  if (!beginning || copy.size() != size) return false;
  const std::uint64_t address = room_for(registers, size + beginning->copy.size() * sizeof(iovec));
  msghdr header{};
  std::memcpy(&header, copy.data(), sizeof header);
  header.msg_iovlen = beginning->buffers;
  if (!beginning->copy.empty()) header.msg_iov = reinterpret_cast<iovec*>(address + size);
  std::memcpy(copy.data(), &header, sizeof header);
  return give_copy(process, call, registers, address, copy + bytes_of(beginning->copy));
}

// As many whole messages as there is room for; where there is none, a part of the first.
bool shorten_messages(pid_t process, Call& call, Registers& registers) {
  std::uint64_t whole = 0;
  std::uint64_t left = call.shortened->bytes;
  look_at_messages(process, call, [&](std::uint64_t size) {
    if (size > left) return false;
    left -= size;
    ++whole;
    return true;
  });
  set_call_argument(registers, count, std::max<std::uint64_t>(whole, 1));
  return whole > 0 || shorten_message(process, call, registers, sizeof(mmsghdr));
}

bool shorten_bytes(pid_t, Call& call, Registers& registers) {
  set_call_argument(registers, count, std::min(argument(call, count), call.shortened->bytes));
  return true;
}

bool shorten_one_message(pid_t process, Call& call, Registers& registers) {
  return shorten_message(process, call, registers, sizeof(msghdr));
}

// In the order of model::Extent.
constexpr bool (*shorten[])(pid_t, Call&, Registers&) = {shorten_bytes, shorten_buffers, shorten_one_message, shorten_messages};

// What the kernel writes into a header that it was given: the first three where it receives (recvmsg(2), sendmmsg(2)).
struct Field {
  std::size_t at;
  std::size_t size;
};
constexpr std::array told = {
    Field{offsetof(msghdr, msg_namelen), sizeof(msghdr::msg_namelen)},
    Field{offsetof(msghdr, msg_controllen), sizeof(msghdr::msg_controllen)},
    Field{offsetof(msghdr, msg_flags), sizeof(msghdr::msg_flags)},
    Field{offsetof(mmsghdr, msg_len), sizeof(mmsghdr::msg_len)},
};

void hand_on_what_was_told(pid_t process, const Call& call, Extent extent) {
  const std::size_t size = extent == Extent::messages ? sizeof(mmsghdr) : sizeof(msghdr);
  const std::string copy = probe::read_memory(process, call.shortened->copy, size);
  const std::string own = probe::read_memory(process, argument(call, whereabouts), size);
  if (copy.size() != size || own.size() != size) return;
  const bool receives = call.row->waiting == model::Waiting::read_fd;
  for (const Field& field : told) {
    const bool written = field.at >= sizeof(msghdr) || receives;
    if (!written || field.at >= size || copy.compare(field.at, field.size, own, field.at, field.size) == 0) continue;
    (void)probe::write_memory(process, argument(call, whereabouts) + field.at, &copy[field.at], field.size);
  }
}

}  // namespace

std::optional<std::uint64_t> bytes_asked(pid_t process, const Call& call) {
  const auto extent = call.row == nullptr ? std::nullopt : model::extent_of(call.row->name);
  if (!extent) return std::nullopt;
  if (*extent == Extent::bytes) return argument(call, count);
  if (*extent == Extent::message) return size_of_message(process, argument(call, whereabouts));
  if (*extent == Extent::buffers) {
    const auto buffers = buffers_at(process, argument(call, whereabouts), argument(call, count));
    return buffers ? std::optional(size_of(*buffers)) : std::nullopt;
  }
  std::uint64_t sum = 0;
  look_at_messages(process, call, [&](std::uint64_t size) {
    sum += size;
    return true;
  });
  return sum;
}

bool make_short(pid_t process, Call& call, Registers& registers) {
  const auto extent = model::extent_of(call.row->name);
  Registers changed = registers;
  if (!extent || !shorten[static_cast<std::size_t>(*extent)](process, call, changed)) return false;
  registers = changed;
  return true;
}

bool make_whole(pid_t process, Call& call, Registers& registers) {
  if (!call.shortened) return false;
  set_call_argument(registers, whereabouts, argument(call, whereabouts));
  set_call_argument(registers, count, argument(call, count));
  Shortened& shortened = *call.shortened;
  if (shortened.copy == 0) return true;
  const Extent extent = *model::extent_of(call.row->name);
  if (extent != Extent::buffers && call_result(registers) >= 0) hand_on_what_was_told(process, call, extent);
  (void)probe::write_memory(process, shortened.copy, shortened.before.data(), shortened.before.size());
  shortened.copy = 0;
  return true;
}

}  // namespace ipcgrade::engine
