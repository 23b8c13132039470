"""mbx: mailboxes by the line protocol, in Python (all parts)."""

import os
import sys

import box
from box import PID, Failure, Message, Wait, me

LONGEST = 4096
boxes = {}  # name: the mailbox that this process has open under it
own_box = None  # direct naming
requests = []  # (port's id, who waits) of message N at N - 1; None once it is answered
interests = []  # (port that we hear about, port that we hear it in)
ticket = 0


# ---- Words


def message(word):
    if word == b"-":
        return b""
    if len(word) == 0 or any(c not in b"0123456789abcdefABCDEF" for c in word):
        raise ValueError
    return bytes.fromhex(word.decode())


def fits(data):
    if len(data) > LONGEST:
        raise Failure("too-big")
    return data


def patience(words):
    return Wait(words[0].decode() if words else None)


def within(word, least, most):
    value = int(word)
    if not least <= value <= most:
        raise ValueError
    return value


def opened(name):
    if name not in boxes:
        raise Failure("no-mailbox")
    return boxes[name]


def reply(data, *words):
    return b" ".join([b"ok", data.hex().encode() or b"-", *words])


# ---- A: life


def forget(name):
    boxes.pop(name).close()


def new_box(name, kind, capacity):
    made = box.create(box.path_of("mbx.", name), name.decode(errors="surrogateescape"), kind, capacity)
    if name in boxes:
        forget(name)
    boxes[name] = made


def create(name, kind, *capacity):
    if kind in (b"bounded", b"typed", b"owned"):
        (word,) = capacity
        new_box(name, kind.decode(), within(word, 1, 8))
    elif kind in (b"zero", b"unbounded") and not capacity:
        new_box(name, kind.decode(), float("inf"))
    else:
        raise ValueError


def port_allocate(name):
    new_box(name, "port", 8)


def open_(name):
    if name in boxes:
        forget(name)
    boxes[name] = box.open_box(box.path_of("mbx.", name))


def close(name):
    opened(name)
    forget(name)


def delete(name):
    with box.visit(box.path_of("mbx.", name)) as visitor, visitor.held() as state:
        if state.deleted:
            raise Failure("no-mailbox")
        if state.owner not in (None, PID):
            raise Failure("not-owner")
        state.delete()


# ---- A, B, C: sending


def of_kind(state, kinds):
    if state.kind not in kinds:
        raise Failure("unsupported")


def count(state):
    return sum(not m.event for m in state.messages)


def hand_over(state, data):
    """Rendezvous: to a receiver who is there; or it is offered, and we wait until it is taken."""
    if not state.messages:
        for pid, room in state.expected.items():
            if len(data) <= room:
                del state.expected[pid]
                state.served[pid] = data
                return True
    if not any(m.waiting == PID for m in state.messages):
        state.messages.append(Message(data, waiting=PID))
    return None


def rendezvous(place, data, wait):
    offered = False

    def attempt(state):
        nonlocal offered
        if offered and (PID, "taken") in state.served:
            return state.served.pop((PID, "taken"))
        if state.deleted:
            return None
        offered = True
        return hand_over(state, data)

    try:
        place.until(attempt, wait)
    except Failure:
        with place.held() as state:  # offered no more, unless it was taken after all
            state.messages = [m for m in state.messages if m.waiting != PID]
            taken = state.served.pop((PID, "taken"), False)
        if not taken:
            raise


def put(place, kinds, letter, wait):
    def attempt(state):
        of_kind(state, kinds)
        if state.deleted or count(state) >= state.capacity:
            return None
        state.messages.append(letter)
        return True

    place.until(attempt, wait)


def send(name, word, *wait):
    data, wait, place = message(word), patience(wait), opened(name)
    fits(data)
    with place.held() as state:
        kind = state.kind
    if kind == "zero":
        rendezvous(place, data, wait)
    else:
        put(place, ("bounded", "unbounded", "owned"), Message(data), wait)


# ---- A, B, C, D: receiving


def take(state, room, wanted=lambda letter: True, order=None):
    """The first message that is wanted, or the least of them in this order; None: there is none."""
    letters = [m for m in state.messages if wanted(m)]
    if not letters:
        return None
    letter = min(letters, key=order) if order else letters[0]
    if len(letter.data) > room:
        raise Failure("too-big")
    state.messages.remove(letter)
    return letter


def meet(state, room):
    """Rendezvous: what is offered, or what somebody has brought; else we expect somebody."""
    if PID in state.served:
        return Message(state.served.pop(PID))
    letter = take(state, room)
    if letter:
        state.served[(letter.waiting, "taken")] = True
    elif not state.deleted:
        state.expected[PID] = room
    return letter


def get(place, room, wait):
    def attempt(state):
        of_kind(state, ("bounded", "unbounded", "owned", "zero"))
        if state.deleted:
            state.expected.pop(PID, None)
        if state.owner and PID not in state.receivers:
            raise Failure("deleted" if state.deleted else "not-owner")
        return meet(state, room) if state.kind == "zero" else take(state, room)

    try:
        return place.until(attempt, wait).data
    except Failure:
        with place.held() as state:
            state.expected.pop(PID, None)
            brought = state.served.pop(PID, None)
        if brought is None:
            raise
        return brought


def receive(name, *wait):
    wait = patience(wait)
    return reply(get(opened(name), LONGEST, wait))


def receive_max(name, size, *wait):
    room, wait = within(size, 0, LONGEST), patience(wait)
    return reply(get(opened(name), room, wait))


def send_type(name, type, word, *wait):
    type, data, wait = within(type, 1, 2**31 - 1), message(word), patience(wait)
    put(opened(name), ("typed",), Message(fits(data), type=type), wait)


def receive_type(name, type, *wait):
    type, wait = within(type, -(2**31) + 1, 2**31 - 1), patience(wait)

    def wanted(letter):
        return type == 0 or letter.type == type or letter.type <= -type

    def attempt(state):
        of_kind(state, ("typed",))
        return take(state, LONGEST, wanted, (lambda letter: letter.type) if type < 0 else None)

    letter = opened(name).until(attempt, wait)
    return reply(letter.data, str(letter.type).encode())


# ---- E: direct naming


def call_me(name):
    global own_box
    if own_box:
        raise Failure("exists")
    own_box = box.create(box.path_of("mbx-of.", name), "", "owned", float("inf"))
    me.name = name
    for place in boxes.values():
        with place.held() as state:
            if PID in state.openers:
                state.openers[PID] = name


def send_to(name, word):
    data = fits(message(word))
    if not own_box:
        raise Failure("no-mailbox")
    with box.visit(box.path_of("mbx-of.", name)) as visitor, visitor.held() as state:
        if state.deleted:
            raise Failure("no-mailbox")
        state.messages.append(Message(data, sender=me.name))


def direct(wanted, wait):
    if not own_box:
        raise Failure("no-mailbox")
    return own_box.until(lambda state: take(state, LONGEST, wanted), wait)


def receive_from(name, *wait):
    wait = patience(wait)
    return reply(direct(lambda letter: letter.sender == name, wait).data)


def receive_any(*wait):
    letter = direct(lambda letter: True, patience(wait))
    return reply(letter.data, letter.sender)


# ---- F: ownership


def owner_only(name, process):
    """The state's part that both rights share: who `process` is."""

    def checked(state):
        of_kind(state, ("owned", "port"))
        if state.deleted:
            raise Failure("deleted")
        if state.owner != PID:
            raise Failure("not-owner")
        for pid, opener in state.openers.items():
            if opener == process:
                return pid
        raise Failure("no-mailbox")

    return opened(name), checked


def give(name, process):
    place, checked = owner_only(name, process)
    with place.held() as state:
        to = checked(state)
        state.receivers.discard(PID)
        state.receivers.add(to)
        state.owner = to


def allow(name, process):
    place, checked = owner_only(name, process)
    with place.held() as state:
        state.receivers.add(checked(state))


# ---- G: ports


def msg_send(name, word, *wait):
    data, wait, place = message(word), patience(wait), opened(name)
    put(place, ("port",), Message(fits(data)), wait)


def watched(place):
    """Whoever has a port open that `place` hears about."""
    pids = set()
    for about, to in interests:
        if to is place and about in boxes.values():
            with about.held() as state:
                pids |= set(state.openers)
    return pids


def msg_receive(name, *wait):
    wait, place = patience(wait), opened(name)

    def attempt(state):
        of_kind(state, ("port",))
        if state.owner and PID not in state.receivers and not state.deleted:
            raise Failure("not-owner")
        return take(state, LONGEST)

    watched(place)  # looking at them makes known who has ended
    letter = place.until(attempt, wait, lambda: watched(place))
    if letter.waiting is None:
        return reply(letter.data, b"0")
    requests.append((place.id, letter.waiting))
    return reply(letter.data, str(len(requests)).encode())


def msg_rpc(name, word, *wait):
    global ticket
    if wait == (b"try",):
        raise ValueError
    data, wait, place = fits(message(word)), patience(wait), opened(name)
    ticket += 1
    call = (PID, ticket)

    def attempt(state):
        reply = state.served.get(call)
        return None if reply is None else Message(reply)

    try:
        with place.held() as state:
            state.served[call] = None
        put(place, ("port",), Message(data, waiting=call), wait)
        return reply(place.until(attempt, wait).data)
    finally:
        with place.held() as state:
            state.served.pop(call, None)


def msg_reply(number, word):
    number, data = int(number), fits(message(word))
    if not 1 <= number <= len(requests) or requests[number - 1] is None:
        raise Failure("no-mailbox")
    id, call = requests[number - 1]
    requests[number - 1] = None
    for place in boxes.values():
        if place.id != id:
            continue
        with place.held() as state:
            if not state.deleted and call[0] in state.openers and call in state.served and state.served[call] is None:
                state.served[call] = data
                return
    raise Failure("deleted")


def port_notify(name, event, notify):
    if event not in (b"deleted", b"no-senders"):
        raise ValueError
    place, to = opened(name), opened(notify)
    with to.held() as state:
        of_kind(state, ("port",))
        if state.owner != PID:
            raise Failure("not-owner")
    with place.held() as state:
        of_kind(state, ("port",))
        if state.deleted:
            raise Failure("deleted")
        if event == b"no-senders" and state.owner != PID:
            raise Failure("not-owner")
        state.subscriptions.append((event.decode(), to.path, to.id, bool(state.senders())))
    interests.append((place, to))


# ---- The lines

COMMANDS = {
    b"create": create,
    b"open": open_,
    b"close": close,
    b"delete": delete,
    b"send": send,
    b"receive": receive,
    b"receive-max": receive_max,
    b"send-type": send_type,
    b"receive-type": receive_type,
    b"me": call_me,
    b"send-to": send_to,
    b"receive-from": receive_from,
    b"receive-any": receive_any,
    b"give": give,
    b"allow": allow,
    b"port-allocate": port_allocate,
    b"msg-send": msg_send,
    b"msg-receive": msg_receive,
    b"msg-reply": msg_reply,
    b"msg-rpc": msg_rpc,
    b"port-notify": port_notify,
}


def run(line):
    command, *words = line.split(b" ")
    try:
        return COMMANDS[command](*words) or b"ok"
    except (KeyError, TypeError, ValueError):  # no such command, or other words than it takes
        return b"error unsupported"
    except OSError as refused:  # no descriptor, no room: what the system does not give
        print(f"mbx: {refused}", file=sys.stderr)
        return b"error unsupported"
    except Failure as failure:
        return b"error " + str(failure).encode()


def main():
    if len(sys.argv) > 1:
        print("usage: mbx", file=sys.stderr)
        return 2
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(run(line.removesuffix(b"\n")) + b"\n")
    for name in list(boxes):
        forget(name)
    if own_box:
        own_box.close()
    return 0


sys.exit(main())
