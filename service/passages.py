"""Cuts a text into the pieces that a page shows: opinions, the mentions in them, and what could not be read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.analysis.places import MentionPlace, OpinionPlace


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an opinion; `concept` is the IRI of what it names, if it names anything."""

    text: str
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document: plain, an opinion (its IRI, with its parts) or one that could not be read."""

    text: str
    start: int
    opinion: str | None = None
    parts: tuple[Part, ...] = ()
    unread: bool = False


def parts(text: str, mentions: Iterable[MentionPlace], offset: int = 0) -> list[Part]:
    """Cut a text at its mentions, whose places count from `offset` before it; of overlapping ones the first and longest is kept."""
    found, at = [], 0
    for mention in mentions:
        start, end = mention.start - offset, mention.end - offset
        if start < at or end > len(text) or end <= start:
            continue
        if start > at:
            found.append(Part(text[at:start]))
        found.append(Part(text[start:end], mention.concept))
        at = end
    if at < len(text):
        found.append(Part(text[at:]))
    return found


def pieces(
    text: str, opinions: Sequence[OpinionPlace], unread: Iterable[tuple[int, int]], begin: int = 0, finish: int | None = None
) -> Iterator[Piece]:
    """Yield the pieces of a document, or of what lies between two places in it, in their order, all characters exactly once."""
    length = len(text) if finish is None else finish
    marks: list[tuple[int, int, OpinionPlace | None]] = [(place.start, place.end, place) for place in opinions]
    marks += [(start, end, None) for start, end in unread]
    at = begin
    for start, end, place in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if start < at or end > length or end <= start:
            continue
        if start > at:
            yield Piece(text[at:start], at)
        words = text[start:end]
        yield Piece(words, start, place.opinion, tuple(parts(words, place.mentions, start))) if place else Piece(words, start, unread=True)
        at = end
    if at < length:
        yield Piece(text[at:length], at)
