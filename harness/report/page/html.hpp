// HTML that cannot be broken by what it says: text becomes part of a page only through Html, which escapes it and takes from it
// whatever steers terminals, lines or the direction of reading. What is Html already is not escaped again.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ipcgrade::report::page {

class Html {
 public:
  Html() = default;
  Html(std::string_view text);                              // NOLINT(google-explicit-constructor): text is what pages are made of
  Html(const char* text) : Html(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  Html(const std::string& text) : Html(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)

  // Only for what the program itself brings: style sheets, scripts, the document's frame.
  [[nodiscard]] static Html trusted(std::string markup);

  Html& operator+=(const Html& other) {
    markup_ += other.markup_;
    return *this;
  }
  [[nodiscard]] bool empty() const { return markup_.empty(); }
  [[nodiscard]] const std::string& markup() const { return markup_; }

 private:
  std::string markup_;
};

// Name and value; the value is escaped. A name alone: {"open", ""}.
using Attributes = std::vector<std::pair<std::string_view, std::string>>;

[[nodiscard]] Html element(std::string_view name, const Attributes& attributes, std::initializer_list<Html> children);
// Without an end tag: <meta>, <br>.
[[nodiscard]] Html element(std::string_view name, const Attributes& attributes);

// JSON as the contents of a <script>: nothing in it can end the element or a line of the script.
[[nodiscard]] Html inert_json(std::string_view json);

}  // namespace ipcgrade::report::page
