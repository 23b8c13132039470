#!/usr/bin/env python3
"""Docs that nothing checks are wrong within a year: every path, link and command that a document names must exist.

    check_docs.py [--ipcgrade PROGRAM] [TOP]

Checked are the tree's *.md files: relative links and their #anchors; paths in `code` and in shell blocks; scripts under ci/;
and, asked of PROGRAM itself, the subcommands and options of every ipcgrade command. Prints one line, FILE:LINE: WHY, per
violation. <task>, * and NAME in a path stand for anything; at least one such file must exist.
"""
import argparse
import functools
import os
import pathlib
import re
import subprocess
import sys

PLACES = ["*.md", "harness/**/*.md", "assignments/**/*.md", "reports/**/*.md", "ci/**/*.md", "reference/**/*.md", "suites/**/*.md"]
FOLDERS = ["harness", "ci", ".ci", "assignments", "reference", "suites", "reports", "schemas"]
SHELL = {"", "sh", "bash", "console", "shell"}  # languages of fenced blocks that hold commands
SOURCE = (".cpp", ".hpp", ".py")  # names of our own files, wherever a document mentions them
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"(`+)(.+?)\1")
MADE = re.compile(r"^```\w+[ ]([\w./-]+)$", re.MULTILINE)
NEW = re.compile(r"^ipcgrade new ([\w-]+)", re.MULTILINE)
COMMAND = re.compile(r"(?:^|[\s;&|(])(?:\S*/)?ipcgrade((?:[ \t]+[^\s;&|)#]+)*)")


def anchors_of(text):
    """The anchors that GitHub makes of a document's headings."""
    titles = re.findall(r"^#+\s+(.+?)\s*#*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


class Program:
    """What an ipcgrade program knows, by its own --help. Without a program everything is taken as known."""

    def __init__(self, path):
        self.path = path

    @functools.lru_cache(maxsize=None)
    def help(self, *subcommand):
        done = subprocess.run([self.path, *subcommand, "--help"], capture_output=True, text=True, check=False, timeout=60)
        return done.stdout if done.returncode == 0 else ""

    def complaints(self, words):
        words = [word for word in words if word not in ("\\", "…", "...")]
        if not self.path or not words or not re.fullmatch(r"-{0,2}[a-z][a-z-]*", words[0]):
            return
        if not self.help():
            yield f"{self.path} --help fails"
            return
        scope = ()
        if not words[0].startswith("-"):
            if not re.search(rf"^\s+{re.escape(words[0])}\b", self.help(), re.MULTILINE):
                yield f"ipcgrade has no command '{words[0]}'"
                return
            scope = (words[0],)
        for word in words:
            option = re.match(r"--[a-z][a-z-]*|-[a-zA-Z]$", word)
            if option and not re.search(rf"(?<![\w-]){re.escape(option[0])}(?![\w-])", self.help(*scope)):
                yield f"ipcgrade {' '.join(scope)} has no option '{option[0]}'".replace("  ", " ")


class Tree:
    def __init__(self, top):
        self.top = top
        self.names = {file.name for folder in FOLDERS for file in (top / folder).rglob("*")}

    def matches(self, base, path):
        if (base / path).exists():
            return True
        pattern = re.sub(r"<[^>]*>|\b[A-Z][A-Z_]+\b", "*", path).replace("…", "*").rstrip("/")
        return "*" in pattern and any(base.glob(pattern))

    def complaint(self, document, token):
        """Why a word of a command or of `code` names nothing in the tree; None: it does, or it is no path of ours."""
        token = re.sub(r"(?::\d+)+$|[.,;:)]+$", "", token.lstrip("("))
        if not token or re.search(r"[=$~\"'{}|&@\\()\[\]]|://", token) or token.startswith(("/", "-", "./", "../")):
            return None
        first, slash, _ = token.partition("/")
        beside = document.parent
        if slash and first in FOLDERS:
            return None if self.matches(self.top, token) else f"'{token}' does not exist"
        for base in (beside, self.top / "harness"):
            if slash and (base / first).is_dir() and base != self.top:
                found = self.matches(beside, token) or self.matches(self.top / "harness", token)
                return None if found else f"'{token}' does not exist"
        if re.fullmatch(r"[a-z_]+/", token) and beside.is_relative_to(self.top / "harness"):
            return f"the folder '{token}' does not exist"
        if token.endswith(SOURCE) and not slash and not re.search(r"[*<]", token) and token not in self.names:
            return f"no file is called '{token}'"
        return None


def link_complaints(document, target):
    if re.match(r"[a-z]+:", target):
        return
    path, _, anchor = target.partition("#")
    file = document.parent / path if path else document
    if not file.exists():
        yield f"the link to '{target}' leads nowhere"
    elif anchor and file.suffix == ".md" and anchor not in anchors_of(file.read_text(encoding="utf-8")):
        yield f"'{path or document.name}' has no heading for '#{anchor}'"


def made_by(text):
    """Folders and files that a how-to page makes itself: blocks that name a file (```toml PATH), and what `ipcgrade new` makes."""
    files = {pathlib.PurePosixPath(path) for path in MADE.findall(text)}
    tasks = {pathlib.PurePosixPath(folder, task) for task in NEW.findall(text) for folder in FOLDERS}
    return files | {file.parent for file in files} | tasks


def is_made(path, made):
    return path in made or any(parent in made for parent in path.parents)


def command_complaints(tree, document, program, text, made=frozenset()):
    for match in COMMAND.finditer(text):
        yield from program.complaints(match[1].split())
    for token in text.split():
        path = pathlib.PurePosixPath(token)
        why = None if is_made(path, made) else tree.complaint(document, token)
        if why:
            yield why
        elif re.fullmatch(r"(?:\./)?ci/\w+", token) and (tree.top / token).is_file() and not os.access(tree.top / token, os.X_OK):
            yield f"'{token}' is not executable"


def document_complaints(tree, document, program):
    fence = None  # the language of the block we are in
    text = document.read_text(encoding="utf-8")
    made = made_by(text)
    for number, line in enumerate(text.splitlines(), 1):
        mark = re.match(r"\s*(?:```|~~~)\s*(\w*)", line)
        found = []
        if mark:
            fence = mark[1] if fence is None else None
        elif fence is not None:
            if fence in SHELL:
                found = command_complaints(tree, document, program, re.sub(r"(?:^|\s)#.*", "", re.sub(r"^\s*\$ ", "", line)), made)
        else:
            found = [why for match in LINK.finditer(line) for why in link_complaints(document, match[1] or match[2])]
            for match in CODE.finditer(line):
                found += command_complaints(tree, document, program, match[2], made)
        yield from (f"{document.relative_to(tree.top)}:{number}: {why}" for why in found)


def violations(top, ipcgrade=None):
    tree, program = Tree(top), Program(ipcgrade)
    for document in sorted({file for place in PLACES for file in top.glob(place)}):
        yield from document_complaints(tree, document, program)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ipcgrade", help="the program whose commands the documents name; without it they are not checked")
    parser.add_argument("top", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    arguments = parser.parse_args()
    found = list(violations(arguments.top, arguments.ipcgrade))
    print("\n".join(found) if found else "docs: every path, link and command exists")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
