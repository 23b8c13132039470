// What the steps ask the harness's own ends of the network to do.
#include <algorithm>
#include <charconv>

#include "engine/director.hpp"

namespace ipcgrade::engine {
namespace {

constexpr std::uint32_t largest_port = 65'535;

std::optional<std::uint16_t> number(std::string_view digits) {
  std::uint32_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  const bool good = error == std::errc() && end != digits.data() && port > 0 && port <= largest_port;
  return good ? std::optional(static_cast<std::uint16_t>(port)) : std::nullopt;
}

// The number in the first whole line "listening N" of a server's output.
std::optional<std::uint16_t> listening_port(std::string_view output) {
  static constexpr std::string_view word = "listening ";
  while (!output.empty()) {
    const std::size_t end = output.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    if (output.starts_with(word)) return number(output.substr(word.size(), end - word.size()));
    output.remove_prefix(end + 1);
  }
  return std::nullopt;
}

}  // namespace

// Whoever connects finds what the programs have come to, not what they were about to do; a port is known when it has been said.
bool Director::needs_quiet(const model::TrialAction& action) {
  if (std::holds_alternative<model::Restart>(action)) return true;
  if (const auto* order = std::get_if<model::OpenPeer>(&action))
    return order->kind == model::PeerKind::client || !order->port_of.empty();
  const auto* send = std::get_if<model::SendToPeer>(&action);
  return send != nullptr && send->each > 0;
}

// 0: the order names none.
std::optional<std::uint16_t> Director::port_for(const model::OpenPeer& order) const {
  if (order.port_of.empty()) return order.port.empty() ? std::optional<std::uint16_t>(0) : number(order.port);
  const model::ProcessIndex process = find(order.port_of);
  return process == model::nobody ? std::nullopt : listening_port(roles_.output(process, 1));
}

Director::Done Director::open_peer(const model::OpenPeer& order) {
  const auto port = port_for(order);
  if (!port) return Done::never;
  step_done();
  peers_.open(order, *port, number(order.local_port).value_or(0));
  return Done::yes;
}

Director::Done Director::send_to_peer(const model::SendToPeer& send) {
  if (peers_.find(send.peer) == nullptr) return Done::never;
  const std::string_view bytes = send.data.bytes;
  if (sent_ == 0) step_done();
  const std::size_t size = send.each == 0 ? bytes.size() : std::min<std::size_t>(send.each, bytes.size() - sent_);
  peers_.send(send, bytes.substr(sent_, size));
  sent_ += size;
  if (sent_ < bytes.size()) return Done::partly;
  sent_ = 0;
  return Done::yes;
}

const model::PeerMatch* Director::asked_of_peer() const {
  if (recorder_.trace().ending != model::Ending::step_failed || step_ >= trial_.steps.size()) return nullptr;
  const auto* const expect = std::get_if<model::Expect>(&trial_.steps[step_].action);
  const auto* const until = std::get_if<model::Until>(&trial_.steps[step_].action);
  const model::Condition* const asked = expect != nullptr ? &expect->condition : until != nullptr ? &until->condition : nullptr;
  return asked != nullptr && asked->peer ? &*asked->peer : nullptr;
}

}  // namespace ipcgrade::engine
