"""Which concepts belong together, by the opinions that speak of both and by what is stated of them."""

from collections.abc import Callable
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.analysis.catalogue import ConceptEntry
from graph.analysis.opinions import Opinion, opinions_about
from graph.analysis.views import Page, View
from graph.figures import Figures, measures, pairs
from graph.figures.evidence import both, stated_between
from graph.figures.reading import ConceptRow
from graph.store.interface import Iri

VETTED = 0.3
"""By how much a concept that people put in a vocabulary stands above one that was made from a word nobody has reviewed."""
REASONS = 2
"""How many opinions are named as reasons for each concept."""
NEAR = 60
"""How many concepts the walk of `pagerank` may come by: the most tellingly related."""
MEASURES = ("association", "likelihood", "pagerank")

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RelatedConcept:
    """A concept spoken of in the same opinions: in how many of all that speak of it, how tellingly, and two of these."""

    concept: ConceptEntry
    together: int
    score: float
    opinions: list[Opinion]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Concepts by their numbers, the most telling first: in how many opinions each is met, and its score."""

    numbers: NDArray[np.int32]
    together: NDArray[np.int32]
    scores: Scores


def related_concepts(view: View, iri: Iri, limit: int, offset: int, measure: str = "association") -> Page[RelatedConcept]:
    """Return the concepts that meet one concept in opinions, the most telling first by a measure of MEASURES. Raises QueryError.

    `association` is normalised pointwise mutual information, those of a vocabulary before others; `likelihood` the log-likelihood ratio;
    `pagerank` how often a walker comes by who starts from the concept again and again (Haveliwala 2002).
    """
    figures = view.figures
    one = figures.concept(iri)
    if one is None:
        return Page(0, [])
    if measure == "pagerank":
        total, ranked = _walked(figures, one, limit + offset)
    else:
        total, ranked = _measured(figures, one, limit + offset, _SCORES[measure])
    chosen = [int(number) for number in ranked.numbers[offset : offset + limit]]
    entries = view.catalogue.entries(chosen)
    reasons = {number: both(figures, one.number, number, REASONS) for number in chosen}
    about = opinions_about(view, [reason for each in reasons.values() for reason in each])
    return Page(
        total,
        [
            RelatedConcept(
                entries[number],
                int(ranked.together[offset + at]),
                round(float(ranked.scores[offset + at]), 4),
                [about[reason] for reason in reasons[number] if reason in about],
            )
            for at, number in enumerate(chosen)
        ],
    )


def _association(figures: Figures, one: ConceptRow, others: pairs.Kept, counts: pairs.Kept) -> tuple[Scores, Scores]:
    totals = figures.totals
    scores = measures.association(counts, one.opinions, totals.opinions[others], figures.total)
    return scores, np.where(totals.provisional[others], scores, scores + VETTED)


def _likelihood(figures: Figures, one: ConceptRow, others: pairs.Kept, counts: pairs.Kept) -> tuple[Scores, Scores]:
    scores = measures.log_likelihood(counts, one.opinions, figures.totals.opinions[others], figures.total)
    return scores, scores


_Scoring = Callable[[Figures, ConceptRow, pairs.Kept, pairs.Kept], tuple[Scores, Scores]]
_SCORES: dict[str, _Scoring] = {"association": _association, "likelihood": _likelihood}


def _measured(figures: Figures, one: ConceptRow, wanted: int, scoring: _Scoring) -> tuple[int, _Ranked]:
    """Return how many concepts meet one, and the first of them."""
    others, counts = figures.together(one.number)
    if not len(others):
        return 0, _Ranked(others, counts, np.zeros(0))
    scores, ranks = scoring(figures, one, others, counts)
    best = np.arange(len(others))
    if wanted < len(others):
        best = np.flatnonzero(ranks >= np.partition(ranks, len(ranks) - max(wanted, 1))[len(ranks) - max(wanted, 1)])
    order = best[np.lexsort((figures.totals.ties[others[best]], -counts[best], -ranks[best]))]
    return len(others), _Ranked(others[order], counts[order], scores[order])


def _walked(figures: Figures, one: ConceptRow, wanted: int) -> tuple[int, _Ranked]:
    """Return how many concepts a walk from one comes by, and those it comes by most often."""
    total, near = _measured(figures, one, NEAR, _association)
    numbers = near.numbers[:NEAR]
    together = dict(zip(numbers.tolist(), near.together.tolist(), strict=False))
    drawn: nx.Graph[int] = nx.Graph()
    for number, score in zip([one.number, *numbers.tolist()], [1.0, *near.scores[:NEAR].tolist()], strict=False):
        if number != one.number:
            drawn.add_edge(one.number, number, weight=max(score, 0.01))
    rare_first = numbers[np.argsort(figures.totals.opinions[numbers], kind="stable")]
    for at, number in enumerate(rare_first.tolist()):
        _join(figures, drawn, number, rare_first[at + 1 :])
    for subject, thing, count in stated_between(figures, [one.number, *numbers.tolist()]):
        before = drawn.get_edge_data(subject, thing, {"weight": 0.0})["weight"]
        drawn.add_edge(subject, thing, weight=before + count / (count + 1))
    if not len(numbers):
        return 0, _Ranked(numbers, near.together, np.zeros(0))
    ranks = nx.pagerank(drawn, personalization={one.number: 1.0})
    ties = figures.totals.ties
    order = sorted(together, key=lambda number: (-ranks[number], -together[number], int(ties[number])))[:wanted]
    found = np.array(order, dtype=np.int32)
    met = np.array([together[number] for number in order], dtype=np.int32)
    return min(total, NEAR), _Ranked(found, met, np.array([ranks[number] for number in order]))


def _join(figures: Figures, drawn: "nx.Graph[int]", number: int, commoner: pairs.Kept) -> None:
    """Join a concept with those of some others that it meets more often than by chance: of two the rarer one knows it with less to read."""
    later = np.sort(commoner)
    counts = pairs.counted(*figures.together(number), later)
    met, counts = later[counts > 0], counts[counts > 0]
    opinions = figures.totals.opinions
    scores = measures.association(counts, int(opinions[number]), opinions[met], figures.total)
    drawn.add_weighted_edges_from(
        (number, other, score) for other, score in zip(met.tolist(), scores.tolist(), strict=True) if score > 0
    )
