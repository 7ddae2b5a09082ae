"""Weights of what a text shows, learnt from gold: log-linear models of where a side is taken and of where one opinion takes up another.

After A. Berger et al., A maximum entropy approach to natural language processing (1996).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, NamedTuple

NONE = "none"
"""The class of what is nothing of the kind; its weights are 0, all others are relative to them."""
_LEARNT_FROM = "# learnt from: "
Value = str | int


class Model(NamedTuple):
    """What weights judge: the file that keeps them, and what the text shows, one feature a field, each a word or a number."""

    file: str
    shown: type[Any]


class Weights(NamedTuple):
    """What they judge, the classes but none, for each feature in order the weights of its values for each class, and the documents they were learnt from."""

    model: Model
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
        for name, values in zip(self.model.shown._fields, self.values, strict=True):
            lines += ["\t".join((name, str(value), *(f"{each:.2f}" for each in weights))) for value, weights in values.items()]
        return "\n".join(lines) + "\n"


def parsed(model: Model, table: str) -> Weights:
    """Return a model's weights of a table as `written` makes it; raises ValueError where it is none."""
    learnt_from, head, *lines = table.splitlines()
    features: dict[str, dict[Value, tuple[float, ...]]] = {name: {} for name in model.shown._fields}
    for line in lines:
        name, value, *weights = line.split("\t")
        if name not in features:
            raise ValueError(f"{name} is no feature that is shown; learn the weights anew.")
        features[name][_read(model, name, value)] = tuple(map(float, weights))
    names = frozenset(learnt_from.removeprefix(_LEARNT_FROM).split())
    return Weights(model, tuple(head.split("\t")[2:]), tuple(features.values()), names)


def _read(model: Model, name: str, value: str) -> Value:
    return int(value) if model.shown.__annotations__[name] is int else value


Tables = Mapping[str, str]
"""Tables of weights by the file that each stands for."""
_instead: dict[str, str] = {}


def use(tables: Tables) -> None:
    """Weigh with other tables from now on; raises RuntimeError where a shipped one has been read already."""
    if shipped.cache_info().currsize:
        raise RuntimeError("The weights are in use: take others in a process of its own, before anything is annotated.")
    _instead.update(tables)


@cache
def shipped(model: Model) -> Weights:
    """Return the weights of a model that come with the program, or those that `use` put in their place."""
    return parsed(model, _instead.get(model.file) or (files("graph.annotating") / "lexicon" / model.file).read_text(encoding="utf-8"))
