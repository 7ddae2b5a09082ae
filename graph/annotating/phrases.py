"""What a sentence is read as: noun phrases with their particles, and predicates with their arguments."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.model import Mention


@dataclass(slots=True, eq=False)
class Argument:
    """A noun phrase: what it names, the particle behind it, whether a comma follows, and what stands side by side with it."""

    start: int
    end: int
    label: str
    mark: str
    mention: Mention | None = None
    comma: bool = False
    beside: "Sequence[Argument]" = ()
    noun: str = ""


@dataclass(slots=True, eq=False)
class Predicate:
    """A predicate: the word that carries its meaning and that word's classes, whether negated, how it goes on, its arguments and what it modifies."""

    start: int
    end: int
    word: str
    classes: frozenset[str]
    negative: bool = False
    form: str = "final"
    arguments: Sequence[Argument] = ()
    head: Argument | None = None
    own: Argument | None = None

    def marked(self, *marks: str) -> list[Argument]:
        """Return the arguments under any of the particles, the nearest first."""
        if not self.arguments:
            return []
        return [argument for argument in reversed(self.arguments) if argument.mark in marks]


@dataclass(slots=True)
class Clauses:
    """A sentence as its predicates in order, its noun phrases in order, and its topics; `marks` are the particles and `forms` the forms that occur.

    `taken` keeps, by the act of the sentence, how much its predicates speak for each mention (targets.taken).
    """

    predicates: list[Predicate] = field(default_factory=list)
    arguments: list[Argument] = field(default_factory=list)
    topics: list[Argument] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    taken: dict[str, dict[int, float]] = field(default_factory=dict)
