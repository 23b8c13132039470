"""pipeline CMD [ARG...] [-- CMD [ARG...]]...: every command's output is the next one's input.

The stages are subprocess.Popen objects. Each is given one end of the pipe before it and one of the pipe behind it, and the
parent closes its own copies at once. subprocess restores SIGPIPE for its children, which Python itself ignores.
"""

import os
import shlex
import subprocess
import sys

NOT_FOUND, NOT_EXECUTABLE, KILLED = 127, 126, 128


def complain(text):
    os.write(2, f"pipeline: {text}\n".encode())


def split(words):
    """The commands between the "--", each a list of words."""
    commands = [[]]
    for word in words:
        if word == "--":
            commands.append([])
        else:
            commands[-1].append(word)
    return commands


def start(command, source, target):
    """A stage: a running process, or the status of a command that could not be executed."""
    try:
        return subprocess.Popen(command, stdin=source, stdout=target)
    except (FileNotFoundError, NotADirectoryError) as error:
        complain(f"{command[0]}: {error.strerror}")
        return NOT_FOUND
    except PermissionError as error:
        complain(f"{command[0]}: {error.strerror}")
        return NOT_EXECUTABLE


def start_all(commands, stages):
    source = 0
    for command in commands:
        following, target = os.pipe() if command is not commands[-1] else (-1, 1)
        stages.append(start(command, source, target))
        if source != 0:
            os.close(source)
        if target != 1:
            os.close(target)
        source = following


def status_of(stage):
    if isinstance(stage, int):
        return stage
    status = stage.wait()
    return KILLED - status if status < 0 else status


def main():
    commands = split(sys.argv[1:])
    line = " | ".join(" ".join(map(shlex.quote, command)) for command in commands)
    if not all(commands):
        os.write(2, b"usage: pipeline CMD [ARG...] [-- CMD [ARG...]]...\n")
        return 2
    stages = []
    failed = False
    try:
        start_all([["sh", "-c", line]], stages)
    except OSError as error:
        complain(error)
        failed = True
    statuses = [status_of(stage) for stage in stages]
    return 1 if failed else statuses[-1]


if __name__ == "__main__":
    sys.exit(main())
