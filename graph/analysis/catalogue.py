"""The concepts of one state of the graph with their labels, types and how often they are spoken of, as lists show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.analysis.addressing import Addresses
from graph.figures import Figures
from graph.figures.reading import ConceptRow

_SHOWN = {"prefLabel": 0, "altLabel": 1}
"""The properties whose labels are shown, in their order; hidden ones and readings only help to find."""


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept as lists show it; `opinions` speak of it."""

    iri: str
    id: str
    label: str
    type: str | None
    provisional: bool
    opinions: int


class Catalogue:
    """Asks the figures for concepts; what was asked once is remembered."""

    def __init__(self, figures: Figures, addresses: Addresses) -> None:
        self._figures = figures
        self._addresses = addresses
        self._known: dict[str, ConceptEntry] = {}

    @property
    def total(self) -> int:
        """How many opinions there are."""
        return self._figures.total

    def entry(self, row: ConceptRow) -> ConceptEntry:
        """Return a row of the figures as lists show it."""
        named = self._addresses.named(row.iri, row.label)
        return ConceptEntry(named.iri, named.id, named.label, row.type, row.provisional, row.opinions)

    def get(self, iri: str) -> ConceptEntry:
        """Return a concept; one that nothing is known of is called by its address."""
        if iri not in self._known:
            self._known[iri] = self.entry(
                self._figures.concept(iri) or ConceptRow(0, iri, None, None, provisional=False, opinions=0)
            )
        return self._known[iri]

    def __contains__(self, iri: object) -> bool:
        """Return whether a concept is known."""
        return isinstance(iri, str) and self._figures.concept(iri) is not None

    def labels(self, iri: str) -> dict[str, tuple[str, ...]]:
        """Return the labels of a concept by language, the preferred one first; hidden ones and readings are left out."""
        shown = sorted(
            (each for each in self._figures.labels(iri) if each.property in _SHOWN),
            key=lambda each: (each.language, _SHOWN[each.property], each.label),
        )
        return {
            language: tuple(dict.fromkeys(each.label for each in shown if each.language == language))
            for language in sorted({each.language for each in shown})
        }

    def most_spoken(self, kind: str | None, limit: int, offset: int = 0) -> tuple[int, list[ConceptEntry]]:
        """Return how many concepts (of a type, if one is given) opinions speak of, and some of them, the most spoken of first."""
        total, rows = self._figures.most_spoken(kind, limit, offset)
        return total, [self.entry(row) for row in rows]

    def all(self) -> Iterator[ConceptEntry]:
        """Yield all concepts, the most spoken of first."""
        return (self.entry(row) for row in self._figures.every_concept())

    def labels_of_all(self) -> dict[str, list[str]]:
        """Return all labels of all concepts that are shown, by the concepts' addresses."""
        found: dict[str, list[str]] = {}
        for iri, label in self._figures.every_label():
            if label.property in _SHOWN:
                found.setdefault(iri, []).append(label.label)
        return found

    def find(
        self, text: str, kind: str | None, limit: int, offset: int = 0, *, spoken: bool = False
    ) -> tuple[int, list[tuple[ConceptEntry, str]]]:
        """Return how many concepts have a label that holds a text, and some with that label: exact before prefix before part, then the most spoken of."""
        total, found = self._figures.find(text, kind, limit, offset, spoken=spoken)
        return total, [(self.entry(row), label) for row, label in found]

    def entries(self, numbers: Iterable[int]) -> dict[int, ConceptEntry]:
        """Return concepts by the numbers that the figures give them."""
        return {number: self.entry(row) for number, row in self._figures.numbered(list(numbers)).items()}
