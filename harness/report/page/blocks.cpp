#include "report/page/blocks.hpp"

#include "report/page/outcome_sign.hpp"

namespace ipcgrade::report::page {

Html group(const std::string& id, const Html& title, const Html& contents) {
  return element("section", {{"class", "group"}, {"aria-labelledby", id}}, {element("h2", {{"id", id}}, {title}), contents});
}

Html section(model::Outcome outcome, Folded folded, const std::string& id, const Html& name, const Html& aside,
             const Html& body) {
  Attributes attributes = {{"class", "scenario " + css_class(outcome)}, {"id", id}};
  if (folded == Folded::no) attributes.emplace_back("open", "");
  return element("details", attributes,
                 {element("summary", {}, {element("h3", {}, {sign(outcome), " ", name}), " ", aside}),
                  element("div", {{"class", "body"}}, {body})});
}

}  // namespace ipcgrade::report::page
