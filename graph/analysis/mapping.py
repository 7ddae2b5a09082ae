"""The map of the whole graph as it is served, and where single concepts stand on it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.views import View
from graph.figures import maps

JOINED = "・"
"""Stands between the concepts that name a group."""


@dataclass(frozen=True, slots=True)
class MapNode:
    """A concept on the map: its place, how many opinions speak of it, its community by number (null: in none), and its PageRank, the highest being 1."""

    id: str
    label: str
    type: str | None
    x: float
    y: float
    opinions: int
    community: int | None
    centrality: float


@dataclass(frozen=True, slots=True)
class Community:
    """A group of concepts that are spoken of together, called by its most central ones; `size` is how many are on the map."""

    id: int
    label: str
    size: int


@dataclass(frozen=True, slots=True)
class GraphMap:
    """The concepts most spoken of and what joins them most tellingly.

    `opinions` is how many there are, `drawn_of` of how many the map was drawn; concepts that came since are not on it. `edges` are
    [place of one node in `nodes`, place of the other, in how many opinions both were when it was drawn].
    """

    opinions: int
    drawn_of: int
    nodes: list[MapNode]
    edges: list[tuple[int, int, int]]
    communities: list[Community]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a concept stands in the whole: its community, if it is in one, and its PageRank among the concepts on the map, the highest being 1."""

    community: Community | None
    centrality: float


def graph_map(view: View) -> GraphMap:
    """Return the map as it was last drawn, an empty one where none was; made once for each state of the graph. Raises StoreError."""
    return view.kept(("map",), lambda: _graph_map(view))


def _graph_map(view: View) -> GraphMap:
    kept = maps.read(view.figures) or maps.GraphMap(0, [], [])
    entries = view.catalogue.entries(node.concept for node in kept.nodes)
    nodes = []
    members: dict[int, list[MapNode]] = defaultdict(list)
    for node in kept.nodes:
        entry = entries[node.concept]
        made = MapNode(entry.id, entry.label, entry.type, node.x, node.y, entry.opinions, node.community, node.centrality)
        nodes.append(made)
        if node.community is not None:
            members[node.community].append(made)
    place = {node.concept: at for at, node in enumerate(kept.nodes)}
    edges = sorted((*sorted((place[edge.one], place[edge.other])), edge.together) for edge in kept.edges)
    communities = [
        Community(number, _name(each.label for each in sorted(group, key=lambda node: -node.centrality)[: maps.NAMING]), len(group))
        for number, group in sorted(members.items())
    ]
    return GraphMap(view.figures.total, kept.opinions, nodes, [(one, other, together) for one, other, together in edges], communities)


def standing_of(view: View, concepts: Iterable[int]) -> dict[int, Standing]:
    """Return where some concepts, by their numbers, stand in the whole; those that are not on the map are left out."""
    nodes = maps.nodes_of(view.figures, list(concepts))
    communities = {number: community(view, number) for number in {node.community for node in nodes.values()} if number is not None}
    return {
        number: Standing(None if node.community is None else communities[node.community], node.centrality) for number, node in nodes.items()
    }


def community(view: View, number: int) -> Community:
    """Return a community by its number."""
    size, labels = maps.members(view.figures, number)
    return Community(number, _name(labels), size)


def _name(labels: Iterable[str]) -> str:
    return JOINED.join(labels)
