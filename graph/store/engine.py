"""Oxigraph as the store uses it: queries evaluated, answers written in a format, its errors as ours."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Protocol, cast

import pyoxigraph as ox

from graph.errors import QueryError, QuerySyntaxError, StoreError
from graph.store.guard import check, names_data_set
from graph.store.interface import DEFAULT_GRAPH, Row, Settings

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
GraphName = ox.NamedNode | ox.DefaultGraph

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PARSER_PLACE = re.compile(r"line (\d+)(?: between columns| column) (\d+)")


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn what the engine raises into QuerySyntaxError, QueryError (what was asked is wrong) or StoreError (what is kept is)."""
    try:
        yield
    except SyntaxError as error:
        raise syntax_error(str(error)) from None
    except OSError as error:
        raise StoreError(f"The store cannot be read or written: {error}.") from error
    except (RuntimeError, ValueError, MemoryError) as error:
        raise QueryError(f"This cannot be answered: {error}.") from None


def syntax_error(message: str) -> QuerySyntaxError:
    """Return the parser's message as an error with line and column (from 1) and a sentence of bearable length."""
    found = _PLACE.search(message) or _PARSER_PLACE.search(message)
    line, column = (int(found[1]), int(found[2])) if found else (None, None)
    reason = found[3] if found and found.re is _PLACE else message
    reason = " ".join(reason.split())
    short = reason if len(reason) <= 160 else f"{reason[:160]}…"
    place = f"Line {line}, column {column}: " if line else ""
    return QuerySyntaxError(f"{place}{short}", line, column)


def evaluate(
    store: ox.Store,
    sparql: str,
    settings: Settings,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    *,
    union: bool | None = None,
) -> Answer:
    """Begin to answer a read-only query; a data set given by the caller or by FROM goes before the union.

    Raises QueryError, StoreError.
    """
    check(sparql)
    given = bool(default_graphs or named_graphs)
    wanted = settings.union_default_graph if union is None else union
    with engine_errors():
        return store.query(
            sparql,
            base_iri=settings.query_base,
            use_default_graph_as_union=wanted and not given and not names_data_set(sparql),
            default_graph=[graph_name(name) for name in default_graphs] if given else None,
            named_graphs=[ox.NamedNode(name) for name in named_graphs] if given else None,
        )


class Sink(Protocol):
    """What an answer can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take bytes."""


def write_answer(answer: Answer, media_type: str, output: Sink) -> None:
    """Write an answer in a format for its kind, as it comes. Raises QueryError."""
    plain = media_type.partition(";")[0].strip()
    with engine_errors():
        if isinstance(answer, ox.QueryTriples):
            answer.serialize(cast("IO[bytes]", output), rdf_format(plain))
        else:
            answer.serialize(cast("IO[bytes]", output), results_format(plain))


def rdf_format(media_type: str) -> ox.RdfFormat:
    """Return the engine's RDF format for a media type. Raises QueryError."""
    found = ox.RdfFormat.from_media_type(media_type)
    if found is None:
        raise QueryError(f"{media_type} is not a format for a graph.")
    return found


def results_format(media_type: str) -> ox.QueryResultsFormat:
    """Return the engine's format for rows or a yes or no. Raises QueryError."""
    found = ox.QueryResultsFormat.from_media_type(media_type)
    if found is None:
        raise QueryError(f"{media_type} is not a format for rows or for a yes or no.")
    return found


def graph_name(name: str) -> GraphName:
    """Return the engine's name of a graph. Raises QueryError where it is no IRI."""
    if name == DEFAULT_GRAPH:
        return ox.DefaultGraph()
    with engine_errors():
        return ox.NamedNode(name)


def rows(answer: ox.QuerySolutions) -> list[Row]:
    """Return all solutions as plain text. Raises QueryError, StoreError."""
    names = [variable.value for variable in answer.variables]
    with engine_errors():
        return [
            {name: _text(term) for name, term in zip(names, solution, strict=True) if term is not None}
            for solution in answer
        ]


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def check_data(data: bytes, media_type: str, base: str) -> None:
    """Read RDF data through and keep nothing of it. Raises QuerySyntaxError, QueryError."""
    with engine_errors():
        for _ in ox.parse(data, rdf_format(media_type), base_iri=base, without_named_graphs=True):
            pass


def check_update(sparql: str, base: str) -> None:
    """Run an update on nothing, to know whether it is one. Raises QuerySyntaxError."""
    try:
        ox.Store().update(sparql, base_iri=base)
    except SyntaxError as error:
        raise syntax_error(str(error)) from None
    except (RuntimeError, OSError):  # what it needs is not there
        pass
