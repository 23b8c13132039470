#include "intake/naming.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade;
using namespace ipcgrade::intake;
using model::Platform;

TEST_CASE("Canvas's names give the user's number, lateness and the file's own name") {
  const Naming late = read_name("leeann2_LATE_123_4567_pipe-1.tar.gz", Entry::file);
  CHECK(late.platform == Platform::canvas);
  CHECK(late.stated == "leeann2_123");
  CHECK(late.claims == std::vector<Claim>{{"123", "", "", "", "leeann2"}});
  CHECK(late.says_late == model::SaysLate::late);
  CHECK(late.file == "pipe-1.tar.gz");
  const Naming anonymous = read_name("anon_Xy7_99_greet.c", Entry::file);
  CHECK(anonymous.claims.empty());
  CHECK(anonymous.stated == "anon_Xy7");
}

TEST_CASE("Moodle's names give the participant and the whole name, in folders or not") {
  const Naming folder = read_name("Ann Lee_77_assignsubmission_file_", Entry::folder);
  CHECK(folder.platform == Platform::moodle);
  CHECK(folder.claims == std::vector<Claim>{{"77", "", "", "", "Ann Lee"}});
  CHECK(folder.file.empty());
  CHECK(read_name("Ann Lee_77_assignsubmission_file_pipe.zip", Entry::file).file == "pipe.zip");
}

TEST_CASE("Blackboard's names give the login and the time of the attempt") {
  const Naming naming = read_name("Pipe Lab_alee_attempt_2026-11-21-10-00-00_pipe.zip", Entry::file);
  CHECK(naming.claims == std::vector<Claim>{{"", "", "alee", "", ""}});
  CHECK(naming.handed_in.has_value());
}

TEST_CASE("a plain name says itself, without an archive's ending; an attempt's number is taken off") {
  CHECK(read_name("ann.TAR.GZ", Entry::file).stated == "ann");
  CHECK(read_name("ann.zip", Entry::folder).stated == "ann.zip");
  const Naming second = read_name("ann-attempt-2.zip", Entry::file);
  CHECK(second.stated == "ann");
  CHECK(second.number == 2);
  CHECK(read_name("submission_345", Entry::folder).platform == Platform::gradescope);
}

TEST_CASE("a later attempt's numbered file is the one that is wanted, and nothing else is renamed") {
  CHECK(original_name("greet-1.c", {"greet.c"}) == "greet.c");
  CHECK(original_name("greet-1.c", {"greet-1.c", "greet.c"}) == "greet-1.c");
  CHECK(original_name("notes-1.txt", {"greet.c"}) == "notes-1.txt");
  CHECK(original_name("Makefile-12", {"Makefile"}) == "Makefile");
}

TEST_CASE("names of any bytes and of any length are read without harm") {
  CHECK(read_name("a\nb_1_2_x\n.c", Entry::file).platform == Platform::canvas);
  CHECK(read_name(std::string(255, '_'), Entry::folder).stated.size() == 255);
  CHECK(read_name("\xff\x1b[2J<b>", Entry::folder).stated == "\xff\x1b[2J<b>");
}
