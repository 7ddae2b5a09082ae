"""One opinion with all that was found in it, each with its place in the kept text."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from graph.analysis.addressing import local
from graph.analysis.aligning import Correspondence, align
from graph.analysis.asking import ask
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.opinions import Opinion, opinions_about
from graph.analysis.views import View
from graph.store.interface import Iri, Row


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a concept is named: in the kept text, and in the opinion's own text, if that can be told; `person` is the attendee who is meant."""

    iri: str
    start: int
    end: int
    in_text: tuple[int, int] | None
    surface: str | None
    concept: ConceptEntry
    person: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, what it does, the words that gave it away and those that soften it."""

    iri: str
    start: int
    end: int
    in_text: tuple[int, int] | None
    act: str
    cue: str | None
    hedges: list[str]
    confidence: float


@dataclass(frozen=True, slots=True)
class Position:
    """What the opinion is for, against or mixed about."""

    iri: str
    target: ConceptEntry
    polarity: str
    start: int
    end: int
    in_text: tuple[int, int] | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Relation:
    """How the opinion relates one concept to another."""

    iri: str
    subject: ConceptEntry
    predicate: str
    object: ConceptEntry
    start: int
    end: int
    in_text: tuple[int, int] | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Link:
    """How this opinion takes up another (`from`), or another this one (`to`)."""

    type: str
    direction: str
    opinion: Opinion
    confidence: float


@dataclass(frozen=True, slots=True)
class OpinionInFull:
    """An opinion and all that was found in it; `quotation` is the kept text it was read from."""

    opinion: Opinion
    quotation: str | None
    mentions: list[Mention]
    sentences: list[Sentence]
    positions: list[Position]
    relations: list[Relation]
    links: list[Link]


@dataclass(frozen=True, slots=True)
class _Passage:
    """An opinion's place in the kept text."""

    start: int
    quotation: str | None
    correspondence: Correspondence | None

    def in_text(self, start: int, end: int) -> tuple[int, int] | None:
        if self.correspondence is None:
            return None
        return self.correspondence.place(start - self.start, end - self.start)


def opinion_in_full(view: View, iri: Iri, kept_text: Callable[[str], str | None]) -> OpinionInFull | None:
    """Return an opinion, None where there is none; `kept_text` leads from a document's hash to its text. Raises QueryError."""
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in ask(view.reader, "opinion-parts", opinion=iri):
        parts[row["kind"]].append(row)
    links = [(direction, row) for direction in ("from", "to") for row in parts[direction]]
    about = opinions_about(view, [iri, *(row["other"] for _, row in links)])
    opinion = about.get(iri)
    if opinion is None:
        return None
    passage = _passage(opinion, kept_text)
    return OpinionInFull(
        opinion,
        passage.quotation,
        [_mention(view, row, passage) for row in _in_order(parts["mention"])],
        [_sentence(row, passage) for row in _in_order(parts["sentence"])],
        [_position(view, row, passage) for row in _in_order(parts["position"])],
        [_relation(view, row, passage) for row in _in_order(parts["relation"])],
        [
            Link(local(row["linkType"]), direction, about[row["other"]], _confidence(row))
            for direction, row in sorted(links, key=lambda each: (each[0], each[1]["linkType"], each[1]["other"]))
            if row["other"] in about
        ],
    )


def _passage(opinion: Opinion, kept_text: Callable[[str], str | None]) -> _Passage:
    text = kept_text(opinion.document.hash) if opinion.document.hash else None
    if text is None or opinion.start is None or opinion.end is None:
        return _Passage(0, None, None)
    quotation = text[opinion.start : opinion.end]
    return _Passage(opinion.start, quotation, align(opinion.text, quotation))


def _in_order(rows: list[Row]) -> list[Row]:
    placed = [row for row in rows if "start" in row]
    return sorted(placed, key=lambda row: (int(row["start"]), int(row["end"]), row["part"]))


def _confidence(row: Row) -> float:
    return float(row.get("confidence", 1))


def _place(row: Row) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])


def _mention(view: View, row: Row, passage: _Passage) -> Mention:
    start, end = _place(row)
    quotation = passage.quotation
    surface = None if quotation is None else quotation[start - passage.start : end - passage.start]
    concept = view.catalogue.get(row["concept"])
    return Mention(row["part"], start, end, passage.in_text(start, end), surface, concept, row.get("person"))


def _sentence(row: Row, passage: _Passage) -> Sentence:
    start, end = _place(row)
    act = local(row.get("act"), "statement")
    hedges = sorted(filter(None, row.get("hedges", "").split("\t")))
    return Sentence(row["part"], start, end, passage.in_text(start, end), act, row.get("cue"), hedges, _confidence(row))


def _position(view: View, row: Row, passage: _Passage) -> Position:
    start, end = _place(row)
    target, polarity = view.catalogue.get(row["concept"]), local(row["polarity"])
    return Position(row["part"], target, polarity, start, end, passage.in_text(start, end), _confidence(row))


def _relation(view: View, row: Row, passage: _Passage) -> Relation:
    start, end = _place(row)
    subject, thing = view.catalogue.get(row["concept"]), view.catalogue.get(row["object"])
    predicate = local(row["predicate"])
    return Relation(row["part"], subject, predicate, thing, start, end, passage.in_text(start, end), _confidence(row))
