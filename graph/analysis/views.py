"""One consistent state of the graph with what is held in memory of it: what every question is asked of."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from graph.analysis.addressing import Addresses
from graph.analysis.catalogue import Catalogue
from graph.analysis.keeping import Kept
from graph.figures import Figures, FiguresReader
from graph.store.interface import Reader, Settings

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
        self, reader: Reader, version: str, addresses: Addresses, figures: Figures, answers: Kept[Any]
    ) -> None:
        self.reader = reader
        self.version = version
        self.addresses = addresses
        self.figures = figures
        self.catalogue = Catalogue(figures, addresses)
        self._answers = answers

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made of this state under a key, or make it now."""
        made: T = self._answers.get(self.version, (self.figures.state, key), make)
        return made


class Views:
    """Opens views, one after the other, of the newest state each."""

    def __init__(self, following: Following, settings: Settings) -> None:
        """Follow a reader; a remote store may be changed by others without its version telling."""
        self._following = following
        self._versioned = settings.query_url is None
        self._addresses = Addresses(settings.base)
        self._figures = FiguresReader(settings.home)
        self._answers: Kept[Any] = Kept(KEPT)

    @contextmanager
    def open(self) -> Iterator[View]:
        """Give a view of the newest state. Raises StoreError."""
        with self._following.reading() as reader, self._figures.reading() as figures:
            version = f"{reader.version} {figures.state}" if self._versioned else ""
            yield View(reader, version, self._addresses, figures, self._answers)
