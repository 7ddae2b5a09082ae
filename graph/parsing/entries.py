"""Splits one line of an attendance list into its people: names set apart by commas, by columns or letter by letter."""

import re
from dataclasses import replace

from graph.model import Attendee, Text
from graph.parsing.lines import Line
from graph.parsing.people import AFFILIATION, State, bare, person_of, without_honorific

_BODY_ENDS = re.compile(r"[局部課室省庁所会]$")
_NAME_PART = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff\U00020000-\U0003ffff]{1,7}$")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s*|^\(\d{1,2}\)\s*|^[・○〇◯●◎*-]\s*|^[①-⑳]\s*")
_POSTED = re.compile(
    r"^(?P<name>[\u3400-\u9fff々]{1,4}?)\s?(?P<post>(?:政策|企画|総括|統括|総務|庶務|人事|会計|財務|経理|管理|業務|広報|監査|賃金|労働基準|首席|次席|主席|家庭裁判所)*(?:副|主任)?(?:課長補佐|室長補佐|課長|部長|局長|係長|室長|館長|所長|次長|主査|主任|主事|主幹|参事|技師|補佐|事務局長|事務局次長|審議官|参事官|企画官|専門官|調査官|書記官|事務官|理事長|副理事長|会計|書記|監事))$"
)
WHOLE_NAME = re.compile(
    r"^[\u3400-\u9fff々〆ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}\s+[\u3400-\u9fff々〆ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}$|^[A-Z][a-z]+\s+[A-Z][A-Za-z]+$"
)
_CUT = re.compile(r"[(〔\[※]")
_HANDLE = re.compile(r"[A-Za-z][\w.-]*")
_COMMA = re.compile(r"[、,](?![^()]*\))")
_WIDE_GAP = re.compile(r"[ \u3000]{2,}|\t+")
_IN_TWO = re.compile(r"\S{1,5}[ \u3000]\S{1,5}")
_WORD = re.compile(r"\S+")
_INSIDE = re.compile(r"\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)")


def people_of(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Return the people that a line names from `at` on."""
    parts = split_outside(line.body[at:])
    if len(parts) > 1 and sum(_is_entry(bare(part)) for part in parts) >= 0.6 * len(parts):
        return _enumerated(text, line, at, state)
    return _columns(text, line, at, state)


def _is_entry(words: str) -> bool:
    return (len(words) <= 14 and not AFFILIATION.search(words)) or bool(_POSTED.match(words))


def split_outside(rest: str) -> list[str]:
    """Split words at commas that do not stand in brackets."""
    return _COMMA.split(rest)


def _enumerated(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Several names in one line: 見本大樹、雛形さくら、丁野一茶(代理出席:庚山つむぎ)."""
    people, offset = [], at
    for part in split_outside(line.body[at:]):
        lead = len(part) - len(part.lstrip())
        person = _posted(text, line, offset + lead, part.strip(), state) or person_of(
            text, line, offset + lead, part.strip(), None, state
        )
        if person and not AFFILIATION.search(person.name) and not _BODY_ENDS.search(person.name):
            people.append(person)
        offset += len(part) + 1
    return people


def _posted(text: Text, line: Line, offset: int, words: str, state: State) -> Attendee | None:
    """Make a person of a surname and the post set right behind it: 甲野課長."""
    found = _POSTED.match(words)
    person = person_of(text, line, offset, found["name"], None, state) if found else None
    return replace(person, affiliation=found["post"], position=found["post"]) if found and person else None


def _columns(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Names and affiliations set apart by space, one person or several a line."""
    people = []
    number = _NUMBER.match(line.body[at:])
    offset = at + (number.end() if number else 0)
    while offset < len(line.body):
        found = _take_person(line.body, offset)
        if found is None:
            break
        name_end, affiliation_end = found
        words = line.body[name_end:affiliation_end].strip()
        person = person_of(text, line, offset, line.body[offset:name_end], words or None, state)
        if person:
            people.append(person)
        offset = affiliation_end
        while offset < len(line.body) and line.body[offset].isspace():
            offset += 1
    return people


def tokens_of(body: str, at: int) -> list[tuple[int, int]]:
    """Return where the words behind `at` that space sets apart begin and end."""
    return [found.span() for found in _WORD.finditer(body, at)]


def _take_person(body: str, at: int) -> tuple[int, int] | None:
    """Return where the name that begins at `at` ends and where its affiliation ends, or None where no name stands there."""
    tokens = tokens_of(body, at)
    if not tokens:
        return None
    end = name_end(body, tokens)
    if end is None:
        return None
    after = _INSIDE.match(body, end)
    if after and AFFILIATION.search(after["inside"]):
        return end, after.end()
    return _column_end(body, end) or (end, len(body))


def _column_end(body: str, end: int) -> tuple[int, int] | None:
    """Return the end of a name that nothing but other names follow, set apart by wide gaps: 例田　太郎　　仮野　次郎."""
    if not _WIDE_GAP.match(body, end):
        return None
    rest = _WIDE_GAP.split(body[end:].strip())
    names = all(_IN_TWO.fullmatch(cell) and WHOLE_NAME.match(cell) and not AFFILIATION.search(cell) for cell in rest)
    return (end, end) if names else None


def name_end(body: str, tokens: list[tuple[int, int]]) -> int | None:
    """Return where the name ends: its parts may be set apart letter by letter, affiliations close it."""
    count, end = 0, None
    for index, (start, stop) in enumerate(tokens[:12]):
        closing = _CUT.search(body, start, stop)
        token = body[start : closing.start() if closing else stop]
        part = without_honorific(token)
        if not part or (not _NAME_PART.match(part) and not (index == 0 and _HANDLE.fullmatch(part))):
            break
        if end is not None and (
            count + len(part) > 8 or (count >= 4 and len(part) > 3) or (index >= 1 and AFFILIATION.search(part))
        ):
            break
        if index >= 2 and not (count <= index + 1 and len(part) <= 4):
            break
        count, end = count + len(part), start + len(token)
        if closing:
            break
    return end
