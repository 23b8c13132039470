#include "intake/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <locale.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <set>
#include <string_view>

#include "base/error.hpp"

namespace ipcgrade::intake {
namespace {

constexpr std::size_t block = 64 * 1024;

struct FreeRead {
  void operator()(archive* one) const { archive_read_free(one); }
};
struct FreeWrite {
  void operator()(archive* one) const { archive_write_free(one); }
};
using Reading = std::unique_ptr<archive, FreeRead>;
using Writing = std::unique_ptr<archive, FreeWrite>;

// libarchive hands out names in the thread's locale: in "C" it has none for what is not ASCII.
class Utf8Names {
 public:
  Utf8Names() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(::uselocale(locale_)) {}
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() {
    ::uselocale(before_);
    if (locale_ != nullptr) ::freelocale(locale_);
  }

 private:
  locale_t locale_;
  locale_t before_;
};

// Names are bytes: whatever the archive's maker took them for.
std::string name_of(archive_entry* entry) {
  for (const char* name : {archive_entry_pathname(entry), archive_entry_pathname_utf8(entry)})
    if (name != nullptr) return name;
  return "";
}

// The parts of a path; empty where it must not be followed.
std::filesystem::path safe_path(std::string name) {
  std::replace(name.begin(), name.end(), '\\', '/');  // zip files of old Windows programs
  if (name.empty() || name.front() == '/' || (name.size() > 1 && name[1] == ':')) return {};
  const std::filesystem::path path(name);
  std::filesystem::path clean;
  for (const std::filesystem::path& part : path) {
    if (part == "..") return {};
    if (part != "." && !part.empty()) clean /= part;
  }
  return clean.empty() ? std::filesystem::path(".") : clean;
}

bool is_leftover_of_a_mac(const std::filesystem::path& path) {
  return std::any_of(path.begin(), path.end(), [](const auto& part) { return part == "__MACOSX"; }) ||
         path.filename() == ".DS_Store" || path.filename().string().starts_with("._");
}

class Unpacking {
 public:
  Unpacking(const std::string& file, const std::string& into, const UnpackLimits& limits)
      : file_(file), into_(into), limits_(limits), reading_(archive_read_new()), writing_(archive_write_disk_new()) {
    if (!reading_ || !writing_) throw base::SystemError(ENOMEM, "unpacking " + file_);
    archive_read_support_format_zip(reading_.get());
    archive_read_support_format_tar(reading_.get());
    archive_read_support_filter_gzip(reading_.get());
    archive_read_support_filter_bzip2(reading_.get());
    archive_read_support_filter_xz(reading_.get());
    // A second wall behind our own checks.
    archive_write_disk_set_options(
        writing_.get(), ARCHIVE_EXTRACT_SECURE_NODOTDOT | ARCHIVE_EXTRACT_SECURE_SYMLINKS | ARCHIVE_EXTRACT_NO_OVERWRITE);
  }

  void operator()() {
    if (archive_read_open_filename(reading_.get(), file_.c_str(), block) != ARCHIVE_OK)
      refuse("cannot be unpacked: " + complaint());
    archive_entry* entry = nullptr;
    for (int code = next(&entry); code != ARCHIVE_EOF; code = next(&entry)) take(entry);
    if (entries_ == 0) refuse("is empty");
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const { throw base::InputError({file_, 0, 0}, "this archive " + why); }

  [[nodiscard]] std::string complaint() const {
    const char* text = archive_error_string(reading_.get());
    return text == nullptr ? "it is damaged" : text;
  }

  // A warning is about names or times that could not be converted; the entry is there.
  int next(archive_entry** entry) const {
    const int code = archive_read_next_header(reading_.get(), entry);
    if (code != ARCHIVE_OK && code != ARCHIVE_WARN && code != ARCHIVE_EOF) refuse("cannot be unpacked: " + complaint());
    return code;
  }

  void take(archive_entry* entry) {
    const std::string name = name_of(entry);
    const auto refuse_entry = [&](const std::string& why) { refuse(fmt::format("was not unpacked: '{}' {}", name, why)); };
    if (++entries_ > limits_.files) refuse(fmt::format("was not unpacked: it holds more than {} files", limits_.files));
    const std::filesystem::path path = safe_path(name);
    if (path.empty()) refuse_entry("leads out of its folder");
    if (archive_entry_symlink(entry) != nullptr || archive_entry_hardlink(entry) != nullptr)
      refuse_entry("is a link: hand in the file");
    if (archive_entry_is_encrypted(entry) != 0) refuse_entry("is encrypted");
    const auto type = archive_entry_filetype(entry);
    if (type != AE_IFREG && type != AE_IFDIR) refuse_entry("is neither a file nor a folder");
    if (static_cast<std::size_t>(std::distance(path.begin(), path.end())) > limits_.depth) refuse_entry("lies too deep");
    if (path == "." || is_leftover_of_a_mac(path)) return;
    if (type == AE_IFREG && !written_.insert(path).second) refuse_entry("is in it twice");
    if (type == AE_IFDIR) {
      make_folder(path);
    } else {
      write(entry, path);
    }
  }

  void make_folder(const std::filesystem::path& path) const {
    std::error_code error;
    std::filesystem::create_directories(into_ / path, error);
    if (error == std::errc::filename_too_long || error == std::errc::not_a_directory || error == std::errc::file_exists)
      refuse(fmt::format("was not unpacked: '{}' is no possible name for a folder", path.string()));
    if (error) throw base::SystemError(error.value(), "unpacking " + file_);
  }

  // A new entry with the old one's name and contents and nothing else: no owner, no times, no set-user-id.
  void write(archive_entry* entry, const std::filesystem::path& path) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> plain(archive_entry_new(), archive_entry_free);
    const std::string place = (into_ / path).string();
    archive_entry_set_pathname(plain.get(), place.c_str());
    archive_entry_set_filetype(plain.get(), AE_IFREG);
    archive_entry_set_perm(plain.get(), (archive_entry_perm(entry) & 0100) != 0 ? 0755 : 0644);
    if (archive_write_header(writing_.get(), plain.get()) < ARCHIVE_WARN) fail(path);
    copy_data(path);
    if (archive_write_finish_entry(writing_.get()) < ARCHIVE_WARN) fail(path);
  }

  // What the header says of a size may be a lie: counted is what comes out.
  void copy_data(const std::filesystem::path& path) {
    std::array<char, block> buffer{};
    while (true) {
      const la_ssize_t size = archive_read_data(reading_.get(), buffer.data(), buffer.size());
      if (size < 0) refuse(fmt::format("cannot be unpacked: '{}': {}", path.string(), complaint()));
      if (size == 0) return;
      bytes_ += static_cast<std::uint64_t>(size);
      if (bytes_ > limits_.bytes)
        refuse(fmt::format("was not unpacked: it holds more than {} MiB, unpacked", limits_.bytes >> 20));
      if (archive_write_data(writing_.get(), buffer.data(), static_cast<std::size_t>(size)) < 0) fail(path);
    }
  }

  // A name that no file can have is the archive's fault; all else is the disk's.
  [[noreturn]] void fail(const std::filesystem::path& path) const {
    const int error = archive_errno(writing_.get());
    if (error == ENAMETOOLONG || error == EINVAL || error == ENOTDIR || error == EISDIR || error == EEXIST)
      refuse(fmt::format("was not unpacked: '{}' is no possible name for a file", path.string()));
    throw base::SystemError(error > 0 ? error : EIO, "unpacking " + file_);
  }

  const std::string& file_;
  const std::filesystem::path into_;
  const UnpackLimits& limits_;
  Reading reading_;
  Writing writing_;
  std::set<std::filesystem::path> written_;
  std::uint64_t entries_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace

void unpack(const std::string& archive, const std::string& into, const UnpackLimits& limits) {
  const Utf8Names names;
  Unpacking unpacking(archive, into, limits);
  unpacking();
}

}  // namespace ipcgrade::intake
