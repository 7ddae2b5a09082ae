"""The agenda: its items in order, without their numbers."""

import re

from graph.parsing.lines import BREAK, Line

_NUMBERING = re.compile(
    r"^(?:[○〇◯●◎◆◇■□・*+\-–]\s*)?(?:\(\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[アイウエオカキクケコa-zA-Z])\s*\)|\d{1,2}\s*[.、)](?!\d)|\d{1,2}(?=[\s]|[^\d\s.:年月日時分名人件回号])|第?[一二三四五六七八九十]{1,3}\s*[、.\s]|"
    r"[IVX]{1,4}[.、\s]|[アイウエオカキ][.、)\s]|日程第\s*(?:\d+|[一二三四五六七八九十百]+)|議題\s*\d*\s*[::.、]?|議案第\s*\d+\s*号|第\s*\d+\s*号\s*議案(?=[\s:])|第\s*\d+\s*(?=[\s]))\s*"
)
_NOT_ITEM = re.compile(
    r"^\(?議事日程(?:と同じ|のとおり|に同じ)|会議録\s*第.{1,4}号$|^[○〇◯]?\s*第\s*\d+\s*日目?$|^[○〇◯]?\s*議事日程\s*\(?第|^\(?(?:別紙|別添)\S{0,40}(?:のとおり|参照)\)?。?$|^\(?以\s*上\)?$|^[(〔\[](?:開\s*会|閉\s*会|休\s*憩|再\s*開)[)〕\]]$|\d日.{0,12}(?:午前|午後).{1,12}(?:開議|開会)$"
)
_NAMED = re.compile(r"^[(【〔\[<](?:議題|議事|案件|報告|協議)(?:事項)?\s*[\d一二三四五六七八九十]{1,3}[)】〕\]>]\s*(?=\S)")
_SIDE = re.compile(r"\((?P<enclosed>\d{1,2})\)|(?P<plain>\d{1,2})(?:[.、)]\s*|\s+)(?=\D)")
_HEADS_OTHERS = re.compile(r"^(?:議\s*[事題]|協議(?:事項)?|審議(?:事項)?|報告(?:事項)?|案件)$")
_BILL = re.compile(r"^(?:[○・]\s*)?議案第\s*\d+\s*号\s*\S")
_LEAD = re.compile(r"[・○〇◯●◆◇■□\-*+(]")
_COUNTS = re.compile(r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]|\d{1,2}\s|[①-⑳]|(?:議題|日程第?|第)\s*\d")
_ENCLOSED = re.compile(r"\([^()]{3,}\)")
_MARK = re.compile(r"^[・○〇◯●◆◇■□]\s*|^[-*+]\s+")
_WIDE = re.compile(r"\s{2,}(?=\(?\d{1,2}[.、)]?\s*\D)")
_CELL = re.compile(r"\(?(?P<number>\d{1,2})[.、)]?\s*(?P<words>\D.*)")
_OPEN = re.compile(r"\s*[(〔【](?:公開|非公開|一部公開|一部非公開|傍聴可|傍聴不可)[)〕】]$")
"""Whether the public was let in, behind an item."""
_END = re.compile(r"\(?以\s*上\)?")
_AGAIN = re.compile(r"^(?:議題|議事|案件|報告|協議)(?:事項)?\s*\(\s*\d{1,2}\s*\)\s*(?=\S)")  # 2. 議題(1) …
_DIGITS = re.compile(r"^\d{1,2}\s*")
_CIRCLED = re.compile(r"^[①-⑳❶-❿⓵-⓾㈠-㈩]\s*")


def parse_agenda(lines: list[Line], first: str = "", wrap: int = 0) -> list[str]:
    """Return the agenda items of a section's lines; a line that hangs below an item without a number of its own goes on with it."""
    items: list[str] = []
    hanging: int | None = None
    first = BREAK.sub(" ", first)
    if first.strip():
        items += [item if _BILL.match(item) else without_number(item) for item in _counted(first.strip())]
    full = False
    bills = _bills(lines)
    details = _details(lines, wrap - 4)
    for line in lines:
        if line.blank or line.rule or line.page_number:
            continue
        several = _side_by_side(line)
        items += several
        if several or _NOT_ITEM.search(line.body):
            continue
        body = _DIGITS.sub("", line.body) if line.circled else line.body
        bare = body if line.number in bills else without_number(body)
        if items and line.number in details:
            continue
        if not bare:
            hanging = None
            continue
        numbered = bare != line.body or line.number in bills
        goes_on, full = full and not numbered and not _LEAD.match(line.body), 0 < wrap - 4 <= line.width
        if goes_on and items:
            items[-1] += bare
            continue
        if (
            not numbered
            and items
            and hanging is not None
            and line.indent > hanging
            and not re.match(r"[・\-*(]", line.body)
        ):
            items[-1] += bare
            continue
        hanging = line.indent if numbered else hanging
        if not _END.fullmatch(bare):
            items.append(bare)
    return [_OPEN.sub("", item) for item in items]


def _details(lines: list[Line], full: int) -> set[int]:
    """Return the numbers of lines that only say more of the item above: whole ones in brackets, bullets below numbered items."""
    filled = [line for line in lines if not line.blank and not line.rule]
    numbered = [bool(_COUNTS.match(line.body)) for line in filled]
    listed = any(
        count and not _HEADS_OTHERS.match(without_number(line.body))
        for count, line in zip(numbered, filled, strict=True)
    )
    found: set[int] = set()
    below, last = False, 0
    for line, count in zip(filled, numbered, strict=True):
        below = below or count
        bullet = listed and below and line.mark in {"・", "-", "*", "•", "–"} and not count
        more = 0 < full <= last and not count and not line.mark and not _LEAD.match(line.body)
        last = 0
        if bullet or more or (_ENCLOSED.fullmatch(line.body) and not count):
            found.add(line.number)
            last = line.width
    return found


def _bills(lines: list[Line]) -> set[int]:
    """Return the numbers of lines whose bill's number names it and does not count the items."""
    return {line.number for line in lines if _BILL.match(line.body)}


def _side_by_side(line: Line) -> list[str]:
    """Return the items that a line holds side by side, set apart by wide gaps: １　開会　　２　議事; none where it does not."""
    cells = _WIDE.split(line.body) if _WIDE.search(line.body) else []
    counted = [found for cell in cells if (found := _CELL.match(cell))]
    numbers = [int(found["number"]) for found in counted]
    in_turn = len(numbers) > 1 and len(numbers) == len(cells) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return [found["words"] for found in counted] if in_turn else []


def _counted(words: str) -> list[str]:
    """Part items that one cell holds side by side, where their numbers count on from one: 1 … 2 … (1) … (2) … 3 …; what only heads others is left out."""
    marks = [
        found
        for found in _SIDE.finditer(words)
        if found["enclosed"] or not found.start() or words[found.start() - 1].isspace()
    ]
    if not marks or marks[0].start():
        return [words]
    expected: dict[bool, int] = {}
    begins: list[tuple[int, bool]] = []
    for found in marks:
        enclosed, count = bool(found["enclosed"]), int(found["enclosed"] or found["plain"])
        if count == expected.get(enclosed, 0) + 1:
            expected[enclosed] = count
            begins.append((found.start(), enclosed))
            if enclosed == begins[0][1]:
                expected.pop(not enclosed, None)  # the inner numbers begin anew below each outer one
    if not begins:  # 議題: 2 …: its number counts on from elsewhere
        return [words]
    items = []
    for (begin, enclosed), (end, inner) in zip(begins, [*begins[1:], (len(words), begins[0][1])], strict=True):
        item = words[begin:end].strip()
        if enclosed == inner or enclosed != begins[0][1] or not _HEADS_OTHERS.match(without_number(item)):
            items.append(item)
    return items


def without_number(body: str) -> str:
    """Return an item without its list number or mark."""
    bare = _NUMBERING.sub("", _NAMED.sub("", _CIRCLED.sub("", body.strip())), count=1)
    bare = _AGAIN.sub("", bare)
    return _MARK.sub("", bare).replace("**", "").strip()
