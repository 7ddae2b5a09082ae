"""Attendance lists that are set as tables: `| 区分 | 氏名 | 所属 |`."""

import re
from dataclasses import replace

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title, names_own_body
from graph.parsing.leads import is_lead
from graph.parsing.lines import Line, squeeze
from graph.parsing.people import AFFILIATION, CHAIRS, ONLINE, State, person_of, sits
from graph.parsing.proxies import post_of, proxy_of
from graph.parsing.roles import group_word, is_body_label

_COLUMNS = {
    "name": "氏名 名前 出席者 お名前 委員名 氏名(敬称略) 出席者氏名 委員氏名 構成員 構成員名",
    "group": "区分 役職名 役割 種別 役 委員区分 委員会役職 会での役職",
    "affiliation": (
        "所属 所属・役職 所属・職名 役職 現職 職名 肩書 職業 職業等 所属等 所属団体 所属・役職等 所属及び役職 所属・肩書 所属団体・役職 所属機関 所属及び職名 "
        "団体名 職 選出区分 備考(所属)"
    ),
    "position": "職位 職階",
    "number": "番号 No. No № #",
    "note": "備考 出欠 出席 参加 出席等 出席区分 出席方法 参加方法 出席形態 出欠席 出席状況 参加形態 形式 摘要",
}
_ROLE_OF = {name: role for role, names in _COLUMNS.items() for name in names.split()}
_LIKE = (
    ("name", re.compile(r"氏名|名前|お名前")),
    ("note", re.compile(r"備考|出欠|方法|形態|形式")),
    ("affiliation", re.compile(r"所属|職名|団体|機関|勤務先|肩書|現職|選出|推薦")),
    ("group", re.compile(r"区分|役職|役割|種別")),
)
_BODY = re.compile(r"\s|^\S{1,6}[市町村区県府都道省庁](?![民政内長])|[都道府県市区町村国]立|大学|会社|法人|協会|連合会|組合|研究所")
_WIDE_GAP = re.compile(r"\s{2,}|\t")
_WAY = 10  # characters of a cell that says no more than how somebody took part
_CAME = frozenset("出 ○ 〇 ◯ ● レ 出席 参加 会場 対面 現地 来場 来庁 会場参加 会場出席 対面参加".split())
"""What a column of attendance says of those who simply came."""
_SEATED = re.compile(r"\|\s*(?P<mark>[^|\w\s]{0,2})\s*\|\s*\d{1,3}\s*番\s*\|\s*(?P<name>[^|()]{2,16}?)\s*(?=\||$)")
_GONE = frozenset("×△欠")
_DITTO = frozenset(("〃", "同上", "″", "//", '"', "同"))
_PEOPLE = re.compile(r"(?:対象者|出席者|参加者|発表者|報告者|説明者|陳述人|参考人|委員|構成員|講師|メンバー)$")
_ANYBODY = frozenset("出席者 参加者 メンバー".split())
_NAMED_ROW = re.compile(r"\|\s*(?P<head>[^|、。]{2,14}?)\s*\|\s*(?P<names>[^|]+[、,][^|]+?)\s*\|")
_BRACKETS = re.compile(r"\([^()]{1,12}\)")
_NAME = re.compile(
    r"^[\u3400-\u9fff々〆ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}[\s・]?[\u3400-\u9fff々〆ヶ\u3041-\u309f\u30a1-\u30ff]{0,5}(?:\s*\([^()]{1,12}\))?$"
)


def role_of(head: str) -> str:
    """Return what a column holds, by its head: name, group, affiliation, position, note or nothing."""
    word = squeeze(head)
    if len(word) > 14:
        return ""
    return _ROLE_OF.get(word) or next((role for role, pattern in _LIKE if pattern.search(word)), "")


def is_head(body: str, state: State) -> bool:
    """Say whether a line without bars names the columns of a list (区　分　　氏　名　　所属・役職), and keep what they hold."""
    if "名" not in body or len(body) > 80:
        return False
    roles = [role_of(cell) for cell in _WIDE_GAP.split(body)]
    if len(roles) < 2 or "name" not in roles or not all(roles):
        return False
    state.columns = roles
    return True


def printed_row(text: Text, line: Line, state: State) -> list[Attendee]:
    """Return the person in a line below printed column heads, where wide gaps part it as they part the heads; the last cell may be empty."""
    cells = _WIDE_GAP.split(line.body) if state.columns else []
    if not 0 <= len(state.columns) - len(cells) <= 1 or len(cells) < 2:
        return []
    cells += [""] * (len(state.columns) - len(cells))
    name = cells[state.columns.index("name")]
    named = _NAME.match(name) and len(squeeze(name)) >= 2 and not AFFILIATION.search(name) and not group_word(name)
    return _in_cells(text, line, cells, state) if named else []


def table_row(text: Text, line: Line, state: State) -> list[Attendee]:
    """Return the person in one row of a table; the row that names its columns comes first, without one the cells' words tell."""
    cells = [cell.strip() for cell in line.body.strip().removeprefix("|").removesuffix("|").split("|")]
    if all(re.fullmatch(r":?-{2,}:?", cell) for cell in cells):
        return []
    roles = with_office(cells, [role_of(cell) for cell in cells])
    if ("name" in roles and sum(map(bool, roles)) >= 2) or roles == ["name"]:
        state.columns = roles
        return []
    if heads_people(cells):
        state.columns, state.group = ["name", "affiliation"], cells[0] if cells[0] not in _ANYBODY else None
        return []
    return _in_cells(text, line, cells, state)


def seated_row(text: Text, line: Line, state: State) -> list[Attendee]:
    """Return the people of a row that sets a mark, a seat and a name beside one another, several times perhaps: │／│３番│田 代 順 二│△│４番│…."""
    people = []
    for found in _SEATED.finditer(line.body):
        meaning = state.marks.get(found["mark"], found["mark"])
        gone = "欠席" in meaning or (found["mark"] in _GONE and found["mark"] not in state.marks)
        person = person_of(text, line, found.start("name"), found["name"].rstrip(), None, replace(state, present=state.present and not gone))
        people += [person] if person else []
    return people


def heads_people(cells: list[str]) -> bool:
    """Say whether two cells are the heads of a column of people, by what they are, and of one that says where they belong: ヒアリング対象者 | 所属."""
    return len(cells) == 2 and role_of(cells[1]) == "affiliation" and bool(_PEOPLE.search(squeeze(cells[0])))


def named_row(line: Line) -> tuple[str, int, int] | None:
    """Return the words of a row's first of two cells that say what the people are whom the second enumerates, and where that begins and ends."""
    found = _NAMED_ROW.fullmatch(line.body)
    if found is None or not _PEOPLE.search(squeeze(found["head"])):
        return None
    names = [squeeze(_BRACKETS.sub("", part)) for part in re.split("[、,]", found["names"])]
    whole = all(_NAME.match(name) and not AFFILIATION.search(name) and not ends_in_title(name) for name in names)
    return (squeeze(found["head"]), *found.span("names")) if whole else None


def with_office(heads: list[str], roles: list[str]) -> list[str]:
    """Tell the role in the meeting from the post elsewhere: 役職 stands before 所属 and beside 区分, not behind 所属; 選出区分 beside 所属 is a group."""
    chosen = next((at for at, head in enumerate(heads) if squeeze(head) in {"選出区分", "選出母体"}), None)
    if chosen is not None and roles.count("affiliation") > 1 and "group" not in roles:
        roles = [*roles[:chosen], "group", *roles[chosen + 1 :]]
    at = next((at for at, head in enumerate(heads) if squeeze(head) in {"役職", "役職名"} and roles[at] == "group"), None)
    if at is not None and "affiliation" not in roles:
        return [*roles[:at], "affiliation", *roles[at + 1 :]]  # 氏名 | 役職名 | 出欠
    at = next((at for at, head in enumerate(heads) if squeeze(head) == "役職"), None)
    if at is None or "group" not in roles or roles.index("affiliation") != at or "affiliation" not in roles[at + 1 :]:
        return roles
    return [*roles[:at], "office", *roles[at + 1 :]]


def _in_cells(text: Text, line: Line, cells: list[str], state: State) -> list[Attendee]:
    """Return the person whom the cells of one row tell of."""
    if state.columns and len(cells) == len(state.columns):
        return in_row(text, line, _by_columns(cells, state), state)
    row = _by_words(cells)
    people = in_row(text, line, row, state)
    post = row.get("affiliation", "")
    if ends_in_title(post) and not _BODY.search(post) and not names_own_body(post):
        return [replace(person, organisation=None, position=person.affiliation) for person in people]  # 給食センター所長 | 例田 進
    return people


def in_row(text: Text, line: Line, row: dict[str, str], state: State) -> list[Attendee]:
    """Return the person of whom the cells of one row, by what their columns hold, tell."""
    if not row.get("name"):
        return []
    if row.get("group") in _DITTO or (not row.get("group") and state.columns and "group" in state.columns):
        row["group"] = state.group or ""  # a cell that was joined downward stands in its first row only
    note = row.get("note", "")
    proxy = proxy_of(note)
    note = "" if note.startswith(("ほか", "他")) else note.replace("(", "・").replace(")", "") if "出席(" in note else note
    if proxy:
        other = " ".join(row[part] for part in ("affiliation", "position") if row.get(part))
        row.update(name=proxy.name, affiliation=post_of(proxy, other) or "", position="")
        note = ""
    present = state.present and "欠席" not in note and note not in {"欠", "×"}
    online = len(note) <= _WAY and bool(ONLINE.search(note))
    note = "" if note in _CAME or online or not present else note
    office = row.get("office", "")
    sits = bool(group_word(office) or CHAIRS.fullmatch(office))
    row["position"] = row.get("position") or ("" if sits else office)
    words = " ".join(row[part] for part in ("affiliation", "position") if row.get(part)) + (f"({note})" if note else "")
    group = group_word(row.get("group", "")) or row.get("group") or state.group
    state.group = group or state.group
    own = State(
        office if sits else group,
        present,
        state.columns,
        state.marks,
        online=state.online or online,
    )
    person = person_of(text, line, line.body.find(row["name"]), row["name"], words or None, own)
    return [person] if person else []


def _by_columns(cells: list[str], state: State) -> dict[str, str]:
    row: dict[str, str] = {}
    roles = state.columns
    if any(role == "affiliation" and group_word(cell) for role, cell in zip(roles, cells, strict=True)):
        roles = ["affiliation" if role == "group" else role for role in roles]  # 役職: 会長 | 選出区分: 学識経験者
    for role, cell in zip(roles, cells, strict=True):
        post = ends_in_title(cell) and roles.count(role) > 1 and not sits(cell)  # 理事長 beside where somebody belongs
        if role == "affiliation" and group_word(cell) and not post and "group" not in roles and "group" not in row:
            row["group"] = cell
        elif role == "affiliation" and row.get(role):
            row[role] += f" {cell}"
        elif role and not row.get(role):
            row[role] = cell
    return row


def _says_how(cell: str) -> bool:
    """Whether a cell says no more than how somebody took part: 欠席, オンライン参加."""
    return cell in _CAME or cell.startswith("欠席") or (len(cell) <= _WAY and ONLINE.match(cell) is not None)


def _by_words(cells: list[str]) -> dict[str, str]:
    """Tell the cells of a row without column heads by their words: a role, an affiliation, a name."""
    row: dict[str, str] = {}
    named = [cell for cell in cells if _NAME.match(cell) and not AFFILIATION.search(cell)]
    named = [cell for cell in named if not is_lead(cell) and cell not in _DITTO and not is_body_label(cell)] or named
    for cell in cells:
        if not cell or cell.isdecimal():
            continue
        if "name" in row and _says_how(cell):
            row["note"] = cell
        elif "group" not in row and "name" not in row and (group_word(cell) or cell in _DITTO or is_body_label(cell)):
            row["group"] = cell
        elif "name" not in row and cell in named:
            row["name"] = cell
        else:
            row["affiliation"] = (row.get("affiliation", "") + " " + cell).strip()
    return row
