#include "linear/mailbox.hpp"

#include <algorithm>

namespace ipcgrade::linear {
namespace {

using State = Mailbox::State;

constexpr std::array<std::uint64_t, 2> bases = {0x9e3779b97f4a7c15U, 0xd6e8feb86659fd93U};

// Of an odd number modulo 2^64, by Newton's iteration: every turn doubles the bits that are right.
constexpr std::uint64_t inverse(std::uint64_t odd) {
  std::uint64_t x = odd;
  for (int turn = 0; turn < 6; ++turn) x *= 2 - odd * x;
  return x;
}
constexpr std::array<std::uint64_t, 2> inverses = {inverse(bases[0]), inverse(bases[1])};
static_assert(bases[0] * inverses[0] == 1 && bases[1] * inverses[1] == 1);

// Types and messages are small numbers: without mixing they would add up to one another's sums.
std::uint64_t mixed(const Mailbox::Message& message) {
  std::uint64_t z = static_cast<std::uint64_t>(message.message) + static_cast<std::uint64_t>(message.type) * 0xd1b54a32d192ed03U;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

int& handle(State& state, const Operation& op) { return state.open[static_cast<std::size_t>(op.process)]; }

bool may_receive(const State& state, int process) {
  return state.owner < 0 || state.owner == process ||
         std::find(state.allowed.begin(), state.allowed.end(), process) != state.allowed.end();
}

void remove(State& state) {
  state.exists = false;
  state.owner = -1;
  state.messages.clear();
  state.allowed.clear();
}

// The process no longer has the mailbox: its right to receive goes, and an owner's mailbox with it.
void let_go(State& state, const Operation& op) {
  const bool latest = handle(state, op) == state.number && state.exists;
  handle(state, op) = 0;
  if (latest) std::erase(state.allowed, op.process);
  if (latest && state.owner == op.process) remove(state);
}

bool create(State& state, const Operation& op) {
  if (op.reply == Reply::exists) return state.exists;
  if (state.exists) return false;
  ++state.number;
  state.exists = true;
  state.kind = op.kind;
  state.capacity = op.capacity;
  state.owner = op.owner == Owner::creator ? op.process : -1;
  handle(state, op) = state.number;
  return true;
}

bool open(State& state, const Operation& op) {
  if (op.reply == Reply::no_mailbox) return !state.exists;
  if (!state.exists) return false;
  handle(state, op) = state.number;
  return true;
}

bool close(State& state, const Operation& op) {
  if (op.reply == Reply::no_mailbox) return handle(state, op) == 0;
  if (handle(state, op) == 0) return false;
  let_go(state, op);
  return true;
}

bool delete_by_name(State& state, const Operation& op) {
  if (op.reply == Reply::no_mailbox) return !state.exists;
  const bool mine = state.owner < 0 || state.owner == op.process;
  if (op.reply == Reply::not_owner) return state.exists && !mine;
  if (!state.exists || !mine) return false;
  remove(state);
  return true;
}

// Calls on a mailbox that is open here; false: the reply is about that alone, and `right` says whether it fits.
bool concerns_messages(State& state, const Operation& op, bool& right) {
  if (op.through == Through::name) {  // whether the name is known is somebody else's question
    right = op.reply == Reply::no_mailbox;
    return !right && state.exists;
  }
  const int number = handle(state, op);
  const bool stale = number != 0 && (number != state.number || !state.exists);
  if (op.reply == Reply::no_mailbox) right = number == 0;
  if (op.reply == Reply::deleted) right = stale;
  if (op.reply == Reply::no_mailbox || op.reply == Reply::deleted) return false;
  right = stale && op.reply == Reply::not_owner;
  return number != 0 && !stale;
}

bool send(State& state, const Operation& op) {
  bool right = false;
  if (op.reply == Reply::too_big) return op.size > longest_message;
  if (!concerns_messages(state, op, right)) return right;
  const bool full = state.kind == Kind::bounded && state.messages.size() >= state.capacity;
  if (op.reply == Reply::would_block || op.reply == Reply::timed_out) return full || state.kind == Kind::rendezvous;
  if (full || op.size > longest_message) return false;
  state.messages.push_back({op.message, op.size, op.type});
  state.handing = state.kind == Kind::rendezvous;
  return true;
}

std::size_t chosen(const State& state, const Operation& op) {
  const auto& all = state.messages.all();
  if (op.choice == Choice::first) return 0;
  if (op.choice == Choice::of_type) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.type == op.type; });
    return static_cast<std::size_t>(found - all.begin());
  }
  const auto lowest = std::min_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.type < b.type; });
  return lowest == all.end() || lowest->type > op.type ? all.size() : static_cast<std::size_t>(lowest - all.begin());
}

bool receive(State& state, const Operation& op) {
  bool right = false;
  if (!concerns_messages(state, op, right)) return right;
  if (op.reply == Reply::not_owner) return !may_receive(state, op.process);
  const std::size_t at = chosen(state, op);
  const bool nothing = at >= state.messages.size();
  if (op.reply == Reply::would_block || op.reply == Reply::timed_out) return nothing;
  if (nothing || !may_receive(state, op.process)) return false;
  const Mailbox::Message& message = state.messages.all()[at];
  if (op.reply == Reply::too_big) return message.size > op.room && !state.handing;
  if (message.size > op.room || (op.reply == Reply::ok && message.message != op.message)) return false;
  state.messages.take(at);
  state.handing = false;
  return true;
}

bool pass_right(State& state, const Operation& op) {
  bool right = false;
  if (op.reply == Reply::no_mailbox) return true;  // or P is no living process: that is nothing of the mailbox's
  if (!concerns_messages(state, op, right)) return right;
  const bool mine = state.owner == op.process;
  if (op.reply == Reply::not_owner) return !mine;
  if (!mine) return false;
  if (op.what == Call::give) state.owner = op.whom;
  if (op.what == Call::allow) state.allowed.push_back(op.whom);
  return true;
}

bool end(State& state, const Operation& op) {
  let_go(state, op);
  return true;
}

using Rule = bool (*)(State&, const Operation&);
constexpr std::array<Rule, 9> rules = {create, open, close, delete_by_name, send, receive, pass_right, pass_right, end};

}  // namespace

void Mailbox::Queue::push_back(const Message& message) {
  const std::uint64_t word = mixed(message);
  for (std::size_t i = 0; i < bases.size(); ++i) {
    prints_[i] = prints_[i] * bases[i] + word;
    highest_[i] = messages_.empty() ? 1 : highest_[i] * bases[i];
  }
  messages_.push_back(message);
}

void Mailbox::Queue::take(std::size_t at) {
  const std::uint64_t word = mixed(messages_[at]);
  messages_.erase(messages_.begin() + static_cast<std::ptrdiff_t>(at));
  if (at != 0 || messages_.empty()) return print_anew();
  for (std::size_t i = 0; i < bases.size(); ++i) {
    prints_[i] -= word * highest_[i];
    highest_[i] *= inverses[i];
  }
}

void Mailbox::Queue::print_anew() {
  const std::vector<Message> kept = std::move(messages_);
  clear();
  for (const Message& message : kept) push_back(message);
}

State Mailbox::initial() const {
  State state;
  state.open.assign(static_cast<std::size_t>(processes_), 0);
  return state;
}

bool Mailbox::apply(State& state, const Operation& op) const {
  if (op.reply == Reply::unsupported) return !state.handing;  // steps ask whether it had to be
  if (state.handing && (op.what != Call::receive || (op.reply != Reply::ok && op.reply != Reply::none))) return false;
  return rules.at(static_cast<std::size_t>(op.what))(state, op);
}

void Mailbox::append_key(const State& state, std::vector<std::uint64_t>& key) {
  key.push_back(static_cast<std::uint64_t>(state.number) << 32 | static_cast<std::uint32_t>(state.owner + 1));
  key.push_back(static_cast<std::uint64_t>(state.exists) << 1 | static_cast<std::uint64_t>(state.handing));
  for (const int number : state.open) key.push_back(static_cast<std::uint64_t>(number));
  key.push_back(static_cast<std::uint64_t>(state.capacity) << 32 | static_cast<std::uint64_t>(state.kind));
  key.push_back(state.messages.size());
  for (const std::uint64_t print : state.messages.prints()) key.push_back(print);
  for (const int process : state.allowed) key.push_back(static_cast<std::uint64_t>(process) << 32);
}

}  // namespace ipcgrade::linear
