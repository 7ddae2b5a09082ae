"""Concepts: found by any of their labels, and one with its figures and its neighbours in the vocabularies."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from graph.analysis.addressing import local
from graph.analysis.asking import ask
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.views import Page, View
from graph.store.interface import Iri


@dataclass(frozen=True, slots=True)
class FoundConcept:
    """A concept in a list, and the label by which it was found, if it was searched for."""

    concept: ConceptEntry
    match: str | None = None


@dataclass(frozen=True, slots=True)
class ConceptInFull:
    """A concept with all that is said of it; `acts` counts the opinions on it by their act."""

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


def find_concepts(view: View, text: str | None, kind: str | None, limit: int, offset: int) -> Page[FoundConcept]:
    """Return concepts by any of their labels: exact before prefix before part, then by how often they are spoken of.

    Without a text those that are spoken of, the most spoken of first.
    """
    catalogue = view.catalogue
    if text is None:
        found = [FoundConcept(entry) for entry in catalogue.by_count if entry.opinions]
    else:
        matches = sorted(
            catalogue.index.find(text),
            key=lambda match: (
                match.rank,
                -catalogue.entries[match.iri].opinions,
                len(match.label),
                match.label,
                match.iri,
            ),
        )
        found = [FoundConcept(catalogue.entries[match.iri], match.label) for match in matches]
    if kind is not None:
        found = [each for each in found if each.concept.type == kind]
    return Page(len(found), found[offset : offset + limit])


def concept_address(view: View, part: str) -> Iri | None:
    """Return the address of the concept that a part names, None where there is none."""
    return view.addresses.choose("concept", part, view.catalogue.entries)


def concept_in_full(view: View, iri: Iri) -> ConceptInFull:
    """Return a concept with its figures. Raises QueryError, StoreError."""
    catalogue = view.catalogue
    entry = catalogue.get(iri)
    acts: Counter[str] = Counter()
    meetings = set[str]()
    for row in view.kept(("acts", iri), lambda: ask(view.reader, "concept-acts", concept=iri)):
        acts[local(row.get("act"), "statement")] += int(row["opinions"])
        meetings.add(row["meeting"])
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
        len(meetings),
        dict(acts.most_common()),
        *(
            sorted(links[link], key=lambda each: (-each.opinions, each.label))
            for link in ("broader", "narrower", "related")
        ),
    )
