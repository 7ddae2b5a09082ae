"""Where the header of minutes ends: headings and tables that look like the body's beginning although fields go on below them, and the reverse."""

import re
from itertools import takewhile

from graph.parsing.dates import number
from graph.parsing.fields import Field, field_of
from graph.parsing.headings import bracketed_heading, number_of, ruled_heading
from graph.parsing.lines import Line, squeeze
from graph.parsing.parts import Section, is_sentence
from graph.parsing.speechtables import heads_speeches
from graph.parsing.title import is_kind_only

_COUNTED_ENTRY = re.compile(r"(?P<number>\d{1,2})(?P<sign>[.、)]|(?=\s))\s*")
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})(?!\s*番)\s*[.、]?\s*(?P<words>\S.{0,30})$")
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+")
_GROUP = 40  # lines of a group that are looked at
_NAME = r"[\u3400-\u9fff々〆ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}"
_ENTRY = re.compile(
    rf"\||(?:[-*+・○]\s*)?(?:[\u3400-\u9fff々ヶ]{{2,5}}\s[^\s。]{{3,}}(?!.*。)|{_NAME}\s{_NAME}(?:[\s(、,※]|$)|{_NAME}(?:[(、,]|$)|(?:[^\s、。]{{2,24}}\s)?[^\s、。]{{2,24}}[長官員補佐任事](?:[、,\s]|$))"
)
_LISTS = {"attendance", "absent"}
_MOMENTS = {"datetime", "time", "place"}


def heads_fields(lines: list[Line], index: int) -> bool:
    """Whether a heading that would open the body has fields of the header right below it: # Log, then attendees: …."""
    filled = [line for line in lines[index + 1 : index + 6] if not line.blank]
    found = field_of(filled[0]) if filled else None
    if found is None:
        return False
    following = filled[0]
    if is_sentence(following.body[found.value :] or (filled[1].body if len(filled) > 1 else "")):
        return False  # 委　員：確認するのか。 or <事務局> above what it says
    return found.kind in _LISTS | _MOMENTS and _labels(following, found)


def _labels(line: Line, found: Field) -> bool:
    """Whether a field's label is set as one: before a colon, or on a line of its own."""
    return found.colon or found.value >= len(line.body)


def is_record(lines: list[Line], index: int, found: Field, sections: list[Section]) -> bool:
    """Whether 議事 heads the record of what was said: an agenda is known already, and no field of the header follows."""
    if found.kind != "agenda" or found.label != "議事":
        return False
    if re.match(r"次|以下|別紙", found.note):
        return True
    known = any(section.field.kind == "agenda" and section.filled for section in sections)
    after = [field_of(line) for line in lines[index + 1 : index + 12] if not line.blank] if known else []
    return known and not any(later and later.kind in _LISTS | _MOMENTS | {"materials"} for later in after)


def heads_record(line: Line, current: Section | None) -> bool:
    """Whether the last line of an agenda, 議事 alone, heads what was said: items stand above it."""
    if current is None or current.field.kind != "agenda" or squeeze(line.body) != "議事":
        return False
    return bool(current.value) or any(not known.blank and known.number < line.number for known in current.lines)


def said_again(lines: list[Line], index: int, found: Field) -> int | None:
    """Return the index of a second line that says the body's heading again, letters set apart: 議事(次のとおり), then 議　事."""
    for at in range(index + 1, min(index + 6, len(lines))):
        line = lines[at]
        if not line.blank and not line.rule:
            return at if squeeze(line.body) == found.label != line.body else None
    return None


def names_record(lines: list[Line], index: int, found: Field) -> bool:
    """Whether 議事次第 names the kind of record rather than the agenda: date or place still follow."""
    if found.kind != "agenda" or not is_kind_only(lines[index].body):
        return False
    following = [field_of(after) for after in lines[index + 1 : index + 8] if not after.blank]
    return any(after and after.kind in _MOMENTS for after in following)


def row_speaks(lines: list[Line], index: int) -> bool:
    """Whether a table's row holds speeches, or names their columns."""
    spoken = is_sentence(lines[index].body) or heads_speeches(lines[index : index + 40])
    return spoken and not rows_of_fields(lines, index)


def rows_of_fields(lines: list[Line], index: int) -> bool:
    """Whether rows below a table's row are fields of the header: then the table is no table of speeches."""
    rows = [line for line in lines[index + 1 : index + 12] if line.body.startswith("|")]
    return any(found and found.kind in _MOMENTS | {"name"} for found in map(field_of, rows))


def counts_next(current: Section | None, found: Field) -> bool:
    """Whether a field's number counts on from the open section's own: ４．議事 … ５．配布資料, or 一 stands before each."""
    before = _DIGITS.search(current.field.numbering) if current else None
    after = _DIGITS.search(found.numbering)
    if current is not None and found.numbering and found.numbering == current.field.numbering:
        return after is None or number(after.group()) == 1  # 3.議題 … 3. その他: an item of its own count
    if current is None or before is None or after is None:
        return False
    known = number(before.group())
    if known is None or number(after.group()) != known + 1:
        return False
    return _DIGITS.sub("", current.field.numbering) == _DIGITS.sub("", found.numbering)


def moments_follow(lines: list[Line], index: int) -> bool:
    """Whether the next lines say when and where: what stands above them is a title, no body."""
    following = [(line, field_of(line)) for line in lines[index + 1 : index + 13]]
    found = [field.kind for line, field in following if field and _labels(line, field)]
    return len(_MOMENTS.intersection(found)) >= 2


def stands_out(lines: list[Line], index: int) -> bool:
    """Whether the line is a heading by its marks (##, underlined) that no list of the header would hold."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    hashes = line.body.startswith("#") and bracketed_heading(line) is not None
    ruled = following is not None and ruled_heading(line, following) is not None
    return (hashes or ruled) and not moments_follow(lines, index)


def group_below(lines: list[Line], index: int, current: Section | None) -> bool:
    """Whether a heading one level below that of the open list heads a group of it: names follow, no sentence."""
    line = lines[index]
    if current is None or current.field.kind not in _LISTS or not line.body.startswith("#"):
        return False
    depth = _depth(line)
    if not 0 < _depth(current.opening) < depth:
        return False
    below = takewhile(lambda known: not 0 < _depth(known) <= depth, lines[index + 1 : index + _GROUP])
    filled = [known for known in below if not known.blank]
    return bool(filled) and not any(is_sentence(known.body) for known in filled) and bool(_ENTRY.match(filled[0].body))


def _depth(line: Line) -> int:
    """Return how many hashes open a heading."""
    return len(line.body) - len(line.body.lstrip("#"))


def fields_follow(lines: list[Line], index: int) -> bool:
    """Whether header fields follow: then a line 議事概要 that none came before is the title, not the body's heading."""
    return any(field_of(line) for line in lines[index + 1 : index + 60] if not line.blank)


def counts_on(lines: list[Line], known: tuple[str, int], index: int) -> bool:
    """Whether the next number of the same style heads a line below."""
    style, count = known
    return any(number_of(line) == (style, count + 1) for line in lines[index : index + 2000])


def goes_on_counting(current: Section, line: Line) -> bool:
    """Whether a numbered line counts on from the entry above it in the open list: 3. 例田花子, then 4. 仮野進 below 3. 出席者."""
    if line.circled:
        return any(known.circled for known in current.lines)
    number = _COUNTED_ENTRY.match(line.body)
    above = next((_COUNTED_ENTRY.match(known.body) for known in reversed(current.lines) if not known.blank and not known.rule), None)
    if number is None or above is None or int(number["number"]) != int(above["number"]) + 1:
        return False
    first = next((found for known in current.lines if known.body and (found := _COUNTED_ENTRY.match(known.body))), None)
    return first is not None and int(first["number"]) == 1 and number["sign"] == above["sign"]


def continued(line: Line, last: Section) -> Field | None:
    """Return the field of a numbered line that counts on from the last numbered field, although its label is not known, or None."""
    numbered = _NUMBERED.match(line.body)
    before = re.search(r"\d+", last.field.numbering)
    if not numbered or not before or is_sentence(line.body):
        return None
    if int(numbered["number"]) != int(before.group()) + 1 or line.indent > last.opening.indent:
        return None
    people = re.search(r"事務局|出席|説明|職員|関係者|当局|参加|施行者|執行部|列席", numbered["words"])
    kind = "attendance" if people else "other"
    return Field(kind, numbered["words"], "", numbered["number"], "", colon=False, value=len(line.body))
