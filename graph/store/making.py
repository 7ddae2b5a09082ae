"""Makes the changes of a transaction in an open Oxigraph database, as many loads at once as can be."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph.store import engine
from graph.store.changes import Change, Drop, Load

_BULK = 250_000
"""From how many bytes on data are loaded in bulk: half the processor time a triple, but 0.02 s more each time."""
_QUADS = "application/n-quads"


def make(store: ox.Store, changes: Iterable[Change], base: str) -> None:
    """Make changes in their order; relative IRIs are resolved against `base`. Raises what the engine raises."""
    for group in _grouped(changes):
        _make_group(store, group, base)


def _grouped(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Put together what can be loaded at once: N-Triples in a row, for graphs that are all different; everything else stands alone."""
    group: list[Change] = []
    graphs: set[str] = set()
    for change in changes:
        line = isinstance(change, Load) and change.by_line
        if group and (not line or (isinstance(change, Load) and change.graph in graphs)):
            yield group
            group, graphs = [], set()
        if line and isinstance(change, Load):
            group.append(change)
            graphs.add(change.graph)
        else:
            yield [change]
    if group:
        yield group


def _make_group(store: ox.Store, changes: list[Change], base: str) -> None:
    loads = [change for change in changes if isinstance(change, Load)]
    for load in loads:
        if load.replace:
            store.remove_graph(engine.graph_name(load.graph))
            store.add_graph(engine.graph_name(load.graph))
    if len(loads) > 1:
        _load(store, b"".join(load.as_quads() for load in loads), _QUADS, base, None)
        return
    for change in changes:
        if isinstance(change, Load):
            _load(store, change.data, change.media_type, base, engine.graph_name(change.graph))
        elif isinstance(change, Drop):
            store.remove_graph(engine.graph_name(change.graph))
        else:
            store.update(change.sparql, base_iri=base)


def _load(store: ox.Store, data: bytes, media_type: str, base: str, graph: engine.GraphName | None) -> None:
    if len(data) > _BULK:
        store.flush()  # bulk loading passes by the log: the mark that it is under way must be on the disk before
        store.bulk_load(data, engine.rdf_format(media_type), base_iri=base, to_graph=graph)
    else:
        store.load(data, engine.rdf_format(media_type), base_iri=base, to_graph=graph)
