"""Weights of what a text shows of a thing that a side may be taken on, learnt from gold: a log-linear model.

After A. Berger et al., A maximum entropy approach to natural language processing (1996).
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

NONE = "none"
"""The class of what no side is taken on; its weights are 0, all others are relative to them."""
FILE = "positions.tsv"
_LEARNT_FROM = "# learnt from: "
Value = str | int


class Shown(NamedTuple):
    """What the text shows of a thing that an opinion names; numbers are steps, not counts, where they grow long."""

    always: str
    opinion: str
    """The act of the opinion."""
    act_last: str
    """The act of the sentence, and whether the thing stands in its last clause."""
    particle: str
    type: str
    method: str
    """How the term was found."""
    distance: int
    """Of the term from the end of the sentence."""
    length: int
    tail: str
    """The last two characters of the label."""
    beside: str
    """The two characters behind the term."""
    after: str
    """The four characters behind the term."""
    predicate: str
    """The word that governs the term."""
    form: str
    """How that predicate goes on."""
    mark: str
    """The particle by which it governs the term."""
    act_form: str
    """The act of the sentence, the form and the mark."""
    said: int
    """How much the sentence's last predicates speak for the term."""
    rule: str
    """The polarity that the rules found."""
    by: str
    """The rule that found it."""


class Weights(NamedTuple):
    """The classes but none, for each feature in order the weights of its values for each class, and the documents that they were learnt from."""

    classes: tuple[str, ...]
    values: tuple[dict[Value, tuple[float, ...]], ...]
    learnt_from: frozenset[str] = frozenset()

    def chances(self, shown: Sequence[Value]) -> tuple[float, ...]:
        """Return how likely each class is, none before the others, by the value of each feature; a value that was not learnt weighs nothing."""
        known = [weights for values, value in zip(self.values, shown, strict=True) if (weights := values.get(value))]
        powers = [exp(sum(each)) for each in zip(*known, strict=True)] if known else [1.0] * len(self.classes)
        total = 1.0 + sum(powers)
        return 1.0 / total, *(power / total for power in powers)

    def written(self) -> str:
        """Return the weights as a table of tab-separated values, a value of a feature a line."""
        lines = [_LEARNT_FROM + " ".join(sorted(self.learnt_from)), "\t".join(("feature", "value", *self.classes))]
        for name, values in zip(Shown._fields, self.values, strict=True):
            lines += ["\t".join((name, str(value), *(f"{each:.2f}" for each in weights))) for value, weights in values.items()]
        return "\n".join(lines) + "\n"


def parsed(table: str) -> Weights:
    """Return the weights of a table as `written` makes it; raises ValueError where it is none."""
    learnt_from, head, *lines = table.splitlines()
    features: dict[str, dict[Value, tuple[float, ...]]] = {name: {} for name in Shown._fields}
    for line in lines:
        name, value, *weights = line.split("\t")
        if name not in features:
            raise ValueError(f"{name} is no feature of a candidate; learn the weights anew.")
        features[name][_read(name, value)] = tuple(map(float, weights))
    names = frozenset(learnt_from.removeprefix(_LEARNT_FROM).split())
    return Weights(tuple(head.split("\t")[2:]), tuple(features.values()), names)


def _read(name: str, value: str) -> Value:
    return int(value) if Shown.__annotations__[name] is int else value


_instead: list[str] = []


def use(table: str) -> None:
    """Weigh with another table from now on; raises RuntimeError where the shipped one has been read already."""
    if shipped.cache_info().currsize:
        raise RuntimeError("The weights are in use: take others in a process of its own, before anything is annotated.")
    _instead[:] = [table]


@cache
def shipped() -> Weights:
    """Return the weights that come with the program, or those that `use` put in their place."""
    return parsed(_instead[0] if _instead else (files("graph.annotating") / "lexicon" / FILE).read_text(encoding="utf-8"))
