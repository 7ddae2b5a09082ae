"""The neighbourhood of a concept, a meeting or a search as a network: what is drawn, and why each two are joined."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from graph.analysis.asking import ask
from graph.analysis.layout import place
from graph.analysis.neighbourhood import Neighbourhood, choose_concepts, choose_pairs, gather
from graph.analysis.views import View
from graph.store.interface import Iri

REASONS = 20
"""How many opinions an edge names at most."""
PLACES_SHARE = 0.25
"""Which part of the nodes may be topics and meetings."""
FOUND = 8
"""How many of the concepts that a search found stand in its middle."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that is drawn at x, y; `value` is its weight in this network, `opinions` how many there are on it in all."""

    id: str
    iri: str
    label: str
    kind: str
    type: str | None
    value: int
    x: float
    y: float
    opinions: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Why two nodes, given by their ids, are joined: `together`, `topic` or `meeting`, by how many opinions, and which."""

    id: str
    source: str
    target: str
    kind: str
    value: int
    opinions: list[str]


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn; `centre` is the id of the node in the middle, if there is one."""

    nodes: list[Node]
    edges: list[Edge]
    centre: str | None


@dataclass(frozen=True, slots=True)
class _Join:
    """Two addresses that are joined, how, and by which opinions."""

    one: str
    other: str
    kind: str
    opinions: frozenset[str]


def network(
    view: View, limit: int, concept: Iri | None = None, meeting: Iri | None = None, text: str | None = None
) -> Network:
    """Return the neighbourhood of a concept, of a meeting, of what a text finds, or of what is most spoken of.

    At most `limit` nodes; made once for each state of the graph. Raises QueryError, StoreError.
    """
    key = ("network", limit, concept, meeting, text)
    return view.kept(key, lambda: _network(view, limit, concept, meeting, text))


def _network(view: View, limit: int, concept: Iri | None, meeting: Iri | None, text: str | None) -> Network:
    centres = _centres(view, concept, text)
    if text is not None and not centres:
        return Network([], [], None)
    near = gather(view.reader, centres if concept or text else None, meeting)
    seats = int(limit * PLACES_SHARE)
    concepts = choose_concepts(near, view.catalogue, centres, limit - seats)
    joins = [_Join(*pair, "together", near.shared(*pair)) for pair in choose_pairs(near, concepts, centres)]
    joins += _places(near, concepts, centres, seats, meeting)
    return _drawn(view, near, joins, [*concepts, *([meeting] if meeting else [])], concept or meeting)


def _centres(view: View, concept: Iri | None, text: str | None) -> list[Iri]:
    if concept is not None:
        return [concept]
    if text is None:
        return []
    return [Iri(entry.iri) for entry, _ in view.catalogue.find(text, None, FOUND, spoken=True)[1]]


def _places(
    near: Neighbourhood, concepts: Iterable[str], centres: Iterable[str], seats: int, meeting: str | None
) -> list[_Join]:
    """Join each concept with the topic, or else the meeting, in which it is most spoken of, and topics with their meetings."""
    joins: dict[tuple[str, str], _Join] = {}
    chosen: Counter[str] = Counter()
    for concept in concepts:
        wanted = len(near.places[concept]) if concept in centres else 1
        for spot, _ in sorted(near.places[concept].items(), key=lambda each: (-len(each[1]), each[0]))[:wanted]:
            chosen[spot] += len(near.places[concept][spot])
            kind = "topic" if spot in near.meeting_of else "meeting"
            joins[concept, spot] = _Join(concept, spot, kind, frozenset(near.places[concept][spot]))
    seated = {meeting} if meeting else set[str]()
    for spot, _ in sorted(chosen.items(), key=lambda each: (-each[1], each[0])):
        new = {spot, near.meeting_of.get(spot, spot)} - seated
        if len(seated) + len(new) <= seats:
            seated |= new
    kept = [join for join in joins.values() if join.other in seated]
    for topic in sorted(seated & set(near.meeting_of)):
        opinions = frozenset(near.opinions_at[topic])
        kept.append(_Join(topic, near.meeting_of[topic], "meeting", opinions))
    return kept


def _drawn(view: View, near: Neighbourhood, joins: list[_Join], certain: list[str], centre: Iri | None) -> Network:
    addresses = dict.fromkeys([*certain, *(end for join in joins for end in (join.one, join.other))])
    names = _names(view, near, addresses)
    drawn: nx.Graph[str] = nx.Graph()
    drawn.add_nodes_from(addresses)
    drawn.add_weighted_edges_from((join.one, join.other, _weight(join)) for join in joins)
    labels = {iri: names.get(iri) or view.catalogue.get(iri).label for iri in addresses}
    places = place(drawn, labels)
    nodes = [_node(view, near, iri, labels[iri], places[iri]) for iri in addresses]
    return Network(nodes, _edges(view, joins), view.addresses.id(centre) if centre in addresses and centre else None)


def _weight(join: _Join) -> float:
    return 1.0 + math.sqrt(min(len(join.opinions), 10))


def _names(view: View, near: Neighbourhood, addresses: Iterable[str]) -> dict[str, str]:
    things = [Iri(iri) for iri in addresses if iri in near.opinions_at]
    rows = ask(view.reader, "network-names", things=things) if things else []
    return {row["thing"]: row["name"] for row in rows if "thing" in row}


def _node(view: View, near: Neighbourhood, iri: str, label: str, at: tuple[float, float]) -> Node:
    if iri in near.opinions_at:
        kind = "topic" if iri in near.meeting_of else "meeting"
        count = len(near.opinions_at[iri])
        return Node(view.addresses.id(iri), iri, label, kind, None, count, *at, count)
    entry = view.catalogue.get(iri)
    return Node(entry.id, iri, label, "concept", entry.type, len(near.opinions[iri]), *at, entry.opinions)


def _edges(view: View, joins: list[_Join]) -> list[Edge]:
    edges: dict[str, Edge] = {}
    for join in joins:
        one, other = view.addresses.id(join.one), view.addresses.id(join.other)
        name = f"{one}|{other}"
        edges[name] = Edge(name, one, other, join.kind, len(join.opinions), sorted(join.opinions)[:REASONS])
    return list(edges.values())
