#!/usr/bin/env python3
"""What students read, in every language that has a table (harness/lang/*.toml).

Fails, with one line each, on what is wrong: a row whose text stands nowhere in the sources any more, a translation with a place
that its row has not, a kind that there is no table for, a translated scenario, part or handout that does not exist. What is not
translated yet is shown in English and no mistake: it is listed (all of it with --all) and counted.
"""
import pathlib
import re
import sys
import tomllib

# Where sentences for students are made. Tests and what only authors and staff read are left out.
SENTENCES = ["harness/oracles/*.cpp", "harness/report/sweep_advice.cpp"]
FOR_AUTHORS = {"table.cpp"}  # what oracles are for, as `list` says it
AROUND = ["harness/report/*.cpp", "harness/report/page/*.cpp", "harness/model/verdict.cpp", "harness/model/report.cpp", "harness/model/fault.cpp",
          "harness/model/sweep.cpp", "harness/model/object.cpp", "harness/model/file.cpp", "harness/campaign/*.cpp", "harness/scenario/payload.cpp",
          "harness/scenario/framing.cpp", "harness/scenario/xdr.cpp",
          "harness/cli/explain_command.cpp", "harness/cli/judge_command.cpp", "harness/cli/sweep_command.cpp"]
STRING = r'"((?:[^"\\\n]|\\.)*)"'
PLACE = re.compile(r"\{([^{}]*)\}")
BUILT_IN = {"number", "word", "string", "any"}
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\", "0": "\0"}
WORDS_OF_CODE = re.compile(r"^[a-z_0-9:/.-]*$|^[ -]*$")
FEWEST = 4  # letters of a piece that a source must have: shorter ones are everywhere


def unescaped(text):
    return re.sub(r"\\(.)", lambda match: ESCAPES.get(match[1], match[0]), text)


def literals(path):
    """(line, text) of every string in a C++ file, neighbours joined as the compiler does."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^[ \t]*(#include|//|ENSURE\().*$", "", text, flags=re.M)
    text = re.sub(r"(?<=[;,{}])[ \t]+//.*$", "", text, flags=re.M)
    for run in re.finditer(STRING + r"(?:\s*" + STRING + ")*", text):
        parts = [match[1] for match in re.finditer(STRING, run[0])]
        yield text.count("\n", 0, run.start()) + 1, unescaped("".join(parts))


def sources(top, patterns):
    for pattern in patterns:
        for path in sorted(top.glob(pattern)):
            if not path.name.endswith("_test.cpp") and path.name not in FOR_AUTHORS:
                yield path


def plain(text):
    """With places that look alike: "{0:who} waits{}" and "{} waits{}" are the same."""
    return PLACE.sub("{}", text)


def is_sentence(text):
    """More than a name, a key or a sign: words for somebody to read."""
    words = PLACE.sub(" ", text).split()
    return not WORDS_OF_CODE.match(text) and any(re.search("[a-z]{3}", word) for word in words) and " " in text.strip()


def pieces(key):
    return [piece.strip() for piece in PLACE.split(key)[::2] if len(re.findall("[A-Za-z]", piece)) >= FEWEST]


def bare(text):
    """Without punctuation and plurals: sentences are put together of parts, and "{}s" is said of one and of several."""
    words = re.sub(r"[^\w\s{}/']|(?<!\w)'|'(?!\w)", " ", text.replace("{}", " {} ")).split()
    return " " + " ".join(word.removesuffix("s") for word in words) + " "


def stands_in(piece, text, most_parts):
    """Whether the text (bare) says the piece, in one run or in a few: what the code joins, a row has as a whole."""
    words = bare(piece).split()
    parts = 0
    while words:
        taken = next((n for n in range(len(words), 0, -1) if f" {' '.join(words[:n])} " in text), 0)
        words, parts = words[taken:], parts + 1
        if taken == 0 or parts > most_parts:
            return False
    return True


def check_row(name, key, value, tables):
    places = {}
    for number, place in enumerate(PLACE.findall(key)):
        word, _, kind = place.partition(":")
        places[word or str(number)] = kind
        if kind and kind not in BUILT_IN and kind not in tables:
            yield f'[{name}] "{key}": there is no table {kind}'
    for place in PLACE.findall(value):
        if place not in places:
            yield f'[{name}] "{key}": its translation has a place {{{place}}} that the row has not'
    if value.count("[") - value.count("[{") != len(re.findall(r"\[[^\[\]/{}]+/[^\[\]/{}]+\]", value)):
        yield f'[{name}] "{key}": a particle is written [after a consonant/after a vowel]'


def check_table(top, path, said):
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, rows in tables.items():
        for key, value in rows.items():
            yield from check_row(name, key, value, tables)
            for piece in pieces(key):
                if not stands_in(piece, said, 3):
                    yield f'[{name}] "{key}": no source says "{piece}" any more'


def untranslated(top, path):
    """(where, text) of sentences without a row."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = bare(" {} ".join(plain(key) for table in tables.values() for key in table))
    for source in sources(top, SENTENCES):
        for line, text in literals(source):
            if is_sentence(text) and not all(stands_in(piece, rows, 2) for piece in pieces(text)):
                yield f"{source.relative_to(top)}:{line}", text


def check_titles(top, task, path, texts, missing):
    file = top / "assignments" / task / "assignment.toml"
    assignment = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    parts = assignment.get("parts", {})
    for name in texts.get("parts", {}).keys() - parts.keys():
        yield f"{path.relative_to(top)}: parts.{name} is no part of {task}"
    untold = [] if "title" in texts else ["title"]
    untold += [f"parts.{name}" for name in parts if name not in texts.get("parts", {})]
    missing += [(str(file.relative_to(top)), key) for key in untold]


def check_scenarios(top, language, missing):
    for suite in sorted(path for path in (top / "suites").iterdir() if path.is_dir()):
        scenarios = {path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["scenario"] for path in suite.glob("*.toml")}
        path = suite / "lang" / f"{language}.toml"
        texts = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        yield from check_titles(top, suite.name, path, texts.pop("assignment", {}), missing)
        for name in texts.keys() - scenarios.keys():
            yield f"{path.relative_to(top)}: [{name}] is no scenario of {suite.name}"
        for name, scenario in sorted(scenarios.items()):
            for key in ("title", "hint"):
                if key in scenario and key not in texts.get(name, {}):
                    missing.append((f"suites/{suite.name}/{name}.toml", key))


def check_handouts(top, language, missing):
    for folder in sorted(path for path in (top / "assignments").iterdir() if path.is_dir()):
        if (folder / "README.md").is_file() and not (folder / f"README.{language}.md").is_file():
            missing.append((f"assignments/{folder.name}/README.md", "the handout"))
        elif not (folder / "README.md").is_file() and (folder / f"README.{language}.md").is_file():
            yield f"assignments/{folder.name}/README.{language}.md: a translation of no handout"


def main():
    arguments = [word for word in sys.argv[1:] if word != "--all"]
    top = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parent.parent
    said = bare(" {} ".join(plain(text) for path in sources(top, SENTENCES + AROUND) for _, text in literals(path)))
    wrong = []
    for path in sorted((top / "harness/lang").glob("*.toml")):
        language, missing = path.stem, []
        wrong += [f"{path.relative_to(top)}: {why}" for why in check_table(top, path, said)]
        missing += untranslated(top, path)
        wrong += check_scenarios(top, language, missing)
        wrong += check_handouts(top, language, missing)
        shown = missing if "--all" in sys.argv else missing[:10]
        for where, what in shown:
            print(f"{language}: {where}: not translated, shown in English: {what}")
        print(f"{language}: {len(missing)} texts are not translated" + (" (--all lists them)" if len(missing) > len(shown) else ""))
    print("\n".join(wrong) if wrong else "languages: every row says something that the sources say, and every place fits")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
