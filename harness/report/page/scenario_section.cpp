#include "report/page/scenario_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/catalogue.hpp"
#include "oracles/account.hpp"
#include "report/folding.hpp"
#include "report/manual.hpp"
#include "report/page/comparison_block.hpp"
#include "report/page/picture_json.hpp"
#include "report/printable.hpp"
#include "report/standing.hpp"
#include "report/story_lines.hpp"

namespace ipcgrade::report::page {

using namespace model;

namespace {

struct CutRow {
  Ending ending;
  Word word;
};
constexpr std::array cut_rows = {CutRow{Ending::limit, "cut.limit"}, CutRow{Ending::backstop, "cut.backstop"},
                                 CutRow{Ending::machine, "cut.machine"}, CutRow{Ending::spinning, "cut.spinning"}};

Html data(const std::string& id, const std::string& json) {
  return element("script", {{"type", "application/json"}, {"id", id}}, {inert_json(json)});
}

Html paragraph(std::string_view css, const Html& text) { return element("p", {{"class", std::string(css)}}, {text}); }

class Section {
 public:
  Section(const ScenarioResult& result, const Recording* recording, const std::string& id, const Words& words)
      : result_(result), recording_(recording), id_(id), words_(words), say_(words.language()) {}

  Html operator()(Pictures pictures) {
    if (result_.visibility != Visibility::visible) return paragraph("note", words_("not_shown"));
    Html out = opening();
    if (recording_ == nullptr) return out += result_.verdicts.empty() ? Html() : without_run();
    out += cut_short();
    out += pictures == Pictures::drawn ? timeline() : paragraph("note", words_("too_large"));
    out += element("div", {{"class", "facts"}}, {graph(), comparisons(), stands(), why(), advice()});
    out += story();
    return out;
  }

 private:
  [[nodiscard]] bool failed() const { return result_.outcome == Outcome::failed; }
  [[nodiscard]] const Snapshot* snapshot() const {
    return result_.outcome == Outcome::passed ? nullptr : oracles::snapshot_at_verdict(recording_->trace);
  }
  [[nodiscard]] bool is(VerdictClass verdict) const {
    return !result_.verdicts.empty() && result_.verdicts.front().verdict == verdict;
  }

  Html opening() const {
    Html out = paragraph("title", result_.title);
    if (!result_.reason.empty()) out += paragraph("note", result_.reason);
    if (result_.outcome == Outcome::passed || result_.verdicts.empty()) return out;
    const Verdict& verdict = result_.verdicts.front();
    if (!verdict.sentence.empty()) out += paragraph("sentence", verdict.sentence);
    return out += paragraph("meaning", words_.by_key("meaning." + std::string(slug_of(verdict.verdict))));
  }

  Html without_run() const {
    Html facts = why();
    facts += advice();
    return element("div", {{"class", "facts"}}, {facts});
  }

  Html cut_short() const {
    const auto* row =
        std::find_if(cut_rows.begin(), cut_rows.end(), [&](const CutRow& r) { return r.ending == recording_->trace.ending; });
    if (row == cut_rows.end() || result_.outcome == Outcome::passed) return {};
    return paragraph("cut", words_(row->word, {say_(recording_->trace.trouble)}));
  }

  [[nodiscard]] Aftermath aftermath() const { return is(VerdictClass::not_flushed) ? Aftermath::told : Aftermath::left_out; }

  Html timeline() const {
    Timeline timeline = timeline_of(recording_->trial, recording_->trace, aftermath());
    if (timeline.marks.empty()) return {};
    if (failed()) timeline.wrong = mark_of(result_.verdicts.front(), recording_->trace, timeline);
    const std::string data_id = id_ + "-timeline";
    return element("figure", {{"class", "timeline"}, {"data-timeline", data_id}},
                   {element("figcaption", {}, {words_("timeline")}), data(data_id, picture_json(timeline, say_))});
  }

  Html graph() const {
    const Snapshot* last = snapshot();
    if (last == nullptr || !is(VerdictClass::deadlock)) return {};
    const WaitPicture picture = wait_picture(recording_->trace, *last);
    if (picture.waiters.empty()) return {};
    const std::string data_id = id_ + "-graph";
    return element(
        "figure", {{"class", "graph"}, {"data-graph", data_id}, {"tabindex", "0"}},
        {element("figcaption", {}, {element("h4", {}, {words_("wait_graph")}), paragraph("note", words_("wait_graph_note"))}),
         data(data_id, picture_json(picture, say_))});
  }

  Html comparisons() const {
    Html out;
    for (const Comparison& one : report::comparisons(recording_->trial, recording_->trace)) out += comparison_block(one, words_);
    return failed() ? out : Html();
  }

  Html stands() const {
    const Snapshot* last = snapshot();
    if (last == nullptr) return {};
    Objects objects(recording_->trace);
    for (const Event& event : recording_->trace.events)  // the letters are given in the order of the story
      if (const auto* called = std::get_if<Called>(&event.what)) static_cast<void>(objects.name(called->object));
    const auto all = standings(recording_->trace, *last, objects);
    Html rows;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Standing& one = all[i];
      std::string names = one.who;  // of several who stand in the same way
      for (; i + 1 < all.size() && all[i + 1].does == one.does && all[i + 1].because == one.because; ++i)
        names += ", " + all[i + 1].who;
      Html because;
      for (const std::string& line : one.because) because += element("li", {}, {say_(line)});
      rows += element("dt", {}, {names});
      rows += element("dd", {}, {say_(one.does), because.empty() ? Html() : element("ul", {}, {because})});
    }
    if (rows.empty()) return {};
    return element("section", {{"class", "stands"}}, {element("h4", {}, {words_("stands")}), element("dl", {}, {rows})});
  }

  Html why() const {
    Html lines;
    for (const Evidence& evidence : result_.verdicts.front().evidence)
      if (!is(VerdictClass::deadlock) || recording_ == nullptr) lines += element("li", {}, {evidence.text});
    for (std::size_t i = 1; i < result_.verdicts.size(); ++i) {
      const Verdict& other = result_.verdicts[i];
      lines += element(
          "li", {}, {words_("also"), " ", words_.by_key("verdict." + std::string(slug_of(other.verdict))), ": ", other.sentence});
    }
    if (lines.empty()) return {};
    return element("section", {{"class", "why"}}, {element("h4", {}, {words_("why")}), element("ul", {}, {lines})});
  }

  Html advice() const {
    Html out;
    if (failed() && !result_.hint.empty())
      out += element("section", {{"class", "hint"}}, {element("h4", {}, {words_("hint")}), element("p", {}, {result_.hint})});
    if (failed() && recording_ != nullptr) out += reading();
    if (!result_.show_again.empty())
      out += element("section", {{"class", "again"}},
                     {element("h4", {}, {words_("again")}),
                      element("div", {{"class", "command"}},
                              {element("code", {}, {result_.show_again}),
                               element("button", {{"type", "button"}, {"class", "copy"}}, {words_("copy")})})});
    return out;
  }

  Html reading() const {
    Html items;
    for (const Page& page : pages_for(result_.verdicts.front(), snapshot()))
      items += element("li", {}, {element("code", {}, {command_for(page)}), " ", say_(page.about)});
    if (items.empty()) return {};
    return element("section", {{"class", "read"}}, {element("h4", {}, {words_("read")}), element("ul", {}, {items})});
  }

  Html story() const {
    Html items;
    for (const Line& line : folded(lines_of(recording_->trial, recording_->trace, aftermath()))) {
      const bool step = line.kind == Line::Kind::step;
      const bool wrong = line.kind == Line::Kind::wrong || line.who == "✗";
      items += element(
          "li",
          {{"class", step    ? (wrong ? "step wrong" : "step")
                     : wrong ? "wrong"
                             : "act"}},
          {element("span", {{"class", "who"}}, {line.who}), " ", element("span", {{"class", "where"}}, {say_(line.where)}), " ",
           element("span", {{"class", "what"}}, {say_(line.text)})});
    }
    if (items.empty()) return {};
    return element("details", {{"class", "story"}}, {element("summary", {}, {words_("story")}), element("ol", {}, {items})});
  }

  const ScenarioResult& result_;
  const Recording* recording_;
  const std::string& id_;
  const Words& words_;
  const lang::Say say_;
};

}  // namespace

Html scenario_body(const ScenarioResult& result, const Recording* recording, const std::string& id, Pictures pictures,
                   const Words& words) {
  return Section(result, recording, id, words)(pictures);
}

}  // namespace ipcgrade::report::page
