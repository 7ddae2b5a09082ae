"""What the columns of a table hold, by their heads and by all their cells: speeches, replies, speakers, topics, numbers."""

import re
from collections.abc import Callable, Iterator

from graph.parsing.lines import squeeze

_SPEAKER = re.compile(r"^(?:発言者|発言者名|発言委員|委員名|氏名|発言|役職|区分|委員等|質問者|提案者|名前|話者)$")
_SPEECH = re.compile(
    r"^(?:(?:各?(?:委員|構成員|議員|会員|出席者|参加者|市民|住民|県民|区民|町民|応募者|提出者))(?:等)?(?:から)?の?)?(?:主な)?(?:発言内容|発言要旨|発言の要旨|発言|内容|議事|議事内容|(?:御|ご)?意見等?|(?:御|ご)?質問等?|質疑|(?:御|ご)?(?:意見|質問|質疑|要望|提案)(?:[・、/及び]+(?:御|ご)?(?:意見|質問|質疑|要望|提案))+等?|(?:御|ご)?意見の?(?:概要|要旨|内容)|議事要旨|要旨|問|Q)$"
)
_REPLY = re.compile(
    r"^(?:回答|答弁|対応|考え方|.{0,6}の考え方|.{0,8}(?:回答|答弁|見解)|対応方針|事務局|.{0,6}の?(?:対応|説明)|答え?|A|回答・対応|対応・回答)(?:の?(?:概要|要旨|内容))?$"
)
_TOPIC = re.compile(r"^(?:議題|議事|項目|案件|論点|テーマ|分類|分野|議題名|論点名|該当箇所)$")
_NEITHER = re.compile(r"備考|資料|根拠|期限|担当|日時|日付|場所|時刻|時間|番号|^No\.?$")
_SENTENCE = re.compile(r"[。?!]")
_RULER = re.compile(r"[|:\s-]+")
_SHORT = 30  # characters of a cell that names something
_ROWS = 200  # of a table that are looked at

Names = Callable[[str], bool]


def named_role(name: str) -> str:
    """Return what a column holds as its head names it (speech, speaker, reply, topic), or nothing."""
    for role, pattern in (("speech", _SPEECH), ("speaker", _SPEAKER), ("reply", _REPLY), ("topic", _TOPIC)):
        if pattern.match(name):
            return role
    return ""


def named_columns(cells: list[str]) -> list[str] | None:
    """Return what the columns of a table of speeches hold as its first row names them, or None where it names none."""
    names = [squeeze(cell) for cell in cells[:12]]
    roles = [named_role(name) for name in names]
    if "事務局" in names and "speech" not in roles:
        return None
    told = len(roles) >= 2 and ("speech" in roles or "reply" in roles) and all(len(name) <= 14 for name in names)
    return roles if told else None


def columns_of(rows: list[list[str]], speaks: Names) -> list[str] | None:
    """Return what the columns of a whole table hold, or None where none of them holds speeches; `speaks` tells labels of speakers."""
    rows = [row for row in rows[:_ROWS] if len(row) == len(rows[0]) and not all(map(_RULER.fullmatch, row))]
    if len(rows) < 2 or not 2 <= len(rows[0]) <= 12 or any(_SENTENCE.search(cell) for cell in rows[0]):
        return None
    heads = [squeeze(cell) for cell in rows[0]]
    columns = [[cell for cell in column if cell] for column in zip(*rows[1:], strict=True)]
    roles = [named_role(head) for head in heads]
    for at, role in _by_cells(heads, columns, roles, speaks):
        roles[at] = role
    return roles if "speech" in roles else None


def _by_cells(heads: list[str], columns: list[list[str]], roles: list[str], speaks: Names) -> Iterator[tuple[int, str]]:
    """Yield the columns whose cells tell what they hold where their heads do not."""
    spoken = "speech" in roles
    replied = "reply" in roles
    for at, (head, cells) in enumerate(zip(heads, columns, strict=True)):
        if not cells or roles[at] in {"speech", "reply"} or _NEITHER.search(head):
            continue
        if _share(cells, lambda cell: bool(_SENTENCE.search(cell))) >= 0.6:
            if not (spoken and replied) and roles[at] == "":
                yield at, "reply" if spoken else "speech"
                spoken, replied = True, replied or spoken
        elif _share(cells, speaks) >= 0.6:
            if "speaker" not in roles:
                yield at, "speaker"
        elif roles[at] == "speaker":
            yield at, "" if _share(cells, lambda cell: len(cell) <= 3) > 0.5 else "topic"


def _share(cells: list[str], holds: Names) -> float:
    return sum(map(holds, cells)) / len(cells)
