#include "engine/peers/waiting_room.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <string>

namespace ipcgrade::engine::peers {
namespace {

constexpr unsigned listening = 0x0a;  // TCP_LISTEN

// A line of /proc/net/tcp or tcp6 (proc(5)): "0: 0100007F:1F90 00000000:0000 0A 00000000:00000001 …". Of a listening socket the
// second number of the queues is how many wait to be accepted.
bool has_a_queue(const std::string& line, std::uint16_t port) {
  std::array<char, 40> local{};
  std::array<char, 40> remote{};
  unsigned local_port = 0;
  unsigned remote_port = 0;
  unsigned state = 0;
  unsigned long to_send = 0;
  unsigned long waiting = 0;
  const int found = std::sscanf(line.c_str(), " %*u: %39[0-9A-F]:%x %39[0-9A-F]:%x %x %lx:%lx", local.data(), &local_port,
                                remote.data(), &remote_port, &state, &to_send, &waiting);
  return found == 7 && state == listening && local_port == port && waiting > 0;
}

bool any_in(const char* table, std::uint16_t port) {
  std::ifstream lines(table);
  for (std::string line; std::getline(lines, line);)
    if (has_a_queue(line, port)) return true;
  return false;
}

}  // namespace

// An IPv6 socket takes IPv4 connections, too.
bool is_full(model::Family family, std::uint16_t port) {
  return any_in("/proc/self/net/tcp6", port) || (family == model::Family::ipv4 && any_in("/proc/self/net/tcp", port));
}

}  // namespace ipcgrade::engine::peers
