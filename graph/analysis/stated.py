"""Relations between concepts that opinions state, each with the opinions that state it; and where its other names come from."""

from collections import defaultdict
from dataclasses import dataclass

from graph.analysis.addressing import Named, local
from graph.analysis.asking import ask
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.opinions import Opinion, opinions_about
from graph.analysis.views import Page, View
from graph.store.interface import Iri, Row

QUOTED = 3
"""How many opinions are quoted for one relation."""


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """That one concept causes, needs, hinders … another, as `stated` opinions say; the surest reading's confidence, and some of the opinions."""

    subject: ConceptEntry
    predicate: str
    object: ConceptEntry
    stated: int
    confidence: float
    opinions: list[Opinion]


@dataclass(frozen=True, slots=True)
class TaughtName:
    """Another name of a concept and the documents that taught it; none where the vocabularies know it."""

    label: str
    documents: list[Named]


def stated_relations(view: View, concept: Iri, limit: int, offset: int) -> Page[StatedRelation]:
    """Return the relations of a concept that opinions state, those that most state first. Raises QueryError, StoreError."""
    grouped: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in view.kept(("relations", concept), lambda: ask(view.reader, "concept-relations", concept=concept)):
        grouped[row["subject"], row["predicate"], row["object"]].append(row)
    keys = sorted(grouped, key=lambda key: (-len(grouped[key]), key))
    page = keys[offset : offset + limit]
    about = opinions_about(view, (row["opinion"] for key in page for row in grouped[key][:QUOTED]))
    return Page(len(keys), [_relation(view, key, grouped[key], about) for key in page])


def _relation(
    view: View, key: tuple[str, str, str], rows: list[Row], about: dict[str, Opinion]
) -> StatedRelation:
    subject, predicate, thing = key
    return StatedRelation(
        view.catalogue.get(subject),
        local(predicate),
        view.catalogue.get(thing),
        len({row["opinion"] for row in rows}),
        max(float(row.get("confidence", 1)) for row in rows),
        [about[opinion] for opinion in dict.fromkeys(row["opinion"] for row in rows[:QUOTED]) if opinion in about],
    )


def other_names(view: View, concept: Iri) -> list[TaughtName]:
    """Return the names of a concept beside its label, with the documents that taught them. Raises QueryError, StoreError."""
    documents: dict[str, list[Named]] = defaultdict(list)
    for row in ask(view.reader, "concept-names", concept=concept):
        documents[row["label"]].append(view.addresses.named(row["document"], row.get("title")))
    label = view.catalogue.get(concept).label
    shown = [name for labels in view.catalogue.labels(concept).values() for name in labels]
    names = dict.fromkeys([*shown, *documents])
    return [TaughtName(name, documents.get(name, [])) for name in names if name != label]
