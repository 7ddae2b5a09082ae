"""Which concepts of a map belong together, and which are central."""

from typing import NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

SEED = 20201218
LEAST = 3
"""How many concepts a group has at least; smaller ones are none."""


class Groups(NamedTuple):
    """The groups of a map's concepts by their places, the largest first, and the places that are in none."""

    groups: list[list[int]]
    rest: list[int]


def group(drawn: "nx.Graph[int]") -> Groups:
    """Return the groups that the Louvain method (Blondel and others 2008) finds, always the same ones."""
    found = split(drawn)
    large = sorted((part for part in found if len(part) >= LEAST), key=lambda part: (-len(part), part))
    return Groups(large, sorted(node for part in found if len(part) < LEAST for node in part))


def split(drawn: "nx.Graph[int]") -> list[list[int]]:
    """Return the communities of a graph, each growing."""
    if not drawn.number_of_edges():
        return [[node] for node in sorted(drawn)]
    return [sorted(part) for part in nx.community.louvain_communities(drawn, weight="weight", seed=SEED)]


def centrality(drawn: "nx.Graph[int]") -> NDArray[np.float64]:
    """Return how central each of n nodes 0 … n-1 is: PageRank (Page and others 1999) over the weights, the most central 1."""
    if not drawn:
        return np.zeros(0)
    ranks = nx.pagerank(drawn, weight="weight")
    values = np.array([ranks[node] for node in range(len(drawn))], dtype=np.float64)
    shares: NDArray[np.float64] = values / values.max()
    return shares
