"""Attendance lists: groups as headings, columns or table cells; each line split into people with their affiliations."""

import re
from dataclasses import dataclass, field, replace

from graph.model import Attendee, Text
from graph.parsing.affiliation import split_affiliation
from graph.parsing.lines import Line
from graph.parsing.roles import ABSENT, GROUPS, group_word

_BRACKETS = re.compile(r"^[○〇◯●◎◆◇■□・*-]?\s*[【\[〔<(《]\s*(?P<word>[^【】\[\]〔〕<>()《》]{1,16}?)\s*(?:\(敬称略\))?\s*[】\]〕>)》]\s*(?:\d+名)?$")
_SUBHEAD = re.compile(r"^(?:[○〇◯●◎◆◇■□]\s*)?(?P<word>[^\s::]{1,12}?)\s*(?:\((?:敬称略|五十音順|[^()]*順|[^()]*名)[^()]*\))?\s*:?$")
_LEAD = re.compile(r"^[○〇◯●◎◆◇■□・*-]?\s*[【\[〔(]?\s*(?P<word>\S(?:\s*\S){0,8}?)\s*[】\]〕)]?(?P<gap>\s*:\s*|\s+)(?=\S)")
_NUMBER = re.compile(r"^(?:\d{1,3}|[一二三四五六七八九十百]{1,5})\s*番\s*|^\d{1,2}[.)]\s*|^\(\d{1,2}\)\s*")
_NOTE = re.compile(r"\s*[(〔\[]\s*(?P<note>[^()〔〕\[\]]*)\s*[)〕\]]|\s*(?P<star>[※*＊★]+)(?=\s|$|、)")
_ONLINE = re.compile(r"オンライン|リモート|[Ww][Ee][Bb]|ウェブ|ウエブ|テレビ会議|Zoom|Teams|遠隔|電話")
_MARK = re.compile(r"^[※*★○●◎△▲☆]+$")
_LEGEND = re.compile(r"^[(〔\[]?\s*(?P<mark>[※*★○●◎△▲☆]+)\s*[)〕\]]?\s*(?:は|印は|:|=|…)?\s*(?P<meaning>[^\s].{0,40})$")
_PROXY = re.compile(r"^(?:代理出席|代理出席者|代理|代)\s*:?\s*(?P<name>.+)$")
_NAME_PART = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff\U00020000-\U0003ffff]{1,7}$")
_AFFILIATION = re.compile(
    r"大学|学部|省|庁$|株式会社|会社|法人|機構|協会|協議会|連合会|組合|研究所|センター|委員会|知事会|市長会|町村会|(?:県|府|都|道|市|区|町|村)(?:立|役所|[^\s]{1,}(?:部|課|局|室|長|主査|主事|補佐|統括監))|"
    r"教授|講師|代表|取締役|理事|部長|課長|室長|係長|局長|弁護士|フェロー|研究員|ネットワーク|審議官|参事官|企画官|リーダー|グループ|マネージャー"
)
_HONORIFIC = re.compile(r"(?<=[^\s])(?:君|氏|様|さん|委員|議員|構成員)$")


@dataclass(slots=True)
class _State:
    group: str | None = None
    present: bool = True
    columns: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)


def parse_attendance(text: Text, lines: list[Line], legends: dict[str, str]) -> list[Attendee]:
    """Return the people that the lines of an attendance section name, in order, the absent among them (`present` False)."""
    state = _State(marks=legends)
    people: list[Attendee] = []
    for line in lines:
        if line.blank or line.rule or _LEGEND.match(line.body) and _MARK.match(_LEGEND.match(line.body)["mark"]):  # type: ignore[index]
            continue
        if line.body.startswith("|"):
            people.extend(_table_row(text, line, state))
            continue
        if _continues_affiliation(line, people):
            people[-1] = _with_affiliation(people[-1], (people[-1].affiliation or "") + line.body)
            continue
        people.extend(_line(text, line, state))
    return people


def legends_of(lines: list[Line]) -> dict[str, str]:
    """Return what a mark behind a name means, as a line of the list says: (※)はオンライン参加."""
    found = {}
    for line in lines:
        legend = _LEGEND.match(line.body)
        if legend and not re.search(r"[,、]", legend["meaning"]):
            found[legend["mark"]] = legend["meaning"]
    return found


def _line(text: Text, line: Line, state: _State) -> list[Attendee]:
    heading = _group_heading(line.body)
    if heading is not None:
        state.group, state.present = (state.group, False) if heading in ABSENT else (heading, True)
        return []
    body, at = line.body, 0
    lead = _leading_group(body)
    if lead:
        word, at = lead
        state.group, state.present = (state.group, False) if word in ABSENT else (word, True)
    return _people(text, line, at, state)


def _group_heading(body: str) -> str | None:
    found = _BRACKETS.match(body)
    if found and not _ONLINE.search(found["word"]):
        word = re.sub(r"\s+", "", found["word"])
        return re.sub(r"^出席(?=.)", "", word) if word not in {"出席者"} else word
    spaced = group_word(re.sub(r"[::]$", "", body))
    if spaced:
        return spaced
    found = _SUBHEAD.match(body)
    return group_word(found["word"]) if found else None


def _leading_group(body: str) -> tuple[str, int] | None:
    """Return a group word that stands in a column before the first name, and where the names begin."""
    for end in range(min(len(body), 14), 0, -1):
        if not body[end : end + 1].isspace() and body[end : end + 1] != ":":
            continue
        head = re.sub(r"^[○〇◯●◎◆◇■□・*\s-]*|[【】\[\]〔〕()\s]", "", body[:end])
        if head in GROUPS or head in ABSENT:
            rest = re.match(r"[\s:]+", body[end:])
            return head, end + (rest.end() if rest else 0)
    return None


def _people(text: Text, line: Line, at: int, state: _State) -> list[Attendee]:
    rest = line.body[at:]
    if "、" in rest and not re.search(r"[(][^()]*、", rest) and all(len(_bare(part)) <= 12 for part in rest.split("、")):
        return _enumerated(text, line, at, state)
    if "、" in rest and all(len(_bare(part)) <= 12 for part in _split_outside(rest)):
        return _enumerated(text, line, at, state)
    return _columns(text, line, at, state)


def _split_outside(rest: str) -> list[str]:
    return re.split(r"、(?![^()]*\))", rest)


def _bare(part: str) -> str:
    return re.sub(r"\s+", "", _NOTE.sub("", part))


def _enumerated(text: Text, line: Line, at: int, state: _State) -> list[Attendee]:
    """Several names in one line: 見本大樹、雛形さくら、丁野一茶(代理出席:庚山つむぎ)."""
    people, offset = [], at
    for part in _split_outside(line.body[at:]):
        person = _person(text, line, offset, part, None, state)
        if person and not _AFFILIATION.search(person.name) and not re.search(r"[局部課室省庁]$", person.name):
            people.append(person)
        offset += len(part) + 1
    return people


def _columns(text: Text, line: Line, at: int, state: _State) -> list[Attendee]:
    """Names and affiliations set apart by space, one person or several a line."""
    people = []
    rest = line.body[at:]
    number = _NUMBER.match(rest)
    offset = at + (number.end() if number else 0)
    while offset < len(line.body):
        found = _take_person(line.body, offset)
        if found is None:
            break
        name_end, affiliation_end = found
        words = line.body[name_end:affiliation_end].strip()
        person = _person(text, line, offset, line.body[offset:name_end], words or None, state)
        if person:
            people.append(person)
        offset = affiliation_end
        while offset < len(line.body) and line.body[offset].isspace():
            offset += 1
    return people


def _take_person(body: str, at: int) -> tuple[int, int] | None:
    """Return where the name that begins at `at` ends and where its affiliation ends, or None where no name stands there."""
    tokens = [(found.start() + at, found.end() + at) for found in re.finditer(r"\S+", body[at:])]
    if not tokens:
        return None
    end = _name_end(body, tokens)
    if end is None:
        return None
    after = re.match(r"\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)", body[end:])
    if after and _AFFILIATION.search(after["inside"]):
        return end, end + after.end()
    return end, len(body)


def _name_end(body: str, tokens: list[tuple[int, int]]) -> int | None:
    """Return where the name ends: its parts may be set apart letter by letter, affiliations close it."""
    count, end = 0, None
    for index, (start, stop) in enumerate(tokens):
        token = re.split(r"[(〔\[※]", body[start:stop])[0]
        closing = len(token) < stop - start
        bare = _HONORIFIC.sub("", token)
        if not bare or not _NAME_PART.match(bare) and not (index == 0 and re.fullmatch(r"[A-Za-z][\w.-]*", bare)):
            break
        if end is not None and (count + len(bare) > 8 or (count >= 4 and len(bare) > 3) or (index >= 1 and _AFFILIATION.search(bare))):
            break
        if index >= 2 and not (count <= index + 1 and len(bare) <= 4):
            break
        count, end = count + len(bare), start + len(token)
        if closing:
            break
    return end


def _person(text: Text, line: Line, offset: int, name_words: str, affiliation: str | None, state: _State) -> Attendee | None:
    """Make one person of a name with its notes and the words behind it."""
    notes = [found["note"] or found["star"] for found in _NOTE.finditer(name_words)]
    name = _HONORIFIC.sub("", _bare(name_words))
    group, present, online = state.group, state.present, False
    if affiliation:
        enclosed = re.fullmatch(r"\((?P<inside>(?:[^()]|\([^()]*\))*)\)", affiliation)
        affiliation = enclosed["inside"] if enclosed and _AFFILIATION.search(enclosed["inside"]) else affiliation
        leading = re.match(r"^\((?P<note>[^()]{1,8})\)\s*", affiliation)
        if leading and group_word(leading["note"]):
            notes.append(leading["note"])
            affiliation = affiliation[leading.end() :]
        affiliation, behind = _strip_notes(affiliation, state)
        notes += behind
    for note in notes:
        meaning = state.marks.get(note, note)
        proxy = _PROXY.match(note)
        if proxy:
            name = _HONORIFIC.sub("", re.sub(r"\s+", "", proxy["name"]))
        online = online or bool(_ONLINE.search(meaning))
        present = present and "欠席" not in meaning
        group = group_word(note) or group if group_word(note) not in ABSENT else group
    if not name or len(name) > 24 or name in GROUPS:
        return None
    length = len(name_words.rstrip())
    person = Attendee(name, group, None, online=online, present=present, span=text.place(line.place(offset), line.place(offset + length)))
    return _with_affiliation(person, affiliation or None)


def _strip_notes(affiliation: str, state: _State) -> tuple[str, list[str]]:
    """Take the notes off the end of an affiliation: (※), (オンライン), (丁野委員代理); words that belong to the post stay."""
    notes = []
    while True:
        found = re.search(r"\s*(?:[(〔\[]\s*(?P<note>[^()〔〕\[\]]*)\s*[)〕\]]|(?P<star>[※*★]+))$", affiliation)
        if not found:
            return affiliation, notes
        note = found["note"] if found["note"] is not None else found["star"]
        if not (note in state.marks or _MARK.match(note) or _ONLINE.search(note) or re.search(r"代理|欠席|途中|出席|参加|退席|敬称", note)):
            return affiliation, notes
        notes.append(note)
        affiliation = affiliation[: found.start()]


def _with_affiliation(person: Attendee, affiliation: str | None) -> Attendee:
    if not affiliation:
        return person
    words = re.sub(r"\s+", " ", affiliation).strip()
    organisation, position = split_affiliation(words)
    return replace(person, affiliation=words, organisation=organisation, position=position)


def _continues_affiliation(line: Line, people: list[Attendee]) -> bool:
    """Whether the line goes on with the post of the person before it: (新型コロナウイルス感染症対策・地域振興担当)."""
    inside = re.fullmatch(r"\((?P<inside>[^()]{4,})\)", line.body)
    return bool(inside and people and people[-1].affiliation and not group_word(inside["inside"]) and inside["inside"].endswith(("担当", "付", "関係", "所管")))


_COLUMN_NAMES = {"name": ("氏名", "名前", "出席者", "お名前", "委員名"), "group": ("区分", "役職名", "役割", "種別", "役"), "affiliation": ("所属", "所属・役職", "所属・職名", "役職", "現職", "職名", "肩書", "所属等", "所属団体"), "note": ("備考", "出欠", "出席方法", "参加方法", "出席形態")}


def _table_row(text: Text, line: Line, state: _State) -> list[Attendee]:
    """Read one row of a table; the row that names its columns comes first."""
    cells = [cell.strip() for cell in line.body.strip("|").split("|")]
    if all(re.fullmatch(r":?-{2,}:?", cell) for cell in cells):
        return []
    roles = [next((role for role, names in _COLUMN_NAMES.items() if re.sub(r"\s+", "", cell) in names), "") for cell in cells]
    if "name" in roles:
        state.columns = roles
        return []
    if len(cells) != len(state.columns):
        return []
    row = dict(zip(state.columns, cells, strict=True))
    note = row.get("note", "")
    words = row.get("affiliation", "") + (f"({note})" if note else "")
    offset = line.body.find(row["name"])
    own = _row_state(state, row.get("group"), note)
    person = _person(text, line, offset, row["name"], words or None, own)
    return [person] if person else []


def _row_state(state: _State, group: str | None, note: str) -> _State:
    """Return the state for one table row, whose own group and note come before the section's."""
    return _State(group or state.group, state.present and "欠席" not in note, state.columns, state.marks)


