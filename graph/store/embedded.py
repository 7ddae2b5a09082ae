"""The store on this machine's disk: Oxigraph, opened by one writer, read from snapshots by everybody else.

A transaction is acknowledged when the pointer names its snapshot. Its steps run between two marks in the data (`pending`, `sequence`), so that
whoever opens the store next can tell: all steps done, then the snapshot is taken; otherwise the database is made anew from the last snapshot.
"""

import gc
import io
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Self

import pyoxigraph as ox
from filelock import FileLock, Timeout

from graph.errors import BaseMismatch, QueryError, RontenError, StoreError, StoreLocked
from graph.store import engine, snapshots
from graph.store.changes import BASE, COUNTED, DIRTY, PENDING, SEQUENCE, Changes
from graph.store.interface import Row, Settings, Term
from graph.store.making import make
from graph.store.snapshots import Home, Lease
from graph.store.terms import fill


class StoreReader:
    """Answers from an open database."""

    def __init__(self, store: ox.Store, settings: Settings, version: str) -> None:
        self._opened: ox.Store | None = store
        self._settings = settings
        self.version = version

    @property
    def store(self) -> ox.Store:
        """The open database. Raises StoreError after closing."""
        if self._opened is None:
            raise StoreError("This reader has been closed.")
        return self._opened

    def select(self, sparql: str, **terms: Term) -> list[Row]:
        """Return all solutions of a SELECT. Raises QueryError."""
        answer = self._answer(sparql, terms)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("This query gives no rows: it is no SELECT.")
        return engine.rows(answer)

    def ask(self, sparql: str, **terms: Term) -> bool:
        """Return the answer of an ASK. Raises QueryError."""
        answer = self._answer(sparql, terms)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryError("This query gives no yes or no: it is no ASK.")
        return bool(answer)

    def construct(self, sparql: str, media_type: str = "application/n-triples", **terms: Term) -> bytes:
        """Return the graph of a CONSTRUCT or DESCRIBE in an RDF format. Raises QueryError."""
        return self.results(sparql, media_type, **terms)

    def results(self, sparql: str, media_type: str, **terms: Term) -> bytes:
        """Return any query's answer in a format for its kind. Raises QueryError."""
        output = io.BytesIO()
        engine.write_answer(self._answer(sparql, terms), media_type, output)
        return output.getvalue()

    def write(self, sparql: str, media_type: str, output: engine.Sink) -> None:
        """Write any query's answer in a format for its kind, as it comes. Raises QueryError, StoreError, the latter also where the output takes no more."""
        engine.write_answer(self._answer(sparql, {}), media_type, output)

    def _answer(self, sparql: str, terms: dict[str, Term]) -> engine.Answer:
        return engine.evaluate(self.store, fill(sparql, terms), self._settings)

    def graphs(self) -> Iterator[str]:
        """Name all named graphs."""
        with engine.engine_errors():
            for name in self.store.named_graphs():
                yield name.value

    def export(self, media_type: str, graph: str | None = None) -> bytes:
        """Return one graph, or the whole data set where `graph` is None, in an RDF format. Raises QueryError."""
        output = io.BytesIO()
        with engine.engine_errors():
            self.store.dump(
                output, engine.rdf_format(media_type), from_graph=None if graph is None else engine.graph_name(graph)
            )
        return output.getvalue()

    def close(self) -> None:
        """Let go of the database."""
        self._opened = None


class SnapshotReader(StoreReader):
    """Answers from the snapshot that was the newest when it was opened."""

    def __init__(self, settings: Settings) -> None:
        """Open the newest snapshot read-only. Raises StoreMissing, BaseMismatch, StoreError."""
        self._lease = Lease(Home(settings.home))
        try:
            with engine.engine_errors():
                store = ox.Store.read_only(str(self._lease.path))
            _check_base(store, settings)
        except RontenError:
            self._lease.close()
            raise
        super().__init__(store, settings, self._lease.version)

    def close(self) -> None:
        """Let go of the database, and of the snapshot."""
        super().close()
        self._lease.close()


class EmbeddedWriter:
    """The one writer of an embedded store."""

    def __init__(self, settings: Settings, wait: float = 0.0) -> None:
        """Take the lock, waiting up to `wait` seconds, and put right what a killed process left.

        Raises StoreLocked, BaseMismatch, StoreError.
        """
        self._settings, self._home = settings, Home(settings.home)
        self._lock = lock_home(self._home, wait)
        self._reader: StoreReader | None = None
        self._in_transaction = False
        try:
            with engine.engine_errors():
                self._open()
        except BaseException:
            self.close()
            raise

    @property
    def reader(self) -> StoreReader:
        """Read what this writer has committed. Raises StoreError after closing."""
        if self._reader is None:
            raise StoreError("This writer has been closed.")
        return self._reader

    def _open(self) -> None:
        current = self._home.current()
        if current is not None and not self._home.store.exists():
            snapshots.restore(self._home, current)
        store = ox.Store(str(self._home.store))
        self._reader = StoreReader(store, self._settings, current or "")
        _check_base(store, self._settings)
        sequence = self._own(SEQUENCE)
        if self._own(PENDING) or (current is not None and not sequence):
            del store
            self._roll_back()
        elif sequence and sequence[0] != current:
            self._publish(sequence[0])

    def _own(self, predicate: str) -> list[str]:
        pattern = self.reader.store.quads_for_pattern(
            ox.NamedNode(self._settings.system_graph),
            ox.NamedNode(predicate),
            None,
            ox.NamedNode(self._settings.system_graph),
        )
        return [quad.object.value for quad in pattern if isinstance(quad.object, ox.NamedNode | ox.Literal)]

    @contextmanager
    def transaction(self) -> Iterator[Changes]:
        """Open a transaction; leaving it without an error acknowledges all its changes.

        Raises QueryError, StoreError.
        """
        if self._in_transaction:
            raise StoreError("A transaction is open already: leave it first.")
        changes, self._in_transaction = Changes(self._settings), True
        try:
            yield changes
        finally:
            self._in_transaction = False
        if changes:
            self._commit(changes)

    def _commit(self, changes: Changes) -> None:
        version = snapshots.next_version(self.reader.version)
        try:
            with engine.engine_errors():
                self._write(changes, version)
                self._publish(version)
        except BaseException as error:
            _forget(error)
            self._roll_back()
            raise

    def _write(self, changes: Changes, version: str) -> None:
        store, system = self.reader.store, ox.NamedNode(self._settings.system_graph)
        before = list(self.reader.graphs()) if changes.touches_any else []
        marked = self.dirty() if changes.touches_system else []
        store.add(ox.Quad(system, ox.NamedNode(PENDING), ox.Literal(version), system))
        make(store, changes.made, self._settings.query_base)
        store.update(changes.closing(version, before, marked))

    def _publish(self, version: str) -> None:
        store = self.reader.store
        store.flush()
        snapshots.publish(self._home, version, store.backup)
        self.reader.version = version
        snapshots.collect(self._home)

    def _roll_back(self) -> None:
        self._let_go()
        with engine.engine_errors():
            current = self._home.current()
            snapshots.restore(self._home, current)
            self._reader = StoreReader(ox.Store(str(self._home.store)), self._settings, current or "")

    def dirty(self) -> list[str]:
        """Name the graphs that were changed and whose derived figures have not followed yet."""
        return sorted(self._own(DIRTY))

    def counted(self) -> str:
        """Return under which name the derived figures follow this state, empty where they do not."""
        return next(iter(self._own(COUNTED)), "")

    def settle(self, graphs: Iterable[str]) -> None:
        """Say, in a transaction of its own, that the derived figures follow these graphs now."""
        with self.transaction() as transaction:
            transaction.settle(graphs)

    def optimise(self) -> None:
        """Put the database's files in the best order for reading; worth it after much has been written."""
        with engine.engine_errors():
            self.reader.store.optimize()

    def _let_go(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None
            gc.collect()  # the engine unlocks its folder only when nothing refers to it any more

    def close(self) -> None:
        """Let go of the database and its lock."""
        self._let_go()
        self._lock.release()

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close it."""
        self.close()


def _forget(error: BaseException | None) -> None:
    """Let the frames that an error came through keep no hold of the database, which could not be opened again then."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__


def lock_home(home: Home, wait: float) -> FileLock:
    """Take the lock of a home folder, waiting up to `wait` seconds. Raises StoreLocked, StoreError."""
    lock = FileLock(home.lock)
    try:
        home.folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait)
    except Timeout:
        raise StoreLocked(
            f"Another process is writing to {home.folder}: wait until it has ended, then try again."
        ) from None
    except OSError as error:
        raise StoreError(f"{home.folder} cannot be written: {error.strerror}.") from error
    return lock


def _check_base(store: ox.Store, settings: Settings) -> None:
    bases = {
        quad.object.value
        for quad in store.quads_for_pattern(None, ox.NamedNode(BASE), None, None)
        if isinstance(quad.object, ox.Literal) and quad.graph_name == ox.NamedNode(f"{quad.object.value}data/system")
    }
    if bases and settings.base not in bases:
        raise BaseMismatch(
            f"The store in {settings.home} was made for {' and '.join(sorted(bases))}, not for {settings.base}: "
            f"set RONTEN_BASE_IRI to that, or move it with `ronten export --base {settings.base}`."
        )
