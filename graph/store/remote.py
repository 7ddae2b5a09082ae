"""The store as any server that speaks SPARQL 1.1: Oxigraph, Fuseki, GraphDB, Virtuoso, Neptune.

A transaction is one SPARQL Update request; whether that is whole-or-nothing is the server's word (Oxigraph's and Fuseki's it is).
The server must answer from the union of its graphs where no data set is named: Oxigraph is told so, others are set up so
(Fuseki: tdb2:unionDefaultGraph; GraphDB, Virtuoso: as they are).
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Self

import pyoxigraph as ox

from graph.errors import BaseMismatch, QueryError, RontenError, StoreError, StoreMissing
from graph.store import engine, snapshots
from graph.store.changes import BASE, COUNTED, DIRTY, SEQUENCE, Change, Changes, Drop, Load
from graph.store.embedded import lock_home
from graph.store.guard import check
from graph.store.http import Server
from graph.store.interface import DEFAULT_GRAPH, Iri, Row, Settings, Term
from graph.store.snapshots import Home
from graph.store.terms import fill, iri
from graph.store.updates import without_prologue

_JSON = "application/sparql-results+json"
_N_TRIPLES = "application/n-triples"


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
        answer = json.loads(self.results(sparql, _JSON, **terms))
        if "results" not in answer:
            raise QueryError("This query gives no rows: it is no SELECT.")
        return [{name: _text(term) for name, term in row.items()} for row in answer["results"]["bindings"]]

    def ask(self, sparql: str, **terms: Term) -> bool:
        """Return the answer of an ASK. Raises QueryError, StoreUnavailable."""
        answer = json.loads(self.results(sparql, _JSON, **terms))
        if "boolean" not in answer:
            raise QueryError("This query gives no yes or no: it is no ASK.")
        return bool(answer["boolean"])

    def construct(self, sparql: str, media_type: str = _N_TRIPLES, **terms: Term) -> bytes:
        """Return the graph of a CONSTRUCT or DESCRIBE in an RDF format. Raises QueryError, StoreUnavailable."""
        return self.results(sparql, media_type, **terms)

    def results(self, sparql: str, media_type: str, **terms: Term) -> bytes:
        """Return any query's answer in a format for its kind. Raises QueryError, StoreUnavailable."""
        filled = fill(sparql, terms)
        check(filled)
        return self._server.query(filled, media_type)

    def graphs(self) -> Iterator[str]:
        """Name all named graphs."""
        yield from (row["g"] for row in self.select("SELECT ?g WHERE { GRAPH ?g {} }"))

    def export(self, media_type: str, graph: str | None = None) -> bytes:
        """Return one graph, or the whole data set where `graph` is None, in an RDF format. Raises QueryError."""
        wanted = engine.rdf_format(media_type)
        if graph is not None:
            return self._graph(graph, media_type)
        with engine.engine_errors():
            return ox.serialize(self._quads(), format=wanted) or b""

    def _quads(self) -> Iterator[ox.Quad]:
        default = [DEFAULT_GRAPH] if self._settings.graph_url else []
        for name in [*default, *self.graphs()]:
            data = self._graph(name, _N_TRIPLES)
            for quad in ox.parse(data, ox.RdfFormat.N_TRIPLES, rename_blank_nodes=True):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, engine.graph_name(name))

    def _graph(self, graph: str, media_type: str) -> bytes:
        if self._settings.graph_url:
            return self._server.graph(graph, media_type)
        if graph == DEFAULT_GRAPH:
            raise StoreError("The unnamed graph alone can be had over Graph Store only: set RONTEN_STORE_GRAPH.")
        return self.construct("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH $g { ?s ?p ?o } }", media_type, g=Iri(graph))

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
        closing = changes.closing(snapshots.next_version(self._reader.version or None), before, marked)
        base = self._settings.query_base
        steps = [step for change in changes.made for step in _steps(change, base)]
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
    rows = reader.select("SELECT ?g ?b WHERE { GRAPH ?g { ?g $p ?b } }", p=Iri(BASE))
    bases = {row["b"] for row in rows if row["g"] == f"{row['b']}data/system"}
    if bases and settings.base not in bases:
        raise BaseMismatch(
            f"The store at {settings.query_url} was made for {' and '.join(sorted(bases))}, not for {settings.base}: "
            f"set RONTEN_BASE_IRI to that, or move it with `ronten export --base {settings.base}`."
        )
    return bool(bases)


def _text(term: dict[str, str]) -> str:
    return f"_:{term['value']}" if term["type"] == "bnode" else str(term["value"])


def _steps(change: Change, base: str) -> list[str]:
    """Return one change as SPARQL Update operations."""
    if isinstance(change, Drop):
        return [_drop(change.graph)]
    if isinstance(change, Load):
        made = [_drop(change.graph)] if change.replace else []
        if change.replace and change.graph != DEFAULT_GRAPH:
            made.append(f"CREATE SILENT GRAPH {iri(change.graph)}")
        with engine.engine_errors():
            quads = ox.parse(change.data, engine.rdf_format(change.media_type), base_iri=base, rename_blank_nodes=True)
            data = (ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b"").decode()
        inside = data if change.graph == DEFAULT_GRAPH else f"GRAPH {iri(change.graph)} {{\n{data}}}"
        return [*made, f"INSERT DATA {{ {inside} }}"] if data else made
    text = without_prologue(change.sparql, base)
    return [f"{text}\n"] if text else []


def _drop(graph: str) -> str:
    return "DROP SILENT DEFAULT" if graph == DEFAULT_GRAPH else f"DROP SILENT GRAPH {iri(graph)}"
