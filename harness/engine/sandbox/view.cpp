#include "engine/sandbox/view.hpp"

#include <fcntl.h>
#include <glob.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

#include "engine/sandbox/copy.hpp"
#include "engine/sandbox/system.hpp"

namespace ipcgrade::engine::sandbox {
namespace {

const std::string old_root = host_root;
const std::string view = "/.view";  // beside it
constexpr std::pair<const char*, const char*> ways_to_host[] = {{"/proc/dev", ".host/dev"}, {"/proc/proc", ".host/proc"}};

struct Text {
  const char* path;
  const char* text;
};
constexpr Text texts[] = {
    {"/etc/passwd",
     "root:x:0:0:root:/:/bin/sh\nstudent:x:1000:1000:student:/work:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"},
    {"/etc/group", "root:x:0:\nstudent:x:1000:\nnogroup:x:65534:\n"},
    {"/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n"},
    {"/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\nprotocols: files\nservices: files\nrpc: files\n"},
    {"/etc/host.conf", "multi on\n"},  // host.conf(5): localhost has both its addresses
    {"/etc/resolv.conf", ""},
};
struct Link {
  const char* path;
  const char* target;
};
constexpr Link links[] = {
    {"/dev/fd", "/proc/self/fd"},
    {"/dev/stdin", "/proc/self/fd/0"},
    {"/dev/stdout", "/proc/self/fd/1"},
    {"/dev/stderr", "/proc/self/fd/2"},
    {"/var/tmp", "/tmp"},
    {"/etc/mtab", "/proc/self/mounts"},
};
constexpr const char* folders[] = {"/etc", "/proc", "/dev",      "/dev/shm",         "/dev/mqueue",
                                   "/tmp", "/var",  work_folder, own_programs_folder};
constexpr const char* devices[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"};
// From the host as they are there; a link stays a link. What a distribution does not have is left out.
constexpr const char* from_host[] = {"/usr",
                                     "/bin",
                                     "/lib",
                                     "/lib32",
                                     "/lib64",
                                     "/libx32",
                                     "/sbin",
                                     "/etc/netconfig",
                                     "/etc/protocols",
                                     "/etc/services",
                                     "/etc/rpc",
                                     "/etc/alternatives",
                                     "/etc/ld.so.cache"};
constexpr const char* patterns_from_host[] = {"/etc/java*"};

// Where this program is installed, its suites lie in /usr: what is hidden from students is so from their programs.
constexpr const char* kept_from_programs[] = {"/usr/share/ipcgrade", "/usr/local/share/ipcgrade"};

constexpr unsigned long safe = MS_NOSUID | MS_NODEV;
// Room is bounded in files as well: an empty file costs the kernel a kilobyte that no size counts.
constexpr const char* inodes = ",nr_inodes=65536";

void mount_on(const std::string& target, const char* source, const char* type, unsigned long flags,
              const std::string& data = {}) {
  must(mount(source, target.c_str(), type, flags, data.c_str()), "mounting on", target);
}

// mount_setattr(2), Linux 5.12; not in glibc 2.35 and earlier. It reaches mounts below as well, and in a user namespace it does
// not trip over flags that are locked.
void protect(const std::string& path, std::uint64_t more = 0) {
  mount_attr attributes{};
  attributes.attr_set = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | more;
  must(syscall(SYS_mount_setattr, -1, path.c_str(), AT_RECURSIVE, &attributes, sizeof attributes), "protecting the mount", path);
}

enum class Last : std::uint8_t { link_is_followed, must_be_a_folder };

// Where a path of the host's is now, with all its links followed as the host would (openat2(2), Linux 5.6).
std::string on_host(const std::string& path, Last last = Last::link_is_followed) {
  open_how how{};
  how.flags = O_PATH | O_CLOEXEC;
  if (last == Last::must_be_a_folder) how.flags |= O_DIRECTORY | O_NOFOLLOW;
  how.resolve = RESOLVE_IN_ROOT;
  const base::Fd root(must(open(old_root.c_str(), O_PATH | O_CLOEXEC), "looking for", path));
  const base::Fd found(static_cast<int>(must(
      syscall(SYS_openat2, root.get(), path.c_str() + (path.starts_with('/') ? 1 : 0), &how, sizeof how), "looking for", path)));
  return std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(found.get()));
}

// An empty folder or file to mount `source` on.
void make_target(const std::string& source, const std::string& target) {
  struct stat status {};
  must(stat(source.c_str(), &status), "looking at", target);
  if (exists(target)) return;
  if (S_ISDIR(status.st_mode)) return make_folders(target);
  make_folders(std::filesystem::path(target).parent_path());
  write_file(target, "");
}

void bind_read_only(const std::string& source, const std::string& path) {
  make_target(source, path);
  mount_on(path, source.c_str(), nullptr, MS_BIND | MS_REC);
  protect(path, MOUNT_ATTR_RDONLY);
}

void bring_from_host(const std::string& path) {
  struct stat status {};
  const std::string source = old_root + path;
  if (lstat(source.c_str(), &status) != 0) return;
  if (!S_ISLNK(status.st_mode)) return bind_read_only(source, view + path);
  must(symlink(std::filesystem::read_symlink(source).c_str(), (view + path).c_str()), "linking", path);
}

void bring_all_from_host() {
  for (const char* path : from_host) bring_from_host(path);
  for (const char* pattern : patterns_from_host) {
    glob_t found{};
    const std::string whole = old_root + pattern;
    if (glob(whole.c_str(), 0, nullptr, &found) == 0) {
      for (std::size_t i = 0; i < found.gl_pathc; ++i) bring_from_host(found.gl_pathv[i] + old_root.size());
    }
    globfree(&found);
  }
}

void fill_view() {
  mount_on(view, "tmpfs", "tmpfs", safe, "mode=755,size=4m,nr_inodes=4096");
  for (const char* folder : folders) must(mkdir((view + folder).c_str(), 0755), "making the folder", folder);
  for (const Text& file : texts) write_file(view + file.path, file.text);
  for (const Link& link : links) must(symlink(link.target, (view + link.path).c_str()), "linking", link.path);
  for (const char* device : devices) {
    write_file(view + device, "");
    mount_on(view + device, (old_root + device).c_str(), nullptr, MS_BIND);
  }
  bring_all_from_host();
  for (const char* folder : kept_from_programs)
    if (exists(view + folder))
      mount_on(view + folder, "tmpfs", "tmpfs", safe | MS_NOEXEC | MS_RDONLY, "mode=755,size=4k,nr_inodes=2");
}

// The old /proc must still be in sight: in a user namespace a new one may show no more than that one did.
void mount_kernel_files(const Rung& rung) {
  if (rung.pid_namespace) mount_on(view + "/proc", "proc", "proc", safe | MS_NOEXEC);
  if (!rung.pid_namespace) mount_on(view + "/proc", (old_root + "/proc").c_str(), nullptr, MS_BIND | MS_REC);
  if (rung.ipc_namespace) mount_on(view + "/dev/mqueue", "mqueue", "mqueue", safe | MS_NOEXEC);
}

std::string room(std::uint64_t bytes) { return "size=" + std::to_string(bytes); }

// Named queues need nothing here: their file system's root is made with mode 1777.
void mount_scratch(const Order& order) {
  for (const char* folder : {"/tmp", "/dev/shm"}) {
    mount_on(view + folder, "tmpfs", "tmpfs", safe, "mode=1777," + room(order.disk_bytes) + inodes);
  }
}

void mount_work(const Order& order, std::optional<unsigned> owner) {
  const std::string source = on_host(order.files, Last::must_be_a_folder);
  const std::string target = view + work_folder;
  if (order.folder == Order::Folder::in_place) {
    if (owner) give_folder(source, *owner);
    mount_on(target, source.c_str(), nullptr, MS_BIND);
    return protect(target);
  }
  const std::string ids = owner ? ",uid=" + std::to_string(*owner) + ",gid=" + std::to_string(*owner) : "";
  mount_on(target, "tmpfs", "tmpfs", safe, "mode=755" + ids + inodes);
  const std::uint64_t copied = copy_folder(source, target, owner);
  mount_on(target, nullptr, nullptr, MS_REMOUNT | safe, room(order.disk_bytes + copied));
}

// chroot(2) keeps in whoever has not CAP_SYS_CHROOT, which no program has or can get: a user namespace, where it would have all
// capabilities, cannot be made in a changed root (user_namespaces(7)). To unmount what is above as well would keep every trial
// waiting until all processors have let go of it.
void change_root_to_view() {
  must(chroot(view.c_str()), "changing the root");
  must(chdir("/"), "entering", "/");
  mount_on("/", nullptr, nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY | safe);
  must(chdir(work_folder), "entering", work_folder);
}

// Files and folders are made with the modes that are asked for.
class NoMask {
 public:
  NoMask() : before_(umask(0)) {}
  NoMask(const NoMask&) = delete;
  NoMask& operator=(const NoMask&) = delete;
  ~NoMask() { umask(before_); }

 private:
  mode_t before_;
};

}  // namespace

// An empty tmpfs on /proc (a folder every machine has) takes the place of the root; the old one is below it.
// https://man7.org/linux/man-pages/man2/pivot_root.2.html
void leave_host_root() {
  const NoMask no_mask;
  mount_on("/", nullptr, nullptr, MS_REC | MS_PRIVATE);
  mount_on("/proc", "tmpfs", "tmpfs", safe, "mode=755,size=4k,nr_inodes=8");
  for (const std::string& folder : {old_root, view}) must(mkdir(("/proc" + folder).c_str(), 0755), "making the folder", folder);
  for (const auto& [link, target] : ways_to_host) must(symlink(target, link), "linking", link);
  must(syscall(SYS_pivot_root, "/proc", ("/proc" + old_root).c_str()), "changing the root");
  must(chdir("/"), "entering", "/");
}

void lay_out_view(const std::vector<std::string>& read_only) {
  const NoMask no_mask;
  umount2(view.c_str(), MNT_DETACH);  // EINVAL: the first one
  fill_view();
  for (const std::string& path : read_only) make_target(on_host(path), view + path);
}

void enter_view(const Order& order, const Rung& rung, std::optional<unsigned> owner) {
  const NoMask no_mask;
  mount_kernel_files(rung);
  mount_scratch(order);
  mount_work(order, owner);
  if (!order.own_programs.empty()) bind_read_only(on_host(order.own_programs), view + own_programs_folder);
  for (const std::string& path : order.read_only) bind_read_only(on_host(path), view + path);  // perhaps below /tmp
  change_root_to_view();
}

}  // namespace ipcgrade::engine::sandbox
