"""A client that is not what limits a measurement: one thread, raw sockets kept open, answers counted and timed but not understood."""

import re
import selectors
import socket
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


@dataclass
class Load:
    """What came of sending the same request for a while: seconds for each answer, and how many were no success."""

    seconds: float
    taken: list[float] = field(default_factory=list)
    failed: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.taken) / self.seconds

    def percentile(self, part: float) -> float:
        """Return the seconds within which so large a part of the answers came."""
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def get(path: str, accept: str = "*/*", **parameters: str) -> bytes:
    """Return a GET request over a connection that stays open."""
    asked = f"{path}?{urlencode(parameters)}" if parameters else path
    return f"GET {asked} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode("ascii")


class _Connection:
    """One connection, on which one request at a time is under way."""

    def __init__(self, port: int, patience: float = 120) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=patience)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._kept = bytearray()
        self._left: int | None = None
        self.sent = 0.0
        self.good = False

    def send(self, request: bytes) -> None:
        self._kept.clear()
        self._left = None
        self.sent = time.perf_counter()
        self.socket.sendall(request)

    def whole(self) -> bool:
        """Read what is there and tell whether the answer is complete. Raises ConnectionError."""
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server hung up")
        if self._left is not None:
            self._left -= len(data)
            return self._left <= 0
        self._kept += data
        end = self._kept.find(b"\r\n\r\n")
        if end < 0:
            return False
        self.good = self._kept[9:12] == b"200"
        length = _LENGTH.search(self._kept, 0, end)
        if length is None and _CHUNKED.search(self._kept, 0, end):
            return self._kept.endswith(b"0\r\n\r\n")
        self._left = int(length[1] if length else 0) - (len(self._kept) - end - 4)
        return self._left <= 0


def load(port: int, request: bytes, connections: int, seconds: float, warm: float = 0.5) -> Load:
    """Send a request on each connection as soon as the one before it is answered, for so many seconds after warming up."""
    choice = selectors.DefaultSelector()
    for _ in range(connections):
        made = _Connection(port)
        choice.register(made.socket, selectors.EVENT_READ, made)
        made.send(request)
    begin = time.perf_counter() + warm
    end, found = begin + seconds, Load(seconds)
    while (now := time.perf_counter()) < end:
        for key, _ in choice.select(max(0.0, end - now)):
            connection: _Connection = key.data
            if not connection.whole():
                continue
            now = time.perf_counter()
            if begin <= now < end:
                found.taken.append(now - connection.sent)
                found.failed += not connection.good
            connection.send(request)
    for key in list(choice.get_map().values()):
        key.data.socket.close()
    choice.close()
    if found.failed or not found.taken:
        raise SystemExit(f"{found.failed} of {len(found.taken)} answers were no success")
    return found


def once(port: int, request: bytes, patience: float = 120) -> float:
    """Send a request on a connection of its own and return the seconds until its answer was whole; ends the run where it is no success.

    Raises TimeoutError where nothing comes for `patience` seconds.
    """
    connection = _Connection(port, patience)
    connection.send(request)
    while not connection.whole():
        pass
    taken = time.perf_counter() - connection.sent
    connection.socket.close()
    if not connection.good:
        raise SystemExit(f"no success: {request[:200]!r}")
    return taken
