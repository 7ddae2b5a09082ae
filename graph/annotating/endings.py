"""What the matches of a regular expression end in, so that only those expressions are tried that can reach the end of a text."""

import re
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar

Item = TypeVar("Item")
_LENGTH = 5
"""So many characters of an ending are looked at."""
_UNIT = re.compile(r"(\(\?(?::|P<\w+>)|\(\?<?[=!][^()]*\)|[)|.$]|\[[^\]]*\]|\\?.)([?*+]|\{[^}]*\})?", re.DOTALL)
"""What expressions are made of: groups, looks around, alternatives, classes and characters, and how often each may stand there."""
_Units: TypeAlias = Iterator[tuple[str, str]]
_ANY = "\0"
"""Stands for any character."""


class _Tail(NamedTuple):
    """The last characters of what matches; `whole` where nothing stands before them."""

    text: str
    whole: bool


_NOTHING = _Tail("", whole=True)
_ANYTHING = _Tail("", whole=False)


class Endings(Generic[Item]):
    """Things by regular expressions that must match at the end of a text."""

    def __init__(self, entries: Sequence[tuple[Item, str]]) -> None:
        """Take things with their expressions, in the order in which they are to be tried; what has an empty one is always tried."""
        self._items = [item for item, _ in entries]
        self._masks: dict[str, int] = {}
        for number, (_, pattern) in enumerate(entries):
            for tail in {_known(tail.text) for tail in _choice(iter(_UNIT.findall(pattern)))}:
                self._masks[tail] = self._masks.get(tail, 0) | 1 << number
        self._always = self._masks.pop("", 0)
        self._cuts = sorted({(len(tail), tail.count(_ANY)) for tail in self._masks})
        self._by_mask: dict[int, list[Item]] = {}

    def at(self, text: str) -> list[Item]:
        """Return the things whose expression may match at the end of a text, in their order."""
        mask, masks, size = self._always, self._masks, len(text)
        for length, unknown in self._cuts:
            tail = text[size - length : size - unknown] + _ANY * unknown if unknown else text[-length:]
            mask |= masks.get(tail, 0)
        found = self._by_mask.get(mask)
        if found is None:
            found = self._by_mask[mask] = [item for number, item in enumerate(self._items) if mask >> number & 1]
        return found


def _known(tail: str) -> str:
    """Return the end of a tail from its first character on that is known, with no unknown one between others."""
    known = tail.rstrip(_ANY)
    return known[known.rfind(_ANY) + 1 :] + tail[len(known) :] if known else ""


def _choice(units: _Units) -> set[_Tail]:
    """Return how what is written up to the end of a group can end."""
    found: set[_Tail] = set()
    sequence = {_NOTHING}
    for unit, times in units:
        if unit == ")":
            return _times(found | sequence, times)
        if unit == "|":
            found |= sequence
            sequence = {_NOTHING}
        elif unit.startswith(("(?:", "(?P")):
            sequence = _joined(sequence, _choice(units))
        else:
            sequence = _joined(sequence, _times(_tails(unit), times))
    return found | sequence


def _tails(unit: str) -> set[_Tail]:
    """Return how one character, class or look around can end."""
    if unit.startswith("(?") or unit == "$":
        return {_NOTHING}
    return {_Tail(_ANY if unit[0] in "[.\\" else unit, whole=True)}


def _times(tails: set[_Tail], times: str) -> set[_Tail]:
    """Return how what may be left out, or stand more than once, can end."""
    if not times:
        return tails
    if times == "?":
        return tails | {_NOTHING}
    least, _, most = times.strip("{}").partition(",")
    if not most.isdecimal() or tails != {_Tail(_ANY, whole=True)}:
        return {_ANYTHING, _NOTHING}
    return {_cut(_ANY * count, whole=True) for count in range(int(least), int(most) + 1)}


def _joined(before: set[_Tail], after: set[_Tail]) -> set[_Tail]:
    """Return how a sequence of two can end."""
    return {tail for tail in after if not tail.whole} | {
        _cut(first.text + tail.text, whole=first.whole) for tail in after if tail.whole for first in before
    }


def _cut(text: str, *, whole: bool) -> _Tail:
    return _Tail(text, whole) if len(text) < _LENGTH else _Tail(text[-_LENGTH:], whole=False)
