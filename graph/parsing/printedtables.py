"""Attendance lists that are printed as tables: heads above columns, letters of both set apart, cells that go on below themselves."""

import re
from dataclasses import replace
from typing import NamedTuple

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.lines import Line, columns, squeeze
from graph.parsing.marks import signs_before
from graph.parsing.people import AFFILIATION, State, taking_part
from graph.parsing.roles import group_word
from graph.parsing.tables import in_row, role_of, with_office

_WORD = re.compile(r"\S+")
_NAME = re.compile(
    r"[\u3400-\u9fff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff・]{1,8}(?:\s+[\u3400-\u9fff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff・]{1,8}){0,5}(?:\s*\([^()]{1,12}\))?"
)
_LONGEST = 12  # characters of a name
_NEAR = 2  # columns by which a cell may begin before its head


class Cell(NamedTuple):
    """Words of a line that stand together, and the columns in which they begin and end."""

    words: str
    begin: int
    end: int


def cells_of(text: Text, line: Line, edge: int | None = None, begins: frozenset[int] = frozenset()) -> list[Cell]:
    """Return the cells of a printed line: words more than one wide character apart are two, so are those parted at body[edge] or at a column of `begins`."""
    found: list[Cell] = []
    column, before = line.indent, text.place(line.at, line.at + 1).start
    for word in _WORD.finditer(line.body):
        place = line.place(word.start())
        begin = text.place(place, place + 1).start
        column += columns(text.kept[before:begin])
        before = begin
        end = column + columns(text.kept[begin : text.place(line.place(word.end() - 1), line.place(word.end())).end])
        if found and column - found[-1].end <= _NEAR and word.start() != edge and column not in begins:
            found[-1] = Cell(f"{found[-1].words} {word.group()}", found[-1].begin, end)
        else:
            found.append(Cell(word.group(), column, end))
    return found


def reads_heads(text: Text, line: Line, state: State) -> bool:
    """Say whether a line names the columns of a printed table, and keep what they hold and where they stand."""
    if "名" not in line.body or len(line.body) > 120 or "|" in line.body or line.ended:
        return False
    heads: list[Cell] = []
    for cell in cells_of(text, line):
        last = heads[-1] if heads else None
        if (
            last
            and len(squeeze(last.words)) == 1
            and len(squeeze(cell.words)) == 1
            and role_of(last.words + cell.words)
        ):
            heads[-1] = Cell(last.words + cell.words, last.begin, cell.end)
        else:
            heads.append(cell)
    roles = with_office([head.words for head in heads], [role_of(head.words) for head in heads])
    if len(roles) < 3 or roles.count("name") != 1 or not all(roles):
        return False
    state.columns = roles
    state.heads = [(role, head.begin, head.end) for role, head in zip(roles, heads, strict=True)]
    return True


def read_row(text: Text, line: Line, state: State, edge: int | None = None) -> tuple[list[Attendee], bool]:
    """Return the person in a line below the heads of a printed table, and whether the line goes on with the row above.

    `edge` is where in its body the column of affiliations begins, if the list has one.
    """
    if not state.heads or line.body.startswith("|"):
        return [], False
    row: dict[str, str] = {}
    for cell in cells_of(text, line, edge, frozenset(begin for _, begin, _ in state.heads)):
        role = _column(cell, state)
        row[role] = f"{row[role]} {cell.words}" if role in row else cell.words
    if "name" not in row:
        if group_word(row.get("group", "")) or line.number != state.row_at + 1 or not {"affiliation", "note"} & row.keys():
            return [], False
        state.row_at = line.number
        for role, words in row.items():
            state.row[role] = f"{state.row[role]} {words}" if state.row.get(role) else words
        return _person(text, line, dict(state.row), state), True
    at = signs_before(row["name"], 0, state.marks)[1]
    name = row["name"][at:]
    if len(row) < 2 or not _is_name(name):
        state.heads = [] if group_word(name) and len(row) > 1 else state.heads  # another list, without these columns
        return [], False
    state.row, state.row_at = row, line.number
    return _person(text, line, dict(row), state), False


def _is_name(words: str) -> bool:
    """Whether the words of a cell are a name, its letters set apart perhaps: no role, no post."""
    bare = squeeze(words.split("(", maxsplit=1)[0])
    if not _NAME.fullmatch(words) or not 2 <= len(bare) <= _LONGEST or AFFILIATION.search(words) or group_word(bare):
        return False
    return not any(part == "同" or (len(part) > 1 and ends_in_title(part)) for part in words.split())


def _column(cell: Cell, state: State) -> str:
    """Return what the column holds in which a cell stands: the one whose head it shares most columns with, or else that to its left."""
    shared = [(min(cell.end, end) - max(cell.begin, begin), role) for role, begin, end in state.heads]
    most = max(shared, key=lambda known: known[0])
    if most[0] > 0:
        return most[1]
    left = [role for role, begin, _ in state.heads if begin <= cell.begin + _NEAR]
    return left[-1] if left else state.heads[0][0]


def _person(text: Text, line: Line, row: dict[str, str], state: State) -> list[Attendee]:
    """Return the person of a row, the marks before the name taken for what they mean."""
    meanings, at = signs_before(row.get("name", ""), 0, state.marks)
    row["name"] = row.get("name", "")[at:]
    found = in_row(text, line, row, state)
    if not meanings:
        return found
    own = [
        taking_part(meanings, State(person.group, person.present, marks=state.marks, online=person.online))
        for person in found
    ]
    return [
        replace(person, group=group, present=present, online=online)
        for person, (group, present, online) in zip(found, own, strict=True)
    ]
