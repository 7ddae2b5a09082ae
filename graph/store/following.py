"""A reader for processes that live long: it moves on to the newest snapshot by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from graph.forks import after_fork
from graph.store.interface import Reader, Row, Settings, Term
from graph.store.opening import current_version, open_reader


@dataclass(slots=True)
class _Opened:
    """An open reader, and how many are using it."""

    reader: Reader
    version: str | None
    users: int = 0
    retired: bool = False


_inherited: list[_Opened] = []
"""What a parent process had opened: its engine's threads are not here, so that it can be neither used nor closed."""


class FollowingReader:
    """Answers each call from the newest state; safe to use from several threads and after a fork."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._opened: _Opened | None = None
        after_fork(self._begin_anew)

    def _begin_anew(self) -> None:
        self._lock = Lock()
        if self._opened is not None:
            _inherited.append(self._opened)
            self._opened = None

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Give one consistent state for several questions; it stays open until the block is left. Raises StoreError."""
        opened = self._enter()
        try:
            yield opened.reader
        finally:
            self._leave(opened)

    def _enter(self) -> _Opened:
        with self._lock:
            opened = self._newest()
            opened.users += 1
            return opened

    def _newest(self) -> _Opened:
        remote = self._settings.query_url is not None  # that server always answers from its newest state
        version = None if remote else current_version(self._settings)
        if self._opened is None or self._opened.version != version:
            reader = open_reader(self._settings)
            self._retire()
            self._opened = _Opened(reader, None if remote else reader.version)
        return self._opened

    def _retire(self) -> None:
        if self._opened is not None:
            self._opened.retired = True
            if self._opened.users == 0:
                self._opened.reader.close()
            self._opened = None

    def _leave(self, opened: _Opened) -> None:
        with self._lock:
            opened.users -= 1
            if opened.retired and opened.users == 0:
                opened.reader.close()

    @property
    def version(self) -> str:
        """Name the newest state."""
        with self.reading() as reader:
            return reader.version

    def select(self, sparql: str, **terms: Term) -> list[Row]:
        """Return all solutions of a SELECT. Raises QueryError, StoreError."""
        with self.reading() as reader:
            return reader.select(sparql, **terms)

    def ask(self, sparql: str, **terms: Term) -> bool:
        """Return the answer of an ASK. Raises QueryError, StoreError."""
        with self.reading() as reader:
            return reader.ask(sparql, **terms)

    def construct(self, sparql: str, media_type: str = "application/n-triples", **terms: Term) -> bytes:
        """Return the graph of a CONSTRUCT or DESCRIBE in an RDF format. Raises QueryError, StoreError."""
        with self.reading() as reader:
            return reader.construct(sparql, media_type, **terms)

    def results(self, sparql: str, media_type: str, **terms: Term) -> bytes:
        """Return any query's answer in a format for its kind. Raises QueryError, StoreError."""
        with self.reading() as reader:
            return reader.results(sparql, media_type, **terms)

    def graphs(self) -> Iterator[str]:
        """Name all named graphs. Raises StoreError."""
        with self.reading() as reader:
            yield from reader.graphs()

    def export(self, media_type: str, graph: str | None = None) -> bytes:
        """Return one graph, or the whole data set, in an RDF format. Raises QueryError, StoreError."""
        with self.reading() as reader:
            return reader.export(media_type, graph)

    def close(self) -> None:
        """Let go of the state once nobody is reading it; a later call opens it again."""
        with self._lock:
            self._retire()
