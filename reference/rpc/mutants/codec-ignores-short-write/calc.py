"""The types of calc.x, and its procedures with what they take and give."""
from xdr import BOOL, DOUBLE, FLOAT, HYPER, INT, UNSIGNED, UNSIGNED_HYPER, VOID
from xdr import Array, Enum, List, Opaque, Optional, Struct, Text, Union

PROGRAM, VERSION = 0x20000101, 1

TEXT = Text(255)
NUMBERS = Array(INT, 1000)
PAIR = Struct(INT, INT)
TEXTS = Struct(TEXT, TEXT)
DIV_STATUS = Enum(DIV_OK=0, DIV_BY_ZERO=1, DIV_OVERFLOW=2)
DIV_RESULT = Union(DIV_STATUS, DIV_OK=Struct(INT, INT), DIV_BY_ZERO=VOID, DIV_OVERFLOW=VOID)
TREND = Enum(FALLING=-1, FLAT=0, RISING=1, MIXED=2)
STATS = Struct(HYPER, DOUBLE, FLOAT, TREND, BOOL)
KIND = Enum(MISSING=0, WHOLE=1, REAL=2, WORD=3, FLAG=4)
ANSWER = Union(KIND, MISSING=VOID, WHOLE=HYPER, REAL=DOUBLE, WORD=TEXT, FLAG=BOOL)
PERSON_NAME = Struct(TEXT, Optional(TEXT))
PERSON = Struct()
PERSON.fields = (Optional(PERSON_NAME), Optional(PERSON))  # a type that refers to itself
LIST = List(INT)
VERTEX = Struct(INT, INT, INT)
GRAPH = Array(VERTEX, 100)
GRAPH_STATUS = Enum(GRAPH_OK=0, GRAPH_BAD_INDEX=1)
GRAPH_RESULT = Union(GRAPH_STATUS, GRAPH_OK=GRAPH, GRAPH_BAD_INDEX=INT)

TYPES = {
    "int": INT,
    "unsigned": UNSIGNED,
    "hyper": HYPER,
    "unsigned_hyper": UNSIGNED_HYPER,
    "float": FLOAT,
    "double": DOUBLE,
    "bool": BOOL,
    "trend": TREND,
    "text": TEXT,
    "data": Opaque(most=64),
    "tag": Opaque(size=5),
    "numbers": NUMBERS,
    "pair": PAIR,
    "texts": TEXTS,
    "div_result": DIV_RESULT,
    "stats": STATS,
    "answer": ANSWER,
    "person": PERSON,
    "list": LIST,
    "graph": GRAPH,
    "graph_result": GRAPH_RESULT,
}

# What is called, its number, what it takes and what it gives.
PROCEDURES = {
    "NULL": (0, VOID, VOID),
    "ADD": (1, PAIR, HYPER),
    "DIVIDE": (2, PAIR, DIV_RESULT),
    "CONCAT": (3, TEXTS, Text(510)),
    "SUM": (4, NUMBERS, HYPER),
    "STATS": (5, NUMBERS, STATS),
    "LOOKUP": (6, TEXT, ANSWER),
    "GREET": (7, PERSON, Text(1000)),
    "LIST": (8, LIST, LIST),
    "GRAPH": (9, GRAPH, GRAPH_RESULT),
    "INCREMENT": (10, INT, HYPER),
}
