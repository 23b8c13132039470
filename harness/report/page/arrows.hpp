// What came from whom: follows a trace from event to event and says which mark led to which. Streams are followed byte by byte,
// messages by what is in them; where several could have been the cause, none is named.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "report/objects.hpp"
#include "report/page/timeline.hpp"

namespace ipcgrade::report::page {

class Arrows {
 public:
  Arrows(const model::Trial& trial, const model::Trace& trace) : trial_(trial), trace_(trace), objects_(trace) {}

  // To be called with every event, in order, with the mark that stands for it; nullopt: none does.
  void follow(const model::Event& event, std::optional<std::size_t> mark);
  [[nodiscard]] std::vector<Arrow> all() && { return std::move(arrows_); }

 private:
  using Mark = std::size_t;
  struct Piece {
    Mark mark;
    std::uint64_t left;
  };
  struct Message {
    model::ProcessIndex process;
    Mark mark;
    std::string payload;
  };
  struct Asleep {
    Mark mark;
    std::vector<model::Wait> waits;
    std::uint64_t taken = 0;  // by readers, of what it writes while it sleeps
  };

  void happened(const model::Event& event, Mark mark, const model::StepDone& done);
  void happened(const model::Event& event, Mark mark, const model::Forked& forked);
  void happened(const model::Event& event, Mark mark, const model::BlockedIn& blocked);
  void happened(const model::Event& event, Mark mark, const model::Called& called);
  void happened(const model::Event& event, Mark mark, const model::GotSignal& got);
  void happened(const model::Event& event, Mark mark, const model::Exited& exited);
  void happened(const model::Event& event, Mark mark, const model::PeerDid& did);
  void happened(const model::Event& /*event*/, Mark /*mark*/, const auto& /*what*/) {}

  void stream(const model::Event& event, Mark mark, const model::Called& called);
  void write(const model::Event& event, Mark mark, const model::Called& called);
  void read(const model::Event& event, Mark mark, const model::Called& called);
  void read_ahead(Mark mark, const model::Object& object, std::uint64_t size);
  void send(model::ProcessIndex process, Mark mark, const std::string& payload);
  void receive(model::ProcessIndex process, Mark mark, const std::string& payload);
  void reaped(Mark mark, const model::Called& called);
  void woken(const model::Event& event, Mark mark);
  void closes(model::ProcessIndex process, Mark mark, int fd);
  // Of the standard input there is one a role, whoever reads it.
  [[nodiscard]] model::Object key(model::ProcessIndex process, const model::Object& object) const;
  void add(Mark from, Mark to, Arrow::Kind kind, std::string label = "");

  const model::Trial& trial_;
  const model::Trace& trace_;
  Objects objects_;
  std::map<model::Object, std::deque<Piece>> streams_;
  std::set<model::Object> opaque_;  // bytes went through in ways that are not followed
  std::vector<Message> messages_;   // sent, and not yet received
  std::map<model::ThreadIndex, Asleep> asleep_;
  std::map<model::Object, std::deque<std::pair<Mark, std::int64_t>>> wakes_;  // threads that a call on it has still to wake
  std::map<model::Object, Mark> ended_;                                       // where its last writer closed it
  std::map<model::Object, Mark> emptied_;                                     // where it was last read
  std::map<model::ProcessIndex, Mark> exits_;
  std::map<std::pair<model::ProcessIndex, int>, Mark> signals_;
  std::map<model::ProcessIndex, Mark> begun_;  // the mark that started it, until its own first
  std::map<std::string, Mark> launches_;
  std::vector<Arrow> arrows_;
};

}  // namespace ipcgrade::report::page
