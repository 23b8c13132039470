"""swapcase: standard input goes through a pipe to the child and comes back, case swapped, through another.

Three processes, blocking calls: the child swaps, a second child feeds it, and the parent takes what comes back, so a full
pipe holds up only one of them. os.read and os.write go on after EINTR by themselves (PEP 475).
"""

import os
import signal
import sys

PIECE = 65536


def copy(source, target, change):
    """Copies until the end of `source`, each piece through `change`."""
    while piece := os.read(source, PIECE):
        piece = change(piece)
        while piece:
            piece = piece[os.write(target, piece) :]


def same(piece):
    return piece


def swap(piece):
    return piece.decode("latin-1").swapcase().encode("latin-1", "replace")


def guarded(body):
    """Runs `body`: its exit status (none is 0), or 1 after a message if it failed."""
    try:
        return body() or 0
    except OSError as error:
        os.write(2, f"swapcase: {error}\n".encode())
        return 1


def start(body):
    """Starts a child that runs `body` and ends: its process id."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = guarded(body)
        finally:
            os._exit(status)
    return child


def main():
    there_out, there_in = os.pipe()
    back_out, back_in = os.pipe()
    children = []

    def answer():
        os.close(there_in)
        os.close(back_out)
        copy(there_out, back_in, swap)

    def feed():
        for end in (there_out, back_out, back_in):
            os.close(end)
        copy(0, there_in, same)

    def converse():
        children.append(start(answer))
        children.append(start(feed))
        for end in (there_out, there_in, back_in):
            os.close(end)
        copy(back_out, 1, same)

    status = guarded(converse)
    statuses = []
    for child in children:
        if status != 0 or any(statuses):
            os.kill(child, signal.SIGKILL)  # the feeder may wait for input that nobody needs any more
        statuses.append(os.waitpid(child, 0)[1])
    if any(statuses):
        os.write(2, b"swapcase: a child failed\n")
    return 1 if status != 0 or any(statuses) else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        os.write(2, b"usage: swapcase\n")
        sys.exit(2)
    sys.exit(guarded(main))
