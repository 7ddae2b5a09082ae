"""Concepts: found by any of their labels, and one with its figures and its neighbours in the vocabularies."""

from collections import defaultdict
from dataclasses import dataclass

from graph.analysis.asking import ask
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.mapping import Community, standing_of
from graph.analysis.views import Page, View
from graph.figures.spread import acts_of, count_meetings
from graph.store.interface import Iri


@dataclass(frozen=True, slots=True)
class FoundConcept:
    """A concept in a list, and the label by which it was found, if it was searched for."""

    concept: ConceptEntry
    match: str | None = None


@dataclass(frozen=True, slots=True)
class ConceptInFull:
    """A concept with all that is said of it; `acts` counts the opinions on it by their act, `community` and `centrality` are from the map, null off it."""

    iri: str
    id: str
    label: str
    labels: dict[str, tuple[str, ...]]
    type: str | None
    provisional: bool
    opinions: int
    meetings: int
    acts: dict[str, int]
    broader: list[ConceptEntry]
    narrower: list[ConceptEntry]
    related: list[ConceptEntry]
    community: Community | None
    centrality: float | None


def find_concepts(view: View, text: str | None, kind: str | None, limit: int, offset: int) -> Page[FoundConcept]:
    """Return concepts by any of their labels: exact before prefix before part, then by how often they are spoken of.

    Without a text those that are spoken of, the most spoken of first.
    """
    if text is None:
        total, spoken = view.catalogue.most_spoken(kind, limit, offset)
        return Page(total, [FoundConcept(entry) for entry in spoken])
    total, found = view.catalogue.find(text, kind, limit, offset)
    return Page(total, [FoundConcept(*each) for each in found])


def concept_address(view: View, part: str) -> Iri | None:
    """Return the address of the concept that a part names, None where there is none."""
    return view.addresses.choose("concept", part, view.catalogue)


def concept_in_full(view: View, iri: Iri) -> ConceptInFull:
    """Return a concept with its figures. Raises QueryError, StoreError."""
    catalogue = view.catalogue
    entry = catalogue.get(iri)
    counted = view.figures.concept(iri)
    standing = standing_of(view, [counted.number]).get(counted.number) if counted else None
    links: dict[str, list[ConceptEntry]] = defaultdict(list)
    for row in ask(view.reader, "concept-links", concept=iri):
        links[row["link"]].append(catalogue.get(row["other"]))
    return ConceptInFull(
        entry.iri,
        entry.id,
        entry.label,
        {"ja": (), "en": (), **catalogue.labels(iri)},
        entry.type,
        entry.provisional,
        entry.opinions,
        count_meetings(view.figures, counted.number, spoken=True) if counted else 0,
        acts_of(view.figures, counted.number) if counted else {},
        _foremost(links["broader"]),
        _foremost(links["narrower"]),
        _foremost(links["related"]),
        standing.community if standing else None,
        standing.centrality if standing else None,
    )


def _foremost(concepts: list[ConceptEntry]) -> list[ConceptEntry]:
    """Return concepts, the most spoken of first."""
    return sorted(concepts, key=lambda each: (-each.opinions, each.label))
