"""The changes of a transaction as operations of one SPARQL Update request, in pieces that every server's parser takes."""

from collections.abc import Iterator, Sequence
from itertools import islice

import pyoxigraph as ox

from graph.store import engine
from graph.store.changes import Change, Drop, Load
from graph.store.interface import DEFAULT_GRAPH
from graph.store.terms import iri
from graph.store.updates import without_prologue

_PIECE = 1000
"""How many triples one operation brings: Virtuoso's parser has room for less than 5,000."""


def operations(change: Change, base: str) -> list[str]:
    """Return a change as SPARQL Update operations; relative IRIs are resolved against `base`. Raises QuerySyntaxError, QueryError."""
    if isinstance(change, Drop):
        return _drop(change.graph)
    if isinstance(change, Load):
        return [*(_emptied(change.graph) if change.replace else []), *_inserted(change, base)]
    text = without_prologue(change.sparql, base)
    return [f"{text}\n"] if text else []


def _drop(graph: str) -> list[str]:
    """Return what takes a graph away; it is cleared first, since Virtuoso drops only what was created by name."""
    if graph == DEFAULT_GRAPH:
        return ["DROP SILENT DEFAULT"]
    return [f"CLEAR SILENT GRAPH {iri(graph)}", f"DROP SILENT GRAPH {iri(graph)}"]


def _emptied(graph: str) -> list[str]:
    return [*_drop(graph), *([] if graph == DEFAULT_GRAPH else [f"CREATE SILENT GRAPH {iri(graph)}"])]


def _inserted(change: Load, base: str) -> Iterator[str]:
    with engine.engine_errors():
        form = engine.rdf_format(change.media_type)
        quads = list(ox.parse(change.data, form, base_iri=base, rename_blank_nodes=True))
    plain = (quad.triple for quad in quads if not _blank(quad))
    while piece := list(islice(plain, _PIECE)):
        yield f"INSERT DATA {{ {_inside(change.graph, piece)} }}"
    blank = [quad.triple for quad in quads if _blank(quad)]
    if (
        blank
    ):  # in one operation, since a label means another node in the next; as a template, which Virtuoso wants for them
        yield f"INSERT {{ {_inside(change.graph, blank)} }} WHERE {{}}"


def _blank(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _inside(graph: str, triples: Sequence[ox.Triple]) -> str:
    data = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return data if graph == DEFAULT_GRAPH else f"GRAPH {iri(graph)} {{\n{data}}}"
