"""Mentions of people: an attendee's surname with a title behind it (土岐委員), linked where one attendee alone can be meant."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Sequence

from graph.annotating.morphology import Trait, Words
from graph.model import Attendee, Concept, Mention

_HEADS = "委員長 座長 会長 議長 部会長 理事長 市長 町長 村長 知事 大臣".split()
_TITLES = frozenset(
    [
        *_HEADS,
        *(f"副{head}" for head in _HEADS),
        *"委員 構成員 専門員 議員 教授 准教授 部長 課長 室長 次長 係長 参事官 参事 氏 さん 先生".split(),
    ]
)
_TITLE_END = re.compile(rf"(?:[{''.join(sorted({title[-1] for title in _TITLES} - {'ん'}))}]|さん)(?![一-鿿])")
"""Titles are looked for by their ends, which are few: looking for where one may begin takes ten times as long."""
_NAME = Trait(lambda word: word.pos[2] == "人名")
_LONGEST = 4


class People:
    """The attendees of one meeting by what their names begin with."""

    def __init__(self, attendees: Sequence[Attendee]) -> None:
        self._attendees = attendees
        self._beginnings: dict[str, set[int]] = defaultdict(set)
        for number, attendee in enumerate(attendees):
            for name in (attendee.name, *attendee.also):
                for length in range(1, min(len(name), _LONGEST) + 1):
                    self._beginnings[name[:length]].add(number)

    def mentions(self, text: str, words: Words, boundaries: Container[int]) -> list[Mention]:
        """Return the mentions of people in one opinion, in order; one that several attendees may be stays without an attendee."""
        found = []
        for ending in _TITLE_END.finditer(text):
            end = ending.end()
            title = _title(text, end)
            start = self._begin(text, title, words, boundaries) if title is not None else None
            if title is not None and start is not None:
                found.append(self._mention(text, start, title, end))
        return found

    def _begin(self, text: str, title: int, words: Words, boundaries: Container[int]) -> int | None:
        """Return where the name before a title begins, the longest that is an attendee's or a person's."""
        for at in range(max(title - _LONGEST, 0), title):
            if at in boundaries and (text[at:title] in self._beginnings or _is_name(words, at, title)):
                return at
        return None

    def _mention(self, text: str, start: int, title: int, end: int) -> Mention:
        surface = text[start:end]
        meant = self._beginnings.get(text[start:title], set())
        if len(meant) != 1:
            return Mention(start, end, surface, Concept(surface, "person"), "named", 0.6)
        number = next(iter(meant))
        concept = Concept(self._attendees[number].name, "person", None, (surface,))
        return Mention(start, end, surface, concept, "attendee", 0.9, number)


def _title(text: str, end: int) -> int | None:
    """Return where the longest title that ends at a place begins."""
    for length in range(min(_LONGEST, end), 0, -1):
        if text[end - length : end] in _TITLES:
            return end - length
    return None


def _is_name(words: Words, start: int, end: int) -> bool:
    """Whether text[start:end] is one word, and a person's name."""
    at = bisect_left(words.starts, start)
    return at < len(words) and words.starts[at] == start and words.ends[at] == end and _NAME[words[at]]


def organisations(attendees: Sequence[Attendee]) -> list[Concept]:
    """Return the organisations that attendees come from, as concepts that opinions may mention."""
    named = dict.fromkeys(attendee.organisation for attendee in attendees if attendee.organisation)
    return [Concept(name, "organisation") for name in named if name and len(name) > 2]
