"""echo_server tcp PORT and echo_server udp PORT send back what they get, until SIGTERM.

asyncio: one thread, a coroutine a client. The loop sleeps in epoll_wait; a coroutine that waits for a slow client holds up
nobody else.
"""

import asyncio
import errno
import os
import signal
import socket
import sys

PIECE = 65536
LARGEST_DATAGRAM = 65535


def port_of(text):
    """The port number, or None if the text is none."""
    if text.isascii() and text.isdigit() and int(text) <= 65535:
        return int(text)
    return None


def bound_socket(kind, port):
    """A socket bound to the port on every address: an IPv6 socket takes IPv4 as well, if it is told to."""
    if socket.has_dualstack_ipv6():
        sock = socket.socket(socket.AF_INET6, kind)
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    else:
        sock = socket.socket(socket.AF_INET, kind)
    if kind == socket.SOCK_STREAM:
        # The port can be bound again while old connections are in TIME_WAIT. Two UDP sockets would share the port instead.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.setblocking(False)
    sock.bind(("", port))
    return sock


def announce(sock):
    """Says which port it is: the kernel has chosen one for port 0."""
    print("listening", sock.getsockname()[1], flush=True)


async def echo(client):
    """Sends back every byte until the client has shut down its side."""
    loop = asyncio.get_running_loop()
    with client:
        try:
            while piece := await loop.sock_recv(client, PIECE):
                await loop.sock_sendall(client, piece)
        except OSError as error:
            print(f"echo_server: {error}", file=sys.stderr)


class Spare:
    """A descriptor in reserve. Without a free one accept(2) fails while the client goes on waiting, and the loop would never
    sleep again: then this one is given up for a moment, to turn that client away."""

    def __init__(self):
        self.file = open(os.devnull)

    def turn_away(self, listener):
        self.file.close()
        try:
            listener.accept()[0].close()
        except OSError:
            pass  # it has given up meanwhile
        self.file = open(os.devnull)


async def serve_tcp(port):
    loop = asyncio.get_running_loop()
    clients = set()  # the loop itself holds its tasks only weakly
    spare = Spare()
    with bound_socket(socket.SOCK_STREAM, port) as listener:
        listener.listen(socket.SOMAXCONN)
        announce(listener)
        while True:
            try:
                client, _ = await loop.sock_accept(listener)
            except OSError as error:
                print(f"echo_server: accept: {error}", file=sys.stderr)
                if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                    spare.turn_away(listener)
                continue  # whoever has given up meanwhile is no failure of ours
            client.setblocking(False)
            task = loop.create_task(echo(client))
            clients.add(task)
            task.add_done_callback(clients.discard)


def answer_datagram(sock):
    """Answers one datagram, of any length: to whoever has sent it."""
    try:
        data, address = sock.recvfrom(LARGEST_DATAGRAM)
        sock.sendto(data, address)
    except OSError:
        pass  # an answer that cannot be sent is lost, as any datagram may be


async def serve_udp(port):
    with bound_socket(socket.SOCK_DGRAM, port) as sock:
        asyncio.get_running_loop().add_reader(sock, answer_datagram, sock)
        announce(sock)
        await asyncio.Event().wait()


async def main(serve, port):
    """Serves until SIGTERM, which is the right end."""
    task = asyncio.current_task()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        await serve(port)
    except asyncio.CancelledError:
        pass


if __name__ == "__main__":
    serve = {"tcp": serve_tcp, "udp": serve_udp}.get(sys.argv[1]) if len(sys.argv) == 3 else None
    port = port_of(sys.argv[2]) if serve else None
    if port is None:
        print("usage: echo_server tcp|udp PORT", file=sys.stderr)
        sys.exit(2)
    try:
        asyncio.run(main(serve, port))
    except OSError as error:
        print(f"echo_server: {error}", file=sys.stderr)
        sys.exit(1)
