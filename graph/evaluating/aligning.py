"""Which found opinion is which gold one."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.evaluating.gold import GoldOpinion
from graph.evaluating.predicted import PredictedOpinion
from graph.evaluating.readings import BY_HEAD, Readings

CLOSE = 0.8
"""From which likeness on two texts that differ are taken for one opinion."""
FAR, REACH, LONG = 40, 60, 30
"""How far ahead a short exact text is believed, how far ahead a close one is sought, and how many characters are long."""


class Pair(NamedTuple):
    """A gold opinion, the found one that answers to it, and how alike they are, 0.8 to 1."""

    gold: GoldOpinion
    found: PredictedOpinion
    likeness: float


def without_optional(
    gold: Sequence[GoldOpinion], optional: Sequence[Readings], found: Sequence[PredictedOpinion]
) -> list[PredictedOpinion]:
    """Return what was found less that which gold calls neither right nor wrong and which is no gold opinion."""
    return [
        opinion
        for opinion in found
        if any(each.readings.exact(opinion.squeezed) for each in gold)
        or not any(each.likeness(opinion.squeezed) >= BY_HEAD for each in optional)
    ]


def align(gold: Sequence[GoldOpinion], found: Sequence[PredictedOpinion]) -> list[Pair]:
    """Return pairs in document order: exact texts first, then close ones in the gaps between them."""
    pairs = {wanted: (given, 1.0) for wanted, given in _exact(gold, found).items()}
    taken = {given for given, _ in pairs.values()}
    for number, opinion in enumerate(gold):
        if number in pairs:
            continue
        low = max((pairs[each][0] for each in pairs if each < number), default=-1) + 1
        high = min((pairs[each][0] for each in pairs if each > number), default=len(found))
        free = (each for each in range(low, min(high, low + REACH)) if each not in taken)
        likeness, nearest = max(
            ((opinion.readings.likeness(found[each].squeezed), -each) for each in free), default=(0.0, 0)
        )
        if likeness >= CLOSE:
            pairs[number] = (-nearest, likeness)
            taken.add(-nearest)
    return [Pair(gold[wanted], found[given], likeness) for wanted, (given, likeness) in sorted(pairs.items())]


def _exact(gold: Sequence[GoldOpinion], found: Sequence[PredictedOpinion]) -> dict[int, int]:
    """Return places in gold and in what was found whose texts are the same, both in order."""
    pairs: dict[int, int] = {}
    start = 0
    for number, opinion in enumerate(gold):
        same = (each for each in range(start, len(found)) if opinion.readings.exact(found[each].squeezed))
        first = next(same, None)
        if first is not None and (first - start <= FAR or len(found[first].squeezed) > LONG):
            pairs[number], start = first, first + 1
    return pairs
