"""How sure a figure is: 95 % confidence intervals by drawing the documents again and again, with replacement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.evaluating.tallies import Score

LEVEL, SAMPLES, SEED = 0.95, 2000, 20201218
"""The share of drawn figures that an interval holds, how many times documents are drawn, and the seed of drawing."""

Numbers = npt.NDArray[np.float64]
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Intervals:
    """A field's intervals; None for what the field does not have."""

    f1: Interval
    precision: Interval | None = None
    recall: Interval | None = None
    accuracy: Interval | None = None

    def plain(self) -> dict[str, list[float]]:
        """Return the intervals as plain data, under the keys of the figures."""
        keys = ("macro_f1", "accuracy") if self.accuracy else ("p", "r", "f1")
        values = (self.f1, self.accuracy) if self.accuracy else (self.precision, self.recall, self.f1)
        return {key: list(value) for key, value in zip(keys, values, strict=True) if value}


def intervals(scores: Sequence[Score]) -> dict[str, Intervals]:
    """Return the intervals of each field that at least two documents have; from one, nothing can be said."""
    found = {}
    for field in sorted({field for score in scores for field in score.fields()}):
        having = [score for score in scores if field in score.fields()]
        if len(having) >= 2:
            of_acts = any(field in score.choices for score in having)
            found[field] = _of_choices(field, having) if of_acts else _of_tallies(field, having)
    return found


def _weights(documents: int) -> Numbers:
    """Return how often each document is drawn, [samples, documents]."""
    draws = np.random.default_rng(SEED).multinomial(documents, [1 / documents] * documents, SAMPLES)
    return draws.astype(np.float64)


def _of_tallies(field: str, scores: Sequence[Score]) -> Intervals:
    tallies = [score.tallies[field] for score in scores]
    counts = np.array([(tally.hit, tally.found, tally.wanted) for tally in tallies], dtype=np.float64)
    hit, found, wanted = (_weights(len(scores)) @ counts).T
    precision, recall, f1 = _figures(hit, found, wanted)
    return Intervals(_interval(f1), _interval(precision), _interval(recall))


def _of_choices(field: str, scores: Sequence[Score]) -> Intervals:
    """Return the intervals of a field of acts; the mean is over the acts that the drawn documents have."""
    choices = [score.choices[field] for score in scores]
    acts = sorted({wanted for pairs in choices for wanted, _ in pairs})
    weights = _weights(len(scores))
    each = [_figures(*(weights @ np.array([_counts(pairs, act) for pairs in choices])).T)[2] for act in acts]
    present = np.array([[any(want == act for want, _ in pairs) for act in acts] for pairs in choices], dtype=np.float64)
    macro = np.nanmean(np.where((weights @ present).T > 0, np.array(each), np.nan), axis=0)
    right, total = (weights @ np.array([_right(pairs) for pairs in choices])).T
    return Intervals(_interval(macro), accuracy=_interval(right / total))


def _counts(pairs: Mapping[tuple[str, str | None], int], act: str) -> Sequence[float]:
    found = sum(count for (_, given), count in pairs.items() if given == act)
    wanted = sum(count for (each, _), count in pairs.items() if each == act)
    return float(pairs.get((act, act), 0)), float(found), float(wanted)


def _right(pairs: Mapping[tuple[str, str | None], int]) -> Sequence[float]:
    right = sum(count for (wanted, given), count in pairs.items() if wanted == given)
    return float(right), float(sum(pairs.values()))


def _figures(hit: Numbers, found: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return precision, recall and F1 of each draw, by the rules of Tally."""
    precision = np.where(found > 0, hit / np.maximum(found, 1), wanted == 0).astype(np.float64)
    recall = np.where(wanted > 0, hit / np.maximum(wanted, 1), found == 0).astype(np.float64)
    both = precision + recall
    return precision, recall, np.where(both > 0, 2 * precision * recall / np.where(both > 0, both, 1), 0.0)


def _interval(values: Numbers) -> Interval:
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
