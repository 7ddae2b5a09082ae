"""Keeps what was made from one state of the graph, so that each is made once; whatever is used least goes first."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

UNVERSIONED_SECONDS = 30
"""How long things are kept of a store that does not say which state it is in."""


@dataclass(slots=True)
class _Entry(Generic[T]):
    lock: Lock = field(default_factory=Lock)
    made: list[T] = field(default_factory=list)


class Kept(Generic[T]):
    """At most `size` things, each under a version of the graph and a key; safe to use from several threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._entries: OrderedDict[Hashable, _Entry[T]] = OrderedDict()

    def get(self, version: str, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept, or make it while others who want the same wait."""
        full = (version or int(time.monotonic() / UNVERSIONED_SECONDS), key)
        with self._lock:
            entry = self._entries.setdefault(full, _Entry())
            self._entries.move_to_end(full)
            while len(self._entries) > self._size:
                self._entries.popitem(last=False)
        with entry.lock:
            if not entry.made:
                entry.made.append(make())
            return entry.made[0]
