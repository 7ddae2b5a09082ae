"""Draws a neighbourhood of the graph as a pyvis Network: shapes and colours by kind, and room for every label."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pyvis.network import Network

ASPECT = 1.6
"""Width by height of a drawing; the page lays it on its side where the window is upright."""
LABEL_HEIGHT = 15.0
NEARER = 0.75
"""The power to which distances from the middle are raised."""
ROOM = 2.0
"""How many times the area of all nodes with their labels a drawing takes before overlaps are removed."""


@dataclass(frozen=True, slots=True)
class Group:
    """What is drawn alike: a name, a Japanese label, a shape of vis-network and a colour for white paper (the page has its own for dark)."""

    name: str
    label: str
    shape: str
    colour: str
    hollow: bool = False


GROUPS = {
    group.name: group
    for group in (
        Group("technology", "システム・技術", "dot", "#1f6fb2"),
        Group("policy", "政策・法令", "square", "#8a4f9e"),
        Group("body", "組織・人", "diamond", "#b2600a"),
        Group("activity", "業務・取組", "triangle", "#0b7a5b"),
        Group("issue", "課題・指標", "hexagon", "#b83a2b"),
        Group("thing", "文書・場所", "triangleDown", "#6a6f78"),
        Group("meeting", "会議", "star", "#94700c"),
        Group("topic", "論題", "square", "#3f4f9e", hollow=True),
        Group("opinion", "意見", "dot", "#4f6470", hollow=True),
    )
}

TYPES = {
    "system": "technology",
    "technology": "technology",
    "policy": "policy",
    "law": "policy",
    "organisation": "body",
    "actor": "body",
    "person": "body",
    "activity": "activity",
    "event": "activity",
    "issue": "issue",
    "indicator": "issue",
    "document": "thing",
    "place": "thing",
}
"""In which group each type of concepts is."""

TYPE_NAMES = {
    "system": "システム",
    "technology": "技術",
    "policy": "政策",
    "law": "法令",
    "organisation": "組織",
    "actor": "主体",
    "person": "人",
    "activity": "業務・取組",
    "event": "行事",
    "issue": "課題",
    "indicator": "指標",
    "document": "文書",
    "place": "場所",
    "meeting": "会議",
    "topic": "論題",
    "opinion": "意見",
}
"""What kinds of nodes and types of concepts are called."""


def group_of(kind: str, concept_type: str | None) -> Group:
    """Return the group in which a node of a kind (and, for a concept, a type) is drawn."""
    if kind == "concept":
        return GROUPS[TYPES.get(concept_type or "", "issue")]
    return GROUPS["body" if kind in {"person", "organisation"} else kind if kind in GROUPS else "thing"]


def draw(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> "Network":
    """Return nodes (id, label, kind, type, value, x, y) and edges (id, from, to, value) as a pyvis Network; their other members travel along."""
    from pyvis.network import Network  # noqa: PLC0415 imports IPython: only when something is drawn

    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")  # directed: pyvis compares each edge with all others else
    network.toggle_physics(status=False)
    sizes = [node_size(node["value"], node["kind"]) for node in nodes]
    extents = [extent(node.get("short") or node["label"], size) for node, size in zip(nodes, sizes, strict=True)]
    places = spread([(node["x"], node["y"]) for node in nodes], extents)
    for node, size, (x, y) in zip(nodes, sizes, places, strict=True):
        group = group_of(node["kind"], node.get("type"))
        carried = {key: value for key, value in node.items() if key not in {"id", "label", "x", "y"}}
        look = {"shape": group.shape, "color": group.colour, "size": size, "hollow": group.hollow, "section": group.name}
        network.add_node(node["id"], label=node["label"], x=x, y=y, physics=False, **look, **carried)
    for edge in edges:
        carried = {key: value for key, value in edge.items() if key not in {"from", "to"}}
        network.add_edge(edge["from"], edge["to"], arrows="", width=edge_width(edge["value"]), **carried)
    return network


def node_size(value: float, kind: str) -> float:
    """Return the radius of a node from how often it is spoken of; the area follows the value."""
    return round(min(5.0 + 3.4 * sqrt(max(value, 0.0)), 30.0) if kind != "opinion" else 7.0, 1)


def edge_width(value: float) -> float:
    """Return the width of an edge from the number of opinions that it rests on."""
    return round(min(0.8 + 0.7 * sqrt(max(value - 1.0, 0.0)), 4.5), 2)


def extent(label: str, size: float) -> tuple[float, float]:
    """Return the width and height that a node takes with its label below it."""
    letters = sum(13.0 if unicodedata.east_asian_width(letter) in "WFA" else 7.0 for letter in label[:14])
    return max(2 * size, letters) + 10.0, 2 * size + LABEL_HEIGHT + 10.0


def spread(places: Sequence[tuple[float, float]], extents: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the places stretched to a sheet that has room for all extents and pushed apart until none overlaps; the same input gives the same output."""
    if not places:
        return []
    at, room = np.array(places, dtype=float), np.array(extents, dtype=float)
    at -= at.mean(axis=0)
    far = np.maximum(np.hypot(at[:, 0], at[:, 1]), 1e-9)
    at *= (far ** (NEARER - 1.0))[:, None]  # what stands far out comes nearer, and the crowd in the middle gets room
    reach = np.maximum(np.abs(at).max(axis=0), 1e-9)
    height = sqrt(ROOM * float((room[:, 0] * room[:, 1]).sum()) / ASPECT) if len(places) > 1 else 0.0
    at = at / reach * np.array([height * ASPECT / 2, height / 2])
    at += np.stack([np.cos(np.arange(len(at)) * 2.4), np.sin(np.arange(len(at)) * 2.4)], axis=1) * 0.01  # equal places have a direction to part in
    for _ in range(120):
        if not _push(at, room):
            break
        at *= 1.01
    return [(round(float(x), 1), round(float(y), 1)) for x, y in at]


def _push(at: "np.ndarray[Any, np.dtype[np.float64]]", room: "np.ndarray[Any, np.dtype[np.float64]]") -> bool:
    """Push overlapping pairs apart along the axis in which they overlap less; return whether there were any."""
    (x, y), (wide, high) = at.T, room.T / 2
    near = (np.abs(x[:, None] - x) < wide[:, None] + wide - 0.5) & (np.abs(y[:, None] - y) < high[:, None] + high - 0.5)
    one, other = np.nonzero(np.triu(near, 1))
    gap = at[one] - at[other]
    overlap = (room[one] + room[other]) / 2 - np.abs(gap)
    along = (overlap[:, 1] < overlap[:, 0]).astype(int)
    pair = np.arange(len(one))
    step = np.where(gap[pair, along] >= 0, 0.5, -0.5) * overlap[pair, along]
    np.add.at(at, (one, along), step)
    np.add.at(at, (other, along), -step)
    return len(one) > 0
