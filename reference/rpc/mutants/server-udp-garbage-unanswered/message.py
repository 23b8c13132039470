"""ONC RPC messages (RFC 5531), and records on a stream."""
import struct

from calc import PROGRAM, VERSION
from xdr import MAX_MESSAGE, UNSIGNED, Garbled

CALL, REPLY = 0, 1
MSG_ACCEPTED, MSG_DENIED = 0, 1
RPC_MISMATCH = 0
RPC_VERSION = 2
SUCCESS, PROG_UNAVAIL, PROG_MISMATCH, PROC_UNAVAIL, GARBAGE_ARGS, SYSTEM_ERR = range(6)
LAST_FRAGMENT = 1 << 31
NO_AUTH = struct.pack(">II", 0, 0)


def call(xid, procedure, arguments):
    return struct.pack(">IIIIII", xid, CALL, RPC_VERSION, PROGRAM, VERSION, procedure) + NO_AUTH + NO_AUTH + arguments


def skip_auth(cursor):
    """Passes over credentials or a verifier, whatever they are."""
    _flavor, size = struct.unpack(">II", cursor.take(8))
    if size > 400:
        raise Garbled("credentials of more than 400 bytes")
    cursor.take(size + -size % 4)


def accepted(xid, status, rest=b""):
    return struct.pack(">III", xid, REPLY, MSG_ACCEPTED) + NO_AUTH + UNSIGNED.encode(status) + rest


def denied(xid):
    return struct.pack(">IIIIII", xid, REPLY, MSG_DENIED, RPC_MISMATCH, RPC_VERSION, RPC_VERSION)


def record(message):
    return UNSIGNED.encode(LAST_FRAGMENT | len(message)) + message


def receive(connection, size):
    """Exactly so many bytes of a stream, or None at its end."""
    data = b""
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            return None
        data += piece
    return data


def receive_record(connection):
    """The next record, put together from its fragments, or None if there is none, or one that is too long."""
    message, last = b"", False
    while not last:
        mark = receive(connection, 4)
        if mark is None:
            return None
        (header,) = struct.unpack(">I", mark)
        last, size = header >= LAST_FRAGMENT, header % LAST_FRAGMENT
        fragment = receive(connection, size) if len(message) + size <= MAX_MESSAGE else None
        if fragment is None:
            return None
        message += fragment
    return message
