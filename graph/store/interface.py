"""What every store can do, embedded or remote: the protocols that the rest of the program knows."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, Self


class Iri(str):
    """An IRI to be put in the place of a `$name` in a query; a plain str becomes a literal there."""

    __slots__ = ()


class Tagged(str):
    """A text in a language: `Tagged("クラウド", "ja")` becomes `"クラウド"@ja` in the place of a `$name`."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Self:
        """Return the text with its language tag."""
        made = super().__new__(cls, text)
        made.language = language
        return made


Term = Iri | Tagged | str | int | float | bool
"""What may fill a `$name` in a query."""

Row = dict[str, str]
"""One solution: variable to the IRI's or the literal's plain text (`_:x` for a blank node); unbound variables are absent."""

DEFAULT_GRAPH = Iri("urn:x-arq:DefaultGraph")
"""Stands for the unnamed graph wherever a graph's name is asked for."""


WHOLE_GRAPH = "CONSTRUCT { ?subject ?predicate ?object } WHERE { ?subject ?predicate ?object }"
"""Gives the graph that the data set of the query is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where all state is (`home`), which base the IRIs stand under, and the remote store's addresses and credentials (sent by `basic` or `digest`), if any."""

    home: Path
    base: str
    query_url: str | None = None
    update_url: str | None = None
    graph_url: str | None = None
    user: str | None = None
    password: str | None = None
    union_default_graph: bool = True
    authentication: str = "basic"

    @property
    def query_base(self) -> str:
        """What relative IRIs in queries, updates and data are resolved against."""
        return f"{self.base}id/"

    @property
    def system_graph(self) -> str:
        """Name the graph in which the store keeps its own state: base, sequence and dirty graphs."""
        return f"{self.base}data/system"


class Reader(Protocol):
    """Answers queries from one consistent state; safe to use from several threads."""

    @property
    def version(self) -> str:
        """Name the state that is read: changes with every acknowledged write."""

    def select(self, sparql: str, **terms: Term) -> list[Row]:
        """Return all solutions of a SELECT; `terms` fill the `$name`s in it. Raises QueryError."""

    def ask(self, sparql: str, **terms: Term) -> bool:
        """Return the answer of an ASK. Raises QueryError."""

    def construct(self, sparql: str, media_type: str = "application/n-triples", **terms: Term) -> bytes:
        """Return the graph of a CONSTRUCT or DESCRIBE in an RDF format, straight from the engine. Raises QueryError."""

    def results(self, sparql: str, media_type: str, **terms: Term) -> bytes:
        """Return any query's answer in a format for its kind: JSON, XML, CSV or TSV, or an RDF format.

        Raises QueryError.
        """

    def graphs(self) -> Iterator[str]:
        """Name all named graphs."""

    def export(self, media_type: str, graph: str | None = None) -> bytes:
        """Return one graph, or the whole data set where `graph` is None, in an RDF format. Raises QueryError."""

    def close(self) -> None:
        """Let go of the state."""


class Transaction(Protocol):
    """Changes that become visible, and durable, together or not at all. Nothing is written before it is left."""

    def replace_graph(
        self, graph: str, data: bytes, media_type: str = "application/n-triples", *, checked: bool = False
    ) -> None:
        """Put the triples of `data` (relative IRIs resolved against `{base}id/`) in the place of the graph's.

        Raises QuerySyntaxError; of data that are said to be `checked` not here, but on leaving the transaction, which then changes nothing.
        """

    def add(self, graph: str, data: bytes, media_type: str = "application/n-triples", *, checked: bool = False) -> None:
        """Add the triples of `data` to the graph, `checked` as for `replace_graph`. Raises QuerySyntaxError."""

    def drop_graph(self, graph: str) -> None:
        """Take the graph away; one that is not there is no error."""

    def update(self, sparql: str, **terms: Term) -> None:
        """Run a SPARQL Update and mark the graphs that it may change as dirty.

        Raises QueryError, some on leaving the transaction only.
        """

    def settle(self, graphs: Iterable[str], counted: str | None = None) -> None:
        """Say that the derived figures follow these graphs' state before this transaction, and under which name, if one is given."""

    def imply(self, graphs: Iterable[str]) -> None:
        """Say that what changes in these graphs follows from changes of others, so that they need no mark of their own."""


class Writer(Protocol):
    """The one writer. Leaving it lets the next one in."""

    @property
    def reader(self) -> Reader:
        """Read what this writer has committed."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction: on leaving without an error all its changes are committed, durable and visible to new readers; otherwise none is made."""

    def dirty(self) -> list[str]:
        """Name the graphs that were changed and whose derived figures have not followed yet."""

    def counted(self) -> str:
        """Return under which name the derived figures follow this state, empty where they do not."""

    def settle(self, graphs: Iterable[str]) -> None:
        """Say, in a transaction of its own, that the derived figures follow these graphs now."""

    def close(self) -> None:
        """Let go of the store and its lock."""

    def __enter__(self) -> Self:
        """Return the writer itself."""

    def __exit__(self, *exception: object) -> None:
        """Close it."""


class PublicQueries(Protocol):
    """Answers queries of strangers within bounds of time, memory and size."""

    def run(
        self,
        sparql: str,
        media_type: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        union: bool | None = None,
        timeout: float = 30.0,
        max_bytes: int = 1 << 26,
    ) -> IO[bytes]:
        """Return the whole answer as a file at its start. Raises QueryError and its kinds, StoreError."""

    def graph(self, graph: str, media_type: str, *, timeout: float = 30.0, max_bytes: int = 1 << 26) -> IO[bytes]:
        """Return one graph (DEFAULT_GRAPH for the unnamed one) in an RDF format, whole, as a file at its start. Raises as `run` does."""

    def close(self) -> None:
        """End all processes."""
