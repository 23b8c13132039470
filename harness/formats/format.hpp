// The formats in which results leave ipcgrade, one row each: what it is called, who reads it, and the pure function that makes
// it. Whatever the row, a student never sees a hidden scenario's name, output or hint, and no text of a student's making acts on
// whoever reads the file: `render` sees to the first and cleans what it hands to the row's function, which escapes for its
// reader.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lang/language.hpp"
#include "model/gradebook.hpp"
#include "model/report.hpp"

namespace ipcgrade::formats {

// Who gets to see the file, and so what is taken out of it.
enum class Reader : std::uint8_t {
  student,   // directly, or through a program that shows all of it: only what is seen already
  platform,  // it holds back by itself what is not to be seen yet: all but the scenarios that stay hidden for ever
};

// What a format may have to know beside the results.
struct Setting {
  model::Visibility seen = model::Visibility::visible;  // what students see by now
  std::string repository{};  // the folder that the paths of annotations are relative to; empty: each submission's own
  std::string column{};      // what the platform calls the assignment: "Pipes (4711)"; empty: its title
  lang::Language language = lang::Language::english;  // of sentences, titles and hints
};

using OfReport = std::string (*)(const model::Report&, const Setting&);    // of a submission, or of several
using OfClass = std::string (*)(const model::Gradebook&, const Setting&);  // marks alone: for the staff

// What a file is about.
enum class Of : std::uint8_t {
  one,      // one submission: its reader knows no other
  any,      // one submission, or all of a class
  a_class,  // the marks of a class
};

struct Format {
  std::string_view name;  // of --report NAME=FILE
  std::string_view summary;
  std::string_view file;  // what the platform calls it, or we do
  Of of;
  Reader reader;
  std::variant<OfReport, OfClass> render;
};

[[nodiscard]] const std::vector<Format>& table();

// InputError, with a suggestion, where there is none of that name.
[[nodiscard]] const Format& format_named(std::string_view name);

[[nodiscard]] bool is_of_class(const Format& format);
[[nodiscard]] bool is_of_one(const Format& format);

// A row of reports; of a class: ENSURE.
[[nodiscard]] std::string render(const Format& format, const model::Report& report, const Setting& setting);
[[nodiscard]] std::string render(const Format& format, const model::Gradebook& gradebook, const Setting& setting);

}  // namespace ipcgrade::formats
