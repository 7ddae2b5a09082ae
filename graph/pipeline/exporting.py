"""Writes the graph, or parts of it, in every form that can be taken away: RDF, networks for Gephi, tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graph.analysis.conceptnetwork import network_file, origin_note
from graph.analysis.tables import csv_table
from graph.analysis.views import View, Views
from graph.errors import DocumentError
from graph.originals import Originals
from graph.pipeline.keeping import exported
from graph.store import DEFAULT_GRAPH, FollowingReader, Reader, Settings

RDF = {
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
}
"""The forms in which the whole graph is exported, with their media types; Turtle holds all triples without their graphs' names."""

NETWORKS = {"graphml": "application/graphml+xml", "gexf": "application/gexf+xml"}


def whole_graph(view: View, form: str) -> Iterator[bytes]:
    """Yield the whole data set, a graph at a time, saying first where it comes from. Raises QueryError, StoreError."""
    if form == "jsonld":
        yield from _json_ld(view)
        return
    yield f"# {origin_note(view)}\n".encode()
    for graph in _graphs(view.reader):
        yield from _WRITERS[form](view.reader.export("application/n-triples", graph), graph)


def _graphs(reader: Reader) -> Iterator[str]:
    yield from sorted(reader.graphs())
    yield DEFAULT_GRAPH


def _trig(triples: bytes, graph: str) -> Iterator[bytes]:
    if triples:
        named = graph != DEFAULT_GRAPH
        yield f"<{graph}> {{\n".encode() if named else b""
        yield triples
        yield b"}\n" if named else b""


def _turtle(triples: bytes, graph: str) -> Iterator[bytes]:  # noqa: ARG001 - as all writers
    yield triples


def _n_quads(triples: bytes, graph: str) -> Iterator[bytes]:
    if graph == DEFAULT_GRAPH:
        yield triples
        return
    ending = f" <{graph}> .\n".encode()
    for line in triples.splitlines():
        yield line.rstrip()[:-1].rstrip() + ending


_WRITERS: dict[str, Callable[[bytes, str], Iterator[bytes]]] = {"trig": _trig, "turtle": _turtle, "nquads": _n_quads}


def _json_ld(view: View) -> Iterator[bytes]:
    note = origin_note(view).replace("\\", "\\\\").replace('"', '\\"')
    dataset, rights = f"{view.addresses.base}.well-known/void#dataset", "http://purl.org/dc/terms/rights"
    yield f'[{{"@id":"{dataset}","{rights}":[{{"@value":"{note}","@language":"en"}}]}}'.encode()
    for graph in _graphs(view.reader):
        content = view.reader.export("application/ld+json", graph).strip()
        if content in {b"[]", b""}:
            continue
        if graph == DEFAULT_GRAPH:
            yield b",\n" + content[1:-1]
        else:
            yield f',\n{{"@id":"{graph}","@graph":'.encode() + content + b"}"
    yield b"]\n"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is exported: the form, one named graph only, another base, and for csv which table and whether marked for Excel."""

    form: str
    graph: str | None = None
    base: str | None = None
    table: str = "opinions"
    bom: bool = False


def export(settings: Settings, wish: Wish) -> Iterator[bytes]:
    """Yield an export. Raises DocumentError, QueryError, StoreError."""
    whole = wish.graph is None and wish.base is None
    if wish.form in {*NETWORKS, "csv"} and not whole:
        raise DocumentError(f"{wish.form} is made of the whole graph and its own base: leave --graph and --base out.")
    if wish.form not in {*RDF, *NETWORKS, "csv"} or not whole:
        yield from exported(settings, wish.form, wish.graph, wish.base)
        return
    with _view(settings) as view:
        if wish.form == "csv":
            yield from csv_table(view, wish.table, Originals(settings.home).text, bom=wish.bom)
        elif wish.form in NETWORKS:
            yield from network_file(view, wish.form)
        else:
            yield from whole_graph(view, wish.form)


@contextmanager
def _view(settings: Settings) -> Iterator[View]:
    reader = FollowingReader(settings)
    try:
        with Views(reader, settings).open() as view:
            yield view
    finally:
        reader.close()
