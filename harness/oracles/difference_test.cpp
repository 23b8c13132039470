#include "oracles/difference.hpp"

#include "oracles/printable.hpp"
#include "testing/catch.hpp"

using namespace ipcgrade::oracles;
using Catch::Matchers::Contains;

TEST_CASE("equal outputs do not part") { CHECK(first_difference("a\nb\n", "a\nb\n").parting == Parting::none); }

TEST_CASE("the first byte that differs is named by its number and its line, both from 1") {
  const Difference at = first_difference("one\ntwo\n", "one\ntoo\n");
  CHECK(at.parting == Parting::differs);
  CHECK(at.byte == 6);
  CHECK(at.line == 2);
  CHECK(describe_difference("read Hello\n", "read Jello\n") ==
        R"(differs at byte 6 (line 1): expected "read Hello\n", got "read Jello\n")");
}

TEST_CASE("a missing tail is told apart from a wrong byte") {
  CHECK(first_difference("read Hello\n", "read Hell").parting == Parting::missing_tail);
  CHECK(describe_difference("read Hello\n", "read Hell") ==
        R"(ends too early, after 9 of 11 bytes (line 1): "o\n" is missing after "read Hell")");
  CHECK(describe_difference("a\nb\n", "a\n") == R"(ends too early, after 2 of 4 bytes (line 2): "b\n" is missing)");
}

TEST_CASE("a missing final newline is visible") {
  CHECK(describe_difference("abc\n", "abc") == R"(ends too early, after 3 of 4 bytes (line 1): "\n" is missing after "abc")");
}

TEST_CASE("an extra tail says how many bytes are too many") {
  CHECK(describe_difference("abc\n", "abc\nd") == R"(goes on after the expected 4 bytes (line 2): 1 byte too many, "d")");
}

TEST_CASE("an empty output and an output where none is wanted have words of their own") {
  CHECK(describe_difference("abc\n", "") == R"(is empty: expected "abc\n")");
  CHECK(describe_difference("", "abc\n") == R"(should be empty: got "abc\n")");
}

TEST_CASE("only the surroundings of the difference are shown, on its own line") {
  const std::string long_line(1000, 'x');
  const std::string words = describe_difference("first\n" + long_line + "A\nlast\n", "first\n" + long_line + "B\nlast\n");
  CHECK(words == R"(differs at byte 1007 (line 2): expected "…xxxxxxxxxxxxxxxxxxxxxxxxA\n", got "…xxxxxxxxxxxxxxxxxxxxxxxxB\n")");
  CHECK(describe_difference("A" + long_line, "B" + long_line) ==
        R"(differs at byte 1 (line 1): expected "Axxxxxxxxxxxxxxxxxxxxxxx…", got "Bxxxxxxxxxxxxxxxxxxxxxxx…")");
}

TEST_CASE("a difference at a newline shows both lines whole") {
  CHECK(describe_difference("ab\ncd\n", "abcd\n") == R"(differs at byte 3 (line 1): expected "ab\n", got "abcd\n")");
}

TEST_CASE("a megabyte that is missing is not printed") {
  const std::string words = describe_difference(std::string(1'000'000, 'y'), "yy");
  CHECK(words.size() < 300);
  CHECK_THAT(words, Contains("after 2 of 1000000 bytes"));
  CHECK_THAT(words, Contains("(999998 bytes)"));
}

TEST_CASE("bytes that print as escapes have less context, so that the place can still be seen") {
  const std::string zeros(100, '\0');
  CHECK(
      describe_difference(zeros + "a" + zeros, zeros + "b" + zeros) ==
      R"(differs at byte 101 (line 1): expected "…\x00\x00\x00\x00\x00\x00a\x00\x00\x00\x00\x00…", got "…\x00\x00\x00\x00\x00\x00b\x00\x00\x00\x00\x00…")");
}

TEST_CASE("a difference inside a character of several bytes is still valid text") {
  CHECK(describe_difference("gr\xc3\xbc\xc3\x9f\n", "gr\xc3\xb6\xc3\x9f\n") ==
        "differs at byte 4 (line 1): expected \"gr\xc3\xbc\xc3\x9f\\n\", got \"gr\xc3\xb6\xc3\x9f\\n\"");
}

TEST_CASE("bytes are printed as in a C string, and text in UTF-8 as it is") {
  CHECK(printable("a\"b\\\n\t\r\x01\x7f") == R"(a\"b\\\n\t\r\x01\x7f)");
  CHECK(printable(std::string_view("\0", 1)) == R"(\x00)");
  CHECK(printable("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80") == "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80");
}

TEST_CASE("what is not UTF-8 is escaped byte for byte") {
  CHECK(printable("\xff\xc3") == R"(\xff\xc3)");
  CHECK(printable("\xc0\xaf") == R"(\xc0\xaf)");          // overlong
  CHECK(printable("\xed\xa0\x80") == R"(\xed\xa0\x80)");  // a surrogate
  CHECK(printable("\xc2\x9b") == R"(\xc2\x9b)");          // a control character
  CHECK(printable("\xf5\x80\x80\x80") == R"(\xf5\x80\x80\x80)");
}

TEST_CASE("a long text is cut between characters and says how long it was") {
  CHECK(quoted("abcdef", 3) == "\"abc…\" (6 bytes)");
  CHECK(quoted("a\xc3\xa4z", 2) == "\"a…\" (4 bytes)");
  CHECK(quoted("abc", 3) == "\"abc\"");
}

TEST_CASE("output that fork doubled is recognised") {
  CHECK_THAT(likely_cause("start\nend\n", "start\nend\nstart\n"), Contains("fflush"));
  CHECK_THAT(likely_cause("hello\n", "hello\nhello\n"), Contains("fork"));
  CHECK(likely_cause("hello\n", "hello\nworld\n").empty());
  CHECK_THAT(likely_cause("read Hello\n", "read Hello\nread "), Contains("fork"));
  CHECK(likely_cause("read Hello\n", "read Hello\nre").empty());
  CHECK(likely_cause("hello\n", "hell").empty());
  CHECK(likely_cause("one\n\nend", "one\n\nend\n").empty());  // a newline too many is no text that came twice
}

TEST_CASE("the zero byte of a C string in the output is recognised") {
  CHECK_THAT(likely_cause("hi", std::string_view("hi\0", 3)), Contains("strlen"));
  CHECK(likely_cause(std::string_view("a\0b", 3), std::string_view("a\0", 2)).empty());
}
