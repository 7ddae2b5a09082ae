"""How the paragraphs of a document are set: which marks only go on with the opinion above them, and where an unmarked paragraph begins."""

import re
from collections import defaultdict
from itertools import pairwise

from graph.parsing.lines import Line
from graph.parsing.sights import Sights

_HANGING = 4  # lines; fewer may stand deeper by chance
_ASKS = re.compile(r"か[。?]?$|[?]$")


def nested_marks(lines: list[Line], opening: frozenset[str], labelled: frozenset[str]) -> frozenset[str]:
    """Return the marks that always stand deeper than another mark that opens opinions: points of the opinion above, unless they answer it."""
    above: dict[str, set[str]] = defaultdict(set)
    asked: dict[str, list[bool]] = defaultdict(list)
    top: Line | None = None
    last: Line | None = None
    before: Line | None = None
    for line in lines:
        if line.mark:
            deeper = top is not None and line.indent > top.indent and line.mark != top.mark
            above[line.mark].add(top.mark if deeper and top else "")
            if deeper and last is top and before is not None:
                asked[line.mark].append(bool(_ASKS.search(before.body)))
            top = top if deeper else line
            last = line
        elif top is not None and line.indent < top.indent:
            top = None
        before = line
    return frozenset(
        mark
        for mark, tops in above.items()
        if mark in opening - labelled
        and len(tops) == 1
        and tops <= opening
        and 2 * sum(asked[mark]) <= len(asked[mark])
    )


def asking_marks(lines: list[Line], sights: Sights) -> frozenset[str]:
    """Return the marks that open questions which unmarked lines answer: most end as a question, and nothing opens the line below."""
    answered: dict[str, list[bool]] = defaultdict(list)
    mark = ""
    for line, following in pairwise(lines):
        mark = line.mark or mark
        if mark and line.ended:
            below = not following.mark and sights[following.number].label is None
            answered[mark].append(below and bool(_ASKS.search(line.body)))
            mark = ""
    return frozenset(mark for mark, told in answered.items() if len(told) >= 2 and 3 * sum(told) >= 2 * len(told))


def first_indent(lines: list[Line], full: float) -> int:
    """Return the indent at which paragraphs begin where the lines that go on with one stand further left, or 0."""
    begins: list[int] = []
    goes_on: list[int] = []
    for before, line in pairwise(lines):
        if not line.mark:
            (begins if before.ended else goes_on if before.width > full else begins).append(line.indent)
    if len(begins) < 2 or not goes_on:
        return 0
    begin, rest = sorted(begins)[len(begins) // 2], sorted(goes_on)[len(goes_on) // 2]
    return begin if begin > rest else 0


def hangs(lines: list[Line], sights: Sights, full: float) -> bool:
    """Whether lines that go on with what a speaker's label opened always stand deeper than it: what stands at its edge is no part of the speech."""
    deeper = [
        line.indent > before.indent
        for before, line in pairwise(lines)
        if sights[before.number].label is not None and not before.ended and before.width > full and not line.mark
    ]
    return len(deeper) >= _HANGING and all(deeper)
