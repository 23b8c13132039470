#include "engine/symbols/symbolizer.hpp"

#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "testing/catch.hpp"

namespace model = ipcgrade::model;
namespace symbols = ipcgrade::engine::symbols;

namespace {

// A folder like a submission's, with the fixtures in it; gone afterwards.
class Folder {
 public:
  Folder() {
    std::array<char, 32> name{"/tmp/ipcgrade-symbols-XXXXXX"};
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name.data();
    std::filesystem::copy(IPCGRADE_SOURCE_DIR "/harness/engine/symbols/fixtures", path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string run(const std::string& command) const {
    std::string output;
    FILE* pipe = ::popen(("cd " + path_ + " && " + command).c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> part{};
    for (std::size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) output.append(part.data(), n);
    INFO(command);
    REQUIRE(::pclose(pipe) == 0);
    return output;
  }

 private:
  std::string path_;
};

// What fixtures/capture.h printed.
symbols::StackSample sample_of(const std::string& text) {
  std::istringstream in(text);
  symbols::StackSample sample;
  auto& r = sample.registers;
  in >> std::hex;
  for (std::uint64_t* value : {&r.ip, &r.sp, &r.bp, &r.bx, &r.r12, &r.r13, &r.r14, &r.r15}) REQUIRE(in >> *value);
  std::string stack;
  REQUIRE(in >> stack);
  for (std::size_t i = 0; i + 1 < stack.size(); i += 2)
    sample.stack += static_cast<char>(std::stoi(stack.substr(i, 2), nullptr, 16));
  sample.modules = symbols::read_modules({std::istreambuf_iterator<char>(in), {}});
  return sample;
}

symbols::StackSample stopped(const Folder& folder, const std::string& build) { return sample_of(folder.run(build + " && ./p")); }

std::string names(const std::vector<model::Site>& frames) {
  std::string all;
  for (const auto& frame : frames) all += frame.function + (frame.line == 0 ? " " : ":" + std::to_string(frame.line) + " ");
  return all;
}

}  // namespace

TEST_CASE("a program stopped in the C library is named by its own line, whatever way it was built") {
  const std::string build =
      GENERATE(as<std::string>{}, "cc -g -o p greet.c", "cc -g -O0 -fno-pie -no-pie -o p greet.c", "cc -g -static -o p greet.c",
               "cc -g -static-pie -o p greet.c", "clang -g -o p greet.c", "cc -g -O2 -o p greet.c",
               "clang -g -O2 -static -o p greet.c", "cc -g -gdwarf-4 -o p greet.c",
               "cc -g -fomit-frame-pointer -fcf-protection=none -o p greet.c", "cc -ggdb3 -pthread -o p greet.c");
  const Folder folder;
  INFO(build);
  symbols::Symbolizer symbolizer(folder.path());
  const auto sample = stopped(folder, build);
  CHECK(symbolizer.own_site(sample) == model::Site{"ends_with_a_call", "greet.c", 5});
}

TEST_CASE("the chain goes from the C library through the callers to main") {
  const Folder folder;
  symbols::Symbolizer symbolizer(folder.path());
  const auto sample = stopped(folder, "cc -g -o p greet.c");
  const auto frames = symbolizer.frames(sample);
  REQUIRE(frames.size() >= 4);
  CHECK(frames[0].function.find("write") != std::string::npos);
  CHECK(frames[0].line == 0);
  CHECK(frames[1] == model::Site{"ends_with_a_call", "greet.c", 5});
  CHECK(frames[2] == model::Site{"send_text", "greet.c", 9});
  CHECK(frames[3] == model::Site{"main", "greet.c", 15});
}

TEST_CASE("inlined functions are frames of their own") {
  const Folder folder;
  symbols::Symbolizer symbolizer(folder.path());
  const auto frames = symbolizer.frames(stopped(folder, "cc -g -O2 -o p greet.c"));
  INFO(names(frames));
  CHECK(names(frames).find("ends_with_a_call:5 send_text:9 main:15 ") != std::string::npos);
}

TEST_CASE("without -g a function has its name and no line") {
  const Folder folder;
  symbols::Symbolizer symbolizer(folder.path());
  CHECK(symbolizer.own_site(stopped(folder, "cc -o p greet.c")) == model::Site{"ends_with_a_call", "", 0});
}

TEST_CASE("a stripped program has no site, but its frames are counted") {
  const Folder folder;
  symbols::Symbolizer symbolizer(folder.path());
  const auto sample = stopped(folder, "cc -s -o p greet.c");
  CHECK(symbolizer.own_site(sample) == model::Site{});
  CHECK(symbolizer.frames(sample).size() >= 4);
}

TEST_CASE("names of C++ are readable, and the standard library's templates are not the submission's own line") {
  const std::string options = GENERATE(as<std::string>{}, "-O0", "-O2");
  const Folder folder;
  INFO(options);
  symbols::Symbolizer symbolizer(folder.path());
  const auto sample = stopped(folder, "c++ -g " + options + " -o p ring.cpp");
  CHECK(symbolizer.own_site(sample) == model::Site{"shop::Ring<int>::put(int) const", "ring.cpp", 11});
  INFO(names(symbolizer.frames(sample)));
  CHECK(names(symbolizer.frames(sample)).find("main:19 ") != std::string::npos);
}

TEST_CASE("where the program itself was stopped the line is that of the instruction") {
  const Folder folder;
  symbols::Symbolizer symbolizer(folder.path());
  const auto sample = stopped(folder, "cc -g -o p crash.c");
  CHECK(symbolizer.own_site(sample) == model::Site{"store", "crash.c", 7});
  CHECK(symbolizer.at(sample.registers.ip, sample.modules) == model::Site{"store", "crash.c", 7});
}

TEST_CASE("a file is named relative to the submission, wherever the compiler was called") {
  const Folder folder;
  symbols::Symbolizer symbolizer(folder.path() + "/");
  const auto above = stopped(folder, "mkdir src && cp *.c *.h src && cd src && cc -g -o ../p ../src/greet.c && cd ..");
  CHECK(symbolizer.own_site(above).file == "src/greet.c");
  const auto elsewhere = stopped(folder, "cc -g -ffile-prefix-map=" + folder.path() + "=/elsewhere -o p greet.c");
  CHECK(symbolizer.own_site(elsewhere).file == "greet.c");
}

TEST_CASE("a chain ends where the captured stack ends") {
  const Folder folder;
  symbols::Symbolizer symbolizer(folder.path());
  auto sample = stopped(folder, "cc -g -o p greet.c");
  const auto complete = symbolizer.frames(sample);
  sample.stack.resize(16);
  CHECK(symbolizer.frames(sample).size() < complete.size());
  sample.stack.clear();
  CHECK(symbolizer.frames(sample).size() == 1);
}

TEST_CASE("without unwind information the chain ends instead of being guessed") {
  const Folder folder;
  symbols::Symbolizer symbolizer(folder.path());
  const auto sample = stopped(folder, "cc -g -fno-asynchronous-unwind-tables -g0 -o p greet.c");
  CHECK(symbolizer.frames(sample).size() == 2);
  CHECK(symbolizer.own_site(sample).function == "ends_with_a_call");
}

TEST_CASE("odd files and addresses have no names and do no harm") {
  const Folder folder;
  symbols::Symbolizer symbolizer(folder.path());
  auto sample = stopped(folder, "cc -g -o p greet.c");
  const std::string path = folder.path() + "/p";
  SECTION("an address outside of everything") {
    sample.registers.ip = 0;
    CHECK(symbolizer.own_site(sample) == model::Site{});
    CHECK(symbolizer.at(~std::uint64_t{0}, sample.modules) == model::Site{});
  }
  SECTION("no modules") { CHECK(symbolizer.own_site({sample.registers, sample.stack, {}}) == model::Site{}); }
  SECTION("the file is gone") {
    std::filesystem::remove(path);
    CHECK(symbolizer.own_site(sample) == model::Site{});
  }
  SECTION("the file was cut short") {
    for (std::uintmax_t size = std::filesystem::file_size(path); size > 0; size -= std::min<std::uintmax_t>(size, 777)) {
      std::filesystem::resize_file(path, size);
      CHECK_NOTHROW(symbols::Symbolizer(folder.path()).own_site(sample));
    }
  }
  SECTION("the file is cut short after it was opened") {
    CHECK(symbolizer.at(sample.registers.ip, sample.modules).function.find("write") != std::string::npos);
    std::filesystem::resize_file(path, 0);
    CHECK(symbolizer.own_site(sample).line == 5);
  }
  SECTION("the file is text") {
    std::filesystem::remove(path);
    std::ofstream(path) << "#!/bin/sh\n";
    CHECK(symbolizer.own_site(sample) == model::Site{});
  }
  SECTION("bytes of the file are wrong") {
    std::string bytes;
    {
      std::ifstream in(path, std::ios::binary);
      bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    for (std::size_t at = 16; at < bytes.size(); at += 61) {
      std::string wrong = bytes;
      wrong[at] = static_cast<char>(wrong[at] ^ 0xff);
      std::filesystem::remove(path);
      std::ofstream(path, std::ios::binary) << wrong;
      CHECK_NOTHROW(symbols::Symbolizer(folder.path()).own_site(sample));
    }
  }
}

// Prints a figure rather than judging it: a loaded machine is not a broken program.
TEST_CASE("how long the first and the next site of a program take", "[.][figures]") {
  using clock = std::chrono::steady_clock;
  const Folder folder;
  const auto sample = stopped(folder, "cc -g -o p greet.c");
  const auto microseconds = [&](symbols::Symbolizer& symbolizer) {
    const auto start = clock::now();
    CHECK(symbolizer.own_site(sample).line == 5);
    return std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - start).count();
  };
  for (int i = 0; i < 5; ++i) {
    symbols::Symbolizer symbolizer(folder.path());
    const auto first = microseconds(symbolizer);
    std::printf("first %lld us, next %lld us\n", static_cast<long long>(first), static_cast<long long>(microseconds(symbolizer)));
  }
}
