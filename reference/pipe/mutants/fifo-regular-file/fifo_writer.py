"""fifo_writer PATH: makes the FIFO PATH if there is none, and copies standard input into it, one os.write a line."""

import os
import stat
import sys

LONGEST = os.pathconf("/", "PC_PIPE_BUF")


def meet(path):
    """The FIFO, open for writing. Opening waits for a reader."""
    try:
        os.mkfifo(path, 0o600)
    except FileExistsError:
        pass
    if not stat.S_ISFIFO(os.stat(path).st_mode):
        raise OSError(f"{path} is not a FIFO")
    return os.open(path, os.O_WRONLY)


def main(path):
    fifo = meet(path)
    for line in sys.stdin.buffer:  # a line comes as soon as its end is there
        if len(line) > LONGEST:
            raise OSError(f"a line is longer than {LONGEST} bytes")
        with open(path + ".data", "ab") as data:
            data.write(line)
        os.write(fifo, b"\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        os.write(2, b"usage: fifo_writer PATH\n")
        sys.exit(2)
    try:
        main(sys.argv[1])
    except OSError as error:
        os.write(2, f"fifo_writer: {error}\n".encode())
        sys.exit(1)
