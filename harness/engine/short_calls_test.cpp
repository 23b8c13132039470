#include "engine/short_calls.hpp"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::engine;

namespace {

const model::CallRow* row_of(std::string_view name) {
  const auto& rows = model::call_rows();
  return &*std::find_if(rows.begin(), rows.end(), [&](const model::CallRow& row) { return row.name == name; });
}

template <class What>
std::uint64_t address_of(What& what) {
  return reinterpret_cast<std::uint64_t>(&what);
}

// A call of this very process, which has a stack of its own for it, as it stands at its entry.
struct Entered {
  Entered(std::string_view name, std::uint64_t what, std::uint64_t how_many) {
    stack.fill('s');
    registers.rsp = address_of(stack) + stack.size();
    registers.rsi = what;
    registers.rdx = how_many;
    registers.rax = static_cast<unsigned long long>(-ENOSYS);
    call.row = row_of(name);
    call.arguments = call_arguments(registers);
    call.at_entry = registers;
  }
  bool shorten(std::uint64_t bytes) {
    call.shortened = Shortened{bytes, 0, {}};
    return make_short(getpid(), call, registers);
  }
  void returns(std::int64_t result) {
    set_call_result(registers, result);
    REQUIRE(make_whole(getpid(), call, registers));
  }
  // As the kernel would read it.
  template <class What>
  [[nodiscard]] const What* given() const {
    return reinterpret_cast<const What*>(registers.rsi);
  }
  [[nodiscard]] bool stack_is_as_it_was() const {
    return std::all_of(stack.begin(), stack.end(), [](char c) { return c == 's'; });
  }

  std::array<char, 4096> stack{};
  Registers registers{};
  Call call;
};

struct Parts {
  std::array<char, 10> bytes{};
  std::array<iovec, 3> of = {iovec{bytes.data(), 4}, iovec{bytes.data(), 0}, iovec{bytes.data() + 4, 6}};
};

}  // namespace

TEST_CASE("a call's size is the sum of what it points to, and nothing where that is not there") {
  Parts parts;
  msghdr header{nullptr, 0, parts.of.data(), 3, nullptr, 0, 0};
  std::array<mmsghdr, 2> two = {mmsghdr{header, 0}, mmsghdr{header, 0}};
  CHECK(bytes_asked(getpid(), Entered("read", 0, 70).call) == 70);
  CHECK(bytes_asked(getpid(), Entered("writev", address_of(parts.of), 3).call) == 10);
  CHECK(bytes_asked(getpid(), Entered("sendmsg", address_of(header), 0).call) == 10);
  CHECK(bytes_asked(getpid(), Entered("sendmmsg", address_of(two), 2).call) == 20);
  CHECK(bytes_asked(getpid(), Entered("readv", address_of(parts.of), 0).call) == 0);
  CHECK_FALSE(bytes_asked(getpid(), Entered("readv", 16, 3).call));
  CHECK_FALSE(bytes_asked(getpid(), Entered("readv", address_of(parts.of), 100'000).call));
  CHECK_FALSE(bytes_asked(getpid(), Entered("close", 0, 3).call));
}

TEST_CASE("between two buffers their number alone is changed, and within one a copy of them") {
  Parts parts;
  Entered between("readv", address_of(parts.of), 3);
  REQUIRE(between.shorten(4));
  CHECK(between.registers.rsi == address_of(parts.of));
  CHECK(between.registers.rdx == 2);
  CHECK(between.stack_is_as_it_was());
  Entered within("readv", address_of(parts.of), 3);
  REQUIRE(within.shorten(5));
  REQUIRE(within.registers.rdx == 3);
  CHECK(within.given<iovec>()[0].iov_len == 4);
  CHECK(within.given<iovec>()[2].iov_len == 1);
  CHECK(within.given<iovec>()[2].iov_base == parts.bytes.data() + 4);
  CHECK(parts.of[2].iov_len == 6);
}

TEST_CASE("a copy lies below the red zone, and what lay there is put back") {
  Parts parts;
  Entered entered("writev", address_of(parts.of), 3);
  REQUIRE(entered.shorten(1));
  CHECK(entered.registers.rsi + sizeof(iovec) <= entered.registers.rsp - red_zone);
  CHECK_FALSE(entered.stack_is_as_it_was());
  entered.returns(-512);  // interrupted, and taken up again
  CHECK(entered.stack_is_as_it_was());
  CHECK(entered.registers.rsi == address_of(parts.of));
  CHECK(entered.registers.rdx == 3);
  CHECK(make_short(getpid(), entered.call, entered.registers));
  CHECK(entered.given<iovec>()->iov_len == 1);
}

TEST_CASE("what the kernel tells of a message stands in the program's own header, which keeps its buffers") {
  Parts parts;
  msghdr header{nullptr, 0, parts.of.data(), 3, nullptr, 40, 0x55};
  Entered entered("recvmsg", address_of(header), 0);
  REQUIRE(entered.shorten(6));
  auto* const given = reinterpret_cast<msghdr*>(entered.registers.rsi);
  REQUIRE(given != &header);
  CHECK(given->msg_iovlen == 3);
  CHECK(given->msg_iov[2].iov_len == 2);
  given->msg_flags = MSG_CTRUNC;
  given->msg_controllen = 20;
  given->msg_namelen = 2;
  entered.returns(6);
  CHECK(header.msg_flags == MSG_CTRUNC);
  CHECK(header.msg_controllen == 20);
  CHECK(header.msg_namelen == 2);
  CHECK(header.msg_iov == parts.of.data());
  CHECK(entered.stack_is_as_it_was());
}

TEST_CASE("of several messages as many go whole as there is room for, or a part of the first") {
  Parts parts;
  const msghdr header{nullptr, 0, parts.of.data(), 3, nullptr, 0, 0};
  std::array<mmsghdr, 3> three = {mmsghdr{header, 0}, mmsghdr{header, 0}, mmsghdr{header, 0}};
  Entered two("sendmmsg", address_of(three), 3);
  REQUIRE(two.shorten(25));
  CHECK(two.registers.rdx == 2);
  CHECK(two.registers.rsi == address_of(three));
  Entered part("sendmmsg", address_of(three), 3);
  REQUIRE(part.shorten(3));
  CHECK(part.registers.rdx == 1);
  auto* const given = reinterpret_cast<mmsghdr*>(part.registers.rsi);
  CHECK(given->msg_hdr.msg_iov->iov_len == 3);
  given->msg_len = 3;
  part.returns(1);
  CHECK(three[0].msg_len == 3);
}

TEST_CASE("behind many buffers a call moves fewer bytes rather than none, and behind many empty ones it is left alone") {
  std::array<char, 10> bytes{};
  std::vector<iovec> many(20, iovec{bytes.data(), 1});
  many.push_back({bytes.data(), 10});
  Entered entered("readv", address_of(many.front()), many.size());
  REQUIRE(entered.shorten(22));
  CHECK(entered.registers.rdx == 20);
  CHECK(entered.registers.rsi == address_of(many.front()));
  for (iovec& one : many) one.iov_len = &one == &many.back() ? 10 : 0;
  Entered empty("readv", address_of(many.front()), many.size());
  CHECK_FALSE(empty.shorten(5));
  CHECK(empty.registers.rdx == many.size());
}

TEST_CASE("where there is no room for a copy nothing is changed") {
  Parts parts;
  Entered entered("readv", address_of(parts.of), 3);
  entered.registers.rsp = 4096;
  CHECK_FALSE(entered.shorten(5));
  CHECK(entered.registers.rsi == address_of(parts.of));
}
