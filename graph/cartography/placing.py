"""Where each concept of a map stands: groups are discs beside those they have most to do with, and so are the groups within large groups.

A spring layout of ten thousand nodes takes minutes; one of each few dozens of nodes, and one of the groups among themselves, take seconds, and
show the groups better.
"""

from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.cartography.grouping import SEED, Groups, split

ROOM = 30.0
"""Half the width of the square, in units of the map, that a concept has for itself."""
_AT_ONCE = 90
"""How many nodes are laid out at once; a larger group is split again."""
_ROUNDS = 40
_TURN = np.pi * (3 - np.sqrt(5))
"""The golden angle: seeds of a sunflower stand by it."""

Places = NDArray[np.float64]


def place(drawn: "nx.Graph[int]", groups: Groups) -> Places:
    """Return x and y of the nodes 0 … n-1; nodes in no group stand in a ring around all others."""
    places = np.zeros((len(drawn), 2))
    if groups.groups:
        ordered, found = _beside(drawn, groups.groups)
        places[ordered] = found
    if groups.rest:
        reach = float(np.hypot(*places[[node for part in groups.groups for node in part]].T).max()) if groups.groups else 0.0
        places[groups.rest] = _ring(len(groups.rest), reach + 3 * ROOM if reach else 0.0)
    return np.round(places, 1)


def _within(drawn: "nx.Graph[int]", nodes: Sequence[int]) -> tuple[list[int], Places]:
    """Return the nodes of a group and their places around 0, 0."""
    part = drawn.subgraph(nodes)
    if len(nodes) <= _AT_ONCE:
        return list(nodes), _sprung(nx.Graph(part), list(nodes), np.full(len(nodes), ROOM))
    found = split(part)
    if len(found) == 1 or len(found) > len(nodes) / 2:
        return list(nodes), _ring(len(nodes), 0.0)
    return _beside(part, sorted(found, key=lambda each: (-len(each), each)))


def _beside(drawn: "nx.Graph[int]", groups: Sequence[Sequence[int]]) -> tuple[list[int], Places]:
    """Return the nodes of some groups and their places, each group as a disc that overlaps no other."""
    laid = [_within(drawn, nodes) for nodes in groups]
    reach = np.array([np.hypot(*(each - each.mean(axis=0)).T).max() + 1.6 * ROOM for _, each in laid])
    among: nx.Graph[int] = nx.Graph()
    among.add_nodes_from(range(len(groups)))
    home = {node: at for at, nodes in enumerate(groups) for node in nodes}
    for one, other, edge in drawn.edges(data=True):
        if one in home and other in home and home[one] != home[other]:
            before = among.get_edge_data(home[one], home[other], {"weight": 0.0})["weight"]
            among.add_edge(home[one], home[other], weight=before + edge["weight"])
    middles = _sprung(among, list(range(len(groups))), reach)
    placed = [each - each.mean(axis=0) + middle for (_, each), middle in zip(laid, middles, strict=True)]
    return [node for nodes, _ in laid for node in nodes], np.concatenate(placed)


def _sprung(drawn: "nx.Graph[int]", nodes: Sequence[int], reach: NDArray[np.float64]) -> Places:
    """Return places of discs with some radii, near what they are joined with, none upon another."""
    size = float(np.sqrt((reach**2).sum())) * 1.2
    if len(nodes) == 1:
        return np.zeros((1, 2))
    if len(nodes) > 4 * _AT_ONCE or not drawn.number_of_edges():
        return _apart(_ring(len(nodes), 0.0) / ROOM * float(np.median(reach)), reach)
    found = nx.spring_layout(drawn, iterations=_ROUNDS, seed=SEED, weight="weight")
    places = np.array([found[node] for node in nodes])
    return _apart(places * size, reach)


def _apart(places: Places, reach: NDArray[np.float64]) -> Places:
    """Return places at which no two discs overlap: they are pushed apart, and drawn together a little, in turns."""
    places = places + np.stack([np.cos(np.arange(len(places))), np.sin(np.arange(len(places)))], axis=1)
    least = reach[:, None] + reach
    np.fill_diagonal(least, 0)
    for turn in range(3 * _ROUNDS):
        if turn < 2 * _ROUNDS:
            places *= 0.985
        gap = places[:, None] - places
        far = np.hypot(gap[..., 0], gap[..., 1])
        missing = np.maximum(least - far, 0) / np.maximum(far, 1e-9) / 2
        if turn >= 2 * _ROUNDS and not missing.any():
            break
        places += (gap * missing[..., None]).sum(axis=1) * (0.9 if turn < 2 * _ROUNDS else 1.0)
    gap = places[:, None] - places
    far = np.hypot(gap[..., 0], gap[..., 1])
    np.fill_diagonal(far, 1)
    return places * max(1.0, float((least / far).max()))


def _ring(count: int, inside: float) -> Places:
    """Return places for some nodes from a radius outward, as the seeds of a sunflower stand."""
    radius = np.sqrt(inside**2 + np.arange(count) * (2 * ROOM) ** 2 / np.pi * 1.1)
    turn = np.arange(count) * _TURN
    return np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
