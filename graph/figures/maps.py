"""The map that is kept beside the figures: where concepts stand, in which group, and what joins them. What is said of concepts is the figures' own."""

import sqlite3
from typing import NamedTuple

from graph.figures.database import meta, set_meta
from graph.figures.reading import Figures

NAMING = 3
"""How many of its most central concepts name a group."""


class MapNode(NamedTuple):
    """Where a concept, by its number, stands on the map, in which group (None: in none), and how central it is, from 0 to 1."""

    concept: int
    x: float
    y: float
    community: int | None
    centrality: float


class MapEdge(NamedTuple):
    """What joins two concepts on the map: in how many opinions they met when it was drawn, and how telling that is."""

    one: int
    other: int
    together: int
    score: float


class GraphMap(NamedTuple):
    """A map, of how many opinions it was drawn; groups are numbered from the largest."""

    opinions: int
    nodes: list[MapNode]
    edges: list[MapEdge]


def keep(connection: sqlite3.Connection, drawn: GraphMap) -> None:
    """Put a map in the place of the one before, within the transaction that is open."""
    forget(connection)
    connection.executemany("INSERT INTO map_node VALUES (?, ?, ?, ?, ?)", drawn.nodes)
    connection.executemany("INSERT INTO map_edge VALUES (?, ?, ?, ?)", drawn.edges)
    set_meta(connection, "mapped", str(drawn.opinions))


def forget(connection: sqlite3.Connection) -> None:
    """Take the map away: there is none then."""
    connection.execute("DELETE FROM map_node")
    connection.execute("DELETE FROM map_edge")
    connection.execute("DELETE FROM meta WHERE key = 'mapped'")


def drop_gone(connection: sqlite3.Connection) -> None:
    """Take concepts that are no more off the map, before others get their numbers."""
    connection.execute("DELETE FROM map_node WHERE concept IN (SELECT concept FROM gone)")
    connection.execute("DELETE FROM map_edge WHERE one IN (SELECT concept FROM gone) OR other IN (SELECT concept FROM gone)")


def mapped(connection: sqlite3.Connection) -> int | None:
    """Return of how many opinions the map was drawn, None where there is none."""
    found = meta(connection, "mapped")
    return int(found) if found else None


def read(figures: Figures) -> GraphMap | None:
    """Return the map, None where none was drawn; concepts that nothing speaks of any more are left out."""
    opinions = mapped(figures.connection)
    if opinions is None:
        return None
    known = "SELECT n.* FROM map_node n JOIN concept c ON c.id = n.concept WHERE c.opinions > 0 ORDER BY c.opinions DESC, c.tie"
    nodes = [MapNode(*row) for row in figures.connection.execute(known)]
    there = {node.concept for node in nodes}
    edges = (MapEdge(*row) for row in figures.connection.execute("SELECT * FROM map_edge"))
    return GraphMap(opinions, nodes, [edge for edge in edges if edge.one in there and edge.other in there])


def nodes_of(figures: Figures, concepts: list[int]) -> dict[int, MapNode]:
    """Return where some concepts stand, those that are on the map."""
    query = "SELECT * FROM map_node WHERE concept = ?"
    found = (figures.connection.execute(query, (concept,)).fetchone() for concept in concepts)
    return {row[0]: MapNode(*row) for row in found if row}


def members(figures: Figures, community: int) -> tuple[int, list[str]]:
    """Return how many concepts are in a group, and the labels of the most central ones."""
    source = "FROM map_node n JOIN concept c ON c.id = n.concept WHERE n.community = ? AND c.opinions > 0"
    size = figures.connection.execute(f"SELECT COUNT(*) {source}", (community,)).fetchone()[0]
    query = f"SELECT ifnull(c.label, c.iri) {source} ORDER BY n.centrality DESC, c.opinions DESC, c.tie LIMIT ?"
    return size, [row[0] for row in figures.connection.execute(query, (community, NAMING))]
