#!/usr/bin/env python3
"""Does what the how-to pages say work? Copies the tree's tasks to a folder of its own and follows each page there, block by block:

    ```toml PATH    writes the block to PATH (any language)
    ```sh           runs each line; `ipcgrade` is the program that is tested. A line that fails, fails the page.

    follow_howtos.py IPCGRADE [PAGE…]
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
PAGES = ["harness/howto/fifteen-minutes.md", "harness/howto/scenario.md", "harness/howto/assignment.md"]
TASKS = ["assignments", "suites", "reference"]
BLOCK = re.compile(r"^```(\w+)[ ]?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def follow(page, folder, environment):
    """Why a page cannot be followed; None: it can."""
    for language, path, text in BLOCK.findall((TOP / page).read_text(encoding="utf-8")):
        if path:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        elif language == "sh":
            for line in text.splitlines():
                done = subprocess.run(["bash", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False)
                if done.returncode != 0:
                    return f"'{line}' ended with status {done.returncode}:\n{done.stdout}{done.stderr}"
    return None


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    if subprocess.run([program, "doctor"], capture_output=True, check=False).returncode == 3:
        print("how-tos: not followed, because this machine can run no trial (ipcgrade doctor)")
        return 77
    status = 0
    for page in sys.argv[2:] or PAGES:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for task in TASKS:
                shutil.copytree(TOP / task, folder / task)
            environment = os.environ | {"IPCGRADE_ROOT": name, "PATH": f"{program.parent}:{os.environ['PATH']}"}
            why = follow(page, folder, environment)
        print(f"{page}: {why or 'can be followed'}")
        status |= why is not None
    return status


if __name__ == "__main__":
    sys.exit(main())
