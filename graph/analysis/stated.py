"""Relations between concepts that opinions state, each with the opinions that state it; and where its other names come from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.addressing import Named, local
from graph.analysis.asking import ask
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.opinions import Opinion, opinions_about
from graph.analysis.views import Page, View
from graph.figures.evidence import stated_of, stating
from graph.store.interface import Iri

QUOTED = 3
"""How many opinions are quoted for one relation."""


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """That one concept causes, needs, hinders … another, as `stated` opinions say; some of these, and how sure the surest of them is."""

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
    row = view.figures.concept(concept)
    found = stated_of(view.figures, row.number) if row else []
    page = [(each, stating(view.figures, each, QUOTED)) for each in found[offset : offset + limit]]
    quoted = dict.fromkeys(opinion for _, opinions in page for opinion in opinions)
    about, sure = opinions_about(view, quoted), _confidences(view, quoted)
    relations = []
    for each, opinions in page:
        key = (each.subject_iri, each.predicate, each.object_iri)
        relations.append(
            StatedRelation(
                view.catalogue.get(each.subject_iri),
                each.predicate,
                view.catalogue.get(each.object_iri),
                each.opinions,
                max((sure.get((opinion, *key), 1.0) for opinion in opinions), default=1.0),
                [about[opinion] for opinion in opinions if opinion in about],
            )
        )
    return Page(len(found), relations)


def _confidences(view: View, opinions: Iterable[str]) -> dict[tuple[str, str, str, str], float]:
    """Return how sure each relation is that some opinions state: by opinion, subject, predicate and object."""
    wanted = [Iri(opinion) for opinion in opinions]
    rows = ask(view.reader, "opinions-relations", opinions=wanted) if wanted else []
    return {
        (row["opinion"], row["subject"], local(row["predicate"]), row["object"]): float(row.get("confidence", 1))
        for row in rows
    }


def other_names(view: View, concept: Iri) -> list[TaughtName]:
    """Return the names of a concept beside its label, with the documents that taught them. Raises QueryError, StoreError."""
    documents: dict[str, list[Named]] = defaultdict(list)
    for row in ask(view.reader, "concept-names", concept=concept):
        documents[row["label"]].append(view.addresses.named(row["document"], row.get("title")))
    label = view.catalogue.get(concept).label
    shown = [name for labels in view.catalogue.labels(concept).values() for name in labels]
    names = dict.fromkeys([*shown, *documents])
    return [TaughtName(name, documents.get(name, [])) for name in names if name != label]
