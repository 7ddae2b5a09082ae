"""Headings that name a speaker: `#### 例田`, `**例田委員**`, `１　例田委員`, `（有識者）`, the topic standing a level above them."""

import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import pairwise

from graph.parsing.headings import Heading, bracketed_heading, marked_heading, numbered_heading
from graph.parsing.labels import Labels
from graph.parsing.lines import Line, squeeze
from graph.parsing.roles import GROUPS
from graph.parsing.speakers import Label, label_alone

_STRUCTURAL = re.compile(r"#{1,6}\s|\*\*|__")
_OPENING = frozenset("N【〔<《[(「=―─━~〜※*–-0123456789一二三四五六七八九十第議日アイウエオカキクケコIVX")
_SHORT = 24  # characters of a heading in brackets or behind a number that names a speaker
_SPOKEN_OF = re.compile(r"^その他|(?:について|に関して|に関すること|に関する(?:意見|こと)|の在り方|のあり方|の件)$")
"""How headings begin and end that say what is spoken about, wherever they recur."""
_CALLED = "さん|氏|様|君|先生|委員|構成員|:"


class SpeakerHeadings:
    """The styles of headings (hashes, bold, brackets, numbers) that name speakers: roles, people who attend, or who are spoken to by these names."""

    def __init__(self, lines: list[Line], labels: Labels) -> None:
        self._labels = labels
        self._lines = lines
        found = [(line, _heading(line)) for line in lines if not line.blank]
        self._headings = headings = [heading for _, heading in found if heading]
        styles = sorted({heading.style for heading in headings})
        self._styles = frozenset(style for style in styles if self._name_speakers(style, headings))
        marks = labels.heading_marks
        told = (heading or (marked_heading(line, marks) if line.mark in marks else None) for line, heading in found)
        self.steps = _steps([heading for heading in told if heading])
        labels.learn(self._called if self._styles else frozenset())

    @cached_property
    def _called(self) -> frozenset[str]:
        """The words of headings by which somebody is called; looked for where headings may name speakers."""
        return _called({squeeze(heading.words) for heading in self._headings}, self._lines)

    def _name_speakers(self, style: str, headings: list[Heading]) -> bool:
        alike = [heading for heading in headings if heading.style == style]
        if not _STRUCTURAL.match(style + " "):
            return 5 * sum(map(self._role, alike)) >= 4 * len(alike) >= 8
        named = {squeeze(heading.words) for heading in alike if self._named(squeeze(heading.words))}
        again = _recurring(alike)
        known = named | again
        if not named or len(known) < 2 or 2 * sum(squeeze(heading.words) in known for heading in alike) < len(alike):
            return False
        self._called |= again
        return True

    def _role(self, heading: Heading) -> bool:
        """Whether a heading is nothing but a role or a name with one."""
        words = squeeze(heading.words)
        return words in GROUPS or self._labels.names(words) or label_alone(heading.words, 0) is not None

    def _named(self, words: str) -> bool:
        return len(words) <= 14 and (self._labels.names(words) or words in self._called)

    def label(self, line: Line) -> tuple[Label, str] | None:
        """Return the speaker whom a heading names, and the heading's style, or None."""
        heading = _heading(line) if self._styles else None
        if heading is None or heading.style not in self._styles:
            return None
        named = self._named(squeeze(heading.words)) if _STRUCTURAL.match(line.body) else self._role(heading)
        if not named:
            return None
        return Label(heading.words, "alone", len(line.body)), heading.style


def _heading(line: Line) -> Heading | None:
    if _STRUCTURAL.match(line.body):
        return bracketed_heading(line)
    if line.mark or len(line.body) > _SHORT or line.body[:1] not in _OPENING:
        return None
    return bracketed_heading(line) or numbered_heading(line)


def _steps(headings: list[Heading]) -> frozenset[str]:
    """Return the words that recur as headings of one style behind different headings of another: parts of each topic, not topics."""
    parents: dict[tuple[str, str], set[str]] = defaultdict(set)
    last: dict[str, str] = {}
    for before, heading in pairwise(headings):
        last[before.style] = before.words
        others = [words for style, words in last.items() if style != heading.style]
        if others:
            parents[heading.style, heading.words].add(" ".join(others))
    return frozenset(words for (_, words), known in parents.items() if len(known) >= 2 and not _SPOKEN_OF.search(words))


def _recurring(headings: list[Heading]) -> frozenset[str]:
    """Return the short words that head more than one part, steps of the meeting aside."""
    counts = Counter(squeeze(heading.words) for heading in headings if not heading.procedural)
    return frozenset(word for word, count in counts.items() if count >= 2 and len(word) <= 8)


def _called(words: set[str], lines: list[Line]) -> frozenset[str]:
    """Return those words that recur as headings and by which somebody is called elsewhere: 例田さん, 例田:."""
    short = sorted(word for word in words if 2 <= len(word) <= 6 and not re.search(r"[\d()・]", word))[:40]
    if not short:
        return frozenset()
    calls = re.compile(f"(?P<name>{'|'.join(map(re.escape, short))})(?:{_CALLED})")
    return frozenset(found["name"] for line in lines for found in calls.finditer(line.body[:400]))
