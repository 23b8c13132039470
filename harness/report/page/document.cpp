#include "report/page/document.hpp"

namespace ipcgrade::report::page {
namespace {

// The page may run its own script and style, and nothing else: not even an attacker's text could load or send anything.
constexpr std::string_view policy =
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action "
    "'none'";

Html head(const Document& document) {
  return element("head", {},
                 {element("meta", {{"charset", "utf-8"}}),
                  element("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", std::string(policy)}}),
                  element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
                  element("meta", {{"name", "color-scheme"}, {"content", "light dark"}}),
                  element("meta", {{"name", "referrer"}, {"content", "no-referrer"}}),
                  element("link", {{"rel", "icon"}, {"href", "data:,"}}), element("title", {}, {document.title}),
                  Html::trusted("<style>" + std::string(style_sheet) + "</style>")});
}

}  // namespace

std::string render(const Document& document, const Words& words) {
  const Html skip = element("a", {{"class", "skip"}, {"href", "#main"}}, {words("skip")});
  const Html language =
      element("button", {{"type", "button"}, {"id", "language"}, {"lang", std::string(words.other_code())}}, {words("language")});
  // The script changes <html lang> and the page's own words; sentences about programs stay in the language they were written in.
  const std::string written(words.code());
  const Html body = element("body", {},
                            {skip, element("header", {{"class", "top"}, {"lang", written}}, {document.head, language}),
                             element("main", {{"id", "main"}, {"tabindex", "-1"}, {"lang", written}}, {document.main}),
                             element("footer", {{"class", "foot"}}, {document.foot}),
                             element("script", {{"type", "application/json"}, {"id", "words"}}, {inert_json(Words::json())}),
                             Html::trusted("<script>" + std::string(script) + "</script>")});
  return "<!doctype html>\n" + element("html", {{"lang", written}}, {head(document), body}).markup() + "\n";
}

}  // namespace ipcgrade::report::page
