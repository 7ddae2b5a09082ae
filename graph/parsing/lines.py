"""The lines of a text with what their layout shows, and passages put together from parts of them."""

import re
import unicodedata
from dataclasses import dataclass

from graph.model import Alignment, Passage, Run, Span, Text

_WIDE = {"F", "W", "A"}
_PAGE_NUMBER = re.compile(r"[-‐―–—ー~]\s*\d{1,4}\s*[-‐―–—ー~]|\d{1,4}\s*/\s*\d{1,4}(?:\s*ページ)?|[Pp]\.?\s*\d{1,4}|\d{1,4}\s*ページ")
_RULE = re.compile(r"[-‐―–—─━=＝_*…・.\s~◇◆○]{4,}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` without its line end from `start` in the normal text, `body` without surrounding space from `at`; indent and width in columns."""

    number: int
    start: int
    text: str
    body: str
    at: int
    indent: int
    width: int
    trailing: bool

    @property
    def blank(self) -> bool:
        """Whether nothing but space stands on the line."""
        return not self.body

    @property
    def rule(self) -> bool:
        """Whether the line is drawn rather than written: -----, ＝＝＝＝, ――◇――."""
        return bool(_RULE.fullmatch(self.body))

    @property
    def page_number(self) -> bool:
        """Whether the line is a page's number in one of the usual dresses: - 1 -, 1/5, P.3."""
        return bool(_PAGE_NUMBER.fullmatch(self.body))

    def place(self, offset: int) -> int:
        """Return where body[offset] stands in the normal text."""
        return self.at + offset


def columns(text: str) -> int:
    """Return how many columns a string takes in a fixed-width type: two for each wide character."""
    return sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in text)


def split(text: Text) -> list[Line]:
    """Return the lines of a text in order, blank ones among them."""
    lines = []
    start = 0
    for number, content in enumerate(text.normal.split("\n")):
        body = content.strip()
        lead = len(content) - len(content.lstrip())
        kept = text.kept[slice(*text.place(start, start + len(content)))] if content else ""
        stripped = kept.rstrip()
        indent = columns(stripped[: len(stripped) - len(stripped.lstrip())])
        lines.append(Line(number, start, content, body, start + lead, indent, columns(stripped), content != content.rstrip()))
        start += len(content) + 1
    return lines


class PassageBuilder:
    """Joins parts of the normal text to one passage: words broken at a line's end close up, ASCII words stay apart."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._first = -1
        self._last = 0

    @property
    def empty(self) -> bool:
        """Whether nothing has been added yet."""
        return self._first < 0

    @property
    def ending(self) -> str:
        """The last character that was added, or nothing."""
        return self._pieces[-1][-1] if self._pieces else ""

    def add(self, start: int, end: int) -> None:
        """Add normal[start:end] as the continuation of what was added before."""
        if end <= start:
            return
        if self._first < 0:
            self._first = start
        elif self._apart(start):
            span = self._text.place(self._last, start)
            self._append(" ", Run(self._length, span.start, span.end - span.start, linear=False))
        self._append(self._text.normal[start:end], Run(self._length, start, end - start, linear=True))
        self._last = end

    def _append(self, piece: str, run: Run) -> None:
        self._pieces.append(piece)
        self._runs.append(run)
        self._length += len(piece)

    def _apart(self, start: int) -> bool:
        """Whether two half-width ASCII words meet here; full-width ones are broken anywhere, so they close up."""
        normal, kept = self._text.normal, self._text.kept
        before, after = normal[self._last - 1], normal[start]
        if not (before.isascii() and after.isascii() and (before.isalnum() or before in ",.;:") and after.isalnum()):
            return False
        return kept[self._text.place(self._last - 1, self._last).start].isascii() and kept[self._text.place(start, start + 1).start].isascii()

    def build(self) -> Passage:
        """Return the passage; its alignment leads to the kept text."""
        runs: list[Run] = []
        for run in self._runs:
            if not run.linear:
                runs.append(run)
                continue
            runs.extend(_through(self._text, run))
        span = self._text.place(self._first, self._last) if self._first >= 0 else Span(0, 0)
        return Passage("".join(self._pieces), span, Alignment(runs))


def _through(text: Text, run: Run) -> list[Run]:
    """Return the runs that lead from a passage's stretch, given in the normal text, to the kept text."""
    return [
        Run(run.target + (part.target - run.source), part.source, part.width, part.linear)
        for part in text.alignment.within(run.source, run.source + run.width)
    ]
