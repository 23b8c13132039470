#include "campaign/trials.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <exception>
#include <set>
#include <thread>

#include "base/ensure.hpp"
#include "base/error.hpp"
#include "model/calls.hpp"

namespace ipcgrade::campaign {
namespace {

using model::Outcome;
using model::VerdictClass;

model::Verdicts trouble(VerdictClass verdict, const std::string& sentence) {
  model::Verdict value;
  value.verdict = verdict;
  value.oracle = "machine";
  value.sentence = sentence;
  return {value};
}

std::optional<model::Trace> try_once(const model::Trial& trial, int cpu, const Tools& tools, const std::stop_token& cancelled,
                                     model::ScenarioResult& result) {
  std::optional<model::Trace> trace;
  try {
    trace = tools.run_trial(trial, cpu);
    result.duration = trace->duration;
    result.verdicts = tools.judge(trial, *trace);
  } catch (const base::InputError&) {
    throw;  // the author's mistake: no result of the submission's
  } catch (const base::SystemError& error) {
    if (cancelled.stop_requested()) throw;
    result.verdicts = trouble(VerdictClass::inconclusive, error.what());
  } catch (const std::exception& error) {
    if (cancelled.stop_requested()) throw;
    result.verdicts = trouble(VerdictClass::harness_error, error.what());
  }
  ENSURE(!result.verdicts.empty(), "a trial has at least one verdict");
  result.outcome = outcome_of(result.verdicts);
  return trace;
}

bool used_up_its_time(const model::Event& event) {
  const auto* const hit = std::get_if<model::LimitHit>(&event.what);
  return hit != nullptr && hit->limit == model::LimitName::cpu;
}

// As a call tells that has slept.
bool is_timeout(const model::Called& call) {
  using model::Waiting;
  if (call.result == -ETIMEDOUT || call.result == -EAGAIN) return true;
  const Waiting waiting = model::waiting_of(call.call);
  return call.result == 0 && (waiting == Waiting::poll || waiting == Waiting::select || waiting == Waiting::epoll);
}

// A machine that is busy with something else may charge a program for it, or have its timeouts pass before anybody could answer.
bool machine_may_be_why(const model::Trace& trace) {
  std::set<model::ThreadIndex> slept;
  for (const model::Event& event : trace.events) {
    if (used_up_its_time(event)) return true;
    if (std::holds_alternative<model::BlockedIn>(event.what)) slept.insert(event.thread);
    const auto* const call = std::get_if<model::Called>(&event.what);
    if (call != nullptr && slept.erase(event.thread) != 0 && is_timeout(*call)) return true;
  }
  return false;
}

model::BuildResult build_once(const model::BuildOrder& order, const Tools& tools, const std::stop_token& cancelled) {
  try {
    const std::vector<model::BuildResult> results = tools.build(order);
    ENSURE(results.size() == 1, "one command has one result");
    return results.front();
  } catch (const base::SystemError& error) {
    if (cancelled.stop_requested()) throw;
    model::BuildResult result;
    result.ok = false;
    result.machine = true;
    result.command = order.commands.front();
    result.failure = error.what();
    return result;
  }
}

}  // namespace

Outcome outcome_of(const model::Verdicts& verdicts) {
  const VerdictClass headline = verdicts.front().verdict;
  if (headline == VerdictClass::passed) return Outcome::passed;
  if (headline == VerdictClass::not_applicable) return Outcome::not_applicable;
  return blame_of(headline) == model::Blame::student ? Outcome::failed : Outcome::inconclusive;
}

std::optional<model::Trace> run_scenario(const model::Trial& trial, int cpu, const Tools& tools, Quiet& quiet,
                                         const std::stop_token& cancelled, model::ScenarioResult& result) {
  std::optional<model::Trace> trace;
  {
    const auto pass = quiet.together();
    trace = try_once(trial, cpu, tools, cancelled, result);
  }
  if (result.outcome == Outcome::failed && trace && machine_may_be_why(*trace) && !cancelled.stop_requested()) {
    const auto pass = quiet.alone();
    trace = try_once(trial, cpu, tools, cancelled, result);
  }
  for (int again = 0; again < more_tries && result.outcome == Outcome::inconclusive && !cancelled.stop_requested(); ++again) {
    const auto pass = quiet.alone();
    trace = try_once(trial, cpu, tools, cancelled, result);
  }
  return trace;
}

model::BuildResult run_build(const model::BuildOrder& order, const Tools& tools, Quiet& quiet, const std::stop_token& cancelled) {
  model::BuildResult result;
  {
    const auto pass = quiet.together();
    result = build_once(order, tools, cancelled);
  }
  for (int again = 0; again < more_tries && result.machine && !cancelled.stop_requested(); ++again) {
    const auto pass = quiet.alone();
    result = build_once(order, tools, cancelled);
  }
  return result;
}

std::vector<model::BuildResult> run_builds(const std::vector<model::BuildOrder>& orders, std::size_t at_once, const Tools& tools,
                                           Quiet& quiet, const std::stop_token& cancelled) {
  std::vector<model::BuildResult> results(orders.size());
  std::vector<std::exception_ptr> failures(orders.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < orders.size(); i = next++) try {
        results[i] = run_build(orders[i], tools, quiet, cancelled);
      } catch (...) {
        failures[i] = std::current_exception();
      }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(at_once, orders.size()); ++i) others.emplace_back(work);
    work();
  }
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
  return results;
}

}  // namespace ipcgrade::campaign
