"""Places for the nodes of a network: near what they belong to, and never one upon another; the same input gives the same places."""

import unicodedata

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_CHARACTER = 8.0
"""Pixels that a half-width character takes; a full-width one takes two of them."""
_HEIGHT = 56.0
_ROUNDS = 60
_TURNS = 45
_SEED = 20201218


def box(label: str) -> tuple[float, float]:
    """Return the width and height in pixels that a node with its label under it takes, with some air around."""
    columns = sum(2 if unicodedata.east_asian_width(character) in "FWA" else 1 for character in label)
    return min(max(columns * _CHARACTER, 40.0), 220.0) + 16.0, _HEIGHT


def place(graph: "nx.Graph[str]", labels: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Return each node's x and y in pixels around 0, 0; edges draw their ends together by their attribute `weight`."""
    nodes: list[str] = list(graph)
    if not nodes:
        return {}
    boxes = np.array([box(labels[node]) for node in nodes])
    side = float(np.sqrt((boxes[:, 0] * boxes[:, 1]).sum() * 4))
    spread = nx.spring_layout(graph, k=2.2 / np.sqrt(len(nodes)), iterations=_TURNS, seed=_SEED, weight="weight")
    places = np.array([spread[node] for node in nodes]) * (side / 2) * np.array([1.25, 0.8])
    places = part(places, boxes)
    places -= places.mean(axis=0)
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, places, strict=True)}


def part(places: Floats, boxes: Floats) -> Floats:
    """Return places near the given ones at which no two boxes (width, height) overlap."""
    places = places.copy()
    if len(places) < 2:
        return places
    places += np.linspace(0, 1e-3, len(places))[:, None]  # so that no two stand in the very same place
    wide, high = ((boxes[:, axis, None] + boxes[:, axis]) / 2 for axis in (0, 1))
    for _ in range(_ROUNDS):
        x, y = places.T
        overlapping = (np.abs(x[:, None] - x) < wide) & (np.abs(y[:, None] - y) < high)
        one, other = np.nonzero(np.triu(overlapping, 1))
        if not len(one):
            return places
        apart = places[one] - places[other]
        missing = (boxes[one] + boxes[other]) / 2 - np.abs(apart)
        along = (missing[:, 1] <= missing[:, 0]).astype(int)
        pair = np.arange(len(one))
        push = missing[pair, along] * 0.55 * np.sign(apart[pair, along])
        np.add.at(places, (one, along), push)
        np.add.at(places, (other, along), -push)
    return places * _factor(places, np.stack([wide, high], axis=2))


def _factor(places: Floats, least: Floats) -> float:
    """Return by what all places have to be multiplied so that none overlap any more: 1 if none do."""
    apart = np.abs(places[:, None, :] - places[None, :, :])
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = np.nanmin(np.where(apart > 0, least / apart, np.inf), axis=2)
    np.fill_diagonal(needed, 0)
    return float(max(1.0, np.where(np.isfinite(needed), needed, 0).max() * 1.0001))
