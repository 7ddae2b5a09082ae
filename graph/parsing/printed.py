"""The columns of a list that is printed without a table: where, down its lines, the affiliations begin."""

import re
from collections import Counter

from graph.model import Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.groups import group_heading
from graph.parsing.lines import Line, columns
from graph.parsing.people import AFFILIATION
from graph.parsing.roles import group_word

_WORD = re.compile(r"(?<!\S)\S+")
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
    printed = [line for line in lines if 0 < len(line.body) <= 120 and line.body[0] != "|"]
    if len(printed) < _FEW:
        return {}
    words = [word for line in printed for word in _placed(text, line)]
    starts = Counter(column for _, _, column, _ in words)
    often = {column for column, count in starts.items() if column > 0 and count >= _FEW}
    belongs = Counter(column for _, _, column, word in words if column in often and _is_affiliation(word))
    shared = [column for column, count in belongs.items() if count >= max(_FEW, _MOST * starts[column])]
    if not shared:
        return {}
    edge = max(shared, key=lambda column: (belongs[column], -column))
    return {number: at for number, at, column, _ in reversed(words) if column == edge}


def _placed(text: Text, line: Line) -> list[tuple[int, int, int, str]]:
    """Return the words of a line that space sets apart: the line's number, where each stands in its body, in which column, and the word."""
    words = []
    column, before = line.indent, text.place(line.at, line.at).start
    for found in _WORD.finditer(line.body, 1):
        place = line.place(found.start())
        begin = text.place(place, place).start
        column += columns(text.kept[before:begin])
        words.append((line.number, found.start(), column, found.group()))
        before = begin
    return words


def _is_affiliation(word: str) -> bool:
    word = word.split("(", maxsplit=1)[0]
    return group_word(word) is None and bool(AFFILIATION.search(word) or (len(word) > 2 and ends_in_title(word)))
