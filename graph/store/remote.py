"""The store as any server that speaks SPARQL 1.1: Oxigraph, Fuseki, GraphDB, Virtuoso, Neptune.

A transaction is one SPARQL Update request; whether that is whole-or-nothing is the server's word (Oxigraph's and Fuseki's it is).
The server must answer from the union of its graphs where no data set is named: Oxigraph is told so, others are set up so
(Fuseki: tdb2:unionDefaultGraph; GraphDB, Virtuoso: as they are).
"""

import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

import pyoxigraph as ox

from graph.errors import BaseMismatch, QueryError, RontenError, StoreError, StoreMissing
from graph.store import engine, snapshots
from graph.store.changes import BASE, COUNTED, DIRTY, SEQUENCE, Changes
from graph.store.embedded import lock_home
from graph.store.guard import check, first_keyword
from graph.store.http import Server
from graph.store.interface import DEFAULT_GRAPH, Iri, Row, Settings, Term
from graph.store.operations import operations
from graph.store.snapshots import Home
from graph.store.terms import fill, iri
from graph.store.translating import ROWS, TRIPLES, asked_of_server, rows, translate, yes_or_no

_Term = TypeVar("_Term")


class RemoteReader:
    """Answers from the server's newest state."""

    def __init__(self, settings: Settings) -> None:
        """Ask the server whose store it is. Raises StoreMissing, BaseMismatch, StoreUnavailable."""
        self._settings, self._server = settings, Server(settings)
        try:
            found = _check_base(self, settings)
        except RontenError:
            self.close()
            raise
        if not found:
            self.close()
            raise StoreMissing(f"Nothing has been stored at {settings.query_url} yet: run `ronten ingest` first.")

    @classmethod
    def unchecked(cls, settings: Settings) -> "RemoteReader":
        """Return a reader of a store that may still be empty."""
        reader = cls.__new__(cls)
        reader._settings, reader._server = settings, Server(settings)  # noqa: SLF001 it is one of this class
        return reader

    @property
    def server(self) -> Server:
        """The connection to the server."""
        return self._server

    @property
    def version(self) -> str:
        """Ask the server for the number of its last acknowledged write. Raises StoreUnavailable."""
        return next(iter(self.own(SEQUENCE)), "")

    def own(self, predicate: str) -> list[str]:
        """Return what the store says of itself by a property."""
        asked = "SELECT ?o WHERE { GRAPH $g { $g $p ?o } } ORDER BY ?o"
        return [row["o"] for row in self.select(asked, g=Iri(self._settings.system_graph), p=Iri(predicate))]

    def select(self, sparql: str, **terms: Term) -> list[Row]:
        """Return all solutions of a SELECT. Raises QueryError, StoreUnavailable."""
        answer = self._asked(sparql, ROWS, terms)
        if first_keyword(sparql) != "select":
            raise QueryError("This query gives no rows: it is no SELECT.")
        return rows(answer)

    def ask(self, sparql: str, **terms: Term) -> bool:
        """Return the answer of an ASK. Raises QueryError, StoreUnavailable."""
        answer = self._asked(sparql, ROWS, terms)
        if first_keyword(sparql) != "ask":
            raise QueryError("This query gives no yes or no: it is no ASK.")
        return yes_or_no(answer)

    def construct(self, sparql: str, media_type: str = TRIPLES, **terms: Term) -> bytes:
        """Return the graph of a CONSTRUCT or DESCRIBE in an RDF format. Raises QueryError, StoreUnavailable."""
        return self.results(sparql, media_type, **terms)

    def results(self, sparql: str, media_type: str, **terms: Term) -> bytes:
        """Return any query's answer in a format for its kind. Raises QueryError, StoreUnavailable."""
        output = io.BytesIO()
        answer = io.BytesIO(self._asked(sparql, asked_of_server(sparql, media_type), terms))
        translate(answer, sparql, media_type, output)
        return output.getvalue()

    def _asked(self, sparql: str, media_type: str, terms: dict[str, Term]) -> bytes:
        filled = fill(sparql, terms)
        check(filled)
        return self._server.query(filled, media_type)

    def graphs(self) -> Iterator[str]:
        """Name all named graphs."""
        found = self.select("SELECT ?g WHERE { GRAPH ?g {} }")
        if any("g" not in row for row in found):  # Virtuoso takes the empty pattern for one without variables
            found = self.select("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        yield from (row["g"] for row in found)

    def export(self, media_type: str, graph: str | None = None) -> bytes:
        """Return one graph, or the whole data set where `graph` is None, in an RDF format. Raises QueryError."""
        wanted = engine.rdf_format(media_type)
        content = self._quads() if graph is None else self._triples(graph)
        with engine.engine_errors():
            return ox.serialize(content, format=wanted) or b""

    def _quads(self) -> Iterator[ox.Quad]:
        for name in self._all():
            for triple in self._triples(name):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, engine.graph_name(name))

    def _all(self) -> Iterator[str]:
        yield from [DEFAULT_GRAPH] if self._settings.graph_url else []
        yield from self.graphs()

    def _triples(self, graph: str) -> Iterator[ox.Triple]:
        """Yield a graph's triples; a label of a blank node in another graph's answer means another node."""
        for quad in ox.parse(self._content(graph), ox.RdfFormat.N_TRIPLES):
            yield ox.Triple(_labelled(quad.subject, graph), quad.predicate, _labelled(quad.object, graph))

    def _content(self, graph: str) -> bytes:
        if self._settings.graph_url:
            return self._whole(graph, self._server.graph(graph))
        if graph == DEFAULT_GRAPH:
            raise StoreError("The unnamed graph alone can be had over Graph Store only: set RONTEN_STORE_GRAPH.")
        content = self._asked("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH $g { ?s ?p ?o } }", TRIPLES, {"g": Iri(graph)})
        return self._whole(graph, content)

    def _whole(self, graph: str, content: bytes) -> bytes:
        self._server.check_whole(graph, content.splitlines())
        return content

    def close(self) -> None:
        """Close the connections."""
        self._server.close()


class RemoteWriter:
    """The one writer of this machine to a server."""

    def __init__(self, settings: Settings, wait: float = 0.0) -> None:
        """Take the lock in the home folder. Raises StoreLocked, BaseMismatch, StoreUnavailable."""
        self._settings = settings
        self._lock = lock_home(Home(settings.home), wait)
        self._reader = RemoteReader.unchecked(settings)
        self._in_transaction = False
        try:
            _check_base(self._reader, settings)
        except RontenError:
            self.close()
            raise

    @property
    def reader(self) -> RemoteReader:
        """Read what this writer has committed."""
        return self._reader

    @contextmanager
    def transaction(self) -> Iterator[Changes]:
        """Open a transaction; leaving it without an error sends all its changes.

        Raises QueryError, StoreUnavailable.
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
        before = list(self._reader.graphs()) if changes.touches_any else []
        marked = self.dirty() if changes.touches_system else []
        version = snapshots.next_version(self._reader.version or None)
        closing = changes.closing(version, before, marked, any_graph="GRAPH ?g { ?s ?p ?o }")
        base = self._settings.query_base
        steps = [step for change in changes.made for step in operations(change, base)]
        self._reader.server.update(f"BASE {iri(base)}\n" + " ;\n".join([*steps, closing]))

    def dirty(self) -> list[str]:
        """Name the graphs that were changed and whose derived figures have not followed yet."""
        return self._reader.own(DIRTY)

    def counted(self) -> str:
        """Return under which name the derived figures follow this state, empty where they do not."""
        return next(iter(self._reader.own(COUNTED)), "")

    def settle(self, graphs: Iterable[str]) -> None:
        """Say, in a transaction of its own, that the derived figures follow these graphs now."""
        with self.transaction() as transaction:
            transaction.settle(graphs)

    def close(self) -> None:
        """Close the connections and let go of the lock."""
        self._reader.close()
        self._lock.release()

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close it."""
        self.close()


def remote_version(settings: Settings) -> str | None:
    """Return the number of the server's last acknowledged write, None where nothing is stored.

    Raises StoreUnavailable.
    """
    reader = RemoteReader.unchecked(settings)
    try:
        return reader.version or None
    finally:
        reader.close()


def _check_base(reader: RemoteReader, settings: Settings) -> bool:
    found = reader.select("SELECT ?g ?b WHERE { GRAPH ?g { ?g $p ?b } }", p=Iri(BASE))
    bases = {row["b"] for row in found if row["g"] == f"{row['b']}data/system"}
    if bases and settings.base not in bases:
        raise BaseMismatch(
            f"The store at {settings.query_url} was made for {' and '.join(sorted(bases))}, not for {settings.base}: "
            f"set RONTEN_BASE_IRI to that, or move it with `ronten export --base {settings.base}`."
        )
    return bool(bases)


def _labelled(term: _Term, graph: str) -> _Term | ox.BlankNode:
    """Return a blank node with a label of its graph's, the same at every reading; other terms as they are."""
    if not isinstance(term, ox.BlankNode):
        return term
    return ox.BlankNode(hashlib.sha256(f"{graph} {term.value}".encode()).hexdigest()[:32])
