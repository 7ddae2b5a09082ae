"""What a whole attendance list shows of its lines: which set a role before the names, which belong to something else, what stands above whom."""

import re
from itertools import pairwise

from graph.model import Text
from graph.parsing.enumerations import split_outside
from graph.parsing.groups import ditto, group_heading, leading_group
from graph.parsing.lines import Line, moved, squeeze
from graph.parsing.names import WHOLE_NAME
from graph.parsing.parts import Section, is_sentence
from graph.parsing.people import bare
from graph.parsing.posted import is_posted
from graph.parsing.roles import group_word
from graph.parsing.surnames import is_listed_name

_ALONE = re.compile(r"[^\s:、,()|\d]{2,10}")

_SEVERAL = re.compile(r"(?:委員|構成員|職員|役員|会員|者|側|事務局)$")
_MARKS = frozenset("◎●■◆◇□▼▽▲△★☆")
_MARKED = "".join(_MARKS) + " \u3000"
_ORDERED = re.compile(r"\([^()]*(?:順|略|名|人)[^()]*\)$")
_BODY = re.compile(r"[^\s:、,()|\d]{1,14}(?:委員|構成員|会員|委員会|協議会|審議会|[課部局室省庁市県町村区側]|事務局|団体|関係者|出席者)")
"""Words that name a body, or those who belong to one."""
_OF_OFFICE = re.compile(
    r"[^\s:、,()|\d。]{0,10}(?:省|庁|内閣府|内閣官房|委員会|機構|センター|協会|研究所|大学|会社|財団|[市区町村県])|[^\s:、,()|\d。]{0,8}法人[^\s:、,()|\d。]{2,20}|"
    r"[^\s:、,()|\d。]{1,10}[省庁府][^\s:、,()|\d。]{1,14}[局部課室院所]"
)
"""A body that heads its people, whose posts are set right behind their surnames."""
_IN_TURN = re.compile(r"\((?P<number>\d)\)\s*(?!.*[\u3040-\u9fff]\s[\u3040-\u9fff])[^\s:()][^:()]{1,30}(?:\([^()]*(?:順|略|名|人)[^()]*\))?$")
"""A group that a list counts, whatever it is: (2) 情報通信政策局."""
_CIRCLED = re.compile(r"(?P<number>\d{1,2})\s*(?=\D)")
_ENTRY_NUMBER = re.compile(r"\(?(?P<number>\d{1,2})(?:[.)、]\s*|\s+)(?=\S)")
NUMBERED = re.compile(r"\(\d{1,2}\)\s*|[①-⑳]\s*")
"""What counts the groups of a list."""

LONE_NAME = re.compile(r"[\u3400-\u9fff々〆ヶ\u3041-\u309f\u30a1-\u30ff\s]{2,12}(?:君|氏)?")
"""A line that nothing but a name may fill."""

_STROKE = re.compile(r" / (?P<word>[^\s:/]{1,8})\s*:")
_OPENS_GROUP = re.compile(r"[^\s:、,()]{1,8}\s*:")
_BESIDE = re.compile(r"(?<=\S)\s+(?P<word>(?P<inside>[^\s:、,()]{2,8})\s*:)(?=\s*\S)")
"""Another group before a colon on one line: 委員:例田会長 事務局:仮野課長."""
_SPACED = re.compile(r"(?<=[^\s、,])\s+(?P<word>(?P<inside>[^\s:、,()]{2,8})\s+)(?=[^\s、,()]+[、,])")
"""Another group, space around it, before an enumeration: 委員 例田進、仮野幸 事務局 見本課長、雛形主査."""
_OPENS_SPACED = re.compile(r"(?P<word>[^\s:、,()]{2,8})\s+[^\s、,()]+[、,]")
_BRACKETED = re.compile(r"\s(?P<word>[【〔\[<](?P<inside>[^【】〔〕\[\]<>\s]{1,10})[】〕\]>])")

_ROLE_AHEAD = re.compile(r"(?:(?<=\s)|^)(?P<word>\((?P<inside>[^()\s]{2,8})\))(?=\s*[^\s()])")

_NO_HEAD = re.compile(r"[:、【】|。]|\S[君氏]$")
"""What an organisation on a line of its own does not hold, or end in."""

SITTING = frozenset(("委員", "理事", "議員"))
"""Roles of those who make up a body."""


def lines_of(text: Text, section: Section) -> list[Line]:
    """Return the lines of an attendance section; what stands beside its label comes first, roles that share a line stand apart."""
    line, at = section.opening, section.field.value
    words = line.body[at:].rstrip(" |")
    if "|" in words and line.body.startswith("|"):  # several cells beside the label are a row of their own
        at = line.body.rindex("|", 0, at)
        words = line.body[at:]
    own = [moved(text, line, at, words)._replace(mark="", rest=0)] if section.value else []
    return [part for known in (*own, *section.lines) for part in _by_roles(known)]


def _by_roles(line: Line) -> list[Line]:
    """Part a line where another role begins behind a stroke, or in brackets: 司会: 例田 / 書記: 仮野, 【委員】 例田 【事務局】 仮野."""
    cuts = [found for found in _STROKE.finditer(line.body) if group_word(found["word"])] if " / " in line.body else []
    cuts = cuts or (_enclosed(line.body) if line.body.startswith("(") else [])
    cuts = cuts or ([found for found in _BESIDE.finditer(line.body, 1) if group_word(found["inside"])] if _OPENS_GROUP.match(line.body) else [])
    cuts = cuts or [found for found in _BRACKETED.finditer(line.body, 1) if group_word(found["inside"]) and found.end() < len(line.body.rstrip())]
    cuts = cuts or _spaced(line.body)
    if not cuts:
        return [line]
    ends = [*(found.start() for found in cuts), len(line.body)]
    begins = [0, *(found.start("word") for found in cuts)]
    return [
        line._replace(body=line.body[begin:end], at=line.place(begin))
        for begin, end in zip(begins, ends, strict=True)
    ]


def _spaced(body: str) -> list[re.Match[str]]:
    """Return the further groups of a line that opens with one before an enumeration: 委員 例田進、仮野幸 事務局 見本課長、雛形主査."""
    opening = _OPENS_SPACED.match(body)
    if opening is None or group_word(opening["word"]) is None:
        return []
    return [found for found in _SPACED.finditer(body, opening.end()) if group_word(found["inside"])]


def _enclosed(body: str) -> list[re.Match[str]]:
    """Return the further roles in brackets of a line that opens with one: (委員長) 例田 進 (副委員長) 仮野 幸."""
    found = [one for one in _ROLE_AHEAD.finditer(body) if group_word(one["inside"])]
    return found[1:] if found and found[0].start() == 0 else []


def apart(lines: list[Line]) -> set[int]:
    """Return the numbers of bullets that list something else than people, with those indented below them: they hold sentences or addresses."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if not line.mark or line.number in found or group_heading(line.body):
            continue
        below = []
        for after in lines[index + 1 :]:
            if not after.blank and after.indent <= line.indent:
                break
            below += [] if after.blank else [after]
        if any(after.mark and is_sentence(after.body) for after in below):
            found |= {line.number, *(after.number for after in below)}
    return found


def seated(lines: list[Line]) -> set[int]:
    """Return the numbers of lines above or between those that set 委員 before the names: what stands there before a name is a role, too."""
    found: set[int] = set()
    block: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not (line.body and group_heading(line.body)):
            block.append(line)
            continue
        sitting: list[int] = []
        for at, known in enumerate(block):
            repeats = sitting and sitting[-1] == at - 1 and ditto(known.body) is not None
            if repeats or (leading_group(known.body) or ("", 0))[0] in SITTING:
                sitting.append(at)
        found |= {known.number for known in block[: sitting[-1]]} if len(sitting) >= 2 else set()
        block = []
    return found


def entry_number(line: Line, at: int) -> re.Match[str] | None:
    """Return what counts an entry that begins at body[at]: 1. …, (1) …, ① …; or None."""
    return (_CIRCLED if line.circled and not at else _ENTRY_NUMBER).match(line.body, at)


def counted_entries(lines: list[Line]) -> set[int]:
    """Return the numbers of lines that a list counts one by one from 1, in one way: 1. …, (1) …, ① …; groups with lines between them are none."""
    found: set[int] = set()
    run: list[int] = []
    for line in lines:
        if line.blank or line.rule:
            continue
        number = entry_number(line, line.rest)
        value = int(number["number"]) if number else 0
        if value == 1 or (value and value == len(run) + 1):
            run = [line.number] if value == 1 else [*run, line.number]
            found |= set(run) if len(run) > 1 else set()
        elif value or group_heading(line.body) is None:
            run = []
    return found


def headed(lines: list[Line]) -> set[int]:
    """Return the numbers of lines that head groups by their hashes or their place: alone where known roles stand alone, with deeper lines below."""
    filled = [line for line in lines if not line.blank and not line.rule]
    pairs = [(line, after) for line, after in pairwise(filled) if after.indent > line.indent]
    known = {line.indent for line, _ in pairs if group_heading(line.body)}
    counted = [line for line, _ in pairs if (found := NUMBERED.match(line.body)) and _ALONE.fullmatch(squeeze(line.body[found.end() :]))]
    if len(counted) == 1 and not (counted[0] is filled[0] and _SEVERAL.search(squeeze(counted[0].body))):
        counted = []
    marked = [line for line, after in pairs if line.mark in _MARKS and after.mark != line.mark and _BODY.fullmatch(words_of(line.body))]
    numbered = [line for line, after in pairwise(filled) if _IN_TURN.match(line.body) and not _IN_TURN.match(after.body)]
    in_turn = [int(found["number"]) for line in numbered if (found := _IN_TURN.match(line.body))]
    numbered = numbered if len(numbered) > 1 and in_turn == sorted(set(in_turn)) and in_turn[0] == 1 else []
    bodies = [line for line, after in pairwise(filled) if _OF_OFFICE.fullmatch(line.body) and is_posted(bare(split_outside(after.body)[0]))]
    colons = [line for line in filled if line.body.endswith(":") and _ALONE.fullmatch(squeeze(line.body[:-1])[-10:])]
    some = any(group_word(line.body[:-1]) for line in colons)  # among known groups others head theirs as well
    colons = [line for line in colons if some or _BODY.fullmatch(squeeze(line.body[:-1]))]
    return {line.number for line in (*counted, *marked, *numbered, *bodies, *colons)} | {line.number for line in filled if line.body.startswith("#")} | {
        line.number for line, _ in pairs if line.indent in known and _ALONE.fullmatch(squeeze(line.body))
    }


def words_of(body: str) -> str:
    """Return the words of a line that heads a group, without its number, its marks and what brackets say of the order: ◎審議会委員（敬称略） → 審議会委員."""
    return _ORDERED.sub("", squeeze(NUMBERED.sub("", body.strip("#").lstrip(_MARKED), count=1)).rstrip(":"))


def names_below_organisations(lines: list[Line]) -> bool:
    """Whether the list sets each organisation on a line of its own and its people's names on the lines below it."""
    filled = [line.body[line.rest :] or line.body for line in lines if not line.blank and not line.rule]
    names = [bool(WHOLE_NAME.match(body)) for body in filled]
    heads = [body for body, name in zip(filled, names, strict=True) if not name]
    if (
        len(filled) < 4
        or not 0.4 * len(filled) <= sum(names) < len(filled)
        or (names[0] and not re.match("[A-Za-z]", filled[0]))
    ):
        return False
    if sum(is_listed_name(squeeze(body)) for body in heads) > 0.5 * len(heads):
        return False  # names among which some are not parted by space
    return not any(_NO_HEAD.search(body) or group_heading(body) for body in heads) and sum(
        " " in body or len(body) > 20 for body in heads
    ) <= 0.4 * len(heads)
