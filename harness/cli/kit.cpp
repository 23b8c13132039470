#include "cli/kit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>
#include <string_view>

#include "base/error.hpp"
#include "campaign/own_programs.hpp"
#include "cli/output.hpp"
#include "report/printable.hpp"

namespace ipcgrade::cli {
namespace {

namespace fs = std::filesystem;

const fs::path share = fs::path("share") / "ipcgrade";  // where the program in bin/ looks

std::string content(const KitFile& file) {
  if (file.source.empty()) return file.text;
  std::stringstream text;
  text << std::ifstream(file.source, std::ios::binary).rdbuf();
  return text.str();
}

void add_file(const fs::path& source, const fs::path& path, std::vector<KitFile>& files) {
  if (fs::is_symlink(fs::symlink_status(source)))
    throw base::InputError({source.string(), 0, 0}, "a kit takes no symbolic link: it could lead anywhere");
  files.push_back({path, source});
}

void add_tree(const fs::path& from, const fs::path& to, std::vector<KitFile>& files) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(from)) {
    if (entry.is_directory() && !entry.is_symlink()) continue;
    const fs::path path = entry.path().lexically_relative(from);
    if (path != "assignment.toml") add_file(entry.path(), to / path, files);
  }
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; }

// Where the whole word stands; npos: nowhere.
std::size_t find_word(const std::string& text, const std::string& word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word(text[at - 1]);
    const bool ends = at + word.size() == text.size() || !is_word(text[at + word.size()]);
    if (begins && ends) return at;
  }
  return std::string::npos;
}

// Files beside the scenarios that a visible one speaks of: its payloads.
void add_payloads(const fs::path& folder, const fs::path& to, const std::string& visible, std::vector<KitFile>& files) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path path = entry.path().lexically_relative(folder);
    if (entry.is_directory() || path.extension() == ".toml") continue;
    if (visible.find("\"" + path.generic_string() + "\"") != std::string::npos) add_file(entry.path(), to / path, files);
  }
}

// A TOML text: what a title or a hint may hold is escaped.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '\n' ? std::string("\\n") : (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
  return out + "\"";
}

std::string titles_of(const model::Texts& texts) {
  std::string out = "[assignment]\n";
  if (!texts.title.empty()) out += fmt::format("title = {}\n", quoted(texts.title));
  for (const auto& [part, title] : texts.parts) out += fmt::format("parts.{} = {}\n", part, quoted(title));
  return out;
}

// Titles and hints in other languages, of visible scenarios alone.
void add_texts(const model::Suite& suite, const fs::path& to, std::vector<KitFile>& files) {
  for (const auto& [language, texts] : suite.assignment.texts) {
    std::string out = titles_of(texts);
    for (const model::Scenario& scenario : suite.scenarios) {
      const auto text = texts.scenarios.find(scenario.name);
      if (scenario.visibility != model::Visibility::visible || text == texts.scenarios.end()) continue;
      out += fmt::format("[{}]\n", scenario.name);
      if (!text->second.title.empty()) out += fmt::format("title = {}\n", quoted(text->second.title));
      if (!text->second.hint.empty()) out += fmt::format("hint = {}\n", quoted(text->second.hint));
    }
    files.push_back({to / (language + ".toml"), "", out});
  }
}

bool plays_a_side(const model::Suite& suite) {
  return std::any_of(suite.scenarios.begin(), suite.scenarios.end(), [](const model::Scenario& scenario) {
    return scenario.visibility == model::Visibility::visible && !campaign::roles_of_ours(scenario).empty();
  });
}

std::string start_here(const model::Suite& suite) {
  const std::string& task = suite.assignment.name;
  const std::string_view played = plays_a_side(suite) ? "\nScenarios in which a program of your course takes a side are *not "
                                                        "applicable* here, for these programs are not in\n"
                                                        "the kit. They are judged when you hand in.\n"
                                                      : "";
  return fmt::format(
      "# {0}\n\n"
      "`README.md` is the task, `skeleton/` is what you start from, `bin/ipcgrade` checks your work.\n\n"
      "```sh\n"
      "bin/ipcgrade doctor              # what this machine can check\n"
      "cd skeleton\n"
      "../bin/ipcgrade run {1}           # what passes, what fails, and why\n"
      "../bin/ipcgrade explain {1}       # a failure, step by step\n"
      "```\n\n"
      "It needs Linux on x86-64, a C compiler and make; no root. It runs the checks that your course shows; the course may "
      "grade\n"
      "with more scenarios than are in here.\n{2}",
      suite.assignment.title, task, played);
}

}  // namespace

std::vector<KitFile> kit_files(const Project& project, const model::Suite& suite) {
  const std::string& task = suite.assignment.name;
  const fs::path assignment = fs::path(project.root()) / "assignments" / task;
  const fs::path suites = fs::path(project.root()) / "suites" / task;
  std::vector<KitFile> files = {{"START-HERE.md", "", start_here(suite)}};
  add_tree(assignment, "", files);
  const fs::path own = share / "assignments" / task;
  add_file(assignment / "assignment.toml", own / "assignment.toml", files);
  for (const std::string& provided : suite.assignment.provides)
    add_file(provided, own / fs::path(provided).lexically_relative(fs::absolute(assignment)), files);
  std::string visible;
  for (const model::Scenario& scenario : suite.scenarios) {
    if (scenario.visibility != model::Visibility::visible) continue;
    const fs::path source = suites / (scenario.name + ".toml");
    add_file(source, share / "suites" / task / (scenario.name + ".toml"), files);
    visible += content(files.back());
  }
  add_texts(suite, share / "suites" / task / "lang", files);
  add_payloads(suites, share / "suites" / task, visible, files);
  return files;
}

void refuse_hidden_names(const std::vector<KitFile>& files, const model::Suite& suite) {
  for (const model::Scenario& scenario : suite.scenarios) {
    if (scenario.visibility == model::Visibility::visible) continue;
    const auto refuse = [&](const KitFile& file, int line) {
      const std::string where = file.source.empty() ? file.path.string() : file.source.string();
      throw base::InputError(
          {where, line, line == 0 ? 0 : 1},
          fmt::format("students would read the name of '{}', which is kept back: rename one of the two", scenario.name));
    };
    for (const KitFile& file : files) {
      if (find_word(file.path.string(), scenario.name) != std::string::npos) refuse(file, 0);
      const std::string text = content(file);
      if (const std::size_t at = find_word(text, scenario.name); at != std::string::npos)
        refuse(file, static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1);
    }
  }
}

void write_kit(const std::vector<KitFile>& files, const fs::path& program, const fs::path& out) {
  std::error_code error;
  if (fs::exists(out) && (!fs::is_directory(out) || !fs::is_empty(out)))
    throw base::InputError(
        {}, "a kit wants a folder of its own, and '" + report::printable(out.string()) + "' is none, or not empty");
  make_results_folder(out.string());
  for (const KitFile& file : files) {
    const fs::path path = out / file.path;
    fs::create_directories(path.parent_path());
    if (file.source.empty()) {
      write_file(path.string(), file.text);
    } else {
      fs::copy_file(file.source, path);
    }
  }
  fs::create_directories(out / "bin");
  fs::copy_file(program, out / "bin" / "ipcgrade");
}

}  // namespace ipcgrade::cli
