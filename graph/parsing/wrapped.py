"""Entries of a printed list that go on below themselves: the rest of an affiliation, set where the affiliations begin."""

import re

from graph.model import Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.groups import group_heading, leading_group
from graph.parsing.leads import lead_of
from graph.parsing.lines import Line, columns, squeeze
from graph.parsing.marks import says_of_list
from graph.parsing.people import AFFILIATION
from graph.parsing.roles import group_word

_NAME = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff・]{2,12}")
_MARKS = re.compile(r"[(〔\[【※*★][^()〔〕\[\]【】]{0,12}[)〕\]】]?$")
_STARTS = re.compile(r"(?<!\S)\S|(?<=[)〕\]】*※])[^\s)〕\]】*※]")
_CLOSED = frozenset("、,。)〕]】|")
_LONG = 600  # characters; a longer entry is none
_LABEL = 20  # characters of a group before a colon
_DEEP = 12  # columns; what stands less deep is no column of affiliations


def unwrapped(text: Text, lines: list[Line], full: int = 0) -> tuple[list[Line], dict[int, list[Line]]]:
    """Return the lines of a list, entries that go on below themselves put together, and the lines that each of those took in by its number.

    `full` is the width in columns from which on a line fills the page, 0 where none does.
    """
    whole: list[Line] = []
    taken: dict[int, list[Line]] = {}
    for line in lines:
        last = whole[-1] if whole else None
        if last is not None and breaks_off(taken.get(last.number, [last])[-1], line, full, last.body):
            whole[-1] = last.joined(line)
            taken.setdefault(last.number, []).append(line)
            continue
        deep = last is not None and line.indent >= _DEEP and line.indent > last.indent
        if last is not None and deep and _goes_on(line) and line.indent in _affiliations(text, last):
            whole[-1] = last.joined(line, _joint(last, line))
            taken.setdefault(last.number, []).append(line)
            continue
        whole.append(line)
    return whole, taken


def breaks_off(last: Line, line: Line, full: int, entry: str | None = None) -> bool:
    """Whether names side by side, or the brackets behind a name, break off because the page was full and go on at its edge; `entry` is all read so far."""
    if not full or last.width < full or line.blank or line.rule or line.mark or line.number != last.number + 1:
        return False
    words = entry or last.body
    if last.blank or len(words) > _LONG or words[-1] in _CLOSED or line.body[0] in "|(〔【<《[":
        return False
    if group_heading(line.body) or leading_group(line.body) or says_of_list(line.body):
        return False
    return words.count("(") > words.count(")") or ("、" in words and line.indent <= last.indent and ":" not in line.body[:_LABEL])


def _goes_on(line: Line) -> bool:
    """Whether a line holds the rest of an affiliation: a post or a unit, and no name behind it."""
    if line.blank or line.rule or line.mark or line.body[0] in "|(〔【<" or len(line.body) > 80:
        return False
    return bool(AFFILIATION.search(line.body) or ends_in_title(line.body.split()[0])) and not (
        group_heading(line.body) or lead_of(line.body) is not None
    )


def _joint(above: Line, below: Line) -> str:
    """Return what joins two lines: nothing where a word was broken, a space before a post of its own."""
    return " " if ends_in_title(below.body.split()[0]) or above.body.endswith(")") else ""


def _affiliations(text: Text, line: Line) -> frozenset[int]:
    """Return the columns of a line at which words of an affiliation begin behind a name."""
    if line.blank or line.rule or line.body.startswith("|"):
        return frozenset()
    found = set()
    column, before = line.indent, text.place(line.at, line.at).start
    for start in _STARTS.finditer(line.body, 1):
        place = line.place(start.start())
        begin = text.place(place, place).start
        column += columns(text.kept[before:begin])
        before = begin
        name = squeeze(_MARKS.sub("", line.body[: start.start()].strip()))
        if _NAME.fullmatch(name) and not AFFILIATION.search(name) and not group_word(name) and not ends_in_title(name):
            found.add(column)
    return frozenset(found)
