"""mcast_receiver GROUP PORT COUNT joins the multicast group and prints the next COUNT datagrams, a line each."""

import socket
import sys

LARGEST_DATAGRAM = 65535


def number_of(text, most):
    """A number from 1 to `most`, or None if the text is none."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= most:
        return int(text)
    return None


def address_of(text):
    """The four bytes of an IPv4 address, or None if the text is none."""
    try:
        return socket.inet_pton(socket.AF_INET, text)
    except OSError:
        return None


def print_line(data):
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def main(group, port, count):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        # Every receiver on this machine binds the same port; each must say that it shares it.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((socket.inet_ntoa(group), port))
        sock.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group + bytes(4))
        print_line(b"joined")
        for _ in range(count):
            print_line(sock.recv(LARGEST_DATAGRAM))


if __name__ == "__main__":
    arguments = sys.argv[1:] if len(sys.argv) == 4 else ["", "", ""]
    group, port, count = address_of(arguments[0]), number_of(arguments[1], 65535), number_of(arguments[2], 10**9)
    if None in (group, port, count):
        print("usage: mcast_receiver GROUP PORT COUNT", file=sys.stderr)
        sys.exit(2)
    try:
        main(group, port, count)
    except OSError as error:
        print(f"mcast_receiver: {error}", file=sys.stderr)
        sys.exit(1)
