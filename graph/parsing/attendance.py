"""Attendance lists: groups as headings, columns or table cells; each line split into people with their affiliations."""

import re
from dataclasses import replace

from graph.model import Attendee, Text
from graph.parsing.directions import is_notice
from graph.parsing.ledger import Ledger
from graph.parsing.lines import Line, squeeze
from graph.parsing.people import AFFILIATION, HONORIFIC, MARK, ONLINE, State, bare, person_of, with_affiliation
from graph.parsing.roles import ABSENT, GROUPS, group_word
from graph.parsing.roster import Entry, roster_of
from graph.parsing.sections import Section, elsewhere
from graph.parsing.tables import table_row

_BRACKETS = re.compile(
    r"^[○〇◯●◎◆◇■□・*-]?\s*[【\[〔<(《]\s*(?P<word>[^【】\[\]〔〕<>()《》]{1,16}?)\s*(?:\(敬称略\))?\s*[】\]〕>)》]\s*(?:\d+名)?$"
)
_SUBHEAD = re.compile(
    r"^(?:[○〇◯●◎◆◇■□]\s*)?(?:\(\d\)|\d[.)]|[①-⑨ア-オ][.)]?)?\s*(?P<word>[^\s::]{1,12}?)\s*(?:\([^()]*\))?\s*(?:\d{1,3}[名人])?\s*:?$"
)
_COUNT = re.compile(
    r"^(?:(?:計|全|委員|構成員)?\s*\d{1,3}\s*[名人](?:中.{1,12}|出席)?|[百二三四五六七八九十]+[名人])\s*(?:\([^()]*\))?$|^なし$|^(?:記|記録|文責|作成)\s*[・:].*$|^\((?:敬称略|五十音順|順不同)[^()]*\)$|^(?:敬称略|五十音順|順不同).{0,12}$"
)
_NUMBER = re.compile(r"^\d{1,2}[.)]\s*|^\(\d{1,2}\)\s*|^[・○〇◯●◎*-]\s*|^[①-⑳]\s*")
_LEGEND = re.compile(r"^[(〔\[]?\s*(?P<mark>[※*★○●◎△▲☆]+)\s*[)〕\]]?\s*(?:は|印は|:|=|…)?\s*(?P<meaning>[^\s].{0,40})$")
_NAME_PART = re.compile(r"^[\u3400-\u9fff\uf900-\ufaff々〆ヶヵ\u3041-\u309f\u30a1-\u30ff\U00020000-\U0003ffff]{1,7}$")
_NAMED_GROUP = re.compile(r"^[・○〇◯●*-]?\s*(?P<word>[^\s:、,()]{1,16})\s*(?:\([^()]{1,12}\))?\s*:\s*(?=\S)")
_WHOLE_NAME = re.compile(
    r"^[\u3400-\u9fff々〆ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}\s+[\u3400-\u9fff々〆ヶ\u3041-\u309f\u30a1-\u30ff]{1,5}$|^[A-Z][a-z]+\s+[A-Z][A-Za-z]+$"
)
_BODY_ENDS = re.compile(r"[局部課室省庁所会]$")
_LONG = 600  # characters; a longer line is no entry of a list
_ENCLOSED_GROUP = re.compile(r"^[○・]?\s*[(【\[〔<]\s*(?P<word>[^()【】\[\]〔〕<>]{1,10})\s*[)】\]〕>]\s*:?\s*(?=\S)")
_POSTED = re.compile(
    r"^(?P<name>[\u3400-\u9fff々]{1,4}?)\s?(?P<post>(?:政策|企画|総括|統括)?(?:副|主任)?(?:課長補佐|室長補佐|課長|部長|局長|係長|室長|館長|所長|次長|主査|主任|主事|主幹|参事|技師|補佐|審議官|参事官|企画官|専門官|調査官))$"
)
_SECTION_GROUPS = {"説明員": "説明員", "出席説明員": "説明員", "出席した説明員": "説明員"}


def parse_attendance(text: Text, section: Section, legends: dict[str, str], ledger: Ledger) -> list[Attendee]:
    """Return the people that an attendance section names, in order, the absent among them (`present` False)."""
    lines = _lines(section)
    state = State(_section_group(section), marks=legends)
    reader = _Reader(text, state, ledger, below=_names_below_organisations(lines))
    if elsewhere(section):
        return []
    for line in lines:
        if line.blank or line.rule:
            continue
        if reader.read(line) or line.number == section.opening.number:
            ledger.take(line, "attendance")
        else:
            ledger.leave(line, "no person found on this line of the attendance list")
    return reader.people


def legends_of(lines: list[Line]) -> dict[str, str]:
    """Return what a mark behind a name means, as a line of the list says: (※)はオンライン参加."""
    found = {}
    for line in lines:
        legend = _LEGEND.match(line.body) if len(line.body) <= _LONG else None
        if legend and not re.search(r"[,、]", legend["meaning"]):
            found[legend["mark"]] = legend["meaning"]
    return found


def _lines(section: Section) -> list[Line]:
    """Return the lines of an attendance section; what stands beside its label comes first."""
    if not section.value:
        return section.lines
    line, at = section.opening, section.field.value
    rest = Line(
        line.number, line.place(at), line.text, line.body[at:], line.place(at), line.indent, line.width, line.trailing
    )
    return [rest, *section.lines]


def _section_group(section: Section) -> str | None:
    """Return the group that the section's label names (出席議員 → 議員), or None where it names none."""
    label = squeeze(section.field.label)
    if label in _SECTION_GROUPS:
        return _SECTION_GROUPS[label]
    word = re.sub(r"^(?:出席|欠席)(?:した)?|(?:出席|欠席)(?:状況|者)?(?:名簿)?$|(?:氏)?名(?:簿)?$", "", label)
    return word if word in GROUPS and word not in {"者", "出席者", "参加者", "職員", "その他", "関係者"} else None


def _names_below_organisations(lines: list[Line]) -> bool:
    """Whether the list sets each organisation on a line of its own and its people's names on the lines below it."""
    filled = [line.body for line in lines if not line.blank and not line.rule]
    names = [bool(_WHOLE_NAME.match(body)) for body in filled]
    heads = [body for body, name in zip(filled, names, strict=True) if not name]
    if (
        len(filled) < 4
        or not 0.4 * len(filled) <= sum(names) < len(filled)
        or (names[0] and not re.match("[A-Za-z]", filled[0]))
    ):
        return False
    return not any(re.search(r"[:、【】|。]", body) or group_word(body) for body in heads) and sum(
        " " in body or len(body) > 20 for body in heads
    ) <= 0.4 * len(heads)


class _Reader:
    """Reads the lines of one attendance section in turn."""

    def __init__(self, text: Text, state: State, ledger: Ledger, *, below: bool) -> None:
        self._text = text
        self._state = state
        self._ledger = ledger
        self._below = below
        self._organisation: str | None = None
        self._honoured = False
        self.people: list[Attendee] = []

    def read(self, line: Line) -> bool:
        """Read one line; say whether it was understood."""
        if len(line.body) > _LONG:
            return False
        legend = _LEGEND.match(line.body)
        if (legend and MARK.match(legend["mark"])) or is_notice(line.body) or _COUNT.match(line.body):
            return True
        if line.body.startswith("|"):
            self.people.extend(table_row(self._text, line, self._state))
            return True
        if self._below:
            return self._below_organisation(line)
        return (
            self._in_brackets(line)
            or self._heads(line)
            or self._roster(line)
            or self._second_post(line)
            or self._names(line)
        )

    def _below_organisation(self, line: Line) -> bool:
        """Read a list that sets an organisation above its people; the first line, and one that is no name, is an organisation."""
        person = None
        if self._organisation and _WHOLE_NAME.match(line.body):
            person = person_of(self._text, line, 0, line.body, None, self._state)
        if person is None:
            self._organisation = re.sub(r"\s+", " ", line.body)
        else:
            self.people.append(replace(person, affiliation=self._organisation, organisation=self._organisation))
        return True

    def _in_brackets(self, line: Line) -> bool:
        """Go on with the post of the person before: (新型コロナウイルス感染症対策・地域振興担当)."""
        if not self.people or self._state.pending:
            return False
        last = self.people[-1]
        inside = re.fullmatch(r"\((?P<inside>[^()]{4,})\)", line.body)
        if inside and last.affiliation and not group_word(inside["inside"]):
            if inside["inside"].endswith(("担当", "付", "関係", "所管")):
                self.people[-1] = with_affiliation(last, last.affiliation + line.body)
                return True
            return inside["inside"].endswith(("長", "兼務", "官"))
        return False

    def _second_post(self, line: Line) -> bool:
        """Take a line with another post of the person before and no name."""
        if not self.people or self._state.pending:
            return False
        last = self.people[-1]
        post = (
            last.affiliation
            and AFFILIATION.search(line.body)
            and not re.search(r"[:、]", line.body)
            and _name_end(line.body, _tokens(line.body, 0)) is None
        )
        if (
            post
            and last.affiliation
            and _leading_group(line.body) is None
            and _group_heading(line.body) is None
            and re.search(r"\s", line.body)
        ):
            self.people[-1] = replace(last, affiliation=last.affiliation + " " + re.sub(r"\s+", " ", line.body))
            return True
        return False

    def _heads(self, line: Line) -> bool:
        """Open a group where the line heads one."""
        heading = _group_heading(line.body)
        if heading is None or (self._state.pending and heading not in GROUPS):
            return False
        state = self._state
        state.group, state.present = (state.group, False) if heading in ABSENT else (heading, True)
        state.pending = []
        return True

    def _roster(self, line: Line) -> bool:
        """Read a line set as assemblies set theirs: its people, or a post whose name stands below."""
        roster = roster_of(line.body, self._state.pending)
        if roster is not None:
            self._take_roster(line, roster.people, roster.pending)
            self._honoured = self._honoured or "君" in line.body
        return roster is not None

    def _names(self, line: Line) -> bool:
        """Read the people of a line; say whether it held any."""
        body, before = line.body, len(self.people)
        if self._honoured and not re.search(r"[君氏:、]", body) and len(body) <= 40:
            self._state.pending.append(body)
            return True
        lead = _leading_group(body) or self._named_group(body)
        at = 0
        if lead:
            word, at = lead
            self._state.group, self._state.present = (self._state.group, False) if word in ABSENT else (word, True)
        self._state.pending = []
        self.people.extend(_people(self._text, line, at, self._state))
        return len(self.people) > before or bool(lead)

    def _take_roster(self, line: Line, entries: list[Entry], pending: str) -> None:
        state = self._state
        for entry in entries:
            posts = [*state.pending, entry.before] if entry.before else state.pending
            group, post = _role_and_post(posts)
            own = State(group or state.group, state.present, [], state.marks)
            person = person_of(self._text, line, entry.at, entry.name, None, own)
            state.pending = []
            if person:
                self.people.append(replace(person, affiliation=post, position=post) if post else person)
        if pending:
            state.pending.append(pending)

    @staticmethod
    def _named_group(body: str) -> tuple[str, int] | None:
        """Return a group that only this document has, before a colon and several names: 水辺課：例田、仮野."""
        found = _NAMED_GROUP.match(body)
        if found is None or re.search(r"\d", found["word"]):
            return None
        parts = _split_outside(body[found.end() :])
        return (found["word"], found.end()) if all(len(bare(part)) <= 16 for part in parts) else None


def _role_and_post(posts: list[str]) -> tuple[str | None, str | None]:
    """Tell a role in the meeting (理事, 政府参考人) from a post in the words before a name; a post in brackets below a role is the post."""
    words = [squeeze(word) for word in posts if word]
    group = next((word for word in words if word in GROUPS), None)
    rest = [re.sub(r"^\((.*)\)$", r"\1", word) for word in words if word != group]
    return group, "・".join(rest) or None


def _group_heading(body: str) -> str | None:
    found = _BRACKETS.match(body)
    if found and not ONLINE.search(found["word"]):
        word = squeeze(found["word"])
        return re.sub(r"^出席(?=.)", "", word) if word != "出席者" else word
    spaced = group_word(re.sub(r"[::]$", "", body))
    if spaced:
        return spaced
    found = _SUBHEAD.match(body)
    return group_word(found["word"]) if found else None


def _leading_group(body: str) -> tuple[str, int] | None:
    """Return a group word that stands in a column before the first name, and where the names begin."""
    enclosed = _ENCLOSED_GROUP.match(body)
    if enclosed and group_word(enclosed["word"]):
        return squeeze(enclosed["word"]), enclosed.end()
    for end in range(min(len(body), 14), 0, -1):
        if not body[end : end + 1].isspace() and body[end : end + 1] != ":":
            continue
        head = re.sub(r"^[○〇◯●◎◆◇■□・*\s-]*|[【】\[\]〔〕()\s]", "", body[:end])
        rest = re.match(r"[\s:]+", body[end:])
        if len(head) == 1 and (rest is None or (len(rest.group()) < 2 and ":" not in rest.group())):
            continue
        if head in GROUPS or head in ABSENT:
            return head, end + (rest.end() if rest else 0)
    return None


def _people(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    parts = _split_outside(line.body[at:])
    if len(parts) > 1 and all(_is_entry(bare(part)) for part in parts):
        return _enumerated(text, line, at, state)
    return _columns(text, line, at, state)


def _is_entry(words: str) -> bool:
    return len(words) <= 14 and not AFFILIATION.search(words) or bool(_POSTED.match(words))


def _split_outside(rest: str) -> list[str]:
    return re.split(r"[、,](?![^()]*\))", rest)


def _enumerated(text: Text, line: Line, at: int, state: State) -> list[Attendee]:
    """Several names in one line: 見本大樹、雛形さくら、丁野一茶(代理出席:庚山つむぎ)."""
    people, offset = [], at
    for part in _split_outside(line.body[at:]):
        lead = len(part) - len(part.lstrip())
        person = _posted(text, line, offset + lead, part.strip(), state) or person_of(text, line, offset + lead, part.strip(), None, state)
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


def _tokens(body: str, at: int) -> list[tuple[int, int]]:
    return [(found.start() + at, found.end() + at) for found in re.finditer(r"\S+", body[at:])]


def _take_person(body: str, at: int) -> tuple[int, int] | None:
    """Return where the name that begins at `at` ends and where its affiliation ends, or None where no name stands there."""
    tokens = _tokens(body, at)
    if not tokens:
        return None
    end = _name_end(body, tokens)
    if end is None:
        return None
    after = re.match(r"\s*\((?P<inside>(?:[^()]|\([^()]*\))*)\)", body[end:])
    if after and AFFILIATION.search(after["inside"]):
        return end, end + after.end()
    return _column_end(body, end) or (end, len(body))


def _column_end(body: str, end: int) -> tuple[int, int] | None:
    """Return the end of a name that nothing but other names follow, set apart by wide gaps: 例田　太郎　　仮野　次郎."""
    gap = re.match(r"[ \u3000]{2,}|\t+", body[end:])
    rest = re.split(r"[ \u3000]{2,}|\t+", body[end:].strip())
    if (
        gap
        and rest
        and all(
            re.fullmatch(r"\S{1,5}[ \u3000]\S{1,5}", cell) and _WHOLE_NAME.match(cell) and not AFFILIATION.search(cell)
            for cell in rest
        )
    ):
        return end, end
    return None


def _name_end(body: str, tokens: list[tuple[int, int]]) -> int | None:
    """Return where the name ends: its parts may be set apart letter by letter, affiliations close it."""
    count, end = 0, None
    for index, (start, stop) in enumerate(tokens[:12]):
        token = re.split(r"[(〔\[※]", body[start:stop])[0]
        closing = len(token) < stop - start
        part = HONORIFIC.sub("", token)
        if not part or (not _NAME_PART.match(part) and not (index == 0 and re.fullmatch(r"[A-Za-z][\w.-]*", part))):
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
