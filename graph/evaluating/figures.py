"""The figures that a score gives: precision, recall and F1 for each field, accuracy and macro F1 for acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.evaluating.tallies import Score, Tally


@dataclass(frozen=True, slots=True)
class Figures:
    """A field's figures; `f1` is the macro mean over acts where the field is one of acts, and `acts` has the tally of each."""

    f1: float
    precision: float | None
    recall: float | None
    accuracy: float | None
    wanted: int
    found: int
    acts: Mapping[str, Tally]

    def plain(self) -> dict[str, Any]:
        """Return the figures as plain data, with the keys that people who score such corpora know."""
        if self.accuracy is None:
            return {**_plain(self.precision, self.recall, self.f1), "gold": self.wanted, "predicted": self.found}
        each = {
            act: {**_plain(tally.precision, tally.recall, tally.f1), "gold": tally.wanted, "predicted": tally.found}
            for act, tally in self.acts.items()
        }
        return {"accuracy": self.accuracy, "macro_f1": self.f1, "gold": self.wanted, "each": each}


def _plain(precision: float | None, recall: float | None, f1: float) -> dict[str, float | None]:
    return {"p": precision, "r": recall, "f1": f1}


def figures(score: Score) -> dict[str, Figures]:
    """Return the figures of each field of a score, those of acts last."""
    found = {field: _of_tally(tally) for field, tally in sorted(score.tallies.items())}
    return {**found, **{field: _of_choices(pairs) for field, pairs in sorted(score.choices.items())}}


def _of_tally(tally: Tally) -> Figures:
    return Figures(tally.f1, tally.precision, tally.recall, None, tally.wanted, tally.found, {})


def _of_choices(pairs: Mapping[tuple[str, str | None], int]) -> Figures:
    """Return the figures of a field of acts; the mean is over the acts that gold has."""
    acts = {act: _act(pairs, act) for act in sorted({wanted for wanted, _ in pairs})}
    number = sum(pairs.values())
    right = sum(count for (wanted, given), count in pairs.items() if wanted == given)
    macro = sum(tally.f1 for tally in acts.values()) / len(acts) if acts else 0.0
    given = sum(count for (_, each), count in pairs.items() if each is not None)
    return Figures(macro, None, None, right / number if number else 0.0, number, given, acts)


def _act(pairs: Mapping[tuple[str, str | None], int], act: str) -> Tally:
    found = sum(count for (_, given), count in pairs.items() if given == act)
    wanted = sum(count for (each, _), count in pairs.items() if each == act)
    return Tally(pairs.get((act, act), 0), found, wanted)


def main_figure(plain: Mapping[str, Any]) -> float:
    """Return the one figure by which a field's plain figures are judged: F1, over acts the mean of each act's."""
    return float(plain["macro_f1"] if "macro_f1" in plain else plain["f1"])
