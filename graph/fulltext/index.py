"""The full-text index of a folder, for processes that live long: it moves on to what was last committed by itself."""

from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import tantivy

from graph.errors import FullTextMissing
from graph.forks import after_fork
from graph.fulltext.searching import Asking, Counts, Hits, Search
from graph.fulltext.writing import Writing, state_of, writing

_KEPT = 256
"""How many answers about facets are kept of one state."""


@dataclass(slots=True)
class _Opened:
    """The index as it was when its list of files (`stamp`) was last looked at, and what was counted of it."""

    index: tantivy.Index
    stamp: tuple[int, int]
    state: str
    asking: Asking
    counts: OrderedDict[object, Counts] = field(default_factory=OrderedDict)


_inherited: list[_Opened] = []
"""What a parent process had opened: its engine's threads are not here, so that it is neither used nor closed."""


class FullText:
    """The full-text index in a folder; safe in several threads and processes, beside a writer, and after a fork that came while no thread was in it."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder; nothing is opened before the first question."""
        self._folder = folder
        self._lock = Lock()
        self._opened: _Opened | None = None
        self._values: dict[int, str] = {}
        after_fork(self._begin_anew)

    @staticmethod
    def writing(folder: Path) -> AbstractContextManager[Writing]:
        """Open an index for writing, a new one where there is none that can be used; leaving the block commits. Raises FullTextError."""
        return writing(folder)

    @classmethod
    def reading(cls, folder: Path) -> "FullText":
        """Return the index in a folder for reading."""
        return cls(folder)

    def state(self) -> str | None:
        """Return the state that the last writer committed, None where the index is missing, broken or of another form."""
        try:
            return self._current().state
        except FullTextMissing:
            return None

    def search(self, search: Search, limit: int = 20, offset: int = 0, facets: int = 0) -> Hits:
        """Return hits, and the `facets` most frequent values of each facet. Raises FullTextMissing."""
        opened = self._current()
        try:
            counts = self._kept(opened, (search.key, facets)) if facets else {}
            if counts is not None or not opened.asking.wide(search):
                total, opinions = opened.asking.page(search, limit, offset)
                counts = opened.asking.counts(search, facets) if counts is None else counts
            else:
                with ThreadPoolExecutor(1) as beside:  # the engine works without holding Python's lock
                    page = beside.submit(opened.asking.page, search, limit, offset)
                    counts = opened.asking.counts(search, facets, beside, lambda: page.result()[0])
                    total, opinions = page.result()
        except ValueError as error:
            raise _missing(self._folder) from error
        if facets:
            self._keep(opened, (search.key, facets), counts)
        return Hits(total, opinions, counts)

    def every(self, search: Search) -> Iterator[list[str]]:
        """Yield the addresses of all hits of one state, the newest meeting's first, some at a time. Raises FullTextMissing."""
        try:
            yield from self._current().asking.every(search)
        except ValueError as error:
            raise _missing(self._folder) from error

    def _kept(self, opened: _Opened, key: object) -> Counts | None:
        with self._lock:
            return opened.counts.get(key)

    def _keep(self, opened: _Opened, key: object, counts: Counts) -> None:
        with self._lock:
            opened.counts[key] = counts
            while len(opened.counts) > _KEPT:
                opened.counts.popitem(last=False)

    def _current(self) -> _Opened:
        """Return the index as it was last committed. Raises FullTextMissing."""
        with self._lock:
            try:
                about = (self._folder / "meta.json").stat()
                stamp = (about.st_ino, about.st_mtime_ns)
                if self._opened is None or self._opened.stamp != stamp:
                    self._opened = self._reopened(stamp)
            except (ValueError, OSError) as error:
                self._opened = None
                raise _missing(self._folder) from error
            return self._opened

    def _reopened(self, stamp: tuple[int, int]) -> _Opened:
        index = self._opened.index if self._opened else tantivy.Index.open(str(self._folder))
        state = state_of(index)
        return _Opened(index, stamp, state, Asking(index.searcher(), index.schema, self._values))

    def _begin_anew(self) -> None:
        self._lock = Lock()
        if self._opened is not None:
            _inherited.append(self._opened)
            self._opened = None


def _missing(folder: Path) -> FullTextMissing:
    """Return what to say of an index that cannot be used."""
    if not (folder / "meta.json").exists():
        return FullTextMissing("The full-text index has not been made yet: the next `ronten ingest` makes it.")
    return FullTextMissing("The full-text index cannot be used: the next `ronten ingest` makes it anew.")
