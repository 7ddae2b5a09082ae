"""What is counted: hits among the found and the wanted, acts wanted and given; summed within and over documents."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, how many were found and how many are wanted."""

    hit: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the sum."""
        return Tally(self.hit + other.hit, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right; where nothing was found, whether that is right."""
        return self.hit / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """Return the share of what is wanted that was found; where nothing is wanted, whether nothing was found."""
        return self.hit / self.wanted if self.wanted else float(not self.found)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Count:
    """One step of counting in a field, with a line for each error that it met."""

    field: str
    tally: Tally
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice among acts: the wanted one, and the given one or None."""

    field: str
    wanted: str
    given: str | None
    error: str


@dataclass(frozen=True, slots=True)
class Score:
    """All that was counted in some documents: a tally for each field, and pairs (wanted act, given act) for the fields of acts."""

    tallies: Mapping[str, Tally]
    choices: Mapping[str, Mapping[tuple[str, str | None], int]]
    errors: Mapping[str, tuple[str, ...]]

    def fields(self) -> tuple[str, ...]:
        """Return the names of all fields that something was counted in, those of acts last."""
        return (*sorted(self.tallies), *sorted(self.choices))


def right(field: str, is_right: bool, error: str) -> Count:  # noqa: FBT001 - the one thing that this is about
    """Return the count of one question that has one answer."""
    return Count(field, Tally(int(is_right), 1, 1), () if is_right else (error,))


def compare_sets(field: str, wanted: Iterable[Hashable], found: Iterable[Hashable], where: str) -> Count:
    """Return the count of what two bags have in common."""
    gold, given = Counter(wanted), Counter(found)
    missed = tuple(f"{where} missed {_shown(item)}" for item in gold - given)
    extra = tuple(f"{where} extra  {_shown(item)}" for item in given - gold)
    return Count(field, Tally((gold & given).total(), given.total(), gold.total()), missed + extra)


def _shown(item: Hashable) -> str:
    return " ".join(map(str, item)) if isinstance(item, tuple) else str(item)


def total(steps: Iterable[Count | Choice]) -> Score:
    """Return the sum of all steps of one document."""
    tallies: dict[str, Tally] = {}
    choices: dict[str, Counter[tuple[str, str | None]]] = {}
    errors: dict[str, list[str]] = {}
    for step in steps:
        if isinstance(step, Count):
            tallies[step.field] = tallies.get(step.field, Tally()) + step.tally
            errors.setdefault(step.field, []).extend(step.errors)
        else:
            choices.setdefault(step.field, Counter())[step.wanted, step.given] += 1
            errors.setdefault(step.field, []).extend([step.error] if step.wanted != step.given else [])
    return Score(tallies, choices, {field: tuple(lines) for field, lines in errors.items()})


def pool(scores: Iterable[Score]) -> Score:
    """Return the sum over documents."""
    tallies: dict[str, Tally] = {}
    choices: dict[str, Counter[tuple[str, str | None]]] = {}
    errors: dict[str, tuple[str, ...]] = {}
    for score in scores:
        for field, tally in score.tallies.items():
            tallies[field] = tallies.get(field, Tally()) + tally
        for field, pairs in score.choices.items():
            choices.setdefault(field, Counter()).update(pairs)
        for field, lines in score.errors.items():
            errors[field] = errors.get(field, ()) + lines
    return Score(tallies, choices, errors)
