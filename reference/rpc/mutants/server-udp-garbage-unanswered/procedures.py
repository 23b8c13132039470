"""What the remote procedures of calc.x do."""
import threading


def add(pair):
    return pair[0] + pair[1]


def divide(pair):
    first, second = pair
    if second == 0:
        return "DIV_BY_ZERO", None
    whole = abs(first) // abs(second)  # Python rounds down, we want to round towards zero
    if (first < 0) != (second < 0):
        whole = -whole
    if whole == 2**31:
        return "DIV_OVERFLOW", None
    return "DIV_OK", (whole, first - whole * second)


def statistics(numbers):
    if not numbers:
        return 0, 0.0, 0.0, "FLAT", "FALSE"
    steps = list(zip(numbers, numbers[1:]))
    rises, falls = any(a < b for a, b in steps), any(a > b for a, b in steps)
    direction = {(False, False): "FLAT", (True, False): "RISING", (False, True): "FALLING", (True, True): "MIXED"}[rises, falls]
    repeats = "TRUE" if len(set(numbers)) < len(numbers) else "FALSE"
    return sum(numbers), sum(numbers) / len(numbers), (min(numbers) + max(numbers)) / 2, direction, repeats


ENTRIES = {
    b"year": ("WHOLE", 1987),
    b"large": ("WHOLE", -9007199254740993),
    b"half": ("REAL", 0.5),
    b"word": ("WORD", b"marshal"),
    b"open": ("FLAG", "TRUE"),
}


def lookup(key):
    return ENTRIES.get(key, ("MISSING", None))


def greet(person):
    called = []
    while person is not None:
        name, person = person
        given, family = (b"stranger", None) if name is None else name
        called.append(given if family is None else given + b" " + family)
    return (b"Hello, " + b" and ".join(called))[:1000]


def reverse(items):
    return items[::-1]


def reachable(graph):
    for _value, left, right in graph:
        for index in (left, right):
            if not -1 <= index < len(graph):
                return "GRAPH_BAD_INDEX", index
    new_index, order, to_see = {}, [], [0] if graph else []
    while to_see:
        index = to_see.pop()
        if index < 0 or index in new_index:
            continue
        new_index[index] = len(order)
        order.append(index)
        _value, left, right = graph[index]
        to_see += [right, left]
    new_index[-1] = -1
    return "GRAPH_OK", [(graph[i][0], new_index[graph[i][1]], new_index[graph[i][2]]) for i in order]


class Counter:
    def __init__(self):
        self.value, self.lock = 0, threading.Lock()

    def increment(self, by):
        with self.lock:
            self.value += by
            return self.value


RUN = {
    "NULL": lambda _: None,
    "ADD": add,
    "DIVIDE": divide,
    "CONCAT": lambda texts: texts[0] + texts[1],
    "SUM": sum,
    "STATS": statistics,
    "LOOKUP": lookup,
    "GREET": greet,
    "LIST": reverse,
    "GRAPH": reachable,
    "INCREMENT": Counter().increment,
}
