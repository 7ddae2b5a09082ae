"""Cuts a text into the pieces that a page shows: opinions, the mentions in them, and what could not be read."""

import re
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


LONG, EXCERPT, LEAD = 600, 420, 120
"""A quotation of more characters than the first is shown as so many of them, the first mark at most so many from its beginning."""
_BREAKS = re.compile("[。？！?!]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of a quotation: stretches of its text, each with whether it is marked, whether more stands before and behind, and its whole length."""

    pieces: list[tuple[str, bool]]
    before: bool
    behind: bool
    length: int


def excerpt(stretches: Sequence[tuple[str, bool]]) -> Excerpt:
    """Return what is shown of a text given in stretches: all of it, or of a long speech what stands around its first mark, from the sentence's beginning."""
    length = sum(len(text) for text, _ in stretches)
    if length <= LONG:
        return Excerpt(list(stretches), before=False, behind=False, length=length)
    text = "".join(text for text, _ in stretches)
    first = next((at for at, marked in _placed(stretches) if marked), 0)
    begins = [found.end() for found in _BREAKS.finditer(text, max(first - LEAD, 0), first)]
    begin = 0 if first <= LEAD else begins[0] if begins else first - LEAD
    end = min(begin + EXCERPT, length)
    shown, at = [], 0
    for words, marked in stretches:
        part = words[max(begin - at, 0) : max(end - at, 0)]
        shown += [(part, marked)] if part else []
        at += len(words)
    return Excerpt(shown, before=begin > 0, behind=end < length, length=length)


def _placed(stretches: Sequence[tuple[str, bool]]) -> Iterator[tuple[int, bool]]:
    at = 0
    for text, marked in stretches:
        yield at, marked
        at += len(text)


def quoted(text: str, mentions: Iterable[MentionPlace] = ()) -> Excerpt:
    """Return what is shown of an opinion, the mentions in it marked."""
    return excerpt([(part.text, part.concept is not None) for part in parts(text, mentions)])


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
