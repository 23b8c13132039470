"""date_server PORT answers every connection with one line, the date and the time, until SIGTERM.

The selector waits for clients and, through a socket of its own, for signals: one that comes just before the wait ends it, too.
"""

import selectors
import signal
import socket
import sys
import time


def port_of(text):
    """The port number, or None if the text is none."""
    if text.isascii() and text.isdigit() and int(text) <= 65535:
        return int(text)
    return None


def listen_on(port):
    family = socket.AF_INET6 if socket.has_dualstack_ipv6() else socket.AF_INET
    listener = socket.create_server(("", port), family=family, dualstack_ipv6=family == socket.AF_INET6, backlog=128)
    listener.setblocking(False)
    print("listening", listener.getsockname()[1], flush=True)
    return listener


def signal_socket():
    """A socket that can be read once SIGTERM has come."""
    to_read, to_write = socket.socketpair()
    to_write.setblocking(False)
    signal.set_wakeup_fd(to_write.detach())
    signal.signal(signal.SIGTERM, lambda number, frame: None)
    return to_read


def send_date(listener):
    """One client, or none: whoever has given up harms nobody else."""
    try:
        client, _ = listener.accept()
        with client:
            client.sendall(time.strftime("%c\n").encode())
    except OSError as error:
        print(f"date_server: {error}", file=sys.stderr)


def main(port):
    stop = signal_socket()
    listener = listen_on(port)
    with selectors.DefaultSelector() as selector:
        selector.register(stop, selectors.EVENT_READ)
        selector.register(listener, selectors.EVENT_READ)
        while True:
            ready = [key.fileobj for key, _ in selector.select()]
            if stop in ready:
                return
            if listener in ready:
                send_date(listener)


if __name__ == "__main__":
    port = port_of(sys.argv[1]) if len(sys.argv) == 2 else None
    if port is None:
        print("usage: date_server PORT", file=sys.stderr)
        sys.exit(2)
    try:
        main(port)
    except OSError as error:
        print(f"date_server: {error}", file=sys.stderr)
        sys.exit(1)
