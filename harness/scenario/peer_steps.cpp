// The verbs of peers.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/spelling.hpp"
#include "scenario/payload.hpp"
#include "scenario/peers.hpp"

namespace ipcgrade::scenario {
namespace {

using model::OpenPeer;
using model::PeerKind;
using model::PeerVerb;

constexpr std::int64_t largest_port = 65'535;
constexpr std::int64_t largest_buffer = 16 << 20;
constexpr std::size_t most_pieces = 100'000;

const Node* value_of(const Table& step, std::string_view key) {
  const Entry* entry = find(step, key);
  return entry == nullptr ? nullptr : &entry->node;
}

std::optional<bool> read_truth(const Table& step, std::string_view key, Context& context) {
  const Node* node = value_of(step, key);
  if (node == nullptr) return std::nullopt;
  if (const auto* truth = node->as<bool>()) return *truth;
  complain_of_type(*node, fmt::format("'{}'", key), "true or false", context.complaints);
  return std::nullopt;
}

// The digits, or the placeholder as it stands.
std::string read_port(const Table& step, std::string_view key, Context& context) {
  const Node* node = value_of(step, key);
  if (node == nullptr) return "";
  const std::string what = fmt::format("'{}'", key);
  if (node->as<std::int64_t>() != nullptr) return std::to_string(read_whole(*node, what, {1, largest_port}, context.complaints));
  const auto* text = node->as<std::string>();
  if (text != nullptr && (*text == "{port}" || *text == "{port2}")) return *text;
  context.complaints.add(node->position,
                         fmt::format("{} must be a number from 1 to {}, or \"{{port}}\" or \"{{port2}}\"", what, largest_port));
  return "1";
}

// Where it goes or listens: one of `port` and `port_of`.
void read_where(const Table& step, OpenPeer& order, Context& context) {
  order.port = read_port(step, "port", context);
  const Node* of = value_of(step, "port_of");
  if (of != nullptr) order.port_of = read_process(*of, Whose::starts, context);
  if (of != nullptr && !order.port.empty())
    context.complaints.add(of->position, "this step has 'port' already, so 'port_of' is one too many");
}

bool is_multicast_group(const std::string& text) {
  if (text == "{group}") return true;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (int part = 0; part < 4; ++part) {
    int number = -1;
    const auto [next, error] = std::from_chars(at, end, number);
    const bool first_is_wrong = part == 0 && (number < 224 || number > 239);
    if (error != std::errc() || next == at || number < 0 || number > 255 || first_is_wrong) return false;
    at = next;
    if (part < 3 && (at == end || *at++ != '.')) return false;
  }
  return at == end;
}

void read_group(const Table& step, OpenPeer& order, Context& context) {
  const Node* node = value_of(step, "group");
  if (node == nullptr) return;
  order.group = read_text(*node, "'group'", context.complaints);
  if (node->as<std::string>() != nullptr && !is_multicast_group(order.group))
    context.complaints.add(node->position,
                           "'group' must be an IPv4 multicast address, 224.0.0.0 to 239.255.255.255, or \"{group}\"");
  if (order.family == model::Family::ipv6)
    context.complaints.add(node->position, "'group' is an IPv4 address: it cannot stand beside family = \"ipv6\"");
}

void read_answers(const Table& step, OpenPeer& order, Context& context) {
  const Node* node = value_of(step, "answers");
  if (node == nullptr) return;
  const auto* list = node->as<List>();
  if (list == nullptr) return complain_of_type(*node, "'answers'", "a list of payloads", context.complaints);
  for (const Node& element : *list)
    order.answers.push_back(read_answer(element, "an answer", context.folder, context.complaints));
  if (order.echo == model::Echo::on)
    context.complaints.add(node->position, "a peer with echo = true sends back what it gets: it cannot have 'answers' as well");
}

// The name that this step gives to the peer; it must be new, among processes, too.
std::string read_new_name(const Node& node, PeerKind kind, Context& context) {
  std::string name = read_text(node, "a peer's name", context.complaints);
  if (node.as<std::string>() == nullptr) return name;
  const auto complain = [&](const std::string& text) { context.complaints.add(node.position, text); };
  if (!is_plain_name(name))
    complain("a peer's name is of letters, digits, '-' and '_'");
  else if (std::find(context.started.begin(), context.started.end(), name) != context.started.end())
    complain(fmt::format("a process has the name '{}': this peer needs another one", name));
  else if (!context.peers.emplace(name, kind).second)
    complain(fmt::format("an earlier step has made a peer '{}': this one needs another name", name));
  return name;
}

template <PeerKind kind>
model::Action read_open(const Verb& verb, const Table& step, const Node& value, Context& context) {
  OpenPeer order;
  order.kind = kind;
  order.peer = read_new_name(value, kind, context);
  if (const Node* family = value_of(step, "family"))
    order.family =
        read_name(*family, "family", family_names(), context.complaints) == "ipv6" ? model::Family::ipv6 : model::Family::ipv4;
  read_where(step, order, context);
  order.reads = read_truth(step, "reads", context).value_or(true) ? model::Reads::at_once : model::Reads::when_told;
  if (const Node* buffer = value_of(step, "receive_buffer"))
    order.receive_buffer =
        static_cast<std::uint32_t>(read_whole(*buffer, "'receive_buffer'", {1, largest_buffer}, context.complaints));
  order.echo = read_truth(step, "echo", context).value_or(false) ? model::Echo::on : model::Echo::off;
  if (kind == PeerKind::datagram) order.local_port = read_port(step, "local_port", context);
  if (kind == PeerKind::datagram) read_group(step, order, context);
  read_answers(step, order, context);
  const bool needs_port = kind != PeerKind::datagram && order.port.empty() && order.port_of.empty();
  if (needs_port && value_of(step, "port") == nullptr && value_of(step, "port_of") == nullptr)
    context.complaints.add(value.position, fmt::format("'{}' needs the key 'port'{}", verb.name,
                                                       kind == PeerKind::client ? " or 'port_of' beside it" : " beside it"));
  return order;
}

template <PeerVerb verb, Use use>
model::Action read_tell(const Verb&, const Table&, const Node& value, Context& context) {
  return model::TellPeer{read_peer(value, use, context), verb};
}

// ---- rows ----

Key port_key(std::string_view summary) { return {"port", Need::optional, summary, Form::port}; }
const Key family = {"family", Need::optional, "ipv4 (default) or ipv6: 127.0.0.1 or ::1", Form::family};
const Key reads = {"reads", Need::optional, "true (default), or false: it does not read before a step says `read`", Form::truth};
const Key buffer = {"receive_buffer", Need::optional,
                    "SO_RCVBUF in bytes: beside reads = false a small one makes the other end wait soon (the kernel doubles it)",
                    Form::positive};
const Key echo = {"echo", Need::optional, "true: it sends back what it gets", Form::truth};
const Key answers = {"answers", Need::optional,
                     "a list of payloads: the k-th goes out for the k-th datagram, or by TCP for the k-th RPC record",
                     Form::payloads};
const Key port_of = {"port_of", Need::optional,
                     "instead of `port`: a process, for the number in the line `listening N` of its standard output", Form::name};

Schema keys_of_connect() {
  return {port_key("where to, on the loopback interface: a number, or \"{port}\""), port_of, family, reads, buffer, echo};
}
Schema keys_of_listen() {
  return {port_key("where to, on the loopback interface: a number, or \"{port}\""), family, reads, buffer, echo, answers};
}
Schema keys_of_datagram() {
  Schema keys = keys_of_connect();
  keys.push_back(
      {"local_port", Need::optional, "where it is bound: a number, or \"{port}\"; default: any free port", Form::port});
  keys.push_back({"group", Need::optional,
                  "an IPv4 multicast address, or \"{group}\": it sends to that group, and joins it unless it has `port` alone",
                  Form::text});
  keys.push_back(answers);
  return keys;
}

Verb tells(std::string_view name, std::string_view summary, std::string_view example, decltype(Verb::read) read) {
  return {name, summary, "the name of a peer", Form::process, {}, {}, example, read};
}

}  // namespace

const std::vector<std::string>& family_names() {
  static const std::vector<std::string> names = {"ipv4", "ipv6"};
  return names;
}

model::SendToPeer read_send_to_peer(const Fields& fields, const Node& peer, Context& context) {
  model::SendToPeer send;
  send.peer = read_peer(peer, Use::sends, context);
  if (const Node* data = fields.node("data")) send.data = read_answer(*data, "'data'", context.folder, context.complaints);
  if (const Node* asker = fields.node("answers")) send.answers = read_peer(*asker, Use::answers, context);
  send.each = static_cast<std::uint32_t>(fields.whole("each", {1, INT32_MAX}, 0));
  if (send.each > 0 && send.data.bytes.size() / send.each > most_pieces)
    context.complaints.add(fields.node("each")->position, fmt::format("{} bytes in pieces of {} are more than {} pieces",
                                                                      send.data.bytes.size(), send.each, most_pieces));
  return send;
}

std::vector<Verb> peer_verbs() {
  return {
      {"connect",
       "makes a TCP client of the harness's own, when every process is blocked or has ended. A port where nobody listens is no "
       "error: closed = \"refused\" asks for it",
       "its name",
       Form::name,
       {},
       keys_of_connect(),
       "connect = \"c1\"\nport    = \"{port}\"",
       read_open<PeerKind::client>},
      {"listen",
       "makes a TCP server of the harness's own. Its connections are s1/1, s1/2 in the order in which they come",
       "its name",
       Form::name,
       {},
       keys_of_listen(),
       "listen = \"s1\"\nport   = \"{port}\"",
       read_open<PeerKind::server>},
      {"datagram",
       "makes a UDP socket of the harness's own. Without `port` what it sends goes to the sender of the last datagram that it "
       "got",
       "its name",
       Form::name,
       {},
       keys_of_datagram(),
       "datagram = \"u1\"\nport     = \"{port}\"",
       read_open<PeerKind::datagram>},
      tells("shut", "ends what a peer sends: the other end reads what has come, then end-of-file; shutdown(SHUT_WR)",
            R"(shut = "c1")", read_tell<PeerVerb::shut, Use::shuts>),
      tells("close", "closes a peer both ways when all is sent", R"(close = "c1")", read_tell<PeerVerb::close, Use::closes>),
      tells("reset", "breaks a connection off with RST: the other end gets ECONNRESET", R"(reset = "c1")",
            read_tell<PeerVerb::reset, Use::resets>),
      tells("read", "lets a peer that was made with reads = false read from now on", R"(read = "c1")",
            read_tell<PeerVerb::read, Use::reads>),
  };
}

}  // namespace ipcgrade::scenario
