"""date_client HOST PORT prints what the date server says."""

import os
import socket
import sys


def is_port(text):
    return text.isascii() and text.isdigit() and 1 <= int(text) <= 65535


def main(host, port):
    """Prints until the server's end: the exit status."""
    total = 0
    with socket.create_connection((host, port)) as server:  # to the first of the host's addresses that takes it
        while piece := server.recv(4096):
            total += len(piece)
            while piece:
                piece = piece[os.write(1, piece) :]
    if total == 0:
        print("date_client: the server has said nothing", file=sys.stderr)
    return 0 if total > 0 else 1


if __name__ == "__main__":
    if len(sys.argv) != 3 or not is_port(sys.argv[2]):
        print("usage: date_client HOST PORT", file=sys.stderr)
        sys.exit(2)
    try:
        sys.exit(main(sys.argv[1], int(sys.argv[2])))
    except OSError as error:
        print(f"date_client: {error}", file=sys.stderr)
        sys.exit(1)
