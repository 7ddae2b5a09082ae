"""Which concepts belong together, by the opinions that speak of both."""

import math
from dataclasses import dataclass

from graph.analysis.asking import ask
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.opinions import Opinion, opinions_about
from graph.analysis.views import Page, View
from graph.store.interface import Iri

VETTED = 0.3
"""By how much a concept that people put in a vocabulary stands above one that was made from a word nobody has reviewed."""


@dataclass(frozen=True, slots=True)
class RelatedConcept:
    """A concept spoken of in the same opinions: in how many, how tellingly (see `association`), and two of these."""

    concept: ConceptEntry
    together: int
    score: float
    opinions: list[Opinion]


@dataclass(frozen=True, slots=True)
class _Met:
    """A concept that is met, and the addresses of two opinions that say why, or one."""

    concept: ConceptEntry
    together: int
    score: float
    reasons: tuple[str, ...]

    @property
    def rank(self) -> float:
        return self.score if self.concept.provisional else self.score + VETTED


def association(together: int, one: int, other: int, total: int) -> float:
    """Return how much more often than by chance two things meet, between -1 and 1, with little trust in few meetings.

    This is normalised pointwise mutual information (Bouma 2009), discounted by n / (n + 1) (after Pantel and Lin 2002),
    so that two things which are met once, and then together, do not stand above all others.
    """
    if not together or not total:
        return -1.0
    if together >= total:
        return together / (together + 1)
    mutual = math.log(together * total / (one * other))
    return mutual / -math.log(together / total) * together / (together + 1)


def related_concepts(view: View, iri: Iri, limit: int, offset: int) -> Page[RelatedConcept]:
    """Return the concepts that meet one concept in opinions, the most telling first, vetted ones before others. Raises QueryError."""
    met = view.kept(("related", iri), lambda: _met(view, iri))
    page = met[offset : offset + limit]
    about = opinions_about(view, [reason for each in page for reason in each.reasons])
    return Page(
        len(met),
        [
            RelatedConcept(
                each.concept, each.together, each.score, [about[reason] for reason in each.reasons if reason in about]
            )
            for each in page
        ],
    )


def _met(view: View, iri: Iri) -> list[_Met]:
    catalogue = view.catalogue
    one = catalogue.get(iri).opinions
    met = []
    for row in ask(view.reader, "concept-together", concept=iri):
        if row.get("other", iri) != iri:
            other, together = catalogue.get(row["other"]), int(row["together"])
            score = round(association(together, one, other.opinions, catalogue.total), 4)
            met.append(_Met(other, together, score, tuple(dict.fromkeys((row["one"], row["another"])))))
    met.sort(key=lambda each: (-each.rank, -each.together, each.concept.label, each.concept.iri))
    return met
