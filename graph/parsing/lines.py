"""The lines of a text with what their layout shows."""

import re
from typing import NamedTuple

from graph.model import Text

_NARROW = re.compile("[\x00-\u024f\uff61-\uffdc]")
_DRAWN = frozenset("-‐―–—─━=＝_*…・.~◇◆○")
_PAGE_NUMBER = re.compile(
    r"[-‐―–—ー~]\s*\d{1,4}\s*[-‐―–—ー~]|\d{1,4}\s*/\s*\d{1,4}(?:\s*ページ)?|[Pp]\.?\s*\d{1,4}|\d{1,4}\s*ページ"
)
_RULE = re.compile(r"[-‐―–—─━=＝_*…・.\s~◇◆○]{4,}")


MARK = re.compile(r"(?P<mark>[○〇◯●◎◆◇■□▲△▼▽★☆・•‣◦▪➢✓→⇒➡\ue000-\uf8ff]|[-–+*](?=\s))\s*")
"""A mark at the head of a line; what it means the document's layout tells."""


class Line(NamedTuple):
    """One line: `text` without its line end from `start` in the normal text, `body` without surrounding space from `at`.

    `indent` and `width` are in columns, `trailing` says whether space stands behind the last character; `mark` is the mark
    that opens the body, if any, and `rest` where the words behind it begin.
    """

    number: int
    start: int
    text: str
    body: str
    at: int
    indent: int
    width: int
    trailing: bool
    mark: str = ""
    rest: int = 0

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
        if not body:
            lines.append(Line(number, start, content, "", start, 0, 0, bool(content)))
            start += len(content) + 1
            continue
        lead = len(content) - len(content.lstrip())
        kept = text.kept[slice(*text.place(start, start + len(content)))].rstrip()
        indent = columns(kept[: len(kept) - len(kept.lstrip())]) if lead else 0
        found = MARK.match(body)
        mark, rest = (found["mark"], found.end()) if found else ("", 0)
        lines.append(
            Line(number, start, content, body, start + lead, indent, columns(kept), content[-1:].isspace(), mark, rest)
        )
        start += len(content) + 1
    return lines
