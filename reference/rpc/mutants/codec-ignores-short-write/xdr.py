"""XDR (RFC 4506): every type is an object that can encode, decode, read its notation and print it."""
import re
import struct

MAX_MESSAGE = 8192


class Garbled(Exception):
    """Bytes, words or a value that are none of the type."""


class Cursor:
    """Bytes that are taken one item after the other."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size):
        taken = self.data[self.at : self.at + size]
        if len(taken) < size:
            raise Garbled("too few bytes")
        self.at += size
        return taken

    def end(self):
        if self.at < len(self.data):
            raise Garbled("bytes are left over")


class Words:
    def __init__(self, words):
        self.words, self.at = words, 0

    def take(self):
        if self.at == len(self.words):
            raise Garbled("a word is missing")
        self.at += 1
        return self.words[self.at - 1]

    def end(self):
        if self.at < len(self.words):
            raise Garbled("there are words left over")


class Void:
    def encode(self, value):
        return b""

    def decode(self, cursor):
        return None

    def read(self, words):
        return None

    def show(self, value):
        return "void"


class Integer:
    def __init__(self, form, least, most):
        self.form, self.least, self.most = struct.Struct(form), least, most

    def encode(self, value):
        return self.form.pack(value)

    def decode(self, cursor):
        return self.form.unpack(cursor.take(self.form.size))[0]

    def read(self, words):
        word = words.take()
        if not re.fullmatch(r"-?[0-9]+", word) or not self.least <= int(word) <= self.most:
            raise Garbled(f"{word} is no such integer")
        return int(word)

    def show(self, value):
        return str(value)


class Real:
    def __init__(self, form, digits):
        self.form, self.digits = struct.Struct(form), digits

    def encode(self, value):
        return self.form.pack(value)

    def decode(self, cursor):
        return self.form.unpack(cursor.take(self.form.size))[0]

    def read(self, words):
        try:
            return float(words.take())
        except ValueError as error:
            raise Garbled(error) from error

    def show(self, value):
        return f"{value:.{self.digits}g}"


class Enum:
    """Values are their names."""

    def __init__(self, **names):
        self.numbers = names
        self.names = {number: name for name, number in names.items()}

    def encode(self, value):
        return INT.encode(self.numbers[value])

    def decode(self, cursor):
        number = INT.decode(cursor)
        if number not in self.names:
            raise Garbled(f"{number} has no name")
        return self.names[number]

    def read(self, words):
        name = words.take()
        if name not in self.numbers:
            raise Garbled(f"{name} is no name of this type")
        return name

    def show(self, value):
        return value


class Opaque:
    """Bytes: exactly `size` of them, or with `most`, any number up to that, with their length before them."""

    def __init__(self, size=None, most=None):
        self.size, self.most = size, most

    def check(self, size):
        if size > self.most if self.size is None else size != self.size:
            raise Garbled(f"{size} bytes are too many or too few")
        return size

    def encode(self, value):
        size = self.check(len(value))
        return (UNSIGNED.encode(size) if self.size is None else b"") + value + bytes(-size % 4)

    def decode(self, cursor):
        size = self.check(UNSIGNED.decode(cursor)) if self.size is None else self.size
        return cursor.take(size + -size % 4)[:size]

    def read(self, words):
        word = words.take()
        if not re.fullmatch(r"x([0-9a-f]{2})*", word):
            raise Garbled(f"{word} are no bytes")
        return bytes.fromhex(word[1:])

    def show(self, value):
        return "x" + value.hex()


class Text(Opaque):
    def __init__(self, most):
        super().__init__(most=most)

    def read(self, words):
        word = words.take()
        if word == "\\":
            return b""
        if not re.fullmatch(r"([^\\]|\\[0-9a-f]{2})+", word):
            raise Garbled(f"{word} is no text")
        pieces = re.split(r"\\([0-9a-f]{2})", word)
        return b"".join(bytes.fromhex(piece) if i % 2 else piece.encode(errors="surrogateescape") for i, piece in enumerate(pieces))

    def show(self, value):
        return "".join(chr(byte) if 0x20 < byte < 0x7F and byte != 0x5C else f"\\{byte:02x}" for byte in value) or "\\"


class Array:
    def __init__(self, element, most):
        self.element, self.most = element, most

    def check(self, count):
        if count > self.most:
            raise Garbled(f"{count} elements are too many")
        return count

    def encode(self, value):
        return UNSIGNED.encode(self.check(len(value))) + b"".join(map(self.element.encode, value))

    def decode(self, cursor):
        return [self.element.decode(cursor) for _ in range(self.check(UNSIGNED.decode(cursor)))]

    def read(self, words):
        return [self.element.read(words) for _ in range(UNSIGNED.read(words))]

    def show(self, value):
        return " ".join([str(len(value)), *map(self.element.show, value)])


class List(Array):
    """A linked list: before every item a 1, and a 0 at the end. Here it is a Python list."""

    def __init__(self, element):
        super().__init__(element, MAX_MESSAGE)

    def encode(self, value):
        return b"".join(BOOL.encode("TRUE") + self.element.encode(item) for item in value) + BOOL.encode("FALSE")

    def decode(self, cursor):
        items = []
        while BOOL.decode(cursor) == "TRUE":
            items.append(self.element.decode(cursor))
        return items


class Struct:
    """Values are tuples."""

    def __init__(self, *fields):
        self.fields = fields

    def encode(self, value):
        return b"".join(field.encode(part) for field, part in zip(self.fields, value))

    def decode(self, cursor):
        return tuple(field.decode(cursor) for field in self.fields)

    def read(self, words):
        return tuple(field.read(words) for field in self.fields)

    def show(self, value):
        return " ".join(field.show(part) for field, part in zip(self.fields, value))


class Optional:
    """Something or None."""

    def __init__(self, element):
        self.element = element

    def encode(self, value):
        return BOOL.encode("FALSE") if value is None else BOOL.encode("TRUE") + self.element.encode(value)

    def decode(self, cursor):
        return self.element.decode(cursor) if BOOL.decode(cursor) == "TRUE" else None

    def read(self, words):
        word = words.take()
        if word not in ("-", "+"):
            raise Garbled(f"{word} is neither - nor +")
        return self.element.read(words) if word == "+" else None

    def show(self, value):
        return "-" if value is None else "+ " + self.element.show(value)


class Union:
    """Values are pairs: the discriminant's name, and what its arm holds."""

    def __init__(self, discriminant, **arms):
        self.discriminant, self.arms = discriminant, arms

    def encode(self, value):
        name, held = value
        return self.discriminant.encode(name) + self.arms[name].encode(held)

    def decode(self, cursor):
        name = self.discriminant.decode(cursor)
        return name, self.arms[name].decode(cursor)

    def read(self, words):
        name = self.discriminant.read(words)
        return name, self.arms[name].read(words)

    def show(self, value):
        name, held = value
        return name if self.arms[name] is VOID else f"{name} {self.arms[name].show(held)}"


VOID = Void()
INT = Integer(">i", -(2**31), 2**31 - 1)
UNSIGNED = Integer(">I", 0, 2**32 - 1)
HYPER = Integer(">q", -(2**63), 2**63 - 1)
UNSIGNED_HYPER = Integer(">Q", 0, 2**64 - 1)
FLOAT = Real(">f", 9)
DOUBLE = Real(">d", 17)
BOOL = Enum(FALSE=0, TRUE=1)
