#include "intake/archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

using namespace ipcgrade;
using namespace ipcgrade::intake;
using testing::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

struct Member {
  std::string name;
  std::string text = "x";
  unsigned type = AE_IFREG;
  std::string link{};
  unsigned mode = 0644;
};

enum class Kind : std::uint8_t { zip, tar_gz };

// As a hostile student may write it: names as they are.
std::string archive_of(const TemporaryFolder& folder, const std::vector<Member>& members, Kind kind = Kind::tar_gz) {
  std::string file = (folder.path() / (kind == Kind::zip ? "a.zip" : "a.tar.gz")).string();
  archive* out = archive_write_new();
  if (kind == Kind::zip) {
    archive_write_set_format_zip(out);
  } else {
    archive_write_set_format_pax_restricted(out);
    archive_write_add_filter_gzip(out);
  }
  archive_write_open_filename(out, file.c_str());
  for (const Member& member : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.name.c_str());
    archive_entry_set_filetype(entry, member.type);
    archive_entry_set_perm(entry, member.mode);
    archive_entry_set_size(entry, static_cast<la_int64_t>(member.text.size()));
    if (member.type == AE_IFLNK) archive_entry_set_symlink(entry, member.link.c_str());
    if (member.type == AE_IFREG && !member.link.empty()) archive_entry_set_hardlink(entry, member.link.c_str());
    archive_write_header(out, entry);
    if (member.type == AE_IFREG && member.link.empty()) archive_write_data(out, member.text.data(), member.text.size());
    archive_entry_free(entry);
  }
  archive_write_free(out);
  return file;
}

// What came out, or the complaint without the file's name.
std::string complaint_of(const std::vector<Member>& members, const UnpackLimits& limits = {}, Kind kind = Kind::tar_gz) {
  const TemporaryFolder folder;
  std::string file = archive_of(folder, members, kind);
  fs::create_directory(folder.path() / "into");
  std::string complaint;
  try {
    unpack(file, (folder.path() / "into").string(), limits);
  } catch (const base::InputError& error) {
    complaint = std::string(error.what()).substr(file.size() + 2);
  }
  // Whatever it was, nothing came to lie beside the folder.
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 2);
  return complaint;
}

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("zip and tar.gz come out as they were, with nothing but the right to be executed") {
  for (const Kind kind : {Kind::zip, Kind::tar_gz}) {
    const TemporaryFolder folder;
    std::string file = archive_of(
        folder, {{"src/greet.c", "int main;"}, {"run.sh", "#!/bin/sh", AE_IFREG, "", 04755}, {"Gr\xC3\xBC\xC3\x9F.c"}}, kind);
    fs::create_directory(folder.path() / "into");
    unpack(file, (folder.path() / "into").string());
    CHECK(content(folder.path() / "into/src/greet.c") == "int main;");
    CHECK(fs::exists(folder.path() / "into/Gr\xC3\xBC\xC3\x9F.c"));
    CHECK(fs::status(folder.path() / "into/run.sh").permissions() == fs::perms(0755));
    CHECK(fs::status(folder.path() / "into/src/greet.c").permissions() == fs::perms(0644));
  }
}

TEST_CASE("what leads out of its folder is refused, in every form") {
  for (const char* name : {"../evil", "a/../../evil", "/tmp/evil", "..", "C:\\evil", "\\\\server\\evil", "a\\..\\..\\evil"})
    CHECK(complaint_of({{name}}) == "this archive was not unpacked: '" + std::string(name) + "' leads out of its folder");
  CHECK(complaint_of({{"../evil"}}, {}, Kind::zip).find("leads out of its folder") != std::string::npos);
}

TEST_CASE("links, devices and FIFOs are refused") {
  CHECK(complaint_of({{"a", "", AE_IFLNK, "/etc"}, {"a/passwd"}}) ==
        "this archive was not unpacked: 'a' is a link: hand in the file");
  CHECK(complaint_of({{"b"}, {"a", "", AE_IFREG, "b"}}) == "this archive was not unpacked: 'a' is a link: hand in the file");
  CHECK(complaint_of({{"fifo", "", AE_IFIFO}}) == "this archive was not unpacked: 'fifo' is neither a file nor a folder");
  CHECK(complaint_of({{"disk", "", AE_IFBLK}}) == "this archive was not unpacked: 'disk' is neither a file nor a folder");
}

TEST_CASE("a bomb stops at its limit: of bytes, of files, of depth") {
  UnpackLimits small;
  small.bytes = 1 << 20;
  small.files = 10;
  small.depth = 4;
  CHECK(complaint_of({{"bomb", std::string(4 << 20, 'a')}}, small) ==
        "this archive was not unpacked: it holds more than 1 MiB, unpacked");
  CHECK(complaint_of({{"half", std::string(700 << 10, 'a')}, {"other", std::string(700 << 10, 'a')}}, small) ==
        "this archive was not unpacked: it holds more than 1 MiB, unpacked");
  std::vector<Member> many;
  for (int i = 0; i < 11; ++i) many.push_back({"f" + std::to_string(i)});
  CHECK(complaint_of(many, small) == "this archive was not unpacked: it holds more than 10 files");
  CHECK(complaint_of({{"a/b/c/d/e"}}, small) == "this archive was not unpacked: 'a/b/c/d/e' lies too deep");
}

TEST_CASE("a file that is there twice, a name that no file can have, and bytes that are no archive are refused") {
  CHECK(complaint_of({{"a", "1"}, {"./a", "2"}}) == "this archive was not unpacked: './a' is in it twice");
  CHECK(complaint_of({{"a"}, {"a/b"}}).find("'a/b' is no possible name for a file") != std::string::npos);
  CHECK(complaint_of({{std::string(300, 'n')}}).find("is no possible name for a file") != std::string::npos);
  const TemporaryFolder folder;
  folder.file("a.zip", "this is no zip file").file("cut.zip", "PK\x03\x04");
  CHECK_THROWS_AS(unpack((folder.path() / "a.zip").string(), folder.path().string()), base::InputError);
  CHECK_THROWS_AS(unpack((folder.path() / "cut.zip").string(), folder.path().string()), base::InputError);
}

TEST_CASE("what a Mac leaves in an archive stays there") {
  const TemporaryFolder folder;
  std::string file = archive_of(folder, {{"__MACOSX/._greet.c"}, {".DS_Store"}, {"src/._greet.c"}, {"src/greet.c"}});
  fs::create_directory(folder.path() / "into");
  unpack(file, (folder.path() / "into").string());
  CHECK_FALSE(fs::exists(folder.path() / "into/__MACOSX"));
  CHECK_FALSE(fs::exists(folder.path() / "into/src/._greet.c"));
  CHECK(fs::exists(folder.path() / "into/src/greet.c"));
}
