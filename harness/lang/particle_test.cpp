#include "lang/particle.hpp"

#include "testing/catch.hpp"

using ipcgrade::lang::particle;

TEST_CASE("a particle follows the last syllable") {
  CHECK(particle("프로그램", "은", "는") == "은");
  CHECK(particle("프로세스", "은", "는") == "는");
}

TEST_CASE("으로 loses its vowel after a final ㄹ as after a vowel") {
  CHECK(particle("파일", "으로", "로") == "로");
  CHECK(particle("소켓", "으로", "로") == "으로");
  CHECK(particle("큐", "으로", "로") == "로");
}

TEST_CASE("a number is read as its Sino-Korean word") {
  CHECK(particle("greet/1", "이", "가") == "이");
  CHECK(particle("greet/2", "이", "가") == "가");
  CHECK(particle("상태 1", "으로", "로") == "로");
  CHECK(particle("상태 0", "으로", "로") == "으로");
}

TEST_CASE("an English name is read by how it ends, capitals as letters") {
  CHECK(particle("greet", "은", "는") == "는");
  CHECK(particle("SIGKILL", "으로", "로") == "로");
  CHECK(particle("main", "을", "를") == "을");
  CHECK(particle("fork", "으로", "로") == "로");
}

TEST_CASE("what stands in brackets or quotation marks is not read") {
  CHECK(particle("파이프(fd 3)", "을", "를") == "를");
  CHECK(particle("\"쓰기 끝(fd 4, greet.c:3의 main에서)\"", "을", "를") == "을");
}

TEST_CASE("where nothing tells, both forms are written") {
  CHECK(particle("", "은", "는") == "은(는)");
  CHECK(particle("\"hi\\n\"", "을", "를") == "을(를)");
  CHECK(particle("…", "으로", "로") == "(으)로");
}
