#!/usr/bin/env python3
"""Do the files under ci/ for Gradescope, GitHub, GitLab, Autolab and PrairieLearn do what their pages say? Each platform's folder is made
up here, its script is run in it with a submission that passes and one that fails and attacks, and what it leaves is read as the
platform reads it.

    try_platforms.py IPCGRADE [PLATFORM…]
"""
import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree

import yaml

TOP = pathlib.Path(__file__).resolve().parent.parent
CI = TOP / "ci"
SCENARIOS = ["greet-default", "greet-usage"]
HIDDEN = """[scenario]
title = "secret title"
part = "A"
points = 1
visibility = "hidden"
hint = "secret hint"
[[step]]
start = "greet"
args = ["secret argument"]
[[step]]
expect = { process = "greet", stdout = "read secret argument\\n", exit = 0 }
"""
# Prints what every platform might take for its own, and is wrong.
ATTACK = r"""#include <stdio.h>
int main(void) {
  puts("::error::owned"); puts("{\"scores\":{\"A\":100}}"); puts("</script>=1+1\x1b[2J[[ATTACHMENT|/etc/passwd]]");
  return 0;
}
"""


class Trial:
    """A folder with a tarball like the one that cpack makes (of few scenarios, one of them hidden) and two submissions."""

    def __init__(self, folder, program):
        self.folder = folder
        tree = folder / "ipcgrade-0"
        share = tree / "share" / "ipcgrade"
        (tree / "bin").mkdir(parents=True)
        shutil.copy(program, tree / "bin" / "ipcgrade")
        shutil.copytree(TOP / "assignments" / "pipe", share / "assignments" / "pipe")
        (share / "suites" / "pipe").mkdir(parents=True)
        for name in SCENARIOS:
            shutil.copy(TOP / "suites" / "pipe" / f"{name}.toml", share / "suites" / "pipe")
        (share / "suites" / "pipe" / "secret-name.toml").write_text(HIDDEN, encoding="utf-8")
        self.program = tree / "bin" / "ipcgrade"
        self.tarball = folder / "ipcgrade-0.1.0-linux-x86_64.tar.gz"
        with tarfile.open(self.tarball, "w:gz", compresslevel=1) as archive:
            archive.add(tree, arcname="ipcgrade-0.1.0-linux-x86_64")
        self.right = folder / "right"
        shutil.copytree(TOP / "reference" / "pipe" / "good" / "blocking", self.right)
        self.wrong = folder / "wrong"
        shutil.copytree(self.right, self.wrong)
        (self.wrong / "greet.c").write_text(ATTACK, encoding="utf-8")
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.bin / "apt-get").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
        (self.bin / "apt-get").chmod(0o755)

    def run(self, words, cwd=None, status=(0,), **variables):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "IPCGRADE_"))}
        environment |= {"PATH": f"{self.bin}:{os.environ['PATH']}"} | {name: str(value) for name, value in variables.items()}
        done = subprocess.run(list(map(str, words)), cwd=cwd or self.folder, env=environment, capture_output=True, text=True, check=False,
                              timeout=120)
        expect(done.returncode in status, f"{words[0]} ended with status {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout


def expect(condition, why):
    if not condition:
        raise AssertionError(why)


def keeps_the_secret(text):
    expect("secret" not in text, f"what is hidden reached the student:\n{text}")


def gradescope(trial):
    autograder = trial.folder / "autograder"
    prefix = trial.folder / "opt"
    for folder in ("source", "submission", "results"):
        (autograder / folder).mkdir(parents=True)
    shutil.copy(trial.tarball, autograder / "source")
    (autograder / "source" / "task").write_text("pipe\n", encoding="utf-8")
    places = {"AUTOGRADER": autograder, "IPCGRADE_PREFIX": prefix}
    expect("ipcgrade " in trial.run([CI / "gradescope/setup.sh"], **places), "setup.sh does not say which version it unpacked")
    expect((prefix / "share").stat().st_mode & 0o007 == 0, "others may read the suites")
    results = []
    for submission in (trial.right, trial.wrong):
        shutil.copytree(submission, autograder / "submission", dirs_exist_ok=True)
        log = trial.run([CI / "gradescope/run_autograder"], **places)
        expect("secret" in log or submission == trial.right, "the staff's log does not tell of the hidden scenario")
        text = (autograder / "results/results.json").read_text(encoding="utf-8")
        keeps_the_secret(text)
        results.append(json.loads(text))
    right, wrong = results
    expect(right["score"] == 100 and len(right["tests"]) == 3, right)
    expect(abs(sum(test["score"] for test in wrong["tests"]) - wrong["score"]) < 1e-6 and wrong["score"] < 50, wrong)
    expect(wrong["stdout_visibility"] == "hidden" and {test["visibility"] for test in wrong["tests"]} == {"visible"}, wrong)
    (autograder / "submission/submission.toml").write_text("[rols]\n", encoding="utf-8")
    trial.run([CI / "gradescope/run_autograder"], **places)
    broken = json.loads((autograder / "results/results.json").read_text(encoding="utf-8"))
    expect(broken["score"] == 0 and "unknown key" in broken["output"], broken)


def obeyed(log):
    """The commands in a log that a GitHub runner would act on."""
    token = None
    for line in log.splitlines():
        line = line.strip()
        if token:
            token = None if line == f"::{token}::" else token
        elif line.startswith("::stop-commands::"):
            token = line.removeprefix("::stop-commands::")
        elif line.startswith("::") or "##[" in line:
            yield line


def github(trial):
    for name in ("action.yml", "classroom.yml"):
        yaml.safe_load((CI / "github" / name).read_text(encoding="utf-8"))
    action = yaml.safe_load((CI / "github/action.yml").read_text(encoding="utf-8"))
    temp = trial.folder / "temp"
    temp.mkdir()
    place = trial.folder / "action"
    shutil.copytree(CI / "github", place)
    shutil.copy(trial.tarball, place)
    unpack, grade = action["runs"]["steps"]
    trial.run(["bash", "-euo", "pipefail", "-c", unpack["run"]], ACTION_FOLDER=place, RUNNER_TEMP=temp)
    for submission, points in ((trial.right, 100), (trial.wrong, None)):
        files = {name: temp / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "JUNIT_FILE")}
        for file in files.values():
            file.unlink(missing_ok=True)
        log = trial.run(["bash", "-euo", "pipefail", "-c", grade["run"]], ACTION_FOLDER=place, RUNNER_TEMP=temp, TASK="pipe", REVEAL="visible",
                        FOLDER=submission, FAIL_ON_FAILURE="false", GITHUB_WORKSPACE=trial.folder, **files)
        commands = list(obeyed(log))
        expect(all(re.match(r"::(error|notice|warning) ", command) for command in commands), commands)
        name, _, encoded = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").strip().partition("=")
        result = json.loads(base64.b64decode(encoded))
        total = sum(test["score"] for test in result["tests"])
        expect(name == "result" and result["max_score"] == 100 and (total == points or points is None and total < 50), result)
        expect(result["status"] == ("pass" if points else "fail"), result["status"])
        for text in (log, json.dumps(result), files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")):
            keeps_the_secret(text)
        xml.etree.ElementTree.parse(files["JUNIT_FILE"])
    trial.run([place / "grade.sh", "pipe", trial.wrong], status=(1,), IPCGRADE=trial.program, FAIL_ON_FAILURE="true")


def gitlab(trial):
    job = yaml.safe_load((CI / "gitlab/ipcgrade.gitlab-ci.yml").read_text(encoding="utf-8"))["grade"]
    (trial.bin / "ipcgrade").symlink_to(trial.program)
    trial.run(["bash", "-euc", "\n".join(job["script"])], cwd=trial.wrong, status=(1,), TASK=job["variables"]["TASK"])
    expect(job["artifacts"]["when"] == "always", "a failed job would lose its report")
    text = (trial.wrong / job["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8")
    keeps_the_secret(text)
    expect("[[ATTACHMENT|" not in text, "GitLab would attach a file that the student names")
    cases = list(xml.etree.ElementTree.fromstring(text).iter("testcase"))
    failed = [case.find("failure") for case in cases if case.find("failure") is not None]
    expect(len(cases) == 3 and failed and all(failure.text for failure in failed), text)
    expect(len({(case.get("classname"), case.get("name")) for case in cases}) == 3, "GitLab takes two cases for one")


def autolab(trial):
    for name, submission in (("right", trial.right), ("wrong", trial.wrong)):
        place = trial.folder / f"autolab-{name}"
        place.mkdir()
        (place / "task").write_text("pipe\n", encoding="utf-8")
        with tarfile.open(place / "autograde.tar", "w") as archive:
            archive.add(CI / "autolab/driver.sh", arcname="driver.sh")
            archive.add(place / "task", arcname="task")
            archive.add(trial.tarball, arcname=trial.tarball.name)
        (place / "task").unlink()
        with tarfile.open(place / "handin.tar", "w") as archive:
            archive.add(submission, arcname="my-solution")
        shutil.copy(CI / "autolab/autograde-Makefile", place / "Makefile")
        log = trial.run(["make", "--silent"], cwd=place)
        keeps_the_secret(log)
        lines = log.rstrip().splitlines()
        scores = json.loads(re.sub(r"([a-zA-Z0-9]+):", r'"\1":', lines[-1]))["scores"]  # as Autolab reads it
        expect(scores["A"] == 20 if name == "right" else scores["A"] < 10, scores)
        expect(json.loads(lines[-2])["_presentation"] == "semantic", lines[-2])
        expect(not any(line.startswith("{") for line in lines[:-2]), log)


def prairielearn(trial):
    json.loads((CI / "prairielearn/info.json").read_text(encoding="utf-8"))
    grade = trial.folder / "grade"
    for folder in ("student", "tests", "serverFilesCourse", "data"):
        (grade / folder).mkdir(parents=True)
    (grade / "tests/task").write_text("pipe\n", encoding="utf-8")
    for submission in (trial.right, trial.wrong):
        shutil.copytree(submission, grade / "student", dirs_exist_ok=True)
        trial.run([CI / "prairielearn/run.sh"], GRADE=grade, IPCGRADE=trial.program)
        text = (grade / "results/results.json").read_text(encoding="utf-8")
        keeps_the_secret(text)
        result = json.loads(text)
        expect(result["gradable"] is True and 0 <= result["score"] <= 1, result)
        expect((result["score"] == 1) == (submission == trial.right), result)
        expect(all(isinstance(test[key], (int, float)) for test in result["tests"] for key in ("points", "max_points")), result)


PLATFORMS = {function.__name__: function for function in (gradescope, github, gitlab, autolab, prairielearn)}


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    if subprocess.run([program, "doctor"], capture_output=True, check=False).returncode == 3:
        print("platforms: not tried, because this machine can run no trial (ipcgrade doctor)")
        return 77
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        trial = Trial(pathlib.Path(folder), program)
        for name in sys.argv[2:] or PLATFORMS:
            try:
                PLATFORMS[name](trial)
                print(f"{name}: does what its page says")
            except AssertionError as why:
                print(f"{name}: {why}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
