// The failed step as its rules see it: what was asked of which process, and what that process was doing then.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.hpp"
#include "model/verdict.hpp"
#include "oracles/account.hpp"
#include "oracles/waiting.hpp"

namespace ipcgrade::oracles {

struct Situation {
  const model::Trial& trial;
  const model::Trace& trace;
  Failure failure;
  const model::Condition& asked;
  model::ProcessIndex process = model::nobody;
  const model::Exited* exit = nullptr;  // how it had ended; nullptr: it had not
  const model::Snapshot& snapshot;      // an empty one where the trace has none

  [[nodiscard]] View view() const { return {trace, snapshot}; }
  [[nodiscard]] std::string label() const;
  [[nodiscard]] std::string_view output(int stream) const { return output_before(trace, process, stream, failure.event); }
  [[nodiscard]] std::vector<const model::ThreadState*> threads() const { return threads_of(snapshot, process); }
  // "waits at greet.c:3 in main to read …"; "is still running" where no snapshot tells more.
  [[nodiscard]] std::string does() const;
  // A verdict about this step, with what the step asks for as its first line of evidence.
  [[nodiscard]] model::Verdict verdict(model::VerdictClass verdict_class, std::string sentence) const;
};

// What a rule says to a situation: nothing, if another rule should explain it.
using Said = std::optional<model::Verdict>;

// The rules, the most telling first; the first that speaks is heard.
[[nodiscard]] Said went_on(const Situation& situation);         // did not wait where it had to
[[nodiscard]] Said not_flushed(const Situation& situation);     // the output came, but only at its end
[[nodiscard]] Said failed_instead(const Situation& situation);  // ended with an error that nobody asked for
[[nodiscard]] Said wrong_output(const Situation& situation);    // output that can no longer become right
[[nodiscard]] Said wrong_exit(const Situation& situation);      // ended in another way than asked
[[nodiscard]] Said wrong_file(const Situation& situation);      // a file that is not as asked
[[nodiscard]] Said has_grown(const Situation& situation);       // holds more and more
[[nodiscard]] Said needs_input(const Situation& situation);     // waits for input or a signal, perhaps through others
[[nodiscard]] Said lives_on(const Situation& situation);        // has not ended
[[nodiscard]] Said output_missing(const Situation& situation);  // lives, and will not write what is missing

// "end with status 0 and write "read Hello\n" to its standard output".
[[nodiscard]] std::string words_for(const model::Condition& condition);
[[nodiscard]] std::string words_for(const model::ExitMatch& match);
[[nodiscard]] std::string words_for(const model::FileMatch& file);
[[nodiscard]] bool holds(const model::ExitMatch& match, const model::Exited& exit);

}  // namespace ipcgrade::oracles
