// The words that stand for enumerators and alternatives in a saved trial, in the order of their declaration. They may be added
// to; a word once written keeps its meaning.
#pragma once

#include <array>
#include <string_view>

#include "model/plan.hpp"
#include "model/trace.hpp"

namespace ipcgrade::store {

using Word = std::string_view;

template <class Enumeration>
inline constexpr std::array<Word, 0> words{};

template <>
inline constexpr std::array words<model::AtEnd> = {Word("exits"), Word("serves")};
template <>
inline constexpr std::array words<model::By> = {Word("submission"), Word("reference")};
template <>
inline constexpr std::array words<model::Policy> = {Word("in-turn")};
template <>
inline constexpr std::array words<model::Survey> = {Word("none"), Word("points")};
template <>
inline constexpr std::array words<model::Sites> = {Word("of-ends"), Word("of-calls")};
template <>
inline constexpr std::array words<model::FileKind> = {Word("absent"), Word("regular"), Word("fifo"), Word("directory"),
                                                      Word("other")};
template <>
inline constexpr std::array words<model::Writes> = {Word("any"), Word("one-a-line")};
template <>
inline constexpr std::array words<model::FieldKind> = {Word("integer"), Word("unsigned"), Word("hyper"), Word("float"),
                                                       Word("double"),  Word("bool"),     Word("text"),  Word("bytes"),
                                                       Word("mark"),    Word("any")};
template <>
inline constexpr std::array words<model::Arrival> = {Word("all"), Word("some-of")};
template <>
inline constexpr std::array words<model::Written> = {Word("plain"), Word("hexadecimal")};
template <>
inline constexpr std::array words<model::OutputRule> = {Word("equals"), Word("starts-with"), Word("contains"), Word("some"),
                                                        Word("none"),   Word("line"),        Word("now")};
template <>
inline constexpr std::array words<model::ExitMatch::Rule> = {Word("status"), Word("failure"), Word("signal")};
template <>
inline constexpr std::array words<model::ProcessCondition> = {Word("blocked"), Word("exited"), Word("stopped")};
template <>
inline constexpr std::array words<model::ObjectKind> = {
    Word("unknown"), Word("pipe"),      Word("fifo"),  Word("input"),  Word("output"), Word("shared"),   Word("private-futex"),
    Word("child"),   Word("timer"),     Word("lock"),  Word("signal"), Word("tcp"),    Word("udp"),      Word("unix"),
    Word("queue"),   Word("semaphore"), Word("event"), Word("epoll"),  Word("file"),   Word("terminal"), Word("other")};
template <>
inline constexpr std::array words<model::Access> = {Word("read"), Word("write"), Word("both")};
template <>
inline constexpr std::array words<model::WaitFor> = {Word("data"), Word("room"),   Word("peer"), Word("child"),     Word("wake"),
                                                     Word("lock"), Word("signal"), Word("time"), Word("connection")};
template <>
inline constexpr std::array words<model::RunState> = {Word("blocked"), Word("vfork-wait"), Word("stopped"), Word("runnable"),
                                                      Word("exited")};
template <>
inline constexpr std::array words<model::WhyFailed> = {Word("never"), Word("ended"), Word("no-process")};
template <>
inline constexpr std::array words<model::SpinProof> = {Word("recurrence"), Word("measured")};
template <>
inline constexpr std::array words<model::LimitName> = {Word("cpu"),    Word("output"), Word("processes"), Word("events"),
                                                       Word("memory"), Word("disk"),   Word("wall")};
template <>
inline constexpr std::array words<model::Ending> = {Word("complete"), Word("step-failed"), Word("spinning"),   Word("limit"),
                                                    Word("backstop"), Word("machine"),     Word("not-started")};

template <>
inline constexpr std::array words<model::PeerKind> = {Word("client"), Word("server"), Word("connection"), Word("datagram")};
template <>
inline constexpr std::array words<model::Family> = {Word("ipv4"), Word("ipv6")};
template <>
inline constexpr std::array words<model::Reads> = {Word("at-once"), Word("when-told")};
template <>
inline constexpr std::array words<model::Echo> = {Word("off"), Word("on")};
template <>
inline constexpr std::array words<model::PeerVerb> = {Word("shut"), Word("close"), Word("reset"), Word("read")};
template <>
inline constexpr std::array words<model::PeerEnd> = {Word("none"), Word("end"), Word("reset"), Word("refused")};
template <>
inline constexpr std::array words<model::ClosedRule> = {Word("end"), Word("reset"), Word("any"), Word("no"), Word("refused")};
template <>
inline constexpr std::array words<model::PeerDeed> = {
    Word("connecting"), Word("connected"), Word("refused"), Word("listening"), Word("bound"),
    Word("taken"),      Word("accepted"),  Word("sent"),    Word("received"),  Word("shut"),
    Word("closed"),     Word("reset"),     Word("saw-end"), Word("saw-reset"), Word("unanswerable")};

// Of a variant: one word an alternative.
template <>
inline constexpr std::array words<model::TrialAction> = {
    Word("launch"), Word("send"),      Word("close-input"),  Word("signal"),    Word("until"), Word("expect"),
    Word("mark"),   Word("open-peer"), Word("send-to-peer"), Word("tell-peer"), Word("fault"), Word("restart")};
template <>
inline constexpr std::array words<model::FaultEffect> = {Word("error"), Word("retval"), Word("short"), Word("signal"),
                                                         Word("delay")};
template <>
inline constexpr std::array words<model::Happening> = {
    Word("started"),    Word("forked"),    Word("executed"), Word("called"),    Word("blocked"),     Word("woke"),
    Word("got-signal"), Word("wrote"),     Word("exited"),   Word("step-done"), Word("step-failed"), Word("spinning"),
    Word("polling"),    Word("limit-hit"), Word("rotated"),  Word("peer-did"),  Word("injected"),    Word("passed-over")};

}  // namespace ipcgrade::store
