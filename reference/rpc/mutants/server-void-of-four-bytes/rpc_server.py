"""rpc_server PORT: the remote calculator. A thread for each TCP connection; UDP is the main thread's."""
import collections
import errno
import os
import signal
import socket
import struct
import sys
import threading

from calc import PROCEDURES, PROGRAM, VERSION
from message import CALL, GARBAGE_ARGS, PROC_UNAVAIL, PROG_MISMATCH, PROG_UNAVAIL, RPC_VERSION, SUCCESS
from message import accepted, denied, receive_record, record, skip_auth
from procedures import RUN
from xdr import MAX_MESSAGE, Cursor, Garbled

REMEMBERED = 64
NUMBERED = {number: (takes, gives, RUN[name]) for name, (number, takes, gives) in PROCEDURES.items()}


def run(xid, cursor, procedure):
    takes, gives, function = procedure
    try:
        argument = takes.decode(cursor)
        cursor.end()
    except (Garbled, RecursionError):
        return accepted(xid, GARBAGE_ARGS)
    return accepted(xid, SUCCESS, gives.encode(function(argument)))


def answer(message):
    """The reply to a call; None where there is none, because this is no call."""
    cursor = Cursor(message)
    try:
        xid, kind, rpc_version = struct.unpack(">III", cursor.take(12))
        if kind != CALL:
            return None
        if rpc_version != RPC_VERSION:
            return denied(xid)
        program, version, number = struct.unpack(">III", cursor.take(12))
        skip_auth(cursor)
        skip_auth(cursor)
    except Garbled:
        return None
    if program != PROGRAM:
        return accepted(xid, PROG_UNAVAIL)
    if version != VERSION:
        return accepted(xid, PROG_MISMATCH, struct.pack(">II", VERSION, VERSION))
    if number not in NUMBERED:
        return accepted(xid, PROC_UNAVAIL)
    return run(xid, cursor, NUMBERED[number])


def serve_connection(connection):
    with connection:
        try:
            while (message := receive_record(connection)) is not None:
                reply = answer(message)
                if reply is None:
                    return
                connection.sendall(record(reply))
        except OSError:
            pass  # the client has gone; the others are served all the same


class Spare:
    """A descriptor in reserve. Without a free one accept fails at once, again and again, while the client goes on waiting: then
    this one is given up for a moment, to turn that client away."""

    def __init__(self):
        self.file = open(os.devnull)

    def turn_away(self, listener):
        self.file.close()
        try:
            listener.accept()[0].close()
        except OSError:
            pass  # it has given up meanwhile
        self.file = open(os.devnull)


def accept_connections(listener):
    spare = Spare()
    while True:
        try:
            connection, _address = listener.accept()
        except OSError as error:
            print(f"rpc_server: accept: {error}", file=sys.stderr)
            if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                spare.turn_away(listener)
            continue  # whoever has given up meanwhile is no failure of ours
        threading.Thread(target=serve_connection, args=(connection,), daemon=True).start()


def serve_datagrams(datagrams):
    """A call that comes again from the same client gets the same reply, and is not carried out again."""
    replies = collections.OrderedDict()
    while True:
        try:
            message, client = datagrams.recvfrom(65536)
            if len(message) > MAX_MESSAGE:
                continue
            if (client, message) not in replies:
                reply = answer(message)
                if reply is None:
                    continue
                replies[client, message] = reply
                if len(replies) > REMEMBERED:
                    replies.popitem(last=False)
            datagrams.sendto(replies[client, message], client)
        except OSError as error:
            print(f"rpc_server: a reply is lost: {error}", file=sys.stderr)


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal() or not 1 <= int(sys.argv[1]) <= 65535:
        print("usage: rpc_server PORT", file=sys.stderr)
        return 2
    port = int(sys.argv[1])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("", port))
        datagrams.bind(("", port))
        listener.listen(socket.SOMAXCONN)
    except OSError as error:
        print(f"rpc_server: {error}", file=sys.stderr)
        return 1
    threading.Thread(target=accept_connections, args=(listener,), daemon=True).start()
    print("listening", port, flush=True)
    serve_datagrams(datagrams)
    return 0


if __name__ == "__main__":
    sys.exit(main())
