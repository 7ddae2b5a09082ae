"""Attendance lists: groups as headings, columns or table cells; each line split into people with their affiliations."""

import re
from dataclasses import replace

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.directions import is_notice
from graph.parsing.entries import WHOLE_NAME, name_end, people_of, split_outside, tokens_of
from graph.parsing.ledger import Ledger
from graph.parsing.lines import Line, is_rule, squeeze
from graph.parsing.parts import Section, elsewhere
from graph.parsing.people import AFFILIATION, MARK, ONLINE, State, bare, person_of, with_affiliation
from graph.parsing.roles import ABSENT, GROUPS, group_word
from graph.parsing.roster import Entry, roster_of
from graph.parsing.tables import table_row

_BRACKETS = re.compile(
    r"^[○〇◯●◎◆◇■□・*-]?\s*[【\[〔<(《]\s*(?P<word>[^【】\[\]〔〕<>()《》]{1,16}?)\s*(?:\(敬称略\))?\s*[】\]〕>)》]\s*(?:\d+名)?$"
)
_SUBHEAD = re.compile(
    r"^(?:[○〇◯●◎◆◇■□]\s*)?(?:\(\d\)|\d[.)]|\d(?=\s)|[①-⑨ア-オ][.)]?)?\s*(?P<word>[^\s::]{1,12}?)\s*(?:\([^()]*\))?\s*(?:\d{1,3}[名人])?\s*:?$"
)
_COUNT = re.compile(
    r"^(?:(?:計|全|委員|構成員)?\s*\d{1,3}\s*[名人](?:中.{1,12}|出席)?|[百二三四五六七八九十]+[名人])\s*(?:\([^()]*\))?$|^なし$|^(?:記|記録|文責|作成)\s*[・:].*$|^\((?:敬称略|五十音順|順不同)[^()]*\)$|^(?:敬称略|五十音順|順不同).{0,12}$"
)
_LEGEND = re.compile(r"^[(〔\[]?\s*(?P<mark>[※*★○●◎△▲☆]+)\s*[)〕\]]?\s*(?:は|印は|:|=|…)?\s*(?P<meaning>[^\s].{0,40})$")
_MARKED_OUT = re.compile(r"^[◎○●★☆]\s*\S{1,5}(?:\s+\S{1,4}){1,4}\s+\(?\S{2,}|^[◎○●★☆][^\s、。は:=印]{2,9}、")
_PRESENCE = re.compile(
    r"(?P<mark>[A-Z○〇◯◎●×△▲☆★])\s*[:=…]\s*(?P<meaning>[^\s、,()]{0,10}(?:出席|参加|欠席))(?=[\s、,)]|$)"
)
_NAMED_GROUP = re.compile(r"^[・○〇◯●*-]?\s*(?P<word>[^\s:、,()]{1,16})\s*(?:\([^()]{1,12}\))?\s*:\s*(?=\S)")
_SITTING = frozenset(("委員", "理事", "議員"))
_LONG = 600  # characters; a longer line is no entry of a list
_ENCLOSED_GROUP = re.compile(r"^[○・]?\s*[(【\[〔<]\s*(?P<word>[^()【】\[\]〔〕<>]{1,10})\s*[)】\]〕>]\s*:?\s*(?=\S)")
_INSIDE = re.compile(r"\((?P<inside>[^()]{4,})\)")
_LISTED = re.compile("[:、]")
_STOP = re.compile("[。、]")
_GAP = re.compile(r"[\s:]+")
_DRESS = re.compile(r"^[○〇◯●◎◆◇■□・*\s-]*|[【】\[\]〔〕()\s]")
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
    found: dict[str, str] = {}
    for line in lines:
        if len(line.body) <= _LONG:
            found.update((entry["mark"], entry["meaning"]) for entry in _PRESENCE.finditer(line.body))
        legend = _explains(line.body) if len(line.body) <= _LONG else None
        if legend and not re.search(r"[,、]", legend["meaning"].split("。")[0]):
            found[legend["mark"]] = legend["meaning"]
    return found


def _explains(body: str) -> re.Match[str] | None:
    """Return what a line says of a mark; a mark before a name set letter by letter marks that person out."""
    found = _LEGEND.match(body)
    return None if found and _MARKED_OUT.match(body) else found


def _lines(section: Section) -> list[Line]:
    """Return the lines of an attendance section; what stands beside its label comes first."""
    if not section.value:
        return section.lines
    line, at = section.opening, section.field.value
    words = line.body[at:]
    rest = line._replace(body=words, at=line.place(at), rule=is_rule(words), mark="", rest=0)
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
    names = [bool(WHOLE_NAME.match(body)) for body in filled]
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
        legend = _explains(line.body)
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
        if self._organisation and WHOLE_NAME.match(line.body):
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
        inside = _INSIDE.fullmatch(line.body)
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
            and not _LISTED.search(line.body)
            and name_end(line.body, tokens_of(line.body, 0)) is None
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
        meaning = self._state.marks.get(body[:1])
        role = group_word(_STOP.split(meaning)[0]) if meaning else None
        at = 1 if role else 0
        if lead:
            word, at = lead
            self._state.group, self._state.present = (self._state.group, False) if word in ABSENT else (word, True)
        self._state.pending = []
        self.people.extend(people_of(self._text, line, at, self._state))
        if role and len(self.people) > before:
            self.people[before] = replace(self.people[before], group=role)
        return len(self.people) > before or bool(lead)

    def _take_roster(self, line: Line, entries: list[Entry], pending: str) -> None:
        state = self._state
        for entry in entries:
            posts = [*state.pending, entry.before] if entry.before else state.pending
            group, post = _role_and_post(posts)
            outside = post and state.group in _SITTING  # who sits by a post is no member of the body
            own = State(group or (None if outside else state.group), state.present, [], state.marks)
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
        parts = split_outside(body[found.end() :])
        return (found["word"], found.end()) if all(len(bare(part)) <= 16 for part in parts) else None


def _role_and_post(posts: list[str]) -> tuple[str | None, str | None]:
    """Tell a role in the meeting (理事, 政府参考人) from a post in the words before a name; a post in brackets below a role is the post."""
    words = [squeeze(word) for word in posts if word]
    group = next((word for word in words if word in GROUPS), None)
    rest = [re.sub(r"^\((.*)\)$", r"\1", word) for word in words if word != group]
    return group, _joined(rest) or None


def _joined(posts: list[str]) -> str:
    """Join posts; one that a line broke off (総務省自治 | 行政局長) goes on without a mark."""
    words = ""
    for post in posts:
        words += ("・" if words and ends_in_title(words) else "") + post
    return words


def _group_heading(body: str) -> str | None:
    found = _BRACKETS.match(body)
    if found and not ONLINE.search(found["word"]):
        word = squeeze(found["word"])
        return re.sub(r"^出席(?=.)", "", word) if word != "出席者" else word
    spaced = group_word(body.removesuffix(":"))
    if spaced:
        return spaced
    found = _SUBHEAD.match(body)
    return group_word(found["word"]) if found else None


def _leading_group(body: str) -> tuple[str, int] | None:
    """Return a group word that stands in a column before the first name, and where the names begin."""
    enclosed = _ENCLOSED_GROUP.match(body)
    if enclosed and group_word(enclosed["word"]):
        return squeeze(enclosed["word"]), enclosed.end()
    for gap in reversed(list(_GAP.finditer(body, 1, 15))):
        end = gap.start()
        head = _DRESS.sub("", body[:end])
        if head not in GROUPS and head not in ABSENT:
            continue
        rest = _GAP.match(body, end)
        if len(head) > 1 or (rest and (len(rest.group()) >= 2 or ":" in rest.group())):
            return head, rest.end() if rest else end
    return None
