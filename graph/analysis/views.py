"""One consistent state of the graph with what is held in memory of it: what every question is asked of."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from graph.analysis.addressing import Addresses
from graph.analysis.catalogue import Catalogue
from graph.analysis.keeping import Kept
from graph.store.interface import Reader

T = TypeVar("T")

KEPT = 64
"""How many answers that are costly to make are kept."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list and how long the whole is."""

    total: int
    items: list[T]


class Following(Protocol):
    """What leads to a reader of the newest state."""

    def reading(self) -> AbstractContextManager[Reader]:
        """Give one consistent state for several questions."""


class View:
    """One state of the graph; `version` is empty where the store does not say which."""

    def __init__(
        self, reader: Reader, version: str, addresses: Addresses, catalogues: Kept[Catalogue], answers: Kept[Any]
    ) -> None:
        self.reader = reader
        self.version = version
        self.addresses = addresses
        self._catalogues = catalogues
        self._answers = answers

    @property
    def catalogue(self) -> Catalogue:
        """All concepts of this state. Raises QueryError, StoreError."""
        return self._catalogues.get(self.version, None, lambda: Catalogue(self.reader, self.addresses))

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made of this state under a key, or make it now."""
        made: T = self._answers.get(self.version, key, make)
        return made


class Views:
    """Opens views, one after the other, of the newest state each."""

    def __init__(self, following: Following, base: str, *, versioned: bool = True) -> None:
        """Follow a reader; `versioned` is false for a store that others may change without its version telling."""
        self._following = following
        self._versioned = versioned
        self._addresses = Addresses(base)
        self._catalogues: Kept[Catalogue] = Kept(2)
        self._answers: Kept[Any] = Kept(KEPT)

    @contextmanager
    def open(self) -> Iterator[View]:
        """Give a view of the newest state. Raises StoreError."""
        with self._following.reading() as reader:
            version = reader.version if self._versioned else ""
            yield View(reader, version, self._addresses, self._catalogues, self._answers)
