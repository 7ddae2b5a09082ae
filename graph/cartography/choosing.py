"""Which concepts and which of their pairs a map shows: the most spoken of, and the most telling."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.figures.measures import association
from graph.figures.reading import Figures

CONCEPTS, EDGES = 10_000, 30_000
"""How many concepts and edges a map has at most."""
FIRST = 3
"""How many of its strongest edges each concept has before the strongest of the rest are taken."""
_CANDIDATES = 12
"""How many of its strongest edges each concept may put forward at all."""

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


class Chosen(NamedTuple):
    """What is on a map: the concepts' numbers, and edges as places in them (`one` < `other`), with their counts and scores."""

    concepts: Whole
    one: Whole
    other: Whole
    together: Whole
    scores: Real


def choose(figures: Figures, concepts: int = CONCEPTS, edges: int = EDGES) -> Chosen:
    """Return the concepts most spoken of with the most telling edges between them, the same whatever numbers the concepts have."""
    totals = figures.totals
    numbers = np.lexsort((totals.ties, -totals.opinions.astype(np.int64)))[:concepts]
    numbers = numbers[totals.opinions[numbers] > 0]
    place = np.full(len(totals.opinions), -1, dtype=np.int64)
    place[numbers] = np.arange(len(numbers))
    put = [_strongest(figures, int(number), at, place) for at, number in enumerate(numbers)]
    if not put:
        none = np.zeros(0, dtype=np.int64)
        return Chosen(numbers, none, none, none, np.zeros(0))
    rank, one, other, together, score = np.concatenate(put, axis=1)
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    order = np.lexsort((high, low, -score, np.minimum(rank, FIRST)))
    _, first = np.unique((low << 32 | high)[order], return_index=True)
    kept = order[np.sort(first)[:edges]]
    return Chosen(numbers, low[kept], high[kept], together[kept].astype(np.int64), score[kept])


def _strongest(figures: Figures, number: int, at: int, place: Whole) -> Real:
    """Return the strongest edges of a concept to others on the map, as columns: rank, both places, in how many opinions, score."""
    others, counts = figures.together(number)
    there = place[others] >= 0
    others, counts = others[there], counts[there]
    spoken = figures.totals.opinions
    scores = association(counts, int(spoken[number]), spoken[others], figures.total)
    order = np.lexsort((place[others], -counts.astype(np.int64), -scores))[:_CANDIDATES]
    order = order[scores[order] > 0]
    return np.stack([np.arange(len(order)), np.full(len(order), at), place[others[order]], counts[order], scores[order]]).astype(np.float64)
