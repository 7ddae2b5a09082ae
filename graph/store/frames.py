"""What a worker process and its parent say to each other over pipes: a kind (one byte), a length (four), a body."""

import json
import os
import select
import struct
import time
from dataclasses import dataclass

from graph import errors

_HEADER = struct.Struct(">cI")
QUERY, DATA, END, ERROR = b"Q", b"D", b"E", b"X"
_LEAST, _CHUNK = 1 << 16, 1 << 18


@dataclass(frozen=True, slots=True)
class Request:
    """One query with its data set, the format of its answer, and how many bytes that may have."""

    sparql: str
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    union: bool | None = None
    max_bytes: int = 1 << 26

    def pack(self) -> bytes:
        """Return the request as a frame."""
        values = (self.sparql, self.media_type, self.default_graphs, self.named_graphs, self.union, self.max_bytes)
        return pack(QUERY, json.dumps(values).encode())

    @classmethod
    def unpack(cls, body: bytes) -> "Request":
        """Return the request in a frame's body."""
        sparql, media_type, default_graphs, named_graphs, union, max_bytes = json.loads(body)
        return cls(sparql, media_type, tuple(default_graphs), tuple(named_graphs), union, max_bytes)


def pack(kind: bytes, body: bytes) -> bytes:
    """Return a frame."""
    return _HEADER.pack(kind, len(body)) + body


def pack_error(error: errors.RontenError) -> bytes:
    """Return an error as a frame."""
    place = [error.line, error.column] if isinstance(error, errors.QuerySyntaxError) else []
    return pack(ERROR, json.dumps([type(error).__name__, str(error), place]).encode())


def unpack_error(body: bytes) -> errors.RontenError:
    """Return the error in a frame's body."""
    name, message, place = json.loads(body)
    kind: type[errors.RontenError] = getattr(errors, name)
    return kind(message, *place)


class Pipe:
    """Reads frames from a pipe's end."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._kept = descriptor, bytearray()
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLIN)

    def frame(self, deadline: float | None = None) -> tuple[bytes, bytes]:
        """Return the next frame's kind and body.

        Raises TimeoutError past `deadline` (time.monotonic), EOFError at the end.
        """
        kind, length = _HEADER.unpack(self._take(_HEADER.size, deadline))
        return kind, self._take(length, deadline)

    def _take(self, size: int, deadline: float | None) -> bytes:
        while len(self._kept) < size:
            if deadline is not None:
                left = deadline - time.monotonic()
                if left <= 0 or not self._poll.poll(left * 1000):
                    raise TimeoutError
            chunk = os.read(self._descriptor, min(max(size - len(self._kept), _LEAST), _CHUNK))
            if not chunk:
                raise EOFError
            self._kept += chunk
        taken = bytes(self._kept[:size])
        del self._kept[:size]
        return taken


def send(descriptor: int, data: bytes) -> None:
    """Write all of `data` to a pipe. Raises BrokenPipeError."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
