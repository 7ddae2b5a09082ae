"""Names that documents taught: an alias that one document introduces serves the documents that are read after it.

The evidence is the `skos:altLabel` in the named graph of the document that taught it. What a document abbreviates for itself
(以下「協議会」という) serves further meetings of the same series only; acronyms and names in katakana, which mean the same elsewhere, serve all.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from graph.annotating.vocabulary import Vocabulary
from graph.iris import RONTEN, label_key
from graph.model import Concept, Findings, Minutes
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


_Key = tuple[str, str]
"""A concept's label and type."""


class Lesson(NamedTuple):
    """A name that a document of a series taught for a concept; the series is empty where the document tells none."""

    series: str
    concept: Concept
    other: str


def taught(minutes: Minutes, findings: Findings) -> list[Lesson]:
    """Return the lessons of one document."""
    return [
        Lesson(minutes.meeting.series or "", Concept(concept.label, concept.type, concept.iri), other)
        for finding in findings.opinions
        for concept in (mention.concept for mention in finding.mentions if mention.method == "taught")
        for other in concept.labels
    ]


class Learnt:
    """The names that documents taught; `lessons` are those that told something new, in the order in which they came."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.lessons: list[Lesson] = []
        self._vocabulary = vocabulary
        self._taught: dict[str, dict[_Key, tuple[Concept, set[str]]]] = defaultdict(dict)
        self._names: dict[_Key, set[str]] = defaultdict(set)
        self._bearers: dict[str, set[_Key]] = defaultdict(set)

    @classmethod
    def recorded(cls, reader: Reader, vocabulary: Vocabulary) -> "Learnt":
        """Return what the documents of a store taught. Raises QueryError."""
        learnt = cls(vocabulary)
        for row in reader.select(_TAUGHT):
            own = vocabulary.lookup(row["label"])
            iri = row["concept"] if own is not None and own.iri == row["concept"] else None
            concept = Concept(row["label"], row["type"].removeprefix(RONTEN), iri)
            learnt.learn([Lesson(row.get("series", ""), concept, row["other"])])
        return learnt

    def learn(self, lessons: Iterable[Lesson]) -> None:
        """Take up what documents taught."""
        for lesson in lessons:
            if not _OWN.match(lesson.other) and not self._vocabulary.knows(lesson.other):
                self._add(lesson)

    def _add(self, lesson: Lesson) -> None:
        key, name = (lesson.concept.label, lesson.concept.type), label_key(lesson.other)
        others = self._taught[_source(lesson)].setdefault(key, (lesson.concept, set()))[1]
        if lesson.other in others:
            return
        others.add(lesson.other)
        self._bearers[name].add(key)
        self._names[key] |= {label_key(lesson.concept.label), name}
        self.lessons.append(lesson)

    def changed(self, since: int, series: str | None, text: str | None) -> bool:
        """Tell whether what was learnt since so many lessons could change what is found in a text (as `searchable` gives it) of a series.

        A name can do so where it stands in the text; and so can the names of all concepts that it is a name of, since what two bear serves neither.
        """
        for lesson in self.lessons[since:]:
            if _source(lesson) in {"", series or ""}:
                own = (lesson.concept.label, lesson.concept.type)
                concerned = {own, *self._bearers[label_key(lesson.other)]}
                if text is None or any(name in text for key in concerned for name in self._names[key]):
                    return True
        return False

    def serving(self, series: str | None) -> list[Concept]:
        """Return the concepts, with the names taught for them, that may be met in a document of a series; a name that two concepts bear serves neither."""
        found: dict[_Key, tuple[Concept, set[str]]] = {}
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


def _source(lesson: Lesson) -> str:
    """Return the series whose documents a lesson serves; nothing where it serves all."""
    return "" if _EVERYWHERE.fullmatch(lesson.other) else lesson.series
