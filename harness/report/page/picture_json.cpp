#include "report/page/picture_json.hpp"

#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "report/printable.hpp"

namespace ipcgrade::report::page {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array lane_kinds = {"scenario", "process", "thread", "peer"};

// Each text once; its place is what marks carry.
class Texts {
 public:
  explicit Texts(const lang::Say& say) : say_(say) {}
  // A program's bytes, or a name.
  std::size_t as_it_is(const std::string& text) {
    const auto [found, is_new] = places_.try_emplace(text, texts_.size());
    if (is_new) texts_.push_back(printable(text));
    return found->second;
  }
  // A sentence of ours; translated once, however many marks carry it.
  std::size_t said(const std::string& english) {
    const auto known = said_.find(english);
    if (known != said_.end()) return known->second;
    return said_[english] = as_it_is(say_(english));
  }
  [[nodiscard]] Json json() && { return std::move(texts_); }

 private:
  const lang::Say& say_;
  std::map<std::string, std::size_t> places_;
  std::map<std::string, std::size_t> said_;
  Json texts_ = Json::array();
};

}  // namespace

std::string picture_json(const Timeline& timeline, const lang::Say& say) {
  Texts texts(say);
  texts.as_it_is("");
  Json lanes = Json::array();
  Json marks = Json::array();
  Json spans = Json::array();
  Json arrows = Json::array();
  for (const Lane& lane : timeline.lanes)
    lanes.push_back({lane_kinds.at(static_cast<std::size_t>(lane.kind)), printable(lane.name), lane.first, lane.last});
  for (const Mark& mark : timeline.marks)
    for (const std::size_t number : {mark.lane, static_cast<std::size_t>(mark.kind), texts.as_it_is(mark.name),
                                     texts.said(mark.where), texts.said(mark.text), texts.as_it_is(mark.payload), mark.event})
      marks.push_back(number);
  for (const Span& span : timeline.spans)
    for (const std::size_t number : {span.lane, span.from, span.to, static_cast<std::size_t>(span.end)}) spans.push_back(number);
  for (const Arrow& arrow : timeline.arrows)
    for (const std::size_t number : {arrow.from, arrow.to, static_cast<std::size_t>(arrow.kind), texts.said(arrow.label)})
      arrows.push_back(number);
  const Json json = {{"lanes", lanes},
                     {"marks", marks},
                     {"spans", spans},
                     {"arrows", arrows},
                     {"wrong", timeline.wrong ? Json(*timeline.wrong) : Json(-1)},
                     {"texts", std::move(texts).json()}};
  return json.dump();
}

std::string picture_json(const WaitPicture& picture, const lang::Say& say) {
  const auto edges = [&](const std::vector<WaitPicture::Edge>& all) {
    Json list = Json::array();
    for (const WaitPicture::Edge& edge : all) list.push_back({edge.waiter, edge.thing, printable(say(edge.label))});
    return list;
  };
  Json waiters = Json::array();
  for (const WaitPicture::Waiter& waiter : picture.waiters) waiters.push_back({printable(waiter.name), printable(waiter.where)});
  Json things = Json::array();
  for (const std::string& thing : picture.things) things.push_back(printable(say(thing)));
  const Json json = {{"waiters", waiters}, {"things", things}, {"waits", edges(picture.waits)}, {"could", edges(picture.could)}};
  return json.dump();
}

}  // namespace ipcgrade::report::page
