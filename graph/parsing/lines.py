"""The lines of a text with what their layout shows."""

import re
from dataclasses import dataclass

from graph.model import Text

_NARROW = re.compile("[\x00-\u024f\uff61-\uffdc]")
_DRAWN = frozenset("-‐―–—─━=＝_*…・.~◇◆○")
_PAGE_NUMBER = re.compile(
    r"[-‐―–—ー~]\s*\d{1,4}\s*[-‐―–—ー~]|\d{1,4}\s*/\s*\d{1,4}(?:\s*ページ)?|[Pp]\.?\s*\d{1,4}|\d{1,4}\s*ページ"
)
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
        return self.body[:1] in _DRAWN and bool(_RULE.fullmatch(self.body))

    @property
    def page_number(self) -> bool:
        """Whether the line is a page's number in one of the usual dresses: - 1 -, 1/5, P.3."""
        return len(self.body) <= 16 and bool(_PAGE_NUMBER.fullmatch(self.body))

    def place(self, offset: int) -> int:
        """Return where body[offset] stands in the normal text."""
        return self.at + offset


def squeeze(text: str) -> str:
    """Return a string without any white space."""
    return "".join(text.split())


def columns(text: str) -> int:
    """Return how many columns a string takes in a fixed-width type: two for each wide character."""
    return len(text) if text.isascii() else 2 * len(text) - len(_NARROW.findall(text))


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
        lines.append(
            Line(number, start, content, body, start + lead, indent, columns(stripped), content != content.rstrip())
        )
        start += len(content) + 1
    return lines
