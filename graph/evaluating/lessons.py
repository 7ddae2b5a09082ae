"""What gold teaches: what the text shows of each thing that weights judge, with what gold says of it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from graph.annotating import findings, work_on
from graph.annotating.candidates import POSITIONS, Candidate
from graph.annotating.positions import weighable
from graph.annotating.protocol import Work
from graph.annotating.uptake import UPTAKES, pairs
from graph.annotating.uptake import Pair as Taken
from graph.annotating.weights import NONE, Model, Value
from graph.evaluating.aligning import Pair, align
from graph.evaluating.comparing import any_loosely, fold
from graph.evaluating.gold import Gold
from graph.evaluating.predicted import PredictedOpinion, parse_prediction
from graph.parsing import parse
from graph.pipeline.extracting import Extraction, as_json
from graph.pipeline.ingesting import document_bytes
from graph.pipeline.vocabularies import Vocabularies
from graph.reading import read

_EITHER_WAY = frozenset({"agreesWith", "disagreesWith"})


class Example(NamedTuple):
    """What the text shows of something, and what gold says that it is (or none)."""

    shown: Sequence[Value]
    label: str


Lesson = dict[str, list[Example]]
"""The examples of each document, by its gold's name."""


class Subject(NamedTuple):
    """What is learnt: its model and classes, the annotators that run before, which gold teaches it, what is judged in a document, and what gold says of it."""

    model: Model
    classes: tuple[str, ...]
    steps: tuple[str, ...]
    taught_by: Callable[[Gold], bool]
    judged: Callable[[Work], list[Any]]
    examples: Callable[[Gold, list[Any], Sequence[Pair]], Iterator[Example]]


def lesson_of(subject: Subject, documents: Sequence[tuple[Gold, Path]], vocabularies: Vocabularies) -> Lesson:
    """Return what the documents teach whose gold labels the subject. Raises DocumentError."""
    return {gold.name: list(_examples(subject, gold, path, vocabularies)) for gold, path in documents if subject.taught_by(gold)}


def _examples(subject: Subject, gold: Gold, path: Path, vocabularies: Vocabularies) -> Iterator[Example]:
    minutes = parse(read(path.name, document_bytes(path)))
    work = work_on(minutes, vocabularies.vocabulary, subject.steps)
    judged = subject.judged(work)
    found = parse_prediction(as_json(path.name, Extraction(minutes, findings(work)))).opinions
    yield from subject.examples(gold, judged, align(gold.opinions or (), found))


def _place(opinion: PredictedOpinion) -> int:
    """Return the place of a found opinion in its document: O01 is the first."""
    return int(opinion.id.removeprefix("O")) - 1


def _takes_sides(gold: Gold) -> bool:
    return any(opinion.positions for opinion in gold.opinions or ())


def _named(work: Work) -> list[tuple[int, Candidate]]:
    """Return each thing that a side may be taken on, with the place of its opinion."""
    places = {id(piece): place for place, piece in enumerate(work.opinions)}
    return [(places[id(piece)], candidate) for piece, candidates in weighable(work) for candidate in candidates]


def _sides(_gold: Gold, named: list[tuple[int, Candidate]], aligned: Sequence[Pair]) -> Iterator[Example]:
    """Yield each thing that an opinion names with the side that gold takes on it."""
    pairs_by_place = {_place(pair.found): pair for pair in aligned if pair.gold.positions is not None}
    for place, candidate in named:
        pair = pairs_by_place.get(place)
        if pair is None:
            continue
        label = candidate.target.label
        labels = [label, *pair.found.other_labels().get(fold(label), [])]
        sides = (str(want.polarity) for want in pair.gold.positions or () if any_loosely(want.target, labels))
        yield Example(candidate.shown, next(sides, NONE))


def _is_linked(gold: Gold) -> bool:
    return bool(gold.links)


def _pairs(work: Work) -> list[Taken]:
    return list(pairs(work))


def _links(gold: Gold, judged: list[Taken], aligned: Sequence[Pair]) -> Iterator[Example]:
    """Yield each two opinions of which one may take up the other with how gold links them."""
    places = {pair.gold.id: _place(pair.found) for pair in aligned}
    linked: dict[tuple[int, int], str] = {}
    for link in gold.links or ():
        source, target = places.get(link.source), places.get(link.target)
        if source is not None and target is not None and (source > target or link.type in _EITHER_WAY):
            linked[max(source, target), min(source, target)] = str(link.type)
    for pair in judged:
        yield Example(pair.shown, linked.get((pair.later, pair.earlier), NONE))


SUBJECTS = (
    Subject(POSITIONS, ("for", "against", "mixed"), ("mentions", "acts"), _takes_sides, _named, _sides),
    Subject(
        UPTAKES, ("agreesWith", "disagreesWith", "elaborates", "respondsTo"), ("mentions", "acts", "positions"), _is_linked, _pairs, _links
    ),
)
"""What is learnt, in this order: what is learnt first is shown to what comes after it."""
