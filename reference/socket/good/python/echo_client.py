"""echo_client tcp HOST PORT sends standard input and prints what comes back; echo_client udp HOST PORT sends a datagram a line
and prints the echo.

TCP with a thread that sends, while the first one prints. Calls go on after EINTR by themselves (PEP 475).
"""

import os
import socket
import sys
import threading
import time

PIECE = 65536
LARGEST_DATAGRAM = 65535
PATIENCE = 0.5
TRIES = 4


class Failure(Exception):
    """What ends the program with status 1."""


def is_port(text):
    return text.isascii() and text.isdigit() and 1 <= int(text) <= 65535


def write_all(data):
    while data:
        data = data[os.write(1, data) :]


# ---- TCP ----


def send_input(server, all_sent):
    """Sends the input, and then its end. Who sees the server's end after that has seen all of its answer."""
    try:
        while piece := os.read(0, PIECE):
            server.sendall(piece)
        all_sent.set()
        server.shutdown(socket.SHUT_WR)
    except OSError as error:
        print(f"echo_client: {error}", file=sys.stderr)


def converse_tcp(host, port):
    """A daemon thread ends with the program: it may wait for input that nobody needs any more."""
    server = socket.create_connection((host, port))  # to the first of the host's addresses that takes it
    all_sent = threading.Event()
    threading.Thread(target=send_input, args=(server, all_sent), daemon=True).start()
    while piece := server.recv(PIECE):
        write_all(piece)
    if not all_sent.is_set():
        raise Failure("the server has ended too early")


# ---- UDP ----


def await_echo(server, line):
    """Waits for the echo: has it come in time? Whatever else comes is dropped."""
    deadline = time.monotonic() + PATIENCE
    while (left := deadline - time.monotonic()) > 0:
        server.settimeout(left)
        try:
            if server.recv(LARGEST_DATAGRAM) == line:
                return True
        except TimeoutError:
            return False
        except ConnectionRefusedError:
            pass  # no server is there: no worse than silence, one may be started yet
    return False


def exchange(server, line):
    for _ in range(TRIES):
        try:
            server.send(line)
        except ConnectionRefusedError:
            pass  # the last one was
        if await_echo(server, line):
            return
    raise Failure("no answer")


def converse_udp(host, port):
    """A connected socket gets datagrams from nobody but the server."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind, protocol) as server:
        server.connect(address)
        while line := sys.stdin.buffer.readline():
            line = line.removesuffix(b"\n")
            exchange(server, line)
            write_all(line + b"\n")


if __name__ == "__main__":
    converse = {"tcp": converse_tcp, "udp": converse_udp}.get(sys.argv[1]) if len(sys.argv) == 4 else None
    if converse is None or not is_port(sys.argv[3]):
        print("usage: echo_client tcp|udp HOST PORT", file=sys.stderr)
        sys.exit(2)
    try:
        converse(sys.argv[2], int(sys.argv[3]))
    except (OSError, Failure) as error:
        print(f"echo_client: {error}", file=sys.stderr)
        sys.stderr.flush()
        os._exit(1)  # without waiting for the other thread
    os._exit(0)
