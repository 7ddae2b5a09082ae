"""The agenda: its items in order, without their numbers."""

import re

from graph.parsing.lines import Line

_NUMBERING = re.compile(
    r"^(?:[○〇◯●◎◆◇■□・*+\-–]\s*)?(?:\(\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[アイウエオカキクケコa-zA-Z])\s*\)|\d{1,2}\s*[.、)](?!\d)|\d{1,2}(?=[\s]|[^\d\s.:年月日時分名人件回号])|第?[一二三四五六七八九十]{1,3}\s*[、.\s]|"
    r"[IVX]{1,4}[.、\s]|[アイウエオカキ][.、)\s]|日程第\s*(?:\d+|[一二三四五六七八九十百]+)|議題\s*\d*\s*[::.、]?|議案第\s*\d+\s*号|第\s*\d+\s*号\s*議案(?=[\s:])|第\s*\d+\s*(?=[\s]))\s*"
)
_NOT_ITEM = re.compile(
    r"^\(?議事日程(?:と同じ|のとおり|に同じ)|会議録\s*第.{1,4}号$|^[○〇◯]?\s*第\s*\d+\s*日目?$|^\(?以\s*上\)?$|\d日.{0,12}(?:午前|午後).{1,12}(?:開議|開会)$"
)
_LEAD = re.compile(r"[・○〇◯●◆◇■□\-*+(]")
_CIRCLED = re.compile(r"^[①-⑳❶-❿⓵-⓾㈠-㈩]\s*")


def parse_agenda(lines: list[Line], first: str = "", wrap: int = 0) -> list[str]:
    """Return the agenda items of a section's lines; a line that hangs below an item without a number of its own goes on with it."""
    items: list[str] = []
    hanging: int | None = None
    if first.strip():
        items += [without_number(item) for item in _counted(first.strip())]
    full = False
    for line in lines:
        if line.blank or line.rule or line.page_number:
            continue
        if _NOT_ITEM.search(line.body):
            continue
        bare = without_number(line.body)
        if not bare:
            hanging = None
            continue
        numbered = bare != line.body
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
        if bare and not re.fullmatch(r"\(?以\s*上\)?", bare):
            items.append(bare)
    return items


def _counted(words: str) -> list[str]:
    """Part items that one cell holds side by side, where their numbers count on from one: 1 … 2 … 3 …."""
    items = []
    count = 1
    while re.match(rf"\(?{count}[).、\s]", words):
        following = re.search(rf"\s(?=\(?{count + 1}[).、\s]\s*\D)", words)
        items.append(words[: following.start()] if following else words)
        words = words[following.end() :] if following else ""
        count += 1
    return items or [words]


def without_number(body: str) -> str:
    """Return an item without its list number or mark."""
    bare = _NUMBERING.sub("", _CIRCLED.sub("", body.strip()), count=1)
    bare = re.sub(r"^[・○〇◯●◆◇■□]\s*|^[-*+]\s+", "", bare)
    return re.sub(r"\*\*", "", bare).strip()
