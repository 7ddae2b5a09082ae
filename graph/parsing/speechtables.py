"""Minutes that are set as tables: `| 発言者 | 発言内容 |`, `| 御意見 | 市の考え方 |`."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby, takewhile
from typing import NamedTuple

from graph.parsing.columns import columns_of, named_columns
from graph.parsing.lines import MARK, Line, squeeze
from graph.parsing.speakers import label_alone

_SENTENCE = re.compile(r"[。?!]")
_RULER = re.compile(r"[|:\s-]+")
_ANSWERS = re.compile(r"^(?P<who>事務局|当局|執行部)(?:から)?(?:の(?:回答|答弁|考え方|説明|対応))?$")
_EMPTY = re.compile(r"[-‐―–—−ー*/・]+|なし|特になし|同上")


class Cell(NamedTuple):
    """A cell of a row and where its words stand in the row."""

    begin: int
    end: int
    words: str


def cells_of(body: str) -> list[Cell]:
    """Return the cells of a row `| a | b |`."""
    found, at = [], 1
    for words in body.strip().removeprefix("|").removesuffix("|").split("|"):
        lead = len(words) - len(words.lstrip())
        stripped = words.strip()
        found.append(Cell(at + lead, at + lead + len(stripped), stripped))
        at += len(words) + 1
    return found


def only_cell(body: str) -> Cell | None:
    """Return the one cell of a row that holds anything, as a heading across a table does, or None."""
    if body.count("|") > 24:
        return None
    filled = [cell for cell in cells_of(body) if cell.words]
    return filled[0] if len(filled) == 1 or (filled and len({cell.words for cell in filled}) == 1) else None


def is_ruler(body: str) -> bool:
    """Whether a row only rules the head off from the rows below it: |---|:-:|."""
    return bool(_RULER.fullmatch(body))


def heads_speeches(lines: list[Line]) -> bool:
    """Whether the first of some lines heads the columns of a table of speeches: sentences stand in the rows below it, not what a header says."""
    rows = [_words(row.body) for row in takewhile(lambda row: row.body.startswith("|"), lines)]
    return columns_of(rows, _labels) is not None and any(_SENTENCE.search(cell) for row in rows[1:] for cell in row)


def _words(body: str) -> list[str]:
    return [cell.words for cell in cells_of(body)]


def _labels(words: str) -> bool:
    return label_alone(words, 0) is not None


def guessed_columns(body: str) -> list[str] | None:
    """Return the columns of a row without a head, where its first cell is a speaker's label and its last a speech, or None."""
    cells = cells_of(body)[:12]
    if len(cells) < 2 or not re.search(r"[。?!]", cells[-1].words) or label_alone(cells[0].words, 0) is None:
        return None
    return ["speaker", *[""] * (len(cells) - 2), "speech"]


class Speech(NamedTuple):
    """A speech in a row: where its words stand, who speaks about what, and whether it answers."""

    begin: int
    end: int
    speaker: str | None
    topic: str | None
    reply: bool


class SpeechTable:
    """Reads the rows of tables in turn; the row that names the columns, or what all the cells of a table hold, says what stands where."""

    def __init__(self, lines: list[Line], speaks: Callable[[str], bool]) -> None:
        self._heads = dict(_tables(lines, lambda words: _labels(words) or speaks(words)))
        self._columns: list[str] | None = None
        self._answering: str | None = None

    def read(self, line: Line) -> list[Speech] | None:
        """Return the speeches of a row, none for a row that heads or rules off the table, or None for a row of another table."""
        body = line.body
        named = self._heads.get(line.number) or named_columns(_words(body))
        if named:
            self._columns = named
            heads = (_ANSWERS.match(squeeze(cell.words)) for cell in cells_of(body))
            self._answering = next((found["who"] for found in heads if found), None)
        if named or is_ruler(body):
            return []
        columns, cells = self._columns or guessed_columns(body), cells_of(body)
        if columns is None or len(cells) != len(columns):
            return None
        row = dict(zip(columns, cells, strict=True))
        return [
            _speech(row, role, self._answering)
            for role in ("speech", "reply")
            if role in row and row[role].words and not _EMPTY.fullmatch(row[role].words)
        ]


def _tables(lines: list[Line], speaks: Callable[[str], bool]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the row that heads each table of speeches with what its columns hold."""
    for row, table in groupby(lines, key=lambda line: line.body.startswith("|")):
        rows = [line for line in table if row and only_cell(line.body) is None]
        columns = columns_of([_words(line.body) for line in rows], speaks) if rows else None
        if columns:
            yield rows[0].number, columns


def _speech(row: dict[str, Cell], role: str, answering: str | None) -> Speech:
    """Make the speech of one cell; who answers, the head of the column says."""
    speaker = row["speaker"].words if role == "speech" and "speaker" in row else ""
    speaker = speaker or (answering or "" if role == "reply" else "")
    topic = row["topic"].words if "topic" in row else ""
    mark = MARK.match(row[role].words)
    begin = row[role].begin + (mark.end() if mark and mark.end() < len(row[role].words) else 0)
    return Speech(begin, row[role].end, speaker or None, topic or None, role == "reply")
