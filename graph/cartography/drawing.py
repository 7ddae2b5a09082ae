"""Draws the map anew, where it is time to."""

import networkx as nx

from graph.cartography.choosing import choose
from graph.cartography.grouping import centrality, group
from graph.cartography.placing import place
from graph.figures import FiguresWriter
from graph.figures.maps import GraphMap, MapEdge, MapNode

STALE = 0.05
"""By which part the number of opinions may change before the map is drawn anew."""


def is_out_of_date(figures: FiguresWriter) -> bool:
    """Return whether there is no map, or one of far fewer or far more opinions than there are."""
    drawn_of, now = figures.mapped(), figures.figures.total
    return drawn_of is None or abs(now - drawn_of) > STALE * drawn_of


def draw_map(figures: FiguresWriter) -> None:
    """Draw the map of the concepts most spoken of and put it in the place of the one before; the same figures give the same map."""
    chosen = choose(figures.figures)
    drawn: nx.Graph[int] = nx.Graph()
    drawn.add_nodes_from(range(len(chosen.concepts)))
    drawn.add_weighted_edges_from(zip(chosen.one.tolist(), chosen.other.tolist(), chosen.scores.tolist(), strict=True))
    groups = group(drawn)
    member = {node: number for number, nodes in enumerate(groups.groups) for node in nodes}
    numbers, places, central = chosen.concepts.tolist(), place(drawn, groups).tolist(), centrality(drawn).tolist()
    nodes = [MapNode(number, places[at][0], places[at][1], member.get(at), round(central[at], 5)) for at, number in enumerate(numbers)]
    edges = [
        MapEdge(numbers[one], numbers[other], together, round(score, 4))
        for one, other, together, score in zip(*(column.tolist() for column in chosen[1:]), strict=True)
    ]
    figures.put_map(GraphMap(figures.figures.total, nodes, edges))
