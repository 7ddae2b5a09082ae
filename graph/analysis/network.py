"""The neighbourhood of a concept, a meeting or a search as a network: what is drawn, and why each two are joined."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import networkx as nx

from graph.analysis.catalogue import ConceptEntry
from graph.analysis.layout import place
from graph.analysis.mapping import Community, Standing, standing_of
from graph.analysis.neighbourhood import REASONS, Neighbourhood, around, whole, within
from graph.analysis.spots import Spots, spots
from graph.analysis.views import View
from graph.figures.evidence import called, opinions_at
from graph.store.interface import Iri

PLACES_SHARE = 0.25
"""Which part of the nodes may be topics and meetings."""
FOUND = 8
"""How many of the concepts that a search found stand in its middle."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that is drawn at x, y; `value` is its weight in this network, `opinions` how many there are on it in all.

    `community` and `centrality` say where a concept stands in the whole, where the map has it.
    """

    id: str
    iri: str
    label: str
    kind: str
    type: str | None
    value: int
    x: float
    y: float
    opinions: int
    community: int | None
    centrality: float | None


@dataclass(frozen=True, slots=True)
class Edge:
    """Why two nodes, given by their ids, are joined: `together`, `topic` or `meeting`, by how many opinions, and a few of these."""

    id: str
    source: str
    target: str
    kind: str
    value: int
    opinions: list[str]


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn; `centre` is the id of the node in the middle, if there is one; `communities` are those that nodes name."""

    nodes: list[Node]
    edges: list[Edge]
    centre: str | None
    communities: list[Community] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Join:
    """Two addresses that are joined, how, by how many opinions, and some of these."""

    one: str
    other: str
    kind: str
    value: int
    opinions: list[str]


def network(
    view: View, limit: int, concept: Iri | None = None, meeting: Iri | None = None, text: str | None = None
) -> Network:
    """Return the neighbourhood of a concept, of a meeting, of what a text finds, or of what is most spoken of.

    At most `limit` nodes; made once for each state of the graph. Raises QueryError, StoreError.
    """
    key = ("network", limit, concept, meeting, text)
    return view.kept(key, lambda: _network(view, limit, concept, meeting, text))


def foremost(
    view: View, limit: int, concept: Iri | None = None, meeting: Iri | None = None, text: str | None = None
) -> list[tuple[ConceptEntry, int]]:
    """Return the concepts that such a network draws with their weights in it, the heaviest first, without making the rest of it."""
    weights = _near(view, limit - _seats(limit), _centres(view, concept, text), concept, meeting, text).weights
    entries = view.catalogue.entries(weights)
    return sorted(((entries[number], weight) for number, weight in weights.items()), key=lambda each: (-each[1], each[0].label))


def _seats(limit: int) -> int:
    return int(limit * PLACES_SHARE)


def _near(
    view: View, limit: int, centres: list[int], concept: Iri | None, meeting: Iri | None, text: str | None
) -> Neighbourhood:
    if centres:
        rows = view.figures.numbered(centres)
        return around(view.figures, [rows[number] for number in centres], limit)
    if text or concept:
        return Neighbourhood({}, [])
    return within(view.figures, meeting, limit) if meeting else whole(view.figures, limit)


def _network(view: View, limit: int, concept: Iri | None, meeting: Iri | None, text: str | None) -> Network:
    seats = _seats(limit)
    centres = _centres(view, concept, text)
    near = _near(view, limit - seats, centres, concept, meeting, text)
    if not near.weights:
        return Network([], [], None)
    iris = {number: row.iri for number, row in view.figures.numbered(list(near.weights)).items()}
    where = spots(view.figures, {iris[number]: opinions for number, opinions in near.opinions.items()})
    seated = where.seated(seats, {iris[number] for number in centres}, meeting)
    joins = [_Join(iris[each.one], iris[each.other], "together", each.together, each.opinions) for each in near.meetings]
    joins += [_Join(seat.one, seat.place, seat.kind, len(seat.opinions), seat.opinions[:REASONS]) for seat in seated]
    return _drawn(view, near, iris, where, joins, concept or meeting)


def _centres(view: View, concept: Iri | None, text: str | None) -> list[int]:
    """Return the numbers of the concepts in the middle."""
    if concept is not None:
        row = view.figures.concept(concept)
        return [row.number] if row else []
    if text is None:
        return []
    return [row.number for row, _ in view.figures.find(text, None, FOUND, 0, spoken=True)[1]]


def _drawn(
    view: View, near: Neighbourhood, iris: Mapping[int, str], where: Spots, joins: list[_Join], centre: Iri | None
) -> Network:
    weights = {iris[number]: weight for number, weight in near.weights.items()}
    certain = [*weights, *([centre] if centre and centre not in weights else [])]
    addresses = dict.fromkeys([*certain, *(end for join in joins for end in (join.one, join.other))])
    spots_drawn = [Iri(iri) for iri in addresses if iri not in weights]
    names, counts = _names(view, spots_drawn)
    labels = {iri: names.get(iri) or view.catalogue.get(iri).label for iri in addresses}
    drawn: nx.Graph[str] = nx.Graph()
    drawn.add_nodes_from(addresses)
    drawn.add_weighted_edges_from((join.one, join.other, _weight(join)) for join in joins)
    places = place(drawn, labels)
    standing = {iris[number]: stands for number, stands in standing_of(view, iris).items()}
    nodes = [
        _concept(view, iri, weights[iri], places[iri], standing.get(iri))
        if iri in weights
        else _spot(view, iri, labels[iri], where.kind(iri), places[iri], counts.get(iri, 0))
        for iri in addresses
    ]
    communities = {stands.community.id: stands.community for stands in standing.values() if stands.community}
    return Network(nodes, _edges(view, joins), view.addresses.id(centre) if centre else None, [communities[number] for number in sorted(communities)])


def _weight(join: _Join) -> float:
    return 1.0 + math.sqrt(min(join.value, 10))


def _names(view: View, things: list[Iri]) -> tuple[dict[str, str], dict[str, int]]:
    """Return the names of topics and meetings, and how many opinions each has."""
    names = {str(thing): name for thing in things if (name := called(view.figures, thing)[0])}
    return names, {str(thing): opinions_at(view.figures, thing) for thing in things}


def _concept(view: View, iri: str, weight: int, at: tuple[float, float], standing: Standing | None) -> Node:
    entry = view.catalogue.get(iri)
    community = standing.community.id if standing and standing.community else None
    central = standing.centrality if standing else None
    return Node(entry.id, iri, entry.label, "concept", entry.type, weight, *at, entry.opinions, community, central)


def _spot(view: View, iri: str, label: str, kind: str, at: tuple[float, float], count: int) -> Node:
    return Node(view.addresses.id(iri), iri, label, kind, None, count, *at, count, None, None)


def _edges(view: View, joins: Iterable[_Join]) -> list[Edge]:
    edges: dict[str, Edge] = {}
    for join in joins:
        one, other = view.addresses.id(join.one), view.addresses.id(join.other)
        name = f"{one}|{other}"
        edges[name] = Edge(name, one, other, join.kind, join.value, join.opinions)
    return list(edges.values())
