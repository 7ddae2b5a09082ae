"""All concepts with their labels, types and how often they are spoken of, held in memory for one state of the graph."""

from collections import defaultdict
from dataclasses import dataclass, field

from graph.analysis.addressing import Addresses, local
from graph.analysis.asking import ask
from graph.analysis.labels import LabelIndex
from graph.iris import PREFIXES
from graph.store.interface import Reader, Row

_PREFERRED, _OTHER = PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel"


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept as lists show it; `opinions` speak of it."""

    iri: str
    id: str
    label: str
    type: str | None
    provisional: bool
    opinions: int


@dataclass(slots=True)
class _Gathered:
    preferred: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    others: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    hidden: list[str] = field(default_factory=list)

    @property
    def label(self) -> str | None:
        for language in ("ja", "", *sorted(self.preferred)):
            if self.preferred.get(language):
                return min(self.preferred[language])
        return None

    def labels(self) -> dict[str, tuple[str, ...]]:
        """Return the labels that are shown by language, the preferred one first."""
        languages = sorted({*self.preferred, *self.others})
        return {
            language: tuple(
                dict.fromkeys([*sorted(self.preferred.get(language, ())), *sorted(self.others.get(language, ()))])
            )
            for language in languages
        }


class Catalogue:
    """The concepts of one state; made by three queries."""

    def __init__(self, reader: Reader, addresses: Addresses) -> None:
        """Read all concepts. Raises QueryError, StoreError."""
        self._addresses = addresses
        self._gathered = _gather(ask(reader, "concepts-labels"))
        kinds: dict[str, Row] = defaultdict(dict)
        for row in ask(reader, "concepts-kinds"):
            kinds[row["concept"]].update(row)
        counts = {row["concept"]: int(row["opinions"]) for row in ask(reader, "concepts-counts")}
        self.total = int(ask(reader, "opinions-count")[0]["total"])
        """How many opinions there are."""
        self.entries = {
            iri: self._entry(iri, kinds.get(iri, {}), counts.get(iri, 0))
            for iri in {**kinds, **self._gathered, **counts}
        }
        """All concepts by their addresses."""
        self.by_count = sorted(self.entries.values(), key=lambda entry: (-entry.opinions, entry.label, entry.iri))
        """All concepts, the most spoken of first."""
        self._index = LabelIndex((entry.iri, label) for entry in self.by_count for label in self._every_label(entry))

    def _entry(self, iri: str, kind: Row, opinions: int) -> ConceptEntry:
        gathered = self._gathered.get(iri)
        named = self._addresses.named(iri, gathered.label if gathered else None)
        return ConceptEntry(
            named.iri, named.id, named.label, local(kind.get("type")) or None, "scheme" not in kind, opinions
        )

    def _every_label(self, entry: ConceptEntry) -> list[str]:
        gathered = self._gathered.get(entry.iri, _Gathered())
        shown = [label for labels in gathered.labels().values() for label in labels]
        return list(dict.fromkeys([entry.label, *shown, *gathered.hidden]))

    def get(self, iri: str) -> ConceptEntry:
        """Return a concept; one that nothing is known of is called by its address."""
        found = self.entries.get(iri)
        return found or ConceptEntry(*self._addresses_of(iri), None, provisional=False, opinions=0)

    def _addresses_of(self, iri: str) -> tuple[str, str, str]:
        named = self._addresses.named(iri, None)
        return named.iri, named.id, named.label

    def labels(self, iri: str) -> dict[str, tuple[str, ...]]:
        """Return the labels of a concept by language, the preferred one first; hidden ones and readings are left out."""
        return self._gathered[iri].labels() if iri in self._gathered else {}

    @property
    def index(self) -> LabelIndex:
        """All labels, of the most spoken of concepts first."""
        return self._index


def _gather(rows: list[Row]) -> dict[str, _Gathered]:
    concepts: dict[str, _Gathered] = defaultdict(_Gathered)
    for row in rows:
        gathered, label, language = concepts[row["concept"]], row["label"], row.get("language", "")
        if row["property"] == _PREFERRED:
            gathered.preferred[language].append(label)
        elif row["property"] == _OTHER:
            gathered.others[language].append(label)
        else:
            gathered.hidden.append(label)
    return dict(concepts)
