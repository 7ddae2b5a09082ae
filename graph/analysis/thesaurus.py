"""The vocabularies as thesaurus software asks for them: labels by language, hierarchies, top concepts, words with wildcards."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from graph.analysis.addressing import Addresses
from graph.analysis.asking import ask
from graph.analysis.views import View
from graph.iris import PREFIXES, RONTEN, search_key
from graph.store.interface import Reader

KINDS = {PREFIXES["skos"] + name: name for name in ("prefLabel", "altLabel", "hiddenLabel")}
"""The properties of labels, by their addresses; readings count as hidden labels."""

PROVISIONAL = "provisional"
"""The id of the vocabulary of concepts that are in none."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a concept: its property (prefLabel, altLabel, hiddenLabel), text and language ("" for none)."""

    kind: str
    text: str
    language: str


@dataclass(slots=True)
class Vocabulary:
    """A concept scheme: its address, the id by which it is asked for, its titles by language, and its concepts."""

    iri: str
    id: str
    titles: dict[str, str] = field(default_factory=dict)
    concepts: set[str] = field(default_factory=set)

    def title(self, language: str) -> str:
        """Return the title in a language, or else in any."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.id)


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that was found by one of its labels."""

    iri: str
    label: Label


class Thesaurus:
    """All concepts of one state with their labels, hierarchy and schemes; made by three queries."""

    def __init__(self, reader: Reader, addresses: Addresses) -> None:
        """Read all there is. Raises QueryError, StoreError."""
        self.labels: dict[str, list[Label]] = defaultdict(list)
        for row in ask(reader, "concepts-labels"):
            kind = KINDS.get(row["property"], "hiddenLabel")
            self.labels[row["concept"]].append(Label(kind, row["label"], row.get("language", "")))
        self.vocabularies: dict[str, Vocabulary] = {}
        """All schemes by their ids."""
        self._schemes: dict[str, list[str]] = defaultdict(list)
        self._broader: dict[str, set[str]] = defaultdict(set)
        self._narrower: dict[str, set[str]] = defaultdict(set)
        self._related: dict[str, set[str]] = defaultdict(set)
        for row in ask(reader, "schemes-labels"):
            made = self._vocabulary(addresses, row["scheme"])
            if "label" in row:
                made.titles.setdefault(row.get("language", ""), row["label"])
        for row in sorted(ask(reader, "concepts-links"), key=lambda row: sorted(row.items())):
            self._link(addresses, row["kind"], row["concept"], row["other"])
        self._gather_provisional(addresses)
        self._index = [
            (search_key(label.text), Hit(iri, label)) for iri, labels in self.labels.items() for label in labels
        ]

    def _gather_provisional(self, addresses: Addresses) -> None:
        """Put the concepts that no vocabulary has into one that says so."""
        made = self._vocabulary(addresses, f"{addresses.base}id/scheme/{PROVISIONAL}")
        made.titles |= {"ja": "未確認の概念", "en": "Provisional concepts"}
        for concept in self.labels:
            if concept not in self._schemes:
                made.concepts.add(concept)
                self._schemes[concept].append(made.id)

    def _vocabulary(self, addresses: Addresses, iri: str) -> Vocabulary:
        name = _id(addresses, iri)
        return self.vocabularies.setdefault(name, Vocabulary(iri, name))

    def _link(self, addresses: Addresses, kind: str, concept: str, other: str) -> None:
        if kind == "scheme":
            self._vocabulary(addresses, other).concepts.add(concept)
            self._schemes[concept].append(_id(addresses, other))
        elif kind == "broader":
            self._broader[concept].add(other)
            self._narrower[other].add(concept)
        else:
            self._related[concept].add(other)
            self._related[other].add(concept)

    def __contains__(self, iri: str) -> bool:
        """Return whether a concept is known."""
        return iri in self.labels or iri in self._schemes

    def vocabulary_of(self, iri: str) -> str | None:
        """Return the id of the first vocabulary that a concept stands in, None where it stands in none."""
        return next(iter(self._schemes.get(iri, ())), None)

    def preferred(self, iri: str, language: str) -> Label | None:
        """Return the preferred label in a language, or else without one, in Japanese, in any."""
        found = {label.language: label for label in reversed(self._of_kind(iri, "prefLabel"))}
        return next((found[each] for each in (language, "", "ja", *sorted(found)) if each in found), None)

    def others(self, iri: str, kind: str, language: str) -> list[str]:
        """Return the labels of one kind in a language or without one."""
        return sorted(label.text for label in self._of_kind(iri, kind) if label.language in {language, ""})

    def _of_kind(self, iri: str, kind: str) -> list[Label]:
        found = [label for label in self.labels.get(iri, ()) if label.kind == kind]
        return sorted(found, key=lambda label: (label.language, label.text))

    def broader(self, iri: str) -> list[str]:
        """Return the concepts directly above one."""
        return sorted(self._broader.get(iri, ()))

    def narrower(self, iri: str) -> list[str]:
        """Return the concepts directly below one."""
        return sorted(self._narrower.get(iri, ()))

    def related(self, iri: str) -> list[str]:
        """Return the concepts that a vocabulary relates one to."""
        return sorted(self._related.get(iri, ()))

    def above(self, iri: str) -> list[str]:
        """Return a concept and all above it, the nearest first."""
        return list(_reached(iri, self.broader))

    def below(self, iri: str) -> list[str]:
        """Return a concept and all below it, the nearest first."""
        return list(_reached(iri, self.narrower))

    def top(self, vocabulary: Vocabulary) -> list[str]:
        """Return the concepts of a vocabulary that have none above them in it."""
        return sorted(iri for iri in vocabulary.concepts if not self._broader.get(iri, set()) & vocabulary.concepts)

    def languages(self, vocabulary: Vocabulary) -> list[str]:
        """Return the languages of a vocabulary's labels."""
        return sorted({label.language for iri in vocabulary.concepts for label in self.labels.get(iri, ())} - {""})

    def search(self, pattern: str, language: str | None) -> list[Hit]:
        """Return the labels that follow a pattern, `*` standing for anything; without one the whole label is meant.

        Labels without a language are of every language.
        """
        matches = _matcher(pattern)
        return [
            hit
            for key, hit in self._index
            if (language is None or hit.label.language in {language, ""}) and matches(key)
        ]


def _id(addresses: Addresses, iri: str) -> str:
    """Return the id of a vocabulary: the last part of its address, the local name of one of our own."""
    return addresses.id(iri.removeprefix(RONTEN))


def _reached(start: str, step: Callable[[str], Iterable[str]]) -> Iterator[str]:
    seen, waiting = {start}, [start]
    for iri in waiting:  # grows as it is gone through
        yield iri
        following = [each for each in step(iri) if each not in seen]
        seen.update(following)
        waiting.extend(following)


def _matcher(pattern: str) -> Callable[[str], bool]:
    """Return what says whether a key follows a pattern, in time linear in the key's length."""
    parts = [search_key(part) if part else "" for part in pattern.split("*")]
    if len(parts) == 1:
        return lambda key: key == parts[0]
    first, *middle, last = parts

    def matches(key: str) -> bool:
        if not (key.startswith(first) and key.endswith(last) and len(key) >= len(first) + len(last)):
            return False
        at, end = len(first), len(key) - len(last)
        for part in middle:
            found = key.find(part, at, end)
            if found < 0:
                return False
            at = found + len(part)
        return True

    return matches


def thesaurus(view: View) -> Thesaurus:
    """Return the thesaurus of a view's state. Raises QueryError, StoreError."""
    return view.kept("thesaurus", lambda: Thesaurus(view.reader, view.addresses))
