// The machine's trouble: the trial says nothing about the submission, and costs it nothing.
#include "oracles/account.hpp"
#include "oracles/oracle.hpp"

namespace ipcgrade::oracles {

using namespace model;

Verdicts machine(const Trial& /*trial*/, const Trace& trace) {
  if (ending_of(trace) != Ending::machine) return {};
  Verdict verdict;
  verdict.verdict = VerdictClass::inconclusive;
  verdict.oracle = "machine";
  verdict.sentence = trace.trouble.empty() ? "the machine could not run the trial to its end" : trace.trouble;
  return {verdict};
}

}  // namespace ipcgrade::oracles
