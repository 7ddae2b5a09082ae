"""What stands before the header or between its lists although it reads like the body: a letter that sends the minutes, a list's long entries."""

import re

from graph.parsing.agenda import without_number
from graph.parsing.fields import Field, field_of
from graph.parsing.groups import group_heading
from graph.parsing.headings import number_of, opens_topic
from graph.parsing.inline import named_in
from graph.parsing.lines import Line, squeeze
from graph.parsing.parts import Parts, Section, is_sentence

_LISTS = {"attendance", "absent"}
_HEADER = {"datetime", "place", "attendance", "absent", "agenda"}
_AHEAD = 60  # lines in which a letter ends and the header begins
_NEAR = 15  # lines of a list in which the next field stands
_HEADS = frozenset("■◆●◎○◇□▼▽▲△★☆")
_PROSE = re.compile(r"[。?!]")
_ENTRY = re.compile(r"[、:]|\S\s+\S")  # names side by side, or a surname and a given name
_SPEAKER = re.compile(r"[○〇◯◆]\s*\S{1,12}\(\S{2,9}君\)\s")
_IN_BRACKETS = re.compile(r"[〔【\[<《](?:議題)?\s*(?:\(?\d{1,2}[.)]?\s*)?(?P<words>\S.*?)[〕】\]>》]")
_CAME = re.compile(r"(?:欠席|出席|参加)(?:した|する|である|であった|となった|された)?。[)〕\]]?$")
_ANNOUNCES = re.compile(r"(?:下記|左記|次|以下)のとおり(?:開催|開会|招集|実施)(?:した|しました|された|いたしました)。?$")
_MARKS = "△▲▽▼◇◆□■●◎☆★"
_LABEL = 16  # characters of a group before a colon
_WORDS = 4  # characters of an item that is said again
_SHORT = 40  # columns of a heading
_BELOW = 6  # lines under it
_FEW = 2  # kinds of fields that make a header


def announces(body: str) -> bool:
    """Say whether a sentence announces the header below it: 委員会を下記のとおり開催した。, or is the 記 that stands there by itself."""
    return bool(_ANNOUNCES.search(body)) or body == "記"


def held_back(lines: list[Line], index: int, parts: Parts, current: Section | None) -> tuple[Section | None, bool]:
    """Return the section that is open at a line that reads like speech, and whether it stands above the header or in a list of it."""
    if is_sentence(lines[index].body) and letter_above(lines, index, parts.sections):
        take_preamble(parts, lines[index])
        return None, True
    return current, list_goes_on(lines, index, current)


def letter_above(lines: list[Line], index: int, sections: list[Section]) -> bool:
    """Whether the sentence at `index` belongs to a letter: no field but its subject is known, and the whole header follows."""
    if any(section.field.kind not in {"name", "other"} for section in sections):
        return False
    kinds: set[str] = set()
    for line in lines[index + 1 : index + _AHEAD]:
        found = field_of(line) if not line.blank else None
        if found and found.kind == "body":
            break
        if found and found.kind in _HEADER and _stands_alone(found, line):
            kinds.add(found.kind)
    return len(kinds) >= _FEW and bool(kinds & {"datetime", "place"})


def list_goes_on(lines: list[Line], index: int, current: Section | None) -> bool:
    """Whether the line is another entry of the list that is open: it says who came, or no sentence parts it from the next field."""
    if current is None or current.field.kind not in _LISTS:
        return False
    if is_sentence(lines[index].body):
        return bool(_CAME.search(lines[index].body)) and current.filled
    if names_people(lines[index].body):
        return True
    filled = [line for line in lines[index + 1 : index + 2 * _NEAR] if not line.blank][:_NEAR]
    for line in filled:
        if is_sentence(line.body):
            return False
        found = field_of(line)
        if found and found.kind in _HEADER and _stands_alone(found, line):
            return True
    return False


def names_people(body: str) -> bool:
    """Whether a line sets posts and names in turn behind a group and a colon: 会社側: 常務 例田、総務課長 仮野."""
    group, _, people = body.partition(":")
    return bool(people) and len(group) <= _LABEL and bool(named_in(people))


def list_ends(lines: list[Line], index: int, current: Section | None) -> bool:
    """Whether a heading below the open list, set apart from it, has prose under it: then the list is over."""
    line = lines[index]
    if current is not None and current.field.kind == "agenda":
        again = lines[index - 1].blank and _number_again(line, current)
        return bool(_SPEAKER.match(line.body)) or _item_again(line, current) or again or _marked_again(line, current)
    if current is not None and opens_topic(line):
        return True
    if current is None or current.field.kind not in _LISTS or line.mark not in _HEADS or not index:
        return False
    above = lines[index - 1]
    if not (above.blank or above.rule) or above.number <= current.opening.number or len(line.body) > _SHORT:
        return False
    if group_heading(line.body) or _ENTRY.search(line.body) or _PROSE.search(line.body):
        return False
    filled = [after for after in lines[index + 1 : index + _NEAR] if not after.blank and not after.rule][:_BELOW]
    return sum(bool(_PROSE.search(after.body)) for after in filled) >= _FEW


def _item_again(line: Line, current: Section) -> bool:
    """Whether brackets that the agenda does not use hold one of its items again: it heads what was said of it."""
    found = _IN_BRACKETS.fullmatch(line.body)
    if found is None:
        return False
    words = squeeze(found["words"])
    known = [current.value, *(known.body for known in current.lines)]
    return len(words) >= _WORDS and any(squeeze(item).endswith(words) for item in known)


def _number_again(line: Line, current: Section) -> bool:
    """Whether a numbered line says an item of the agenda again, number and all."""
    words = squeeze(line.body)
    if len(words) <= _WORDS:
        return False
    again = next((known for known in current.lines if squeeze(known.body) == words), None)
    return again is not None and number_of(line) is not None and number_of(again) is not None


def _marked_again(line: Line, current: Section) -> bool:
    """Whether a line says an item of the agenda again behind a mark that the agenda does not use: △今後の予定について."""
    words = squeeze(line.body.lstrip(_MARKS))
    if words == squeeze(line.body) or len(words) <= _WORDS or any(known.body[:1] == line.body[:1] for known in current.lines if known.body):
        return False
    return any(squeeze(without_number(known.body)) == words for known in current.lines if known.body)


def take_preamble(parts: Parts, line: Line) -> None:
    """Set aside what the header held so far, and a line of the letter above it."""
    parts.preamble += parts.title
    for section in parts.sections:
        if section.field.kind == "name":
            parts.preamble += section.lines
            section.lines = []
        else:
            parts.preamble += [section.opening, *section.lines]
    parts.sections = [section for section in parts.sections if section.field.kind == "name"]
    parts.title = []
    parts.preamble.append(line)


def _stands_alone(found: Field, line: Line) -> bool:
    """Whether nothing but the label's own signs, or space, parts it from what it says."""
    return found.colon or bool(found.mark or found.numbering) or found.value >= len(line.body) or " " in line.body
