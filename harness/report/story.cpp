#include "report/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "lang/catalogue.hpp"
#include "oracles/account.hpp"
#include "oracles/naming.hpp"
#include "report/expected.hpp"
#include "report/folding.hpp"
#include "report/manual.hpp"
#include "report/printable.hpp"
#include "report/standing.hpp"
#include "report/story_lines.hpp"

namespace ipcgrade::report {

using namespace model;

namespace {

constexpr std::size_t longest_line = 110;  // of a sentence: longer ones are hard to read
constexpr std::size_t widest_name = 18;    // of a process, before it is shortened
constexpr std::size_t widest_place = 26;
constexpr std::size_t gutter = 9;  // the longest label, "expected", and a space

// Where one of these fell, that nothing was written is no news.
bool stops_a_program(VerdictClass verdict) {
  using enum VerdictClass;
  static constexpr std::array classes = {deadlock, crash, busy_wait, polling, runaway, waits_for_input, not_executable};
  return std::find(classes.begin(), classes.end(), verdict) != classes.end();
}

class Telling {
 public:
  Telling(const Story& story, const ConsoleOptions& options)
      : story_(story), say_(options.language), paint_(options.colour), width_(std::min(options.width, longest_line)) {}

  std::string text() && {
    headline();
    happened();
    stands();
    output();
    reasons();
    advice();
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Verdict& verdict() const { return story_.verdicts.front(); }

  void headline() {
    const OutcomeLook look = look_of(story_.outcome);
    out_ += fmt::format("{} {}  {}  {}\n", paint_(look.style, look.mark), paint_(Style::bold, printable(story_.trial.scenario)),
                        paint_(look.style, say_(name_of(verdict().verdict))),
                        paint_(Style::dim, printable(story_.task + " · " + story_.submission)));
    paragraph(say_(story_.title), Style::dim, 2);
    if (story_.outcome != Outcome::passed) paragraph(sentence(say_(verdict().sentence)), Style::bold, 2);
  }

  // ---- what happened ----

  void happened() {
    const bool late = verdict().verdict == VerdictClass::not_flushed;
    const auto lines = folded(lines_of(story_.trial, story_.trace, late ? Aftermath::told : Aftermath::left_out));
    if (lines.empty()) return;
    title("What happened");
    std::size_t names = 0;
    std::size_t places = 0;
    for (const Line& line : lines) {
      if (line.kind == Line::Kind::step) continue;
      names = std::max(names, columns(printable(line.who)));
      places = std::max(places, columns(printable(say_(line.where))));
    }
    names = std::min(names, widest_name);
    places = std::min(places, widest_place);
    for (const Line& line : lines) line.kind == Line::Kind::step ? step(line) : act(line, names, places);
  }

  void step(const Line& line) {
    const Style style = line.who == "✗" ? Style::bad : line.who == "✓" ? Style::good : Style::dim;
    hanging(paint_(style, line.who) + " ", 2, line.text, line.who == "✗" ? Style::bold : Style::plain, 2);
  }

  void act(const Line& line, std::size_t names, std::size_t places) {
    const Style style = line.kind == Line::Kind::act ? Style::plain : line.kind == Line::Kind::wrong ? Style::bad : Style::dim;
    std::string before = paint_(Style::plain, fitted(printable(line.who), names)) + "  ";
    std::size_t width = names + 2;
    if (places > 0) {
      before += paint_(Style::dim, fitted(printable(say_(line.where)), places)) + " ";
      width += places + 1;
    }
    hanging(before, width, line.text, style, 4);
  }

  // ---- the end ----

  void stands() {
    const Snapshot* snapshot = oracles::snapshot_at_verdict(story_.trace);
    if (snapshot == nullptr || story_.outcome == Outcome::passed) return;
    Objects objects(story_.trace);
    for (const Event& event : story_.trace.events)  // the letters are given in the order of the story
      if (const auto* called = std::get_if<Called>(&event.what); called != nullptr)
        static_cast<void>(objects.name(called->object));
    const auto all = standings(story_.trace, *snapshot, objects);
    const auto waits = [](const Standing& one) { return one.state == Standing::State::ended; };
    if (std::all_of(all.begin(), all.end(), waits)) return;  // how they ended stands above
    title("Where it stands");
    std::size_t names = 0;
    for (const Standing& one : all) names = std::max(names, columns(printable(one.who)));
    names = std::min(names, widest_name);
    for (const Standing& one : all) {
      hanging(paint_(Style::bold, fitted(printable(one.who), names)) + " ", names + 1, one.does, Style::plain, 4);
      for (const std::string& line : one.because)
        hanging(std::string(names + 1, ' ') + paint_(Style::dim, "·") + " ", names + 3, line, Style::dim, 4);
    }
  }

  void output() {
    for (const Comparison& one : comparisons(story_.trial, story_.trace)) {
      if (one.came == Comparison::Came::nothing && stops_a_program(verdict().verdict)) continue;
      title(fmt::format("Its {}", one.stream));
      labelled("expected", printable(say_(one.expected)), Style::good);
      labelled("got", printable(say_(one.actual)), Style::bad);
      if (!one.mark.empty())
        out_ += fmt::format("  {}{}{}\n", std::string(2 + gutter, ' '), one.mark, " " + paint_(Style::dim, say_(one.remark)));
    }
  }

  // A deadlock's evidence is the graph, which stands above already.
  void reasons() {
    const bool told = verdict().verdict == VerdictClass::deadlock && oracles::snapshot_at_verdict(story_.trace) != nullptr;
    std::vector<std::string> lines;
    if (!told)
      for (const Evidence& evidence : verdict().evidence)
        if (!stands_above(evidence)) lines.push_back(evidence.text);
    for (std::size_t i = 1; i < story_.verdicts.size(); ++i)
      lines.push_back(fmt::format("also {}: {}", name_of(story_.verdicts[i].verdict), story_.verdicts[i].sentence));
    if (lines.empty()) return;
    title("Why");
    for (const std::string& line : lines) hanging(paint_(Style::dim, "·") + " ", 2, line, Style::plain, 4);
  }

  // What the steps and the ends of processes have told already.
  [[nodiscard]] bool stands_above(const Evidence& evidence) const {
    const Exited* exit = oracles::exit_of(story_.trace, evidence.process);
    const std::string end =
        exit == nullptr ? "" : oracles::label_of(story_.trace, evidence.process) + " " + oracles::ended_how(*exit);
    return evidence.text == end || (evidence.text.starts_with("the step") && evidence.text.find(" asks ") != std::string::npos);
  }

  void advice() {
    if (story_.outcome == Outcome::passed && story_.commands.empty()) return;
    title("What next");
    if (story_.outcome == Outcome::failed && !story_.hint.empty()) {
      const auto lines = wrapped(printable(say_(story_.hint)), width_ - 4 - gutter);
      for (std::size_t i = 0; i < lines.size(); ++i)
        out_ += fmt::format("    {}{}\n", paint_(Style::dim, fitted(i == 0 ? say_("hint") : "", gutter)),
                            paint_(Style::unsure, lines[i]));
    }
    if (story_.outcome == Outcome::failed) read();
    for (const Story::Command& command : story_.commands) labelled(command.label, printable(command.text), Style::quoted);
  }

  void read() {
    const auto pages = pages_for(verdict(), oracles::snapshot_at_verdict(story_.trace));
    std::size_t width = 0;
    for (const Page& page : pages) width = std::max(width, columns(command_for(page)));
    for (std::size_t i = 0; i < pages.size(); ++i)
      hanging(paint_(Style::dim, fitted(i == 0 ? say_("read") : "", gutter)) +
                  paint_(Style::quoted, fitted(command_for(pages[i]), width)) + "  ",
              gutter + width + 2, std::string(pages[i].about), Style::plain, 4);
  }

  // ---- layout ----

  void title(const std::string& text) { out_ += fmt::format("\n  {}\n", paint_(Style::bold, say_(text))); }

  void labelled(std::string_view label, const std::string& text, Style style) {
    out_ += fmt::format("    {}{}\n", paint_(Style::dim, fitted(say_(label), gutter)), paint_(style, text));
  }

  void paragraph(const std::string& text, Style style, std::size_t indent) {
    if (text.empty()) return;
    for (const std::string& line : wrapped(printable(text), width_ - indent))
      out_ += std::string(indent, ' ') + paint_(style, line) + "\n";
  }

  // Text that hangs beside what is painted already and takes `width` columns.
  void hanging(const std::string& before, std::size_t width, const std::string& text, Style style, std::size_t indent) {
    const std::size_t room = std::max<std::size_t>(width_ > indent + width ? width_ - indent - width : 0, 40);
    const std::string clean = printable(say_(text));
    // What fits is left alone: there may be spaces in it that are a program's own.
    const auto lines = columns(clean) < room ? std::vector{clean} : wrapped(clean, room - 1);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string beside = i == 0 ? before : std::string(width, ' ');
      out_ += fmt::format("{}{}{}\n", std::string(indent, ' '), beside, paint_(style, lines[i]));
    }
  }

  static std::string sentence(std::string text) {
    if (!text.empty() && std::string_view(".?!").find(text.back()) == std::string_view::npos) text += '.';
    return text;
  }

  const Story& story_;
  lang::Say say_;
  Paint paint_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string render_story(const Story& story, const ConsoleOptions& options) { return Telling(story, options).text(); }

}  // namespace ipcgrade::report
