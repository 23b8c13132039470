#include "intake/gradescope.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "intake/instant.hpp"

namespace ipcgrade::intake {
namespace {

// The text of a plain or quoted scalar. What it would take a whole YAML reader for (several lines, escapes of characters) is no
// name.
std::string scalar(std::string_view text) {
  if (text.size() >= 2 && text.front() == text.back() && (text.front() == '\'' || text.front() == '"')) {
    const std::string twice(2, text.front());
    std::string inner(text.substr(1, text.size() - 2));
    for (std::size_t at = inner.find(twice); at != std::string::npos; at = inner.find(twice, at + 1)) inner.erase(at, 1);
    return inner;
  }
  return text == "null" || text == "~" ? "" : std::string(text);
}

// "  :sid: '123'" after the two spaces: key and value.
struct Line {
  std::size_t indent = 0;
  bool begins_item = false;  // "- :name: …"
  std::string key;
  std::string value;
};

Line read_line(std::string_view text) {
  Line line;
  while (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  line.indent = std::min(text.find_first_not_of(' '), text.size());
  text.remove_prefix(line.indent);
  if (text.starts_with("- ")) {
    line.begins_item = true;
    text.remove_prefix(2);
  }
  const std::size_t colon = text.find(':', text.starts_with(":") ? 1 : 0);
  if (colon == std::string_view::npos) return line;
  line.key = text.substr(0, colon);
  text.remove_prefix(colon + 1);
  while (text.starts_with(" ")) text.remove_prefix(1);
  line.value = scalar(text);
  return line;
}

class Reader {
 public:
  explicit Reader(std::vector<HandIn>& submissions) : submissions_(submissions) {}

  void read(const Line& line) {
    if (line.indent == 0 && !line.begins_item) {
      const auto found = std::find_if(submissions_.begin(), submissions_.end(), [&](const HandIn& one) {
        return one.naming.platform == model::Platform::gradescope && one.naming.stated == line.key;
      });
      current_ = found == submissions_.end() ? nullptr : &found->naming;
      in_submitters_ = false;
    } else if (current_ != nullptr && line.indent == 2 && !line.begins_item) {
      in_submitters_ = line.key == ":submitters";
      if (line.key == ":created_at") current_->handed_in = parse_instant(line.value);
    } else if (current_ != nullptr && in_submitters_ && line.indent <= 4) {
      submitter(line);
    }
  }

 private:
  void submitter(const Line& line) const {
    if (line.begins_item) current_->claims.emplace_back();
    if (current_->claims.empty()) return;
    Claim& claim = current_->claims.back();
    if (line.key == ":name") claim.name = line.value;
    if (line.key == ":sid") claim.sis_id = line.value;
    if (line.key == ":email") claim.email = line.value;
  }

  std::vector<HandIn>& submissions_;
  Naming* current_ = nullptr;
  bool in_submitters_ = false;
};

}  // namespace

void apply_gradescope(std::string_view text, std::vector<HandIn>& submissions) {
  Reader reader(submissions);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view line = text.substr(0, end); !line.empty()) reader.read(read_line(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace ipcgrade::intake
