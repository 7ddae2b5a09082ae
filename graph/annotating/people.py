"""Mentions of people: an attendee's surname with a title behind it (土岐委員), linked where one attendee alone can be meant."""

import re
from collections import defaultdict
from collections.abc import Sequence

from graph.annotating.morphology import Morpheme
from graph.model import Attendee, Concept, Mention

_TITLE = re.compile(
    r"(?:副?(?:委員長|座長|会長|議長|部会長|理事長|市長|町長|村長|知事|大臣)|委員|構成員|専門員|議員|教授|准教授|部長|課長|室長|次長|係長|参事官?|氏|さん|先生)(?![一-鿿])"
)
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

    def mentions(self, text: str, words: Sequence[Morpheme], boundaries: Sequence[bool]) -> list[Mention]:
        """Return the mentions of people in one opinion, in order; one that several attendees may be stays without an attendee."""
        named = {word.start: word.end for word in words if word.pos[2] == "人名"}
        found = []
        for title in _TITLE.finditer(text):
            begins = [title.start() - length for length in range(_LONGEST, 0, -1)]
            start = next(
                (
                    at
                    for at in begins
                    if at >= 0
                    and boundaries[at]
                    and (text[at : title.start()] in self._beginnings or named.get(at) == title.start())
                ),
                None,
            )
            if start is not None:
                found.append(self._mention(text, start, title))
        return found

    def _mention(self, text: str, start: int, title: re.Match[str]) -> Mention:
        surface = text[start : title.end()]
        meant = self._beginnings.get(text[start : title.start()], set())
        if len(meant) != 1:
            return Mention(start, title.end(), surface, Concept(surface, "person"), "named", 0.6)
        number = next(iter(meant))
        concept = Concept(self._attendees[number].name, "person", None, (surface,))
        return Mention(start, title.end(), surface, concept, "attendee", 0.9, number)


def organisations(attendees: Sequence[Attendee]) -> list[Concept]:
    """Return the organisations that attendees come from, as concepts that opinions may mention."""
    named = dict.fromkeys(attendee.organisation for attendee in attendees if attendee.organisation)
    return [Concept(name, "organisation") for name in named if name and len(name) > 2]
