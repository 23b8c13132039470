#include "linear/check.hpp"

#include "linear/histories.hpp"
#include "linear/mailbox.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::linear;

namespace {

// In a mailbox that process 0 has made, and 1 and 2 have opened, by moment 10.
History in_mailbox(Kind kind, std::uint32_t capacity, History calls) {
  History history = {created(0, 1, 2, kind, capacity), opened(1, 3, 4), opened(2, 5, 6)};
  history.insert(history.end(), calls.begin(), calls.end());
  return history;
}

bool fits(const History& history) {
  const Answer answer = check(history).answer;
  REQUIRE(answer != Answer::undecided);
  return answer == Answer::linearizable;
}

Fault fault_of(const History& history) {
  REQUIRE_FALSE(fits(history));
  return explain(history).fault;
}

}  // namespace

TEST_CASE("messages come out in the order in which they were sent") {
  CHECK(fits(in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), sent(0, 12, 13, 2), got(1, 14, 15, 1), got(1, 16, 17, 2)})));
  const History reversed =
      in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), sent(0, 12, 13, 2), got(1, 14, 15, 2), got(1, 16, 17, 1)});
  CHECK(fault_of(reversed) == Fault::overtaken);
  CHECK(explain(reversed).involved == std::vector<std::size_t>{3, 4, 5});
}

TEST_CASE("sends that overlap may come out in either order, and so may receives that overlap") {
  CHECK(fits(in_mailbox(Kind::bounded, 2, {sent(0, 10, 13, 1), sent(2, 11, 12, 2), got(1, 14, 15, 1), got(1, 16, 17, 2)})));
  CHECK(fits(in_mailbox(Kind::bounded, 2, {sent(0, 10, 13, 1), sent(2, 11, 12, 2), got(1, 14, 15, 2), got(1, 16, 17, 1)})));
  CHECK(fits(in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), sent(0, 12, 13, 2), got(1, 14, 17, 2), got(2, 15, 16, 1)})));
}

TEST_CASE("a message is received once, and only if it was sent") {
  CHECK(fault_of(in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), got(1, 12, 13, 1), got(2, 14, 15, 1)})) == Fault::doubled);
  CHECK(fault_of(in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), got(1, 12, 13, 7)})) == Fault::foreign);
  CHECK(fault_of(in_mailbox(Kind::bounded, 2, {got(1, 12, 13, 1), sent(0, 14, 15, 1)})) == Fault::foreign);
  CHECK(fits(in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 5), sent(0, 12, 13, 5), got(1, 14, 15, 5), got(1, 16, 17, 5)})));
}

TEST_CASE("a receive finds nothing only while the mailbox is empty") {
  CHECK(fits(in_mailbox(Kind::bounded, 2, {got_none(1, 10, 11), sent(0, 12, 13, 1)})));
  CHECK(fits(in_mailbox(Kind::bounded, 2, {sent(0, 10, 13, 1), got_none(1, 11, 12)})));
  CHECK(fault_of(in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), got_none(1, 12, 13, Reply::timed_out)})) == Fault::lost);
}

TEST_CASE("a bounded mailbox takes as many messages as its capacity, not one more and not one less") {
  CHECK(fits(in_mailbox(Kind::bounded, 1, {sent(0, 10, 11, 1), sent(0, 12, 13, 2, Reply::would_block), got(1, 14, 15, 1)})));
  CHECK(fault_of(in_mailbox(Kind::bounded, 1, {sent(0, 10, 11, 1), sent(0, 12, 13, 2), got(1, 14, 15, 1)})) ==
        Fault::over_capacity);
  CHECK(fault_of(in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), sent(0, 12, 13, 2, Reply::would_block)})) == Fault::kept_out);
  CHECK(fits(in_mailbox(Kind::bounded, 1, {sent(0, 10, 11, 1), got(1, 12, 15, 1), sent(0, 13, 14, 2)})));
  CHECK(fault_of(in_mailbox(Kind::unbounded, 0, {sent(0, 10, 11, 1), sent(0, 12, 13, 2, Reply::would_block)})) ==
        Fault::kept_out);
}

TEST_CASE("a rendezvous' send and its receive take effect in one instant") {
  CHECK(fits(in_mailbox(Kind::rendezvous, 0, {sent(0, 10, 13, 1), got(1, 11, 12, 1)})));
  CHECK(fits(in_mailbox(Kind::rendezvous, 0, {got(1, 10, 13, 1), sent(0, 11, 12, 1)})));
  CHECK(fault_of(in_mailbox(Kind::rendezvous, 0, {sent(0, 10, 11, 1), got(1, 12, 13, 1)})) == Fault::not_met);
  CHECK(fits(in_mailbox(Kind::rendezvous, 0, {sent(0, 10, 11, 1, Reply::would_block), got_none(1, 12, 13)})));
  CHECK(fits(in_mailbox(Kind::rendezvous, 0, {unfinished(got(1, 10, 0, 0)), sent(0, 11, 12, 1)})));
}

TEST_CASE("what a killed receiver may have taken is lost at most, and never doubled") {
  CHECK(fits(in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), unfinished(got(1, 12, 0, 0)), got_none(2, 14, 15)})));
  CHECK(fits(in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), unfinished(got(1, 12, 0, 0)), got(2, 14, 15, 1)})));
  CHECK_FALSE(fits(
      in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), sent(0, 12, 13, 2), unfinished(got(1, 14, 0, 0)), got_none(2, 15, 16)})));
  CHECK(fits(in_mailbox(Kind::bounded, 2, {unfinished(sent(0, 10, 0, 1)), got(2, 14, 15, 1)})));
  CHECK_FALSE(fits(in_mailbox(Kind::bounded, 2, {unfinished(sent(0, 10, 0, 1)), got(2, 14, 15, 1), got(2, 16, 17, 1)})));
}

TEST_CASE("with its deletion a mailbox's messages are gone, and its name is free for another") {
  CHECK(fits(in_mailbox(Kind::bounded, 2,
                        {sent(0, 10, 11, 1), removed(0, 12, 13), got_none(1, 14, 15, Reply::deleted),
                         created(0, 16, 17, Kind::bounded, 1), opened(1, 18, 19), got_none(1, 20, 21)})));
  CHECK_FALSE(fits(in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), removed(0, 12, 13), got(1, 14, 15, 1)})));
  CHECK(fits(in_mailbox(Kind::bounded, 2, {got_none(1, 10, 14, Reply::deleted), removed(0, 12, 13)})));
  CHECK(fault_of(in_mailbox(Kind::bounded, 2, {got_none(1, 10, 14, Reply::deleted)})) == Fault::after_end);
}

TEST_CASE("a receive that asks for a type takes the first of it, or the first of the lowest") {
  const auto typed = [](Operation op, std::int64_t type, Choice choice) {
    op.type = type;
    op.choice = choice;
    return op;
  };
  const auto asks = [&](const Operation& first, const Operation& second) {
    return in_mailbox(Kind::bounded, 4,
                      {typed(sent(0, 10, 11, 1), 5, Choice::first), typed(sent(0, 12, 13, 2), 3, Choice::first),
                       typed(sent(0, 14, 15, 3), 5, Choice::first), first, second});
  };
  CHECK(fits(asks(typed(got(1, 20, 21, 1), 5, Choice::of_type), typed(got(1, 22, 23, 3), 5, Choice::of_type))));
  CHECK_FALSE(fits(asks(typed(got(1, 20, 21, 3), 5, Choice::of_type), typed(got(1, 22, 23, 1), 5, Choice::of_type))));
  CHECK(fits(asks(typed(got(1, 20, 21, 2), 4, Choice::lowest_up_to), typed(got_none(1, 22, 23), 4, Choice::lowest_up_to))));
  CHECK(fits(asks(typed(got(1, 20, 21, 2), 9, Choice::lowest_up_to), typed(got(1, 22, 23, 1), 9, Choice::lowest_up_to))));
  CHECK_FALSE(fits(asks(typed(got(1, 20, 21, 1), 9, Choice::lowest_up_to), got(1, 22, 23, 2))));
  CHECK(fits(asks(typed(got_none(1, 20, 21), 7, Choice::of_type), got(1, 22, 23, 1))));
}

TEST_CASE("only the owner, and whom it allows, may receive from an owned mailbox") {
  Operation make = created(0, 1, 2, Kind::bounded, 2);
  make.owner = Owner::creator;
  const History start = {make, opened(1, 3, 4), sent(1, 5, 6, 1)};
  const auto with = [&](History calls) {
    calls.insert(calls.begin(), start.begin(), start.end());
    return calls;
  };
  CHECK(fits(with({got(0, 10, 11, 1)})));
  CHECK_FALSE(fits(with({got(1, 10, 11, 1)})));
  CHECK(fits(with({got_none(1, 10, 11, Reply::not_owner)})));
  Operation give = removed(0, 10, 11);
  give.what = Call::give;
  give.whom = 1;
  CHECK(fits(with({give, got(1, 12, 13, 1)})));
  Operation end = removed(0, 10, 11);
  end.what = Call::end;
  CHECK(fits(with({end, got_none(1, 12, 13, Reply::deleted)})));
  CHECK_FALSE(fits(with({end, got_none(1, 12, 13, Reply::not_owner), got_none(1, 14, 15, Reply::would_block)})));
}

TEST_CASE("the deciding operation is the first whose return does not fit") {
  const History history = in_mailbox(Kind::bounded, 2, {sent(0, 10, 11, 1), got(1, 12, 20, 9), got(2, 13, 15, 8)});
  CHECK(explain(history).deciding == 5);
}

TEST_CASE("a search that takes too many steps says that it is undecided") {
  const History history = random_history({1, 4, 60, Kind::bounded, 2});
  CHECK(check(history, 3).answer == Answer::undecided);
}

TEST_CASE("A queue's fingerprint is that of its messages, however it came by them") {
  const auto message = [](int number, std::int64_t type) { return Mailbox::Message{number, 1, type}; };
  Mailbox::Queue by_detours;
  for (int i = 0; i < 20; ++i) by_detours.push_back(message(i, i % 3));
  for (int i = 0; i < 10; ++i) by_detours.take(0);
  by_detours.take(4);
  Mailbox::Queue at_once;
  for (int i = 10; i < 20; ++i)
    if (i != 14) at_once.push_back(message(i, i % 3));
  CHECK(by_detours.all() == at_once.all());
  CHECK(by_detours.prints() == at_once.prints());
  Mailbox::Queue other = at_once;
  other.take(0);
  other.push_back(message(10, 10 % 3));
  CHECK(other.prints() != at_once.prints());
  while (other.size() > 0) other.take(0);
  CHECK(other.prints() == Mailbox::Queue().prints());
}
