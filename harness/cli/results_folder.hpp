// RESULTS/ of grade: the journal, and the files that are made of it. One ipcgrade at a time works in it.
#pragma once

#include <string>

#include "base/fd.hpp"
#include "cli/language_option.hpp"
#include "cli/pages.hpp"
#include "model/gradebook.hpp"
#include "report/page/submission_page.hpp"
#include "report/page/words.hpp"
#include "store/journal.hpp"

namespace ipcgrade::cli {

inline constexpr const char* journal_file = "gradebook.db";

class ResultsFolder {
 public:
  // Makes the folder if need be, and waits for nobody: InputError where another ipcgrade works in it, or it holds no journal
  // where one is expected.
  enum class Expect : std::uint8_t { anything, journal };
  explicit ResultsFolder(const std::string& path, Expect expect = Expect::anything, LanguageFlag language = {});

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] store::Journal& journal() { return journal_; }
  [[nodiscard]] std::string unpacked() const { return path_ + "/unpacked"; }

  // The class as the journal has it, with its marks.
  [[nodiscard]] model::Gradebook gradebook();
  // NAME.txt of one submission. SystemError.
  void write_text(const model::Gradebook& book, const model::SubmissionResult& result) const;
  // NAME/index.html of one submission that was just graded, with its runs as pictures. SystemError.
  void write_page(const model::Gradebook& book, const model::SubmissionResult& result, Recorded recorded) const;
  // marks.csv, report.json, junit.xml, index.html of the class, every submission's text, and the marks on every submission's
  // page. A file that says the same already is left alone.
  void write_all(const model::Gradebook& book) const;

 private:
  [[nodiscard]] std::string page_of(const model::SubmissionResult& result) const;
  [[nodiscard]] model::Report for_page(const model::Gradebook& book, const model::SubmissionResult& result) const;
  void renew_page(const model::Gradebook& book, const model::SubmissionResult& result) const;
  static base::Fd locked(const std::string& path, Expect expect);

  std::string path_;
  LanguageFlag language_;  // of what students read
  base::Fd lock_;          // before the journal: whoever has it may open that
  store::Journal journal_;
};

}  // namespace ipcgrade::cli
