#!/usr/bin/env python3
"""Do the packages work where nothing of this tree is? Makes them with cpack in a build folder in which ipcgrade is built, then

    tarball   unpacks it in an empty root, as nobody in particular: the program starts, lists and makes a kit; and in a root with only
              /usr beside it, it grades a sample, and so does the kit
    deb       installs it with dpkg in a copy of this system that is thrown away (an overlay), grades a sample as an ordinary user,
              sees that students' programs cannot read the suites, and removes it again

    try_packages.py tarball|deb BUILD

Exit 77, with the reason, where the machine refuses what is needed for that.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
SAMPLE = TOP / "reference" / "pipe" / "good" / "blocking"
FEW = ["--quiet", "--scenario", "greet-default", "--scenario", "greet-usage"]
# A greeting that is right only as long as it cannot look at the suites.
SPY = """#include <unistd.h>
#include <sys/wait.h>
int main(void) {
  int ends[2]; char text[32]; ssize_t n;
  if (access("/usr/share/ipcgrade/suites", F_OK) == 0 || pipe(ends) != 0) return 1;
  if (fork() == 0) {
    close(ends[1]); write(1, "read ", 5);
    while ((n = read(ends[0], text, sizeof text)) > 0) write(1, text, (size_t)n);
    write(1, "\\n", 1); _exit(0);
  }
  close(ends[0]); write(ends[1], "Greetings", 9); close(ends[1]); wait(NULL);
  return 0;
}
"""


class Refused(Exception):
    """The machine does not allow what the test needs."""


def checked(words, **how):
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300, **how)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}\nended with status {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def expect(output, *words):
    for word in words:
        if word not in output:
            sys.exit(f"'{word}' is not in:\n{output}")


def package(build, generator, pattern, out):
    checked(["cpack", "-G", generator, "-B", out], cwd=build)
    return next(pathlib.Path(out).glob(pattern))


def submission(folder, files):
    shutil.copytree(SAMPLE, folder)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def in_root(binds, words, usr=False):
    """Runs words in a root of its own, as uid 1234, with nothing in it but what is bound (and /usr)."""
    box = ["bwrap", "--unshare-user", "--uid", "1234", "--gid", "1234", "--die-with-parent", "--clearenv", "--proc", "/proc", "--dev", "/dev",
           "--tmpfs", "/tmp", "--setenv", "PATH", "/usr/bin:/bin"]
    for source, target, mode in binds:
        box += [mode, source, target]
    if usr:
        box += ["--ro-bind", "/usr", "/usr", "--ro-bind", "/etc/alternatives", "/etc/alternatives"]  # cc is a link to there
        for name in ("bin", "lib", "lib64"):
            box += ["--symlink", f"usr/{name}", f"/{name}"]
    return checked([*box, *words])


def try_tarball(build, folder):
    if shutil.which("bwrap") is None:
        raise Refused("bubblewrap is not installed")
    probe = subprocess.run(["bwrap", "--unshare-user", "--ro-bind", "/", "/", "true"], capture_output=True, text=True, check=False)
    if probe.returncode != 0:
        raise Refused(probe.stderr.strip())
    archive = package(build, "TGZ", "*.tar.gz", folder / "packages")
    home = folder / "home"
    (home / "anywhere").mkdir(parents=True)
    checked(["tar", "-xzf", archive, "-C", home / "anywhere", "--strip-components=1"])
    submission(home / "sample", {})
    os.chmod(home, 0o777)
    binds = [(home, "/home", "--bind")]
    program = "/home/anywhere/bin/ipcgrade"
    expect(in_root(binds, [program, "--version"]), "ipcgrade 0.1.0")
    expect(in_root(binds, [program, "list", "pipe"]), "greet-default")
    expect(in_root(binds, [program, "kit", "pipe", "--out", "/home/kit"]), "scenarios of pipe")
    in_root(binds, [program, "run", "pipe", "/home/sample", *FEW], usr=True)
    in_root(binds, ["/home/kit/bin/ipcgrade", "run", "pipe", "/home/sample", *FEW], usr=True)
    broken = home / "broken"
    submission(broken, {"greet.c": "int main(void) { return 3; }\n"})
    done = in_root(binds, ["/bin/sh", "-c", f"{program} run pipe /home/broken {' '.join(FEW)}; echo status $?"], usr=True)
    expect(done, "greet-default", "status 1")


INSTALL = """set -eu
mount -t tmpfs tmpfs "$1"
mkdir "$1/up" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/up,workdir=$1/work" "$1/root"
cd "$1/root"
mount -t tmpfs tmpfs tmp
cp -r "$2" tmp/given
for folder in proc sys dev; do mount --rbind "/$folder" "$folder"; done
mkdir tmp/old
pivot_root . tmp/old
cd /
umount -l /tmp/old
chmod 1777 /tmp && chown -R nobody /tmp/given/sample /tmp/given/spy
dpkg -i /tmp/given/*.deb
test -x /usr/bin/ipcgrade -a -d /usr/share/ipcgrade/suites/pipe -a ! -e /usr/share/ipcgrade/reference/pipe
export HOME=/tmp TMPDIR=/tmp
unset IPCGRADE_ROOT
cd /tmp/given/sample
setpriv --reuid=nobody --regid=nogroup --clear-groups ipcgrade run pipe --quiet --scenario greet-default --scenario greet-usage
cd ../spy
setpriv --reuid=nobody --regid=nogroup --clear-groups ipcgrade run pipe --quiet --scenario greet-default
ipcgrade run pipe --quiet --scenario greet-default
dpkg -r ipcgrade
test ! -e /usr/bin/ipcgrade -a ! -e /usr/share/ipcgrade
"""


def try_deb(build, folder):
    if os.geteuid() != 0:
        raise Refused("installing a package needs root")
    probe = subprocess.run(["unshare", "--mount", "true"], capture_output=True, text=True, check=False)
    if probe.returncode != 0:
        raise Refused(probe.stderr.strip())
    given = folder / "given"
    given.mkdir()
    shutil.copy(package(build, "DEB", "*.deb", folder / "packages"), given)
    submission(given / "sample", {})
    submission(given / "spy", {"greet.c": SPY})
    (folder / "mount").mkdir()
    script = folder / "install"
    script.write_text(INSTALL, encoding="utf-8")
    checked(["unshare", "--mount", "--propagation", "private", "bash", script, folder / "mount", given])


def main():
    what, build = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        try:
            {"tarball": try_tarball, "deb": try_deb}[what](build, pathlib.Path(name))
        except Refused as why:
            print(f"{what}: not tried, because this machine refuses: {why}")
            return 77
    print(f"{what}: works where nothing of this tree is")
    return 0


if __name__ == "__main__":
    sys.exit(main())
