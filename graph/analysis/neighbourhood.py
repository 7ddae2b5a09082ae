"""What stands around concepts, in a meeting or in the whole: which concepts, which of their pairs, and the opinions behind each, all from the figures.

Nothing here scans the graph: a concept's row of the figures has all that it is spoken of together with, and only a few opinions of each pair are named.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from graph.figures import Figures, pairs
from graph.figures.evidence import about, both, said_in
from graph.figures.measures import association
from graph.figures.reading import ConceptRow

REASONS = 20
"""How many opinions an edge names at most, and how many of each concept's are looked at for where it is spoken of."""
MIDDLE = 200
"""How many opinions of a concept in the middle are looked at."""
DEGREE = 4
"""How many of its strongest edges each concept may claim beside those to the middle."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two concepts, by their numbers, that are spoken of together: in how many opinions, and a few of these."""

    one: int
    other: int
    together: int
    opinions: list[str]


@dataclass(slots=True)
class Neighbourhood:
    """Concepts by their numbers, those in the middle first, with their weight here; which of them meet; and opinions on each, by their IRIs."""

    weights: dict[int, int]
    meetings: list[Meeting]
    opinions: dict[int, list[str]] = field(default_factory=dict)


def around(figures: Figures, centres: Sequence[ConceptRow], limit: int) -> Neighbourhood:
    """Return some concepts with those most tellingly related to them; a weight is in how many opinions one meets the middle."""
    totals = figures.totals
    scores = np.full(len(totals.opinions), -np.inf)
    weights = np.zeros(len(totals.opinions), dtype=np.int64)
    for centre in centres:
        others, counts = figures.together(centre.number)
        measured = association(counts, centre.opinions, totals.opinions[others], figures.total)
        scores[others] = np.maximum(scores[others], measured)
        weights[others] = np.maximum(weights[others], counts)
    middle = {centre.number: centre.opinions for centre in centres}
    scores[list(middle)] = -np.inf
    near = np.flatnonzero(scores > -np.inf)
    ranked = near[np.lexsort((totals.ties[near], -weights[near], -scores[near]))].tolist()
    chosen = [*middle, *ranked][:limit]
    return _gathered(figures, {number: middle.get(number) or int(weights[number]) for number in chosen}, middle)


def whole(figures: Figures, limit: int) -> Neighbourhood:
    """Return the concepts most spoken of; a weight is in how many opinions one is."""
    return _gathered(figures, {row.number: row.opinions for row in figures.most_spoken(None, limit, 0)[1]}, ())


def within(figures: Figures, meeting: str, limit: int) -> Neighbourhood:
    """Return what a meeting spoke of; weights and opinions are the meeting's own."""
    spoken: dict[int, list[str]] = defaultdict(list)
    said: dict[str, list[int]] = defaultdict(list)
    for concept, opinion in said_in(figures, meeting):
        spoken[concept].append(opinion)
        said[opinion].append(concept)
    ties = figures.totals.ties
    chosen = sorted(spoken, key=lambda concept: (-len(spoken[concept]), int(ties[concept])))[:limit]
    drawn = set(chosen)
    met: dict[Pair, list[str]] = defaultdict(list)
    for opinion, concepts in said.items():
        for pair in combinations(sorted(drawn.intersection(concepts)), 2):
            met[pair].append(opinion)
    ranked = sorted(met, key=lambda pair: (-len(met[pair]), sorted(int(ties[end]) for end in pair)))
    kept = [Meeting(*pair, len(met[pair]), met[pair][:REASONS]) for pair in _claimed(ranked, ())]
    return Neighbourhood({concept: len(spoken[concept]) for concept in chosen}, kept, {concept: spoken[concept] for concept in chosen})


def _gathered(figures: Figures, weights: dict[int, int], middle: Collection[int]) -> Neighbourhood:
    counts = dict(_pairs(figures, list(weights), middle))
    kept = [Meeting(*pair, counts[pair], both(figures, *pair, REASONS)) for pair in _claimed(counts, middle)]
    opinions = {number: about(figures, number, MIDDLE if number in middle else REASONS) for number in weights}
    return Neighbourhood(weights, kept, opinions)


def _pairs(figures: Figures, numbers: Sequence[int], middle: Collection[int]) -> list[tuple[Pair, int]]:
    """Return which of some concepts meet and in how many opinions, those with the middle and then the most telling first."""
    totals = figures.totals
    wanted = np.array(sorted(numbers), dtype=np.int32)
    found = []
    for number in numbers:
        later = wanted[wanted > number]
        counts = pairs.counted(*figures.together(number), later)
        later, counts = later[counts > 0], counts[counts > 0]
        scores = association(counts, int(totals.opinions[number]), totals.opinions[later], figures.total)
        for other, count, score in zip(later.tolist(), counts.tolist(), scores.tolist(), strict=True):
            if score > 0 or number in middle or other in middle:
                ends = sorted(int(totals.ties[end]) for end in (number, other))
                found.append((number not in middle and other not in middle, -score, -count, ends, (number, other)))
    return [(pair, -count) for _, _, count, _, pair in sorted(found)]


def _claimed(ranked: Iterable[Pair], middle: Collection[int]) -> list[Pair]:
    """Return the pairs to join: all with the middle, and of the others each one's strongest."""
    claims: Counter[int] = Counter()
    chosen = []
    for pair in ranked:
        if pair[0] in middle or pair[1] in middle:
            chosen.append(pair)
        elif min(claims[pair[0]], claims[pair[1]]) < DEGREE:
            claims.update(pair)
            chosen.append(pair)
    return chosen
