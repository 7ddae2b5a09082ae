"""What both sides speak of: mentions, sentences, positions, relations and links, as gold and extractor write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.evaluating.comparing import fold, squeeze

Plain = Mapping[str, Any]
"""A JSON object."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named at text[start:end] of an opinion; `core` ones must be found, others may be."""

    start: int
    end: int
    surface: str
    concept: str
    type: str | None
    labels: tuple[str, ...] = ()
    core: bool = False

    def names(self) -> set[str]:
        """Return all labels of the concept as they are compared."""
        return {fold(label) for label in (self.concept, *self.labels) if label}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its act."""

    text: str
    act: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """A concept's label and what the opinion is towards it: for, against or mixed."""

    target: str
    polarity: str | None

    def __str__(self) -> str:
        return f"{self.polarity} {self.target}"


@dataclass(frozen=True, slots=True)
class Relation:
    """Two concepts' labels and what holds between them."""

    subject: str
    predicate: str | None
    object: str

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object}"


@dataclass(frozen=True, slots=True)
class Link:
    """Two opinions' ids and how the first takes up the second."""

    source: str
    type: str | None
    target: str

    def key(self) -> tuple[str | None, str, str]:
        """Return what identifies the link; agreeing and disagreeing hold either way."""
        ends = (self.source, self.target)
        one, other = sorted(ends) if self.type in {"agreesWith", "disagreesWith"} else ends
        return self.type, one, other


@dataclass(frozen=True, slots=True)
class Attendee:
    """A name of the attendance list and what stands beside it: group, affiliation, organisation, position, online; `also` are other readings of these."""

    name: str
    facts: Mapping[str, str | bool | None]
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def mentions(items: Iterable[Plain]) -> tuple[Mention, ...]:
    """Return mentions from plain data; none at all where one lacks its place, for then the others' may not be meant either."""
    found = list(items)
    if not all("start" in item and "end" in item for item in found):
        return ()
    return tuple(
        Mention(
            item["start"],
            item["end"],
            text(item.get("surface")),
            text(item.get("concept")),
            item.get("type"),
            tuple(item.get("labels", ())),
            item.get("tier") == "core",
        )
        for item in found
    )


def sentences(items: Iterable[Plain]) -> tuple[Sentence, ...]:
    """Return sentences from plain data."""
    return tuple(Sentence(squeeze(item.get("text")), item.get("act")) for item in items)


def positions(items: Iterable[Plain]) -> tuple[Position, ...]:
    """Return positions from plain data."""
    return tuple(Position(text(item.get("target")), item.get("polarity")) for item in items)


def relations(items: Iterable[Plain]) -> tuple[Relation, ...]:
    """Return relations from plain data."""
    return tuple(Relation(text(item.get("subject")), item.get("predicate"), text(item.get("object"))) for item in items)


def links(items: Iterable[Plain]) -> tuple[Link, ...]:
    """Return links from plain data."""
    return tuple(Link(str(item.get("from")), item.get("type"), str(item.get("to"))) for item in items)


_FACTS = ("group", "affiliation", "organisation", "position", "online")


def attendees(items: Iterable[Plain]) -> tuple[Attendee, ...]:
    """Return the attendance list from plain data."""
    return tuple(
        Attendee(
            text(item.get("name")),
            {fact: item[fact] for fact in _FACTS if fact in item},
            {fact: tuple(item[f"{fact}_also"]) for fact in _FACTS if f"{fact}_also" in item},
        )
        for item in items
    )


def text(value: object) -> str:
    """Return a value as text, nothing as the empty string."""
    return str(value or "")
