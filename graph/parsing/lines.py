"""The lines of a text with what their layout shows."""

import re
from typing import NamedTuple

from graph.model import Span, Text
from graph.punctuation import has_points, with_stops

_NARROW = re.compile("[\x00-\u024f\uff61-\uffdc]+")
_DRAWN = frozenset("-‐―–—─━=＝_*…・.~◇◆○")
_ARROWS = frozenset("→⇒➡")
_NOWHERE = Span(0, 0)
_ENDS = frozenset("。．？！?!」』)）】〕")
_PAGE_NUMBER = re.compile(
    r"[-‐―–—ー~]\s*\d{1,4}\s*[-‐―–—ー~]|\d{1,4}\s*/\s*\d{1,4}(?:\s*ページ)?|[Pp]\.?\s*\d{1,4}|\d{1,4}\s*ページ|</?(?i:page)\W{0,3}\d{1,4}\W{0,3}>"
)
_RULE = re.compile(r"[-‐―–—─━=＝_*…・.\s~◇◆○]{4,}|---|\*\*\*|___")


MARK = re.compile(
    r"(?P<mark>(?!([○〇◯●△□])\2)[○〇◯●◎◆◇■□▲△▼▽★☆・•‣◦▪➢✓→⇒➡\ue000-\uf8ff]|[-–+*>](?=\s)|-(?=[\u3041-\u30ff\u3400-\u9fff])|[―—─]{2}(?=[^\s―—─-]))\s*"
)
"""A mark at the head of a line; what it means the document's layout tells. Two circles stand for words that are blacked out: ○○地区."""


BREAK = re.compile(r"<br\s*/?>")
"""A line's end inside a cell of a Markdown table."""


class Line(NamedTuple):
    """One line: `body` without surrounding space from `at` in the normal text; `span` is where it stands in the kept text, unless it is blank.

    `indent` and `width` are in columns, `trailing` says whether space stands behind the last character, `blank` whether there is
    nothing else; `rule` says whether the line is drawn rather than written: -----, ＝＝＝＝, ――◇――. `mark` is the mark that opens
    the body, if any, and `rest` where the words behind it begin; `ended` says whether it ends like a sentence; `circled` says whether the number that
    opens the body is printed in a circle (①), which the normal text does not show.
    """

    number: int
    body: str
    at: int
    span: Span
    indent: int
    width: int
    trailing: bool
    rule: bool = False
    mark: str = ""
    rest: int = 0
    ended: bool = False
    blank: bool = False
    circled: bool = False
    breaks: tuple[tuple[int, int], ...] = ()
    """Where lines below were joined to the body, and how many characters of the normal text are passed over there."""

    @property
    def page_number(self) -> bool:
        """Whether the line is a page's number in one of the usual dresses: - 1 -, 1/5, P.3."""
        return len(self.body) <= 16 and bool(_PAGE_NUMBER.fullmatch(self.body))

    def place(self, offset: int) -> int:
        """Return where body[offset] stands in the normal text."""
        return self.at + offset + sum(passed for begin, passed in self.breaks if offset >= begin)

    def joined(self, line: "Line", joint: str = "") -> "Line":
        """Return this line with one that goes on with it, `joint` between them; what is in either keeps its place."""
        body = self.body + joint
        begin = len(body)
        return self._replace(body=body + line.body, breaks=(*self.breaks, (begin, line.at - self.place(begin))))


def is_rule(body: str) -> bool:
    """Say whether words are drawn rather than written."""
    return body[0] in _DRAWN and bool(_RULE.fullmatch(body))


def squeeze(text: str) -> str:
    """Return a string without any white space."""
    return "".join(text.split())


def columns(text: str) -> int:
    """Return how many columns a string takes in a fixed-width type: two for each wide character."""
    return len(text) if text.isascii() else 2 * len(text) - len("".join(_NARROW.findall(text)))


def moved(text: Text, line: Line, offset: int, body: str) -> Line:
    """Return the part of a line that begins at `offset` as a line of its own, indented to where it stands."""
    lead = text.kept[
        text.place(line.at, line.at + 1).start : text.place(line.place(offset), line.place(offset) + 1).start
    ]
    found = MARK.match(body)
    return line._replace(
        body=body,
        at=line.place(offset),
        indent=line.indent + columns(lead),
        rule=is_rule(body),
        mark=found["mark"] if found else "",
        rest=found.end() if found else 0,
        ended=body[-1] in _ENDS,
        circled=False,
        breaks=tuple((begin - offset, passed) for begin, passed in line.breaks if begin > offset),
    )


def followers(lines: list[Line]) -> list[Line | None]:
    """Return for each line the next one that is not blank."""
    found: list[Line | None] = []
    last: Line | None = None
    for line in reversed(lines):
        found.append(last)
        last = last if line.blank else line
    return found[::-1]


_ANGLES = str.maketrans("〈〉≪≫•", "<>《》・")
_ALIKE = frozenset("〈≪•")
"""Brackets and points that stand for one another; what is quoted is taken from the text, not from here."""


def split(text: Text) -> list[Line]:
    """Return the lines of a text in order, blank ones among them."""
    lines = []
    points = has_points(text.normal)
    start = origin = 0
    # Each line end of the kept text is one of the normal text; there the last line may be empty.
    kept_lines = [*text.kept.splitlines(keepends=True), ""]
    for number, (content, kept) in enumerate(zip(text.normal.split("\n"), kept_lines, strict=False)):
        body = content.strip()
        if body:
            lines.append(_line(number, content, with_stops(body) if points else body, start, kept, origin))
        else:
            lines.append(Line(number, "", start, _NOWHERE, 0, 0, bool(content), blank=True))
        start += len(content) + 1
        origin += len(kept)
    return lines


def _line(number: int, content: str, body: str, start: int, kept: str, origin: int) -> Line:
    """Return a line that is not blank from its content in the normal text and in the kept one, with where each begins."""
    words = kept.strip()
    at = content.index(body[0])
    lead = kept.index(words[0])
    indent = columns(kept[:lead]) if lead else 0
    begin = origin + lead
    body = body.translate(_ANGLES) if not _ALIKE.isdisjoint(body) else body
    found = MARK.match(body)
    arrow = MARK.match(body, found.end()) if found and body[found.end() : found.end() + 1] in _ARROWS else None
    found = arrow or found  # * → an answer, set as a bullet
    mark, rest = (found["mark"], found.end()) if found else ("", 0)
    trailing = at + len(body) < len(content)
    width = indent + columns(words)
    span = Span(begin, begin + len(words))
    circled = "①" <= words[0] <= "⑳" and body[0].isdigit()
    return Line(number, body, start + at, span, indent, width, trailing, is_rule(body), mark, rest, body[-1] in _ENDS, circled=circled)
