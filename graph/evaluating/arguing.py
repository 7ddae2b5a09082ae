"""Scores what an opinion argues: its act and its sentences' acts, its positions, the relations it states."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from graph.evaluating.comparing import any_loosely, fold
from graph.evaluating.gold import GoldOpinion
from graph.evaluating.predicted import PredictedOpinion
from graph.evaluating.statements import Position, Relation
from graph.evaluating.tallies import Choice, Count, Tally

T = TypeVar("T")
Same = Callable[[T, T], bool]
Means = Callable[[str, str], bool]


def score_acts(gold: GoldOpinion, found: PredictedOpinion | None, where: str) -> Iterator[Choice]:
    """Yield the act chosen for the opinion and for each of its sentences."""
    if gold.act is not None:
        got = found.act if found else None
        yield Choice("opinion's act", gold.act, got, f"{where}: want {gold.act} got {got}: …{(gold.text or '')[-40:]}")
    acts = {sentence.text: sentence.act for sentence in found.sentences} if found else {}
    for sentence in gold.sentences or ():
        want, got = str(sentence.act), acts.get(sentence.text)
        yield Choice("sentence's act", want, got, f"{where}: want {want} got {got}: {sentence.text}")


def score_positions(gold: GoldOpinion, found: PredictedOpinion | None, where: str) -> Iterator[Count]:
    """Yield how many positions were found: the target by any of its labels, and the polarity."""
    if gold.positions is not None:
        means = _means(found)

        def same(want: Position, got: Position) -> bool:
            return want.polarity == got.polarity and means(want.target, got.target)

        yield _matched("positions", gold.positions, found.positions if found else (), same, where)


def score_relations(gold: GoldOpinion, found: PredictedOpinion | None, where: str) -> Iterator[Count]:
    """Yield how many relations were found, by their ends only and with what holds between them."""
    if gold.relations is None:
        return
    means = _means(found)

    def ends(want: Relation, got: Relation) -> bool:
        straight = means(want.subject, got.subject) and means(want.object, got.object)
        either_way = want.predicate == "contrastsWith"
        return straight or (either_way and means(want.subject, got.object) and means(want.object, got.subject))

    def whole(want: Relation, got: Relation) -> bool:
        return want.predicate == got.predicate and ends(want, got)

    given = found.relations if found else ()
    yield Count("relations, ends only", _tally(gold.relations, given, ends))
    yield _matched("relations", gold.relations, given, whole, where)


def _means(found: PredictedOpinion | None) -> Means:
    """Return whether a found label means a wanted one: itself, or by the other labels of a concept that the opinion names."""
    known = found.other_labels() if found else {}
    return lambda want, got: any_loosely(want, [got, *known.get(fold(got), [])])


def _matched(field: str, wanted: Sequence[T], given: Sequence[T], same: Same[T], where: str) -> Count:
    missed = [f"{where} missed {want}" for want in wanted if not any(same(want, got) for got in given)]
    extra = [f"{where} extra  {got}" for got in given if not any(same(want, got) for want in wanted)]
    return Count(field, _tally(wanted, given, same), (*missed, *extra))


def _tally(wanted: Sequence[T], given: Sequence[T], same: Same[T]) -> Tally:
    """Return how many wanted ones have one of their own among the given, taken in order."""
    left = list(given)
    for want in wanted:
        match = next((number for number, got in enumerate(left) if same(want, got)), None)
        if match is not None:
            del left[match]
    return Tally(len(given) - len(left), len(given), len(wanted))
