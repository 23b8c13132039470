"""A mailbox as a file that holds its whole state, under a lock.

Whoever does something locks the file, reads the state, changes it, writes it back and unlocks. Whoever has to wait leaves the address
of its own socket in the state, unlocks, and sleeps until a datagram comes: whoever changes a state knocks at all addresses in there.
Every process also listens at an address made of its process id, and accepts nobody: a connection to it breaks when the process ends,
however it ends. All addresses are abstract ones (unix(7)), so they leave nothing behind; the files go with their mailboxes.
"""

import contextlib
import fcntl
import os
import pickle
import select
import socket
import time

PID = os.getpid()


class Failure(Exception):
    """What stands behind `error` in the reply."""


class Wait:
    """How long a command may wait: for ever, not at all, or until a time of the monotonic clock."""

    def __init__(self, word=None):
        self.never = word == "try"
        self.deadline = None if word in (None, "try") else time.monotonic() + int(word) / 1000

    def remaining(self):
        """Milliseconds for poll, rounded up; None: for ever."""
        if self.deadline is None:
            return None
        return max(0, int((self.deadline - time.monotonic()) * 1000) + 1)

    def passed(self):
        return self.deadline is not None and time.monotonic() >= self.deadline


class Process:
    """What this process is to the others: its name, the socket that it sleeps on, and the address that tells that it lives."""

    def __init__(self):
        self.name = ""
        self.bell = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.bell.bind(self.bell_of(PID))
        self.bell.setblocking(False)
        self.life = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.life.bind(f"\0mbx-life.{PID}")
        self.life.listen(4096)
        self.watched = {}

    @staticmethod
    def bell_of(pid):
        return f"\0mbx-bell.{pid}"

    def knock(self, pid):
        with contextlib.suppress(OSError):  # it has ended, or has knocks enough
            self.bell.sendto(b"", self.bell_of(pid))

    def lives(self, pid):
        if pid == PID:
            return True
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect(self.bell_of(pid))
            except ConnectionRefusedError:
                return False
        return True

    def watch(self, pid):
        """A connection that breaks when `pid` ends; None if it has ended already."""
        if pid not in self.watched:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                connection.connect(f"\0mbx-life.{pid}")
            except ConnectionRefusedError:
                connection.close()
                return None
            self.watched[pid] = connection
        return self.watched[pid]

    def sleep(self, pids, wait):
        """Until somebody knocks, one of `pids` ends, or the deadline passes."""
        poll = select.poll()
        poll.register(self.bell, select.POLLIN)
        for pid in pids:
            if pid == PID:
                continue
            connection = self.watch(pid)
            if connection is None:
                return
            poll.register(connection, select.POLLIN)
        poll.poll(wait.remaining())
        with contextlib.suppress(BlockingIOError):
            while True:
                self.bell.recv(1)
        for pid in pids:
            if pid != PID and not self.lives(pid):
                self.watched.pop(pid).close()


me = Process()


class State:
    """What is in the file."""

    def __init__(self, name, kind, capacity):
        self.name, self.kind, self.capacity = name, kind, capacity
        self.id = (PID, time.monotonic_ns())
        self.deleted = False
        self.owner = PID if kind in ("owned", "port") else None
        self.openers = {}  # process id: name
        self.receivers = {self.owner}
        self.messages = []
        self.expected = {}  # rendezvous: receiver's process id: the room it has
        self.served = {}  # rendezvous: receiver's process id: what it was given. rpc: (process id, ticket): the reply, or None
        self.subscriptions = []  # (event, path and id of the mailbox that hears of it, whether there have been senders)
        self.told = 0  # how often it has heard of others
        self.sleepers = set()

    def __getstate__(self):  # messages as plain tuples: there may be thousands, and every object costs
        return {**vars(self), "messages": [tuple(vars(m).values()) for m in self.messages]}

    def __setstate__(self, state):
        vars(self).update(state, messages=[Message(*m) for m in state["messages"]])

    def senders(self):
        return [pid for pid in self.openers if pid != self.owner]

    def delete(self):
        self.deleted = True
        self.messages.clear()

    def bury(self):
        """Strikes off who has ended; with the owner goes the mailbox."""
        for pid in [pid for pid in self.openers if not me.lives(pid)]:
            self.strike_off(pid)

    def strike_off(self, pid):
        self.openers.pop(pid, None)
        self.receivers.discard(pid)
        self.expected.pop(pid, None)
        if self.kind == "zero":
            self.messages = [m for m in self.messages if m.waiting != pid]
        if self.owner == pid:
            self.delete()


class Message:
    def __init__(self, data, type=0, sender="", waiting=None, event=False):
        self.data, self.type, self.sender = data, type, sender
        self.waiting = waiting  # who waits until it is taken (rendezvous: process id) or answered (rpc: process id and ticket)
        self.event = event


class Box:
    """A view of the mailbox in the file `path`; `held` gives its state."""

    def __init__(self, path, fd):
        self.path, self.fd = path, fd
        self.id = None  # the mailbox's, once we are one of its openers
        self.newcomer = False
        self.sleepers = set()

    @contextlib.contextmanager
    def held(self):
        """The state, under the lock: what is changed in it is written back, and who sleeps knows."""
        fcntl.flock(self.fd, fcntl.LOCK_EX)
        before, self.sleepers = pickle.loads(os.pread(self.fd, os.fstat(self.fd).st_size, 0))
        state, asleep = pickle.loads(before), set(self.sleepers)
        if (state.owner or state.kind == "zero") and not state.deleted:
            state.bury()
        try:
            yield state
        finally:
            news = self.news(state)
            after = pickle.dumps(state)
            if after != before or self.sleepers != asleep:
                self.write(after)
            if state.deleted:
                self.free_name()
            fcntl.flock(self.fd, fcntl.LOCK_UN)
            if after != before:
                for pid in asleep:
                    me.knock(pid)
            for path, id, text in news:
                tell(path, id, text)

    def write(self, state):
        data = pickle.dumps((state, self.sleepers))
        os.ftruncate(self.fd, 0)
        os.pwrite(self.fd, data, 0)

    def free_name(self):
        """Once; the name may be another mailbox's by now."""
        with contextlib.suppress(FileNotFoundError):
            if os.stat(self.path).st_ino == os.fstat(self.fd).st_ino:
                os.unlink(self.path)

    def news(self, state):
        """What the subscribers have to hear: an event, once, or that there are other openers than before (no text)."""
        news, left = [], []
        for event, path, id, armed in state.subscriptions:
            armed = armed or bool(state.senders())
            if state.deleted if event == "deleted" else armed and not state.senders():
                news.append((path, id, f"{event} {state.name}".encode()))
            else:
                left.append((event, path, id, armed))
                if self.newcomer:
                    news.append((path, id, None))
        self.newcomer = False
        state.subscriptions = left
        return news

    def enlist(self, state):
        state.openers[PID] = me.name
        self.id = state.id
        self.newcomer = True

    def until(self, attempt, wait, watch=None):
        """Calls attempt(state) until it gives something else than None."""
        while True:
            passed = wait.passed()
            with self.held() as state:
                self.sleepers.discard(PID)
                result = attempt(state)
                if result is not None:
                    return result
                if state.deleted:
                    raise Failure("deleted")
                if wait.never:
                    raise Failure("would-block")
                if passed:
                    raise Failure("timed-out")
                self.sleepers.add(PID)
                pids = {state.owner} - {None}
            me.sleep(pids | (watch() if watch else set()), wait)

    def close(self):
        with self.held() as state:
            if not state.deleted:
                state.strike_off(PID)
        os.close(self.fd)


def path_of(prefix, name):
    return f"/dev/shm/{prefix}{name.hex()}"


def lock_file(path, flags):
    """The file that has this name, locked: whoever waited for the lock may have got one whose name has gone."""
    while True:
        fd = os.open(path, os.O_RDWR | flags, 0o600)
        fcntl.flock(fd, fcntl.LOCK_EX)
        if os.fstat(fd).st_nlink > 0:
            return fd
        os.close(fd)


def create(path, name, kind, capacity):
    while True:
        fd = lock_file(path, os.O_CREAT)
        box = Box(path, fd)
        if os.fstat(fd).st_size == 0:
            state = State(name, kind, capacity)
            box.enlist(state)
            box.write(pickle.dumps(state))
            fcntl.flock(fd, fcntl.LOCK_UN)
            return box
        with box.held() as state:  # its owner may have ended
            deleted = state.deleted
        os.close(fd)
        if not deleted:
            raise Failure("exists")


@contextlib.contextmanager
def visit(path):
    """A view of the mailbox, without being one of its openers."""
    try:
        fd = lock_file(path, 0)
    except FileNotFoundError:
        raise Failure("no-mailbox") from None
    try:
        if os.fstat(fd).st_size == 0:
            raise Failure("no-mailbox")
        yield Box(path, fd)
    finally:
        os.close(fd)


def open_box(path):
    with visit(path) as visitor:
        box = Box(path, os.dup(visitor.fd))
        with box.held() as state:
            if not state.deleted:
                box.enlist(state)
        if box.id is None:
            os.close(box.fd)
            raise Failure("no-mailbox")
        return box


def tell(path, id, text):
    """Leaves an event in a port, or just wakes its owner."""
    with contextlib.suppress(Failure), visit(path) as box, box.held() as state:
        if state.id == id and not state.deleted:
            state.told += 1
            if text is not None:
                state.messages.append(Message(text, event=True))
