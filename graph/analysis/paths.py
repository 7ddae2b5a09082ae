"""How two concepts are connected: the strongest chain of concepts between them, each two joined by opinions that speak of both."""

import heapq
import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graph.analysis.catalogue import ConceptEntry
from graph.analysis.opinions import Opinion, opinions_about
from graph.analysis.related import VETTED
from graph.analysis.views import View
from graph.figures import Figures, measures
from graph.figures.evidence import both
from graph.store.interface import Iri

BREADTH = 200
"""How many neighbours of each concept may carry a chain on: those that it meets most tellingly."""
VISITED = 400
"""How many concepts are looked at before the search gives up."""
QUOTED = 3
LEAST = 0.05
"""How long a step is at least, so that no chain is drawn out at no cost."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two concepts that are spoken of together, in how many opinions, how tellingly, and some of these opinions."""

    source: ConceptEntry
    target: ConceptEntry
    together: int
    score: float
    opinions: list[Opinion]


@dataclass(frozen=True, slots=True)
class Connection:
    """A chain of steps from one concept to another; none where they are not connected, or the same."""

    source: ConceptEntry
    target: ConceptEntry
    steps: list[Step]


def connection(view: View, source: Iri, target: Iri) -> Connection:
    """Return the chain whose steps are most telling in all (after Dijkstra 1959).

    A step is the shorter the more tellingly its ends meet, and shorter to a concept of a vocabulary. Raises QueryError, StoreError.
    """
    figures = view.figures
    one, other = figures.concept(source), figures.concept(target)
    ends = view.catalogue.get(source), view.catalogue.get(target)
    chain = _chain(figures, one.number, other.number) if one and other and one != other else []
    entries = view.catalogue.entries(chain)
    quoted = [both(figures, *pair, QUOTED) for pair in pairwise(chain)]
    about = opinions_about(view, (iri for found in quoted for iri in found))
    steps = []
    for (first, second), found in zip(pairwise(chain), quoted, strict=True):
        together, score = _joined(figures, first, second)
        opinions = [about[iri] for iri in found if iri in about]
        steps.append(Step(entries[first], entries[second], together, score, opinions))
    return Connection(*ends, steps)


def _joined(figures: Figures, one: int, other: int) -> tuple[int, float]:
    others, counts = figures.together(one)
    at = int(np.searchsorted(others, other))
    opinions = figures.totals.opinions
    score = measures.association(counts[at : at + 1], int(opinions[one]), opinions[[other]], figures.total)
    return int(counts[at]), round(float(score[0]), 4)


def _chain(figures: Figures, start: int, end: int) -> list[int]:
    """Return the numbers of the concepts on the way, both ends among them; none where there is no way."""
    costs, came_from = {start: 0.0}, dict[int, int]()
    waiting, done = [(0.0, start)], set[int]()
    while waiting and len(done) < VISITED:
        cost, here = heapq.heappop(waiting)
        if here == end:
            break
        if here in done:
            continue
        done.add(here)
        for there, length in _neighbours(figures, here, end):
            if cost + length < costs.get(there, math.inf):
                costs[there], came_from[there] = cost + length, here
                heapq.heappush(waiting, (cost + length, there))
    chain = [end]
    while chain[-1] in came_from:
        chain.append(came_from[chain[-1]])
    return chain[::-1] if chain[-1] == start else []


def _neighbours(figures: Figures, number: int, end: int) -> list[tuple[int, float]]:
    """Return the concepts that a chain may go on to, and how far each is; the end is among them wherever it is met at all."""
    totals = figures.totals
    others, counts = figures.together(number)
    scores = measures.association(counts, int(totals.opinions[number]), totals.opinions[others], figures.total)
    scores = np.where(totals.provisional[others], scores, scores + VETTED)
    chosen = np.argsort(-scores, kind="stable")[:BREADTH]
    chosen = np.union1d(chosen, np.flatnonzero(others == end))
    return [(int(others[at]), max(1.0 - float(scores[at]), LEAST)) for at in chosen]
