#include "oracles/mailbox_protocol.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <string_view>

namespace ipcgrade::oracles {

using namespace linear;

namespace {

using Words = std::vector<std::string>;

Words split(std::string_view line) {
  Words words;
  while (true) {
    const std::size_t blank = line.find(' ');
    words.emplace_back(line.substr(0, blank));
    if (blank == std::string_view::npos) return words;
    line.remove_prefix(blank + 1);
  }
}

struct ReplyWord {
  std::string_view word;
  Reply reply;
};
constexpr std::array reply_words = {ReplyWord{"would-block", Reply::would_block}, ReplyWord{"timed-out", Reply::timed_out},
                                    ReplyWord{"too-big", Reply::too_big},         ReplyWord{"exists", Reply::exists},
                                    ReplyWord{"no-mailbox", Reply::no_mailbox},   ReplyWord{"not-owner", Reply::not_owner},
                                    ReplyWord{"deleted", Reply::deleted},         ReplyWord{"unsupported", Reply::unsupported}};

// none: there is no answer, or it is none of the protocol's.
Reply reply_of(const Words& answer) {
  if (answer.empty()) return Reply::none;
  if (answer[0] == "ok") return Reply::ok;
  if (answer[0] != "error" || answer.size() != 2) return Reply::none;
  const auto* found =
      std::find_if(reply_words.begin(), reply_words.end(), [&](const auto& row) { return row.word == answer[1]; });
  return found == reply_words.end() ? Reply::none : found->reply;
}

std::int64_t number_in(const std::string& word) {
  std::int64_t number = 0;
  std::from_chars(word.data(), word.data() + word.size(), number);
  return number;
}

std::string lower(std::string word) {
  for (char& c : word) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  return word;
}

// One exchange while it becomes operations.
struct Told {
  int process = 0;
  Words command;
  Words answer;
  Operation op;  // what is known of every operation: times, reply, the words

  [[nodiscard]] std::string word(std::size_t index) const { return index < command.size() ? command[index] : ""; }
  [[nodiscard]] std::string said(std::size_t index) const { return index < answer.size() ? answer[index] : ""; }
};

class Protocol {
 public:
  explicit Protocol(const std::vector<Conversation>& conversations) : all_(conversations) {
    for (std::size_t p = 0; p < all_.size(); ++p)
      for (const Exchange& exchange : all_[p].exchanges) note_names(static_cast<int>(p), exchange);
  }

  std::map<std::string, Object> objects() {
    for (std::size_t p = 0; p < all_.size(); ++p) {
      std::set<std::string> touched;
      for (const Exchange& exchange : all_[p].exchanges) tell(static_cast<int>(p), exchange, touched);
      if (all_[p].leaves == never) continue;
      for (const std::string& key : touched) end(key, static_cast<int>(p));
    }
    return std::move(objects_);
  }

 private:
  using Rule = void (Protocol::*)(const Told&);
  struct Row {
    std::string_view verb;
    Rule rule;
  };
  static const std::vector<Row>& rows();

  void note_names(int process, const Exchange& exchange) {
    const Words words = split(exchange.command);
    if (words[0] == "me" && words.size() == 2 && exchange.answer == "ok") named_[words[1]] = process;
    if (words[0] == "me" && words.size() == 2 && exchange.answer == "ok") own_name_[process] = words[1];
    if (words[0] == "port-notify" && words.size() == 4) notified_.insert(words[3]);
  }

  void tell(int process, const Exchange& exchange, std::set<std::string>& touched) {
    Told told{process, split(exchange.command), exchange.answer ? split(*exchange.answer) : Words{}, {}};
    told.op.process = process;
    told.op.call = exchange.call;
    told.op.reply = reply_of(told.answer);
    // An answer that is none of the protocol's tells nothing, but the call is over, and so it is when its process has ended.
    told.op.returned = exchange.answer ? exchange.returned : all_[static_cast<std::size_t>(process)].ended;
    told.op.text = exchange.command;
    told.op.answer = exchange.answer.value_or("");
    last_.clear();
    for (const Row& row : rows())
      if (row.verb == told.command[0]) (this->*row.rule)(told);
    touched.insert(last_.begin(), last_.end());
  }

  void end(const std::string& key, int process) {
    Operation op;
    op.process = process;
    op.call = all_[static_cast<std::size_t>(process)].leaves;
    op.what = Call::end;
    op.text = "(it ended)";
    objects_[key].history.push_back(op);
  }

  Operation& add(const std::string& key, const std::string& words, Operation op) {
    last_.push_back(key);
    Object& object = objects_[key];
    object.words = words;
    object.history.push_back(std::move(op));
    return object.history.back();
  }
  Operation& on_mailbox(const Told& told, Call what) {
    Operation op = told.op;
    op.what = what;
    return add("mailbox " + told.word(1), "the mailbox " + told.word(1), std::move(op));
  }
  Operation& on_box(const std::string& owner, const Told& told, Call what) {
    Operation op = told.op;
    op.what = what;
    return add("process " + owner, "the box of process " + owner, std::move(op));
  }

  // Equal messages have equal numbers; what came with a message (its type, its sender) is a part of it.
  int message(const std::string& hex, const std::string& with) {
    return numbers_.try_emplace(lower(hex) + " " + with, static_cast<int>(numbers_.size()) + 1).first->second;
  }
  int sender(const std::string& name) { return senders_.try_emplace(name, static_cast<int>(senders_.size()) + 1).first->second; }
  static std::uint32_t size_of(const std::string& hex) { return hex == "-" ? 0 : static_cast<std::uint32_t>(hex.size() / 2); }

  void create(const Told& told) {
    Operation& op = on_mailbox(told, Call::create);
    const std::string kind = told.word(2);
    op.kind = kind == "zero" ? Kind::rendezvous : kind == "unbounded" ? Kind::unbounded : Kind::bounded;
    op.owner = kind == "owned" ? Owner::creator : Owner::system;
    op.capacity = static_cast<std::uint32_t>(number_in(told.word(3)));
  }
  void port(const Told& told) {
    Operation& op = on_mailbox(told, Call::create);
    op.owner = Owner::creator;
    op.capacity = 8;
  }
  void open(const Told& told) { on_mailbox(told, Call::open); }
  void close(const Told& told) { on_mailbox(told, Call::close); }
  void remove(const Told& told) { on_mailbox(told, Call::remove); }

  void send(const Told& told) { put(told, told.word(2), ""); }
  void send_type(const Told& told) { put(told, told.word(3), told.word(2)); }
  void put(const Told& told, const std::string& hex, const std::string& type) {
    Operation& op = on_mailbox(told, Call::send);
    op.message = message(hex, type);
    op.size = size_of(hex);
    op.type = number_in(type);
  }
  // It has sent if the reply came; if it was given up, the request may be there all the same.
  void rpc(const Told& told) {
    send(told);
    Operation& op = objects_["mailbox " + told.word(1)].history.back();
    if (op.reply == Reply::timed_out || op.reply == Reply::deleted) op.reply = Reply::none;
  }

  void receive(const Told& told) { on_mailbox(told, Call::receive).message = message(told.said(1), ""); }
  void receive_max(const Told& told) {
    receive(told);
    objects_["mailbox " + told.word(1)].history.back().room = static_cast<std::uint32_t>(number_in(told.word(2)));
  }
  void receive_type(const Told& told) {
    Operation& op = on_mailbox(told, Call::receive);
    op.message = message(told.said(1), told.said(2));
    op.type = number_in(told.word(2));
    op.choice = op.type > 0 ? Choice::of_type : op.type < 0 ? Choice::lowest_up_to : Choice::first;
    if (op.type < 0) op.type = -op.type;
  }
  // What a port tells of another port is none of the messages that were sent to it.
  void receive_on_port(const Told& told) {
    static const std::string deleted = "64656c6574656420";           // "deleted "
    static const std::string no_senders = "6e6f2d73656e6465727320";  // "no-senders "
    const std::string hex = lower(told.said(1));
    if (notified_.contains(told.word(1)) && (hex.starts_with(deleted) || hex.starts_with(no_senders))) return;
    receive(told);
  }

  void pass(const Told& told) {
    Operation& op = on_mailbox(told, told.command[0] == "give" ? Call::give : Call::allow);
    const auto whom = named_.find(told.word(2));
    op.whom = whom == named_.end() ? static_cast<int>(all_.size()) : whom->second;
  }

  void me(const Told& told) {
    if (told.op.reply != Reply::ok) return;
    Operation& op = on_box(told.word(1), told, Call::create);
    op.kind = Kind::unbounded;
    op.owner = Owner::creator;
  }
  void send_to(const Told& told) {
    const auto self = own_name_.find(told.process);
    if (self == own_name_.end() || told.op.reply == Reply::unsupported) return;
    Operation& op = on_box(told.word(1), told, Call::send);
    op.through = Through::name;
    op.message = message(told.word(2), self->second);
    op.size = size_of(told.word(2));
    op.type = sender(self->second);
  }
  void receive_any(const Told& told) { take(told, told.said(2)); }
  void receive_from(const Told& told) {
    if (Operation* op = take(told, told.word(1))) {
      op->choice = Choice::of_type;
      op->type = sender(told.word(1));
    }
  }
  Operation* take(const Told& told, const std::string& from) {
    const auto self = own_name_.find(told.process);
    if (self == own_name_.end() || told.op.reply == Reply::no_mailbox || told.op.reply == Reply::unsupported) return nullptr;
    Operation& op = on_box(self->second, told, Call::receive);
    op.message = message(told.said(1), from);
    return &op;
  }

  const std::vector<Conversation>& all_;
  std::map<std::string, int> named_;     // by name of a process: who called itself so last
  std::map<int, std::string> own_name_;  // by process
  std::set<std::string> notified_;       // mailboxes that get events
  std::map<std::string, int> numbers_;   // of messages
  std::map<std::string, int> senders_;
  std::map<std::string, Object> objects_;
  std::vector<std::string> last_;  // objects of the latest exchange
};

const std::vector<Protocol::Row>& Protocol::rows() {
  static const std::vector<Row> table = {{"create", &Protocol::create},
                                         {"port-allocate", &Protocol::port},
                                         {"open", &Protocol::open},
                                         {"close", &Protocol::close},
                                         {"delete", &Protocol::remove},
                                         {"send", &Protocol::send},
                                         {"msg-send", &Protocol::send},
                                         {"send-type", &Protocol::send_type},
                                         {"msg-rpc", &Protocol::rpc},
                                         {"receive", &Protocol::receive},
                                         {"receive-max", &Protocol::receive_max},
                                         {"receive-type", &Protocol::receive_type},
                                         {"msg-receive", &Protocol::receive_on_port},
                                         {"give", &Protocol::pass},
                                         {"allow", &Protocol::pass},
                                         {"me", &Protocol::me},
                                         {"send-to", &Protocol::send_to},
                                         {"receive-any", &Protocol::receive_any},
                                         {"receive-from", &Protocol::receive_from}};
  return table;
}

}  // namespace

std::map<std::string, Object> objects_of(const std::vector<Conversation>& conversations) {
  return Protocol(conversations).objects();
}

}  // namespace ipcgrade::oracles
