#include "engine/symbols/modules.hpp"

#include <sys/stat.h>
#include <sys/time.h>

#include <csignal>

#include "engine/symbols/module_file.hpp"
#include "testing/catch.hpp"

namespace symbols = ipcgrade::engine::symbols;

TEST_CASE("the lines of a file with code are kept in order, with their offsets") {
  const auto modules = symbols::read_modules(
      "55d0c0a00000-55d0c0a01000 r--p 00000000 fe:00 1234                       /work/greet\n"
      "55d0c0a01000-55d0c0a02000 r-xp 00001000 fe:00 1234                       /work/greet\n");
  REQUIRE(modules.size() == 2);
  CHECK(modules[1] == symbols::Module{0x55d0c0a01000, 0x55d0c0a02000, 0x1000, "/work/greet"});
}

TEST_CASE("mapped data, anonymous memory and the kernel's own pages are no modules") {
  CHECK(symbols::read_modules("7f0000000000-7f0000001000 rw-s 00000000 00:19 7                          /dev/shm/ring\n"
                              "7f0000002000-7f0000003000 rwxp 00000000 00:00 0 \n"
                              "7ffc00000000-7ffc00002000 r-xp 00000000 00:00 0                          [vdso]\n")
            .empty());
}

TEST_CASE("a path with blanks is kept whole") {
  const auto modules = symbols::read_modules("400000-401000 r-xp 00000000 fe:00 1 /work/my program (deleted)\n");
  REQUIRE(modules.size() == 1);
  CHECK(modules[0].path == "/work/my program (deleted)");
}

TEST_CASE("lines that make no sense are left out") {
  CHECK(symbols::read_modules("").empty());
  CHECK(symbols::read_modules("\n\n").empty());
  CHECK(symbols::read_modules("xyz\n1-\n-2 r-xp 0 0 0 /a\n5-4 r-xp 0 0 0 /a\n1-2 r 0 0 0 /a\n1-2").empty());
  CHECK(symbols::read_modules("ffffffffffffffffff-2 r-xp 0 0 0 /a\n").empty());
}

TEST_CASE("a module's file is read whole, whatever signals come meanwhile") {
  struct sigaction wake_up {};
  wake_up.sa_handler = [](int) {};
  sigaction(SIGALRM, &wake_up, nullptr);
  struct stat whole {};
  REQUIRE(stat("/proc/self/exe", &whole) == 0);
  const itimerval ticks{{0, 100}, {0, 100}};  // microseconds
  const itimerval none{};
  setitimer(ITIMER_REAL, &ticks, nullptr);
  int cut_short = 0;
  for (int i = 0; i < 50; ++i) {
    const ipcgrade::base::Fd copy = symbols::open_module("/proc/self/exe");
    struct stat copied {};
    cut_short += fstat(copy.get(), &copied) == 0 && copied.st_size == whole.st_size ? 0 : 1;
  }
  setitimer(ITIMER_REAL, &none, nullptr);
  CHECK(cut_short == 0);
}
