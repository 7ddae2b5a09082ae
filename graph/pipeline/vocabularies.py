"""Brings the vocabularies to the annotators, from the shipped files or from the store."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import ontology
from graph.annotating.vocabulary import Vocabulary
from graph.iris import PREFIXES, RONTEN
from graph.model import Concept
from graph.store.interface import Reader
from graph.store.rdf import Statement, statements

_PREF, _ALT, _HIDDEN = (PREFIXES["skos"] + local for local in ("prefLabel", "altLabel", "hiddenLabel"))
_TYPE = RONTEN + "conceptType"
_FOCUS = PREFIXES["foaf"] + "focus"
_TRIPLES = "application/n-triples"


@dataclass(slots=True)
class _Gathered:
    preferred: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    type: str | None = None
    focus: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The concepts that are known, ready for matching, the organisations that some of them are about, and the version that names exactly this state."""

    vocabulary: Vocabulary
    version: str
    organisations: Mapping[str, str]

    def organisation(self, name: str) -> str | None:
        """Return the address of the organisation that a name, or any other label of its concept, stands for; None where it is unknown or several bear it."""
        concept = self.vocabulary.lookup(name)
        return self.organisations.get(concept.iri) if concept and concept.iri else None


def gather(found: Iterable[Statement]) -> Vocabularies:
    """Return the vocabulary that SKOS statements make up; concepts without a type are none of ours."""
    concepts: dict[str, _Gathered] = defaultdict(_Gathered)
    for statement in found:
        concept = concepts[statement.subject]
        if statement.predicate == _PREF:
            concept.preferred.setdefault(statement.language or "", statement.object)
        elif statement.predicate in {_ALT, _HIDDEN}:
            concept.others.append(statement.object)
        elif statement.predicate == _FOCUS:
            concept.focus = statement.object
        elif statement.predicate == _TYPE:
            concept.type = statement.object.removeprefix(RONTEN)
    made = sorted(
        (_concept(iri, concept) for iri, concept in concepts.items() if concept.type and concept.preferred),
        key=lambda concept: concept.iri or "",
    )
    total = hashlib.sha256(
        repr([(concept.iri, concept.label, concept.type, concept.labels) for concept in made]).encode()
    )
    focuses = {iri: concept.focus for iri, concept in concepts.items() if concept.focus}
    return Vocabularies(Vocabulary(made), total.hexdigest()[:16], focuses)


def _concept(iri: str, gathered: _Gathered) -> Concept:
    label = gathered.preferred.get("ja") or next(iter(gathered.preferred.values()))
    others = sorted({*gathered.preferred.values(), *gathered.others} - {label})
    return Concept(label, gathered.type or "issue", iri, tuple(others))


@cache
def shipped(base: str) -> Vocabularies:
    """Return the vocabularies that come with the program, under one base."""
    return gather(_shipped(base))


def current(reader: Reader, base: str) -> Vocabularies:
    """Return the shipped vocabularies with what users added to this store. Raises QueryError."""
    added = reader.export(_TRIPLES, f"{base}data/vocabulary-added")
    if not added.strip():
        return shipped(base)
    return gather([*_shipped(base), *statements(added, _TRIPLES, f"{base}id/")])


def _shipped(base: str) -> Iterable[Statement]:
    for file in ontology.vocabulary_files():
        yield from statements(file.read_bytes(), "text/turtle", f"{base}id/")
