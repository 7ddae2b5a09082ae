"""What a sentence is read as: noun phrases with their particles, and predicates with their arguments."""

from dataclasses import dataclass, field

from graph.model import Mention


@dataclass(slots=True)
class Argument:
    """A noun phrase: what it names, the particle behind it, whether a comma follows, and what stands side by side with it."""

    start: int
    end: int
    label: str
    mark: str
    mention: Mention | None = None
    comma: bool = False
    beside: list["Argument"] = field(default_factory=list)
    noun: str = ""


@dataclass(slots=True)
class Predicate:
    """A predicate: the word that carries its meaning and that word's classes, whether negated, how it goes on, its arguments and what it modifies."""

    start: int
    end: int
    word: str
    classes: frozenset[str]
    negative: bool = False
    form: str = "final"
    arguments: list[Argument] = field(default_factory=list)
    head: Argument | None = None
    own: Argument | None = None

    def marked(self, *marks: str) -> list[Argument]:
        """Return the arguments under any of the particles, the nearest first."""
        return [argument for argument in reversed(self.arguments) if argument.mark in marks]


@dataclass(slots=True)
class Clauses:
    """A sentence as its predicates in order, its noun phrases in order, and its topics."""

    predicates: list[Predicate]
    arguments: list[Argument]
    topics: list[Argument]
