"""rpc_client [-u] [-t MS] HOST PORT CALL ARG...: calls one procedure of the remote calculator and prints its result."""
import getopt
import os
import socket
import struct
import sys
import time

from calc import PROCEDURES
from message import LAST_FRAGMENT, MSG_ACCEPTED, MSG_DENIED, REPLY, RPC_MISMATCH, SUCCESS, call, record, skip_auth
from xdr import MAX_MESSAGE, Cursor, Garbled, Words

TRIES = 3
NAMES = ["SUCCESS", "PROG_UNAVAIL", "PROG_MISMATCH", "PROC_UNAVAIL", "GARBAGE_ARGS", "SYSTEM_ERR"]


class Failure(Exception):
    """Why there is no result."""


def result_in(reply, xid):
    """Where the result begins; None: this is not the reply to our call."""
    if len(reply) < 4 or struct.unpack(">I", reply[:4])[0] != xid:
        return None
    cursor = Cursor(reply)
    _xid, kind, status = struct.unpack(">III", cursor.take(12))
    if kind != REPLY or status not in (MSG_ACCEPTED, MSG_DENIED):
        raise Failure("the reply is garbled")
    if status == MSG_DENIED:
        (why,) = struct.unpack(">I", cursor.take(4))
        raise Failure("RPC_MISMATCH" if why == RPC_MISMATCH else "AUTH_ERROR")
    skip_auth(cursor)
    (why,) = struct.unpack(">I", cursor.take(4))
    if why != SUCCESS:
        raise Failure(NAMES[why] if why < len(NAMES) else "the reply is garbled")
    return cursor


def by_datagrams(address, message, xid, patience):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.connect(address)
        for _ in range(TRIES):
            server.send(message)
            deadline = time.monotonic() + patience
            while (left := deadline - time.monotonic()) > 0:
                server.settimeout(left)
                try:
                    found = result_in(server.recv(65536), xid)
                except TimeoutError:
                    break
                if found is not None:
                    return found
    raise Failure("timed out: no reply")


class Stream:
    """A connection on which every wait ends at one deadline."""

    def __init__(self, address, patience):
        self.deadline = time.monotonic() + patience
        self.connection = socket.create_connection(address, timeout=patience)

    def in_time(self):
        self.connection.settimeout(max(self.deadline - time.monotonic(), 0.001))
        return self.connection

    def receive(self, size):
        data = b""
        while len(data) < size:
            piece = self.in_time().recv(size - len(data))
            if not piece:
                raise Failure("the server has closed the connection")
            data += piece
        return data

    def receive_record(self):
        message, last = b"", False
        while not last:
            (header,) = struct.unpack(">I", self.receive(4))
            last, size = header >= LAST_FRAGMENT, header % LAST_FRAGMENT
            if len(message) + size > MAX_MESSAGE:
                raise Failure("the reply is too long")
            message += self.receive(size)
        return message


def by_stream(address, message, xid, patience):
    stream = Stream(address, TRIES * patience)
    with stream.connection:
        stream.in_time().sendall(record(message))
        while True:
            found = result_in(stream.receive_record(), xid)
            if found is not None:
                return found


def usage():
    print("usage: rpc_client [-u] [-t MS] HOST PORT CALL [ARGUMENT...]", file=sys.stderr)
    return 2


def perform(transport, host, port, patience, number, takes, gives, argument):
    xid = int.from_bytes(os.urandom(4), "big")
    message = call(xid, number, takes.encode(argument))
    address = socket.getaddrinfo(host, port, socket.AF_INET)[0][4]
    cursor = transport(address, message, xid, patience)
    value = gives.decode(cursor)
    cursor.end()
    print(gives.show(value), flush=True)


def main():
    try:
        options, (host, port, name, *words) = getopt.getopt(sys.argv[1:], "ut:")
        milliseconds = int(dict(options).get("-t", "1000"))
        number, takes, gives = PROCEDURES[name]
        notation = Words(words)
        argument = takes.read(notation)
        notation.end()
    except (getopt.GetoptError, ValueError, KeyError, Garbled):
        return usage()
    if milliseconds < 1 or not port.isdecimal() or not 1 <= int(port) <= 65535:
        return usage()
    transport = by_datagrams if ("-u", "") in options else by_stream
    try:
        perform(transport, host, int(port), milliseconds / 1000, number, takes, gives, argument)
    except (Failure, Garbled, OSError) as error:
        print(f"rpc_client: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
