"""Names that documents taught: an alias that one document introduces serves the documents that are read after it.

The evidence is the `skos:altLabel` in the named graph of the document that taught it. What a document abbreviates for itself
(以下「協議会」という) serves further meetings of the same series only; acronyms and names in katakana, which mean the same elsewhere, serve all.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from graph.annotating.vocabulary import Vocabulary
from graph.iris import RONTEN, label_key
from graph.model import Concept, Findings
from graph.store.interface import Reader

_TAUGHT = """PREFIX ronten: <https://w3id.org/ronten/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?concept ?label ?type ?other ?series WHERE {
  GRAPH ?graph { ?document a ronten:Document ; ronten:minutesOf ?meeting . ?concept skos:altLabel ?other }
  ?concept skos:prefLabel ?label ; ronten:conceptType ?type . FILTER(LANG(?label) = "ja")
  OPTIONAL { ?meeting ronten:series/skos:prefLabel ?series }
}"""
_EVERYWHERE = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z][A-Za-z0-9&./-]{2,}|[\u30a1-\u30ff・ー]{5,}")
_OWN = re.compile(r"[本当同各該甲乙丙両]")
"""How names begin that point at something in their own document: 本計画, 当協議会."""


class Learnt:
    """The names that documents of a store taught, and those of documents that are read meanwhile."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._taught: dict[str, dict[tuple[str, str], tuple[Concept, set[str]]]] = defaultdict(dict)
        for row in reader.select(_TAUGHT):
            own = vocabulary.lookup(row["label"])
            iri = row["concept"] if own is not None and own.iri == row["concept"] else None
            concept = Concept(row["label"], row["type"].removeprefix(RONTEN), iri)
            self._add(row.get("series", ""), concept, row["other"])

    def _add(self, series: str, concept: Concept, other: str) -> None:
        if _OWN.match(other) or self._vocabulary.knows(other):
            return
        kept = self._taught["" if _EVERYWHERE.fullmatch(other) else series]
        kept.setdefault((concept.label, concept.type), (concept, set()))[1].add(other)

    def learn(self, series: str | None, findings: Findings) -> None:
        """Take up what a document that was just read introduces."""
        for finding in findings.opinions:
            for mention in finding.mentions:
                if mention.method == "taught":
                    bare = Concept(mention.concept.label, mention.concept.type, mention.concept.iri)
                    for other in mention.concept.labels:
                        self._add(series or "", bare, other)

    def serving(self, series: str | None) -> list[Concept]:
        """Return the concepts, with the names taught for them, that may be met in a document of a series; a name that two concepts bear serves neither."""
        found: dict[tuple[str, str], tuple[Concept, set[str]]] = {}
        for source in ("", series) if series else ("",):
            for key, (concept, others) in self._taught.get(source, {}).items():
                found.setdefault(key, (concept, set()))[1].update(others)
        bearers: dict[str, int] = defaultdict(int)
        for _, others in found.values():
            for name in {label_key(other) for other in others}:
                bearers[name] += 1
        return [
            Concept(concept.label, concept.type, concept.iri, labels)
            for _, (concept, others) in sorted(found.items())
            if (labels := _alone(others, bearers))
        ]


def _alone(names: Iterable[str], bearers: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if bearers[label_key(name)] == 1))
