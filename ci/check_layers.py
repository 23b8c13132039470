#!/usr/bin/env python3
"""Who may include whom. Reads every #include under harness/ and prints one line, FILE:LINE: WHY, per violation.

A stage sees base/, model/ and itself. The tables below are the whole of the rules; harness/README.md says why.
"""
import pathlib
import re
import sys

EVERYTHING = None
# What a stage sees besides base/, model/ and itself.
SEES = {
    "base": set(),
    "model": set(),
    "scenario": set(),
    "lang": set(),
    "plan": set(),
    "linear": set(),
    "oracles": {"linear"},  # histories are held against a model
    "report": {"oracles", "lang"},  # the story of a failure is told in the oracles' words, and in a student's language
    "formats": {"report", "lang"},  # what every format says is made once
    "store": set(),
    "intake": set(),
    "engine": set(),
    "campaign": {"engine", "oracles", "plan"},
    "testing": set(),
    "cli": EVERYTHING,
    "bench": EVERYTHING,
    "fuzz": EVERYTHING,
    "specimens": EVERYTHING,
    "main.cpp": EVERYTHING,
}
# The only files of engine/ that its sub-folders share; they in turn know no sub-folder.
ENGINE_WORDS = {"engine/stop.hpp", "engine/registers.hpp"}
# A library has one home: (what its headers look like, where they may be included, its name).
HOMES = [
    (r"toml\+\+/|toml\.hpp$", ["scenario/", "lang/catalogue."], "toml++"),
    (r"nlohmann/", ["store/", "report/", "formats/", "scenario/editor_schema.cpp"], "nlohmann-json"),
    (r"pugi", ["report/"], "pugixml"),
    (r"cereal/", ["model/wire.cpp"], "cereal"),
    (r"seccomp\.h$|linux/seccomp\.h$", ["engine/tracer/"], "libseccomp"),
    (r"sys/ptrace\.h$|linux/ptrace\.h$", ["engine/tracer/", "engine/process/fork_gate."], "ptrace"),
    (r"elfutils/|dwarf\.h$|libelf\.h$|gelf\.h$|libdwfl\.h$", ["engine/symbols/"], "elfutils"),
    (r"sqlite3\.h$", ["store/database."], "SQLite"),
    (r"archive(_entry)?\.h$", ["intake/archive"], "libarchive"),
    (r"CLI/", ["cli/"], "CLI11"),
    (r"catch2/", ["testing/"], "Catch2"),
    (r"benchmark/", ["bench/"], "Google Benchmark"),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def stage_of(path):
    return path.split("/")[0]


def engine_folder(path):
    """'tracer' for engine/tracer/x.hpp; '' for a file directly in engine/; None outside of it."""
    parts = path.split("/")
    if parts[0] != "engine":
        return None
    return parts[1] if len(parts) > 2 else ""


def ours(path, included):
    """Why `path` must not include our header `included`; None: it may."""
    stage, other = stage_of(path), stage_of(included)
    if stage not in SEES:
        return f"{stage}/ has no line in the table of layers (ci/check_layers.py)"
    if other == "testing" and stage != "testing" and not path.endswith("_test.cpp"):
        return f"only tests include testing/, and this includes {included}"
    allowed = SEES[stage]
    if allowed is not EVERYTHING and other not in allowed | {"base", "model", "testing", stage}:
        return f"{stage}/ must not include {included}"
    if stage == "base" and other not in ("base", "testing"):
        return f"base/ knows nothing above it, and this includes {included}"
    if stage == other == "engine":
        return inside_engine(path, included)
    return None


def inside_engine(path, included):
    mine, its = engine_folder(path), engine_folder(included)
    if path in ENGINE_WORDS and its:
        return f"{path} is shared by the sub-folders of engine/ and must not include {included}"
    if mine and its != mine and included not in ENGINE_WORDS:
        return f"engine/{mine}/ must not include {included}: sub-folders of engine/ do not see each other"
    return None


def theirs(path, included):
    """Why `path` must not include a library's header; None: it may."""
    for pattern, homes, name in HOMES:
        if re.match(pattern, included) and not any(path.startswith(home) for home in homes):
            return f"{name} has its home in {' and '.join(homes)}, and this includes <{included}>"
    return None


def violations(harness):
    for file in sorted(harness.rglob("*")):
        path = file.relative_to(harness).as_posix()
        if file.suffix not in (".cpp", ".hpp") or "/fixtures/" in path:  # fixtures: programs that tests look at
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            why = theirs(path, match[1] or match[2])
            if not why and match[1]:
                if not (harness / match[1]).is_file():
                    why = f'"{match[1]}" is not a file under harness/, the include root'
                else:
                    why = ours(path, match[1])
            if why:
                yield f"harness/{path}:{number}: {why}"


def main():
    top = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent
    found = list(violations(top / "harness"))
    print("\n".join(found) if found else "layers: every include keeps to its place")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
