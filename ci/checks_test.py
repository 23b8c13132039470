#!/usr/bin/env python3
"""The checks themselves: each rule is shown a tree that breaks it, and one that keeps it."""
import contextlib
import pathlib
import tempfile
import unittest

import check_docs
import check_house
import check_languages
import check_layers
import check_schemas


@contextlib.contextmanager
def tree(files):
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        for path, text in files.items():
            (top / path).parent.mkdir(parents=True, exist_ok=True)
            (top / path).write_text(text, encoding="utf-8")
        yield top


HEADERS = {
    f"harness/{name}": ""
    for name in [
        "base/fd.hpp", "model/trace.hpp", "plan/expand.hpp", "engine/run_trial.hpp", "engine/stop.hpp", "engine/world.hpp",
        "engine/tracer/tracer.hpp", "engine/probe/probe.hpp", "testing/catch.hpp", "report/json.hpp", "oracles/judge.hpp",
    ]
}


class Layers(unittest.TestCase):
    def found(self, path, *includes):
        text = "".join(f"#include {include}\n" for include in includes)
        with tree(HEADERS | {f"harness/{path}": text}) as top:
            return list(check_layers.violations(top / "harness"))

    def assert_kept(self, path, *includes):
        self.assertEqual(self.found(path, *includes), [])

    def assert_broken(self, path, include, because):
        found = self.found(path, "<vector>", include)
        self.assertEqual(len(found), 1, found)
        self.assertRegex(found[0], rf"^harness/{path}:2: .*{because}")

    def test_a_stage_sees_base_model_and_itself(self):
        self.assert_kept("plan/seeds.cpp", '"base/fd.hpp"', '"model/trace.hpp"', '"plan/expand.hpp"', "<vector>")
        self.assert_broken("plan/seeds.cpp", '"report/json.hpp"', "plan/ must not include report/json.hpp")
        self.assert_broken("model/wire.cpp", '"plan/expand.hpp"', "model/ must not include")
        self.assert_broken("base/fd.cpp", '"model/trace.hpp"', "base/ knows nothing above it")

    def test_a_campaign_also_sees_engine_oracles_and_plan(self):
        self.assert_kept("campaign/pool.cpp", '"engine/run_trial.hpp"', '"oracles/judge.hpp"', '"plan/expand.hpp"')
        self.assert_broken("campaign/pool.cpp", '"report/json.hpp"', "must not include")

    def test_the_command_line_sees_everything_but_testing(self):
        self.assert_kept("cli/run.cpp", '"engine/run_trial.hpp"', '"report/json.hpp"')
        self.assert_broken("cli/run.cpp", '"testing/catch.hpp"', "only tests include testing/")

    def test_the_folders_of_the_engine_share_two_headers_only(self):
        self.assert_kept("engine/probe/probe.cpp", '"engine/stop.hpp"', '"engine/probe/probe.hpp"', '"model/trace.hpp"')
        self.assert_broken("engine/probe/probe.cpp", '"engine/tracer/tracer.hpp"', "do not see each other")
        self.assert_broken("engine/probe/probe.cpp", '"engine/run_trial.hpp"', "do not see each other")
        self.assert_broken("engine/probe/probe.cpp", '"engine/world.hpp"', "do not see each other")
        self.assert_broken("engine/stop.hpp", '"engine/tracer/tracer.hpp"', "shared by the sub-folders")
        self.assert_kept("engine/run_trial.cpp", '"engine/tracer/tracer.hpp"', '"engine/probe/probe.hpp"')

    def test_tests_alone_see_testing(self):
        self.assert_kept("plan/seeds_test.cpp", '"testing/catch.hpp"')
        self.assert_kept("testing/builder.cpp", '"testing/catch.hpp"')
        self.assert_broken("plan/seeds.cpp", '"testing/catch.hpp"', "only tests")

    def test_a_library_has_one_home(self):
        for include, home, name in [
            ("<toml++/toml.h>", "scenario/a.cpp", "toml"), ("<nlohmann/json.hpp>", "report/a.cpp", "nlohmann"),
            ("<pugixml.hpp>", "report/a.cpp", "pugixml"), ("<cereal/cereal.hpp>", "model/wire.cpp", "cereal"), ("<seccomp.h>", "engine/tracer/a.cpp", "libseccomp"),
            ("<sys/ptrace.h>", "engine/tracer/a.cpp", "ptrace"), ("<elfutils/libdwfl.h>", "engine/symbols/a.cpp", "elfutils"),
            ("<CLI/CLI.hpp>", "cli/a.cpp", "CLI11"), ("<catch2/catch.hpp>", "testing/a.hpp", "Catch2"),
        ]:
            self.assert_kept(home, include)
            self.assert_broken("engine/probe/a.cpp", include, name)
            self.assert_broken("model/a.cpp", include, name)

    def test_an_include_names_a_file_from_the_root_and_a_stage_has_its_line(self):
        self.assert_broken("plan/seeds.cpp", '"expand.hpp"', "not a file under harness/")
        self.assert_broken("novelty/a.cpp", '"base/fd.hpp"', "no line in the table")


class Docs(unittest.TestCase):
    PROGRAM = '#!/bin/sh\n[ "$1" = run ] && { echo "  --part TEXT  only this part"; exit; }\necho "  run    runs"\necho "  --version"\n'

    def found(self, text, at="README.md"):
        files = {"ci/test": "", "ci/ipcgrade": "", "harness/README.md": "# The map\n## What it is, in short\n", "harness/model/trace.hpp": "",
                 "assignments/pipe/README.md": "", "ipcgrade": self.PROGRAM}
        with tree(files | {at: text}) as top:
            for program in ("ipcgrade", "ci/test", "ci/ipcgrade"):
                (top / program).chmod(0o755)
            return [line for line in check_docs.violations(top, str(top / "ipcgrade")) if line.startswith(at)]

    def assert_found(self, text, because, at="README.md"):
        found = self.found("\n" + text, at)
        self.assertEqual(len(found), 1, found)
        self.assertIn(because, found[0])
        self.assertRegex(found[0], rf"^{at}:\d+: ")

    def test_what_exists_is_no_complaint(self):
        text = """[map](harness/README.md#what-it-is-in-short), [here](#quick), [far](https://example.org/none), `ci/test`, `harness/model/`
## Quick
`assignments/<task>/README.md`, `assignments/*/README.md`, `assignments/TASK/README.md`, `read/write`, `/tmp/x`, `trace.hpp:12`
```sh
$ ci/test   # ci/nothing is only a remark
ipcgrade run --part A results/x && ci/ipcgrade --version
```
```toml
path = "harness/none"
```
"""
        self.assertEqual(self.found(text), [])

    def test_a_link_that_leads_nowhere_is_found(self):
        self.assert_found("[map](harness/MAP.md)", "leads nowhere")
        self.assert_found("[map](harness/README.md#elsewhere)", "no heading")

    def test_a_path_that_does_not_exist_is_found(self):
        self.assert_found("see `harness/model/trice.hpp`", "'harness/model/trice.hpp' does not exist")
        self.assert_found("`assignments/<task>/handout.md`", "does not exist")
        self.assert_found("```sh\nci/tset\n```", "'ci/tset' does not exist")
        self.assert_found("`trice.hpp`", "no file is called")

    def test_a_document_may_name_paths_from_its_own_folder(self):
        self.assertEqual(self.found("`model/trace.hpp`", at="harness/NOTES.md"), [])
        self.assert_found("`model/trice.hpp`", "does not exist", at="harness/NOTES.md")
        self.assert_found("`attic/`", "does not exist", at="harness/NOTES.md")

    def test_a_page_may_name_the_files_that_it_makes_itself(self):
        made = "```toml suites/relay/a.toml\n```\n"
        self.assertEqual(self.found(made + "```sh\ncp suites/relay/a.toml suites/relay/b.toml\n```"), [])
        self.assert_found(made + "```sh\nrm suites/novelty/a.toml\n```", "'suites/novelty/a.toml' does not exist")

    def test_a_page_may_name_what_a_new_task_brings(self):
        made = "```sh\nipcgrade new relay\n```\n"
        program = self.PROGRAM
        self.PROGRAM = program + 'echo "  new    begins"\n'
        self.assertEqual(self.found(made + "`reference/relay/good/first/relay.c`"), [])
        self.assert_found(made + "`reference/relais/good/first/relay.c`", "does not exist")
        self.PROGRAM = program

    def test_a_command_that_the_program_does_not_know_is_found(self):
        self.assert_found("`ipcgrade rum`", "no command 'rum'")
        self.assert_found("```sh\nci/ipcgrade run --prat A\n```", "ipcgrade run has no option '--prat'")

    def test_a_script_that_cannot_be_run_is_found(self):
        found = self.found("`ci/notes`", "README.md")
        self.assertIn("does not exist", found[0])
        with tree({"README.md": "`ci/test`", "ci/test": ""}) as top:
            self.assertIn("not executable", list(check_docs.violations(top))[0])


class House(unittest.TestCase):
    GOOD = "// What it is for.\n#pragma once\nnamespace ipcgrade::plan {\n}\n"

    def found(self, path, text):
        with tree({path: text}) as top:
            return list(check_house.violations(top))

    def assert_found(self, path, text, because):
        found = self.found(path, text)
        self.assertEqual(len(found), 1, found)
        self.assertRegex(found[0], rf"^{path}:\d+: .*{because}")

    def test_a_file_in_order_is_no_complaint(self):
        self.assertEqual(self.found("harness/plan/seeds.hpp", self.GOOD), [])
        self.assertEqual(self.found("harness/plan/seeds_test.cpp", 'TEST_CASE("sleep(1)") { wait(); }  // sleep(1)\n'), [])
        self.assertEqual(self.found("harness/plan/seeds.cpp", "for (bool more = true; more;) {}\n"), [])

    def test_each_broken_rule_is_found(self):
        self.assert_found("harness/plan/util.hpp", self.GOOD, "says nothing")
        self.assert_found("harness/plan/seed_helpers.cpp", "", "says nothing")
        self.assert_found("harness/plan/seeds.cpp", "int a;\n" * 301, "301 lines")
        self.assert_found("harness/plan/seeds.cpp", "// TO" "DO: later\n", "unfinished")
        self.assert_found("ci/check.py", "# FIX" "ME\n", "unfinished")
        self.assert_found("harness/plan/seeds_test.cpp", "std::this_thread::sleep_for(1ms);\n", "does not sleep")
        self.assert_found("harness/plan/seeds.cpp", "void go(int a, bool fast);\n", "bool parameter")
        self.assert_found("harness/plan/seeds.hpp", self.GOOD.replace("// What it is for.\n", ""), "opens with a comment")
        self.assert_found("harness/plan/seeds.hpp", self.GOOD.replace("#pragma once\n", ""), "#pragma once")
        self.assert_found("harness/plan/seeds.hpp", self.GOOD.replace("::plan", "::report"), "namespace, ipcgrade::plan")


@unittest.skipIf(check_schemas.jsonschema is None, "python3-jsonschema is not installed")
class Schemas(unittest.TestCase):
    TOP = pathlib.Path(__file__).resolve().parent.parent
    HEAD = '[scenario]\ntitle = "t"\npart = "A"\npoints = 1\n'
    START = '[[step]]\nstart = "greet"\n'

    def found(self, path, text):
        ours = [self.TOP / ".taplo.toml", *(self.TOP / "schemas").glob("*.json")]
        files = {file.relative_to(self.TOP).as_posix(): file.read_text(encoding="utf-8") for file in ours}
        with tree(files | {path: text}) as top:
            return list(check_schemas.violations(top))

    def assert_found(self, path, text, because):
        found = self.found(path, text)
        self.assertEqual(len(found), 1, found)
        self.assertRegex(found[0], rf"^{path}: .*{because}")

    def test_what_the_parser_accepts_is_no_complaint(self):
        step = '[[step]]\nexpect = { process = "greet/1", stdout = ["a", { hex = "00" }, 7], exit = { signal = "SIGTERM" } }\n'
        args = '[[step]]\nstart = "greet"\nas = "p2"\nargs = { id = { length = 3, seed = 2 } }\n'
        self.assertEqual(self.found("suites/pipe/a.toml", self.HEAD + self.START + step + args), [])
        self.assertEqual(self.found("reference/pipe/mutants/x/expect.toml", 'bug = "b"\nparent = "p"\n[caught]\na = "deadlock"\n'), [])

    def test_what_the_parser_refuses_is_found(self):
        for text, because in [
            (self.START, "'scenario' is a required"),
            (self.HEAD.replace("points", "ponits") + self.START, "ponits"),
            (self.HEAD + '[[step]]\nstart = "greet"\nsend = { process = "greet", data = "x" }\n', "valid under"),
            (self.HEAD + '[[step]]\nkill = "greet"\nas = "p"\n', "valid under"),
            (self.HEAD + '[[step]]\nuntil = { process = "greet", is = "asleep" }\n', "'asleep' is not one of"),
            (self.HEAD + '[[step]]\nexpect = { process = "greet", exit = 256 }\n', "256"),
            (self.HEAD + self.START + '[always]\noracles = ["no-sleep"]\n', "'no-sleep' is not one of"),
        ]:
            found = self.found("suites/pipe/a.toml", text)
            self.assertTrue(found, text)
            self.assertRegex(" ".join(found), because)

    def test_other_kinds_of_files_have_schemas_too(self):
        self.assert_found("reference/pipe/mutants/x/expect.toml", 'bug = "b"\nparent = "p"\n[caught]\na = "passed"\n', "'passed' is not one of")
        self.assert_found("reference/pipe/good/x/submission.toml", 'parts = "A"\n', "is not of type 'array'")
        self.assert_found("assignments/pipe/assignment.toml", '[assignment]\ntitle = "t"\n[parts]\n', "'roles' is a required")
        self.assert_found("suites/novelty.toml", "", "no rule of .taplo.toml")


class Languages(unittest.TestCase):
    TREE = {
        "assignments/pipe/assignment.toml": '[assignment]\ntitle = "Pipes"\n[parts.A]\ntitle = "greeting"\n',
        "suites/pipe/one.toml": '[scenario]\ntitle = "The first"\nhint = "Close it."\n',
    }

    def found(self, texts):
        missing = []
        with tree(self.TREE | {"suites/pipe/lang/ko.toml": texts}) as top:
            return list(check_languages.check_scenarios(top, "ko", missing)), missing

    def test_what_is_translated_is_neither_wrong_nor_missing(self):
        whole = '[assignment]\ntitle = "t"\nparts.A = "a"\n[one]\ntitle = "1"\nhint = "h"\n'
        self.assertEqual(self.found(whole), ([], []))

    def test_what_has_no_translation_is_listed(self):
        wrong, missing = self.found('[one]\ntitle = "1"\n')
        self.assertEqual(wrong, [])
        self.assertEqual(missing, [("assignments/pipe/assignment.toml", "title"), ("assignments/pipe/assignment.toml", "parts.A"),
                                   ("suites/pipe/one.toml", "hint")])

    def test_a_translation_of_what_there_is_not_is_found(self):
        wrong, _ = self.found('[assignment]\nparts.B = "b"\n[two]\ntitle = "2"\n')
        self.assertEqual(len(wrong), 2)
        self.assertRegex(wrong[0], "parts.B is no part of pipe")
        self.assertRegex(wrong[1], "two. is no scenario of pipe")


if __name__ == "__main__":
    unittest.main()
