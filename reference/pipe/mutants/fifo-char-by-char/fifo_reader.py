"""fifo_reader PATH: makes the FIFO PATH if there is none, copies what comes out of it to standard output until the last
writer has closed it, and removes it."""

import os
import stat
import sys


def meet(path):
    """The FIFO, open for reading. Opening waits for a writer."""
    try:
        os.mkfifo(path, 0o600)
    except FileExistsError:
        pass
    if not stat.S_ISFIFO(os.stat(path).st_mode):
        raise OSError(f"{path} is not a FIFO")
    return os.open(path, os.O_RDONLY)


def main(path):
    fifo = meet(path)
    try:
        while piece := os.read(fifo, 65536):
            while piece:
                piece = piece[os.write(1, piece) :]
    finally:
        os.unlink(path)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        os.write(2, b"usage: fifo_reader PATH\n")
        sys.exit(2)
    try:
        main(sys.argv[1])
    except OSError as error:
        os.write(2, f"fifo_reader: {error}\n".encode())
        sys.exit(1)
