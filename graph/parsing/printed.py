"""The columns of a list that is printed without a table: where, down its lines, the affiliations begin."""

import re
from collections import Counter

from graph.model import Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.groups import group_heading
from graph.parsing.lines import Line, columns
from graph.parsing.people import AFFILIATION
from graph.parsing.roles import group_word

_WORD = re.compile(r"\S+")
_FEW = 3  # lines; a column that fewer share is chance
_MOST = 0.6  # of the words in a column


def affiliation_edges(text: Text, lines: list[Line]) -> dict[int, int]:
    """Return for each line, by its number, where in it the column of affiliations begins, where most lines of its group set them in one column."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.body and group_heading(line.body):
            blocks.append([])
        blocks[-1].append(line)
    return {number: at for block in blocks for number, at in _edges(text, block).items()}


def _edges(text: Text, lines: list[Line]) -> dict[int, int]:
    words = [
        word for line in lines if 0 < len(line.body) <= 120 and line.body[0] != "|" for word in _placed(text, line)
    ]
    starts = Counter(column for _, _, column, _ in words)
    belongs = Counter(column for _, _, column, word in words if _is_affiliation(word))
    shared = [
        column
        for column, count in starts.items()
        if column > 0 and count >= _FEW and belongs[column] >= max(_FEW, _MOST * count)
    ]
    if not shared:
        return {}
    edge = max(shared, key=lambda column: (belongs[column], -column))
    return {number: at for number, at, column, _ in words if column == edge}


def _placed(text: Text, line: Line) -> list[tuple[int, int, int, str]]:
    """Return the words of a line that space sets apart: the line's number, where each stands in its body, in which column, and the word."""
    begin = text.place(line.at, line.at + 1).start
    return [
        (
            line.number,
            found.start(),
            line.indent
            + columns(text.kept[begin : text.place(line.place(found.start()), line.place(found.end())).start]),
            found.group(),
        )
        for found in _WORD.finditer(line.body)
        if found.start() > 0
    ]


def _is_affiliation(word: str) -> bool:
    word = word.split("(", maxsplit=1)[0]
    return group_word(word) is None and bool(AFFILIATION.search(word) or (len(word) > 2 and ends_in_title(word)))
