"""mcast_sender GROUP PORT sends every line of standard input, without its newline, as a datagram to the multicast group."""

import socket
import sys


def is_address(text):
    try:
        socket.inet_pton(socket.AF_INET, text)
    except OSError:
        return False
    return True


def is_port(text):
    return text.isascii() and text.isdigit() and 1 <= int(text) <= 65535


def main(group, port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        while line := sys.stdin.buffer.readline():
            sock.sendto(line.removesuffix(b"\n"), (group, port))


if __name__ == "__main__":
    if len(sys.argv) != 3 or not is_address(sys.argv[1]) or not is_port(sys.argv[2]):
        print("usage: mcast_sender GROUP PORT", file=sys.stderr)
        sys.exit(2)
    try:
        main(sys.argv[1], int(sys.argv[2]))
    except OSError as error:
        print(f"mcast_sender: {error}", file=sys.stderr)
        sys.exit(1)
