"""codec: encodes and decodes the types of calc.x, one command a line (the handout has the protocol)."""
import os
import re
import sys

from calc import TYPES
from xdr import MAX_MESSAGE, Cursor, Garbled, Words


def obey(words):
    if len(words) < 2 or words[1] not in TYPES:
        raise Garbled("a command has a verb and a type")
    verb, kind, *rest = words
    if verb == "encode":
        notation = Words(rest)
        value = TYPES[kind].read(notation)
        notation.end()
        encoded = TYPES[kind].encode(value)
        if len(encoded) > MAX_MESSAGE:
            raise Garbled("the value is too long")
        return encoded.hex()
    if verb != "decode" or len(rest) != 1 or not re.fullmatch(r"([0-9a-f]{2})*", rest[0]):
        raise Garbled("no such command")
    cursor = Cursor(bytes.fromhex(rest[0]))
    value = TYPES[kind].decode(cursor)
    cursor.end()
    return TYPES[kind].show(value)


def main():
    if len(sys.argv) != 1:
        print("usage: codec", file=sys.stderr)
        return 2
    for line in sys.stdin:
        try:
            os.write(1, f"ok {obey(line.split())}\n".encode())
        except (Garbled, RecursionError) as error:
            print(f"codec: {error}", file=sys.stderr)
            print("error", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
