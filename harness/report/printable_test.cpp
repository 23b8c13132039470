#include "report/printable.hpp"

#include "testing/catch.hpp"

using namespace ipcgrade::report;

TEST_CASE("a terminal escape cannot reach the terminal") {
  CHECK(printable("\x1b[31mred\x07\r\n") == "\\e[31mred\\x07\\r\\n");
  CHECK(printable("\xc2\x9b"
                  "31m") == "\\u{9b}31m");  // C1's own ESC [
  CHECK(printable("a\xe2\x80\xae"
                  "b") == "a\\u{202e}b");  // right-to-left override
}

TEST_CASE("invalid UTF-8 is shown byte by byte and valid text is left alone") {
  CHECK(printable("caf\xc3\xa9 \xff\xfe") == "café \\xff\\xfe");
  CHECK(printable("\xc0\xaf") == "\\xc0\\xaf");           // overlong
  CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // surrogate
  CHECK(printable("\xe2\x82") == "\\xe2\\x82");           // cut short
  CHECK(printable(std::string_view("a\0b", 3)) == "a\\x00b");
}

TEST_CASE("text of several lines keeps its lines where that is asked for") {
  CHECK(printable("a\n\tb\x01", Lines::kept) == "a\n\tb\\x01");
  CHECK(printable("a\n\tb") == "a\\n\\tb");
}

TEST_CASE("text is wrapped at words, and a long word has a line of its own") {
  CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("extraordinary day", 5) == std::vector<std::string>{"extraordinary", "day"});
  CHECK(wrapped("", 5) == std::vector<std::string>{""});
}

TEST_CASE("fitted text takes exactly its columns") {
  CHECK(fitted("é", 3) == "é  ");
  CHECK(fitted("ééééé", 3) == "éé…");
  CHECK(columns(fitted("abcdef", 4)) == 4);
}

TEST_CASE("a shell gets back the word it was given") {
  CHECK(shell_word("./a-b_c.d") == "./a-b_c.d");
  CHECK(shell_word("it's $HOME") == "'it'\\''s $HOME'");
  CHECK(shell_word("") == "''");
}

TEST_CASE("Hangul takes two columns, and text is never cut to more than it was given") {
  CHECK(columns("교착 상태") == 9);
  CHECK(fitted("점수", 6) == "점수  ");
  CHECK(columns(fitted("교착 상태", 6)) == 6);
  CHECK(columns(fitted("교착 상태", 5)) == 5);
}
