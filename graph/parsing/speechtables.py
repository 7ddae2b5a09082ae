"""Minutes that are set as tables: `| 発言者 | 発言内容 |`, `| 御意見 | 市の考え方 |`."""

import re
from itertools import takewhile
from typing import NamedTuple

from graph.parsing.lines import Line, squeeze
from graph.parsing.speakers import label_alone

_SPEAKER = re.compile(r"^(?:発言者|発言者名|発言委員|委員名|氏名|発言|役職|区分|委員等)$")
_SPEECH = re.compile(
    r"^(?:(?:各?(?:委員|構成員|議員|会員|出席者|参加者|市民|住民|県民|区民|町民|応募者|提出者))(?:等)?(?:から)?の?)?(?:発言内容|発言要旨|発言の要旨|発言|内容|議事|議事内容|意見|御?意見等?|ご意見|主な意見|質問|質疑|意見・質問|質問・意見|御?意見の?(?:概要|要旨|内容)|議事要旨|要旨)$"
)
_REPLY = re.compile(r"^(?:回答|答弁|対応|考え方|.{0,6}の考え方|.{0,8}(?:回答|答弁)|対応方針|事務局)$")
_ANSWERS = re.compile(r"^(?P<who>事務局|当局|執行部)(?:から)?(?:の(?:回答|答弁|考え方|説明|対応))?$")
_EMPTY = re.compile(r"[-‐―–—−ー*/・]+|なし|特になし|同上")
_TOPIC = re.compile(r"^(?:議題|議事|項目|案件|論点|テーマ|分類)$")


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


def speech_columns(body: str) -> list[str] | None:
    """Return what the columns of a table of speeches hold (speaker, speech, reply, topic or nothing), or None where the row names none."""
    names = [squeeze(cell.words) for cell in cells_of(body)[:12]]
    roles = [_column(name) for name in names]
    if "事務局" in names and "speech" not in roles:
        return None
    return (
        roles
        if len(roles) >= 2 and ("speech" in roles or "reply" in roles) and all(len(name) <= 14 for name in names)
        else None
    )


def heads_speeches(lines: list[Line]) -> bool:
    """Whether the first of some lines names the columns of a table of speeches: sentences stand in the rows below it, not what a header says."""
    if speech_columns(lines[0].body) is None:
        return False
    rows = takewhile(lambda row: row.body.startswith("|"), lines[1:])
    return any(re.search(r"[。?!]", row.body) for row in rows)


def _column(name: str) -> str:
    for role, pattern in (("speech", _SPEECH), ("speaker", _SPEAKER), ("reply", _REPLY), ("topic", _TOPIC)):
        if pattern.match(name):
            return role
    return ""


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
    """Reads the rows of a table in turn; the row that names its columns holds for those below it."""

    def __init__(self) -> None:
        self._columns: list[str] | None = None
        self._answering: str | None = None

    def read(self, body: str) -> list[Speech] | None:
        """Return the speeches of a row, none for a row that heads or rules off the table, or None for a row of another table."""
        named = speech_columns(body)
        if named:
            self._columns = named
            heads = (_ANSWERS.match(squeeze(cell.words)) for cell in cells_of(body))
            self._answering = next((found["who"] for found in heads if found), None)
        if named or re.fullmatch(r"[|:\s-]+", body):
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


def _speech(row: dict[str, Cell], role: str, answering: str | None) -> Speech:
    """Make the speech of one cell; who answers, the head of the column says."""
    speaker = row["speaker"].words if role == "speech" and "speaker" in row else ""
    speaker = speaker or (answering or "" if role == "reply" else "")
    topic = row["topic"].words if "topic" in row else ""
    return Speech(row[role].begin, row[role].end, speaker or None, topic or None, role == "reply")
