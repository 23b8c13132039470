#!/usr/bin/env python3
"""The rules of the house that a machine can check. Prints one line, FILE:LINE: WHY, per violation.

Formatting, the size of functions and bug patterns belong to clang-format and clang-tidy; layers to check_layers.py.
"""
import pathlib
import re
import sys

LONGEST_FILE = 300
FOLDERS = ["harness", "ci", "assignments", "suites", "reference", "reports"]
CODE = {".cpp", ".hpp", ".c", ".h", ".py", ".sh", ".cmake"}
OURS = {".cpp", ".hpp"}  # under harness/: the files whose shape we answer for

VAGUE = re.compile(r"(?:^|_)(?:util|utils|utility|helper|helpers|common|misc|manager)(?:_|\.|$)")
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b|not (?:yet )?implemented|\bunimplemented\b")
SLEEP = re.compile(r"\b(?:sleep_for|sleep_until|usleep|nanosleep|clock_nanosleep|sleep)\s*\(")
BOOL_PARAMETER = re.compile(r"[(,]\s*(?:const\s+)?bool\s+\w+\s*(?:=[^,);]*)?[,)]")


def without_strings_and_comments(line):
    """Enough for one line: what stands in quotes, and what follows //, is not code."""
    line = re.sub(r'"(?:\\.|[^"\\])*"', '""', line)
    return line.split("//")[0]


def files(top):
    for folder in FOLDERS:
        for file in sorted((top / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file, file.relative_to(top).as_posix()


def name_complaints(path):
    for part in path.split("/"):
        if VAGUE.search(part):
            yield f"{path}:1: '{part}' says nothing about what is in it"


def shape_complaints(path, lines):
    if len(lines) > LONGEST_FILE:
        yield f"{path}:{LONGEST_FILE + 1}: {len(lines)} lines; past {LONGEST_FILE} a file wants to become two"
    if not path.endswith(".hpp"):
        return
    if not lines or not lines[0].startswith("//"):
        yield f"{path}:1: a header opens with a comment: what it is for, and its invariant"
    if "#pragma once" not in lines:
        yield f"{path}:1: #pragma once is missing"
    folder = "::".join(["ipcgrade", *path.split("/")[1:-1]])
    if not any(f"namespace {folder}" in line or line.startswith("#include <catch2") for line in lines):
        yield f"{path}:1: its folder's namespace, {folder}, is not in it"


def line_complaints(path, lines, ours):
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            yield f"{path}:{number}: unfinished: {line.strip()}"
        if not ours:
            continue
        code = without_strings_and_comments(line)
        if path.endswith("_test.cpp") and SLEEP.search(code):
            yield f"{path}:{number}: a test waits for the event, it does not sleep"
        if BOOL_PARAMETER.search(code):
            yield f"{path}:{number}: a bool parameter; an enum says what it means"


def violations(top):
    for file, path in files(top):
        yield from name_complaints(path)
        if file.suffix not in CODE and file.parent != top / "ci":
            continue
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        ours = path.startswith("harness/") and file.suffix in OURS and "/fixtures/" not in path
        if ours:
            yield from shape_complaints(path, lines)
        yield from line_complaints(path, lines, ours)


def main():
    top = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent
    found = list(violations(top))
    print("\n".join(found) if found else "house: in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
