"""Attendance lists: groups as headings, columns or table cells; each line split into people with their affiliations."""

import re
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title, split_affiliation
from graph.parsing.entries import people_of, shared_role
from graph.parsing.groups import body_within, ditto, dress_of, group_heading, leading_group, named_group, section_group
from graph.parsing.inline import inline_people, named_in, stands_before_name
from graph.parsing.leads import lead_of, without_others
from graph.parsing.ledger import Ledger
from graph.parsing.lines import Line, moved, squeeze
from graph.parsing.listednames import people_listed, surer_people
from graph.parsing.listings import (
    apart,
    counted_entries,
    entry_number,
    headed,
    lines_of,
    names_below_organisations,
    words_of,
)
from graph.parsing.marks import is_legend, is_online, says_of_list, signs_before
from graph.parsing.names import WHOLE_NAME, name_end
from graph.parsing.parts import Section, elsewhere, is_sentence
from graph.parsing.people import (
    AFFILIATION,
    CHAIRS,
    State,
    bare,
    bears_role,
    person_of,
    taking_part,
    with_affiliation,
    with_post,
)
from graph.parsing.posted import holds
from graph.parsing.printed import affiliation_edges
from graph.parsing.printedtables import read_row, reads_heads
from graph.parsing.proxies import with_same
from graph.parsing.roles import ABSENT, GROUPS, group_word
from graph.parsing.rolls import counted_people, people_before_roles
from graph.parsing.roster import roster_of
from graph.parsing.rosterreader import RosterReader
from graph.parsing.stretched import behind_unknown_group
from graph.parsing.surnames import is_listed_name
from graph.parsing.tables import is_head, named_row, printed_row, seated_row, table_row
from graph.parsing.wrapped import unwrapped
from graph.punctuation import with_commas

_ADDRESS = re.compile(r"https?://|\S@\S+\.\S")
_PLACED = re.compile(
    r"(?:オンライン|リモート|[Ww][Ee][Bb]|ウェブ|会場|会議室|現地|対面|来場|テレビ|TV|電話)(?:会議)?(?:での|による)?(?:参加|出席)?者?|[Oo]nline|[Oo]n-?site|[Rr]emote"
)

_LONG = 600  # characters; a longer line is no entry of a list
_ABSENT = re.compile(r"[(〔]\s*(?:御|ご)?欠席(?:者|委員)?\s*[:\s]\s*(?P<names>[^()]{2,80}(?:\([^()]*\))?)[)〕]")
_STAYED_AWAY = re.compile(
    r"(?:なお|また)、(?P<names>.{2,80}?)(?:は|が|も)、?(?:(?:都合|所用)により、?)?(?:御|ご)?欠席(?:した|である|であった|です|でした)?。?"
)
_CAME = re.compile(
    r"[(【\[〔<]\s*(?:(?P<came>出席(?:者|委員)?)|欠席(?:者|委員)?|[^()]{0,8}(?:敬称略|音順|順不同|席順|名簿順|いろは順)[^()]{0,8})\s*[)】\]〕>]\s*:?\s*(?=\S)|"
    r"\d{1,3}\s*[名人]\s+(?=\S)|\(\s*\d{1,3}\s*[名人]\s*\)\s*(?=\S)"
)
_BRACKETED = re.compile(r"[【〔\[<]\s*(?P<word>[^【】〔〕\[\]<>]{1,10}?)\s*[】〕\]>]\s*:?\s*(?=[^\s(])")
_THERE = re.compile(r"[(【〔\[<]\s*(?P<word>[^()【】〔〕\[\]<>]{1,10}?)\s*[)】〕\]>]\s*:?\s*(?=[^\s(])")
_GONE = re.compile(r"[(【\[〔<]\s*欠席(?:者|委員)?\s*[)】\]〕>]\s*:?\s*(?=\S)")
_OPENINGS = frozenset("(【[〔<0123456789")
_COUNTED_GROUP = re.compile(r"(?P<group>[^()\s、,:]{2,16})\s*:?\s*\d{1,3}\s*[名人]\s*\((?P<people>[^()]*[、,][^()]*)\)")
"""A group, how many of it came, and in brackets who: 協議会委員　３名(例田会長、仮野委員、見本委員)."""
_SITTING = ("委員", "構成員", "議員", "オブザーバー", "事務局")
_INSIDE = re.compile(r"\((?P<inside>[^()]{4,})\)")
_COLUMN = re.compile(r"(?P<word>[^\s():、,/\d]{2,8})\s{2,}")
_LEADERS = re.compile(r"\s*(?:\.{3,}|・{2,}|[―—─]+)\s*(?P<how>欠席|オンライン(?:参加|出席)?|代理出席|[Ww]eb(?:参加|出席)?)$")
"""Dots that lead to how somebody took part: … 欠席."""
_BODY_GROUP = re.compile(
    r"[^\s()]{2,10}(?:省|庁|府|[都道府県市区町村](?<!市町村))|\S{2,16}(?:機構|研究所|協会|センター|株式会社)|"
    r"(?:(?:独立行政|国立研究開発|一般社団|一般財団|公益社団|公益財団|国立大学)法人|株式会社)\S{2,20}"
)
_INNER = re.compile(r"(?P<before>(?<=[^\s、】]))?\s*《[^《》]{2,16}》")
"""A part of the group inside a line: 【構成員】《委員会》 例田進、仮野幸 《作業部会》 見本望."""
_POST_BEFORE = re.compile(r"[・○]?\s*(?P<post>[^:、。]{2,40}?)\s*:\s*(?P<name>[^\s:、。()]{1,6}(?:\s[^\s:、。()]{1,6})?)")
_CLERKS = frozenset(("書記", "主任", "主査"))
"""What is a post, no role, among officials."""
_OFFICIALS = re.compile(r"(?:説明|職務)のため|事務局")
_BORNE = re.compile(r"(委員|構成員|議員|理事)(?=[、\s(]|$)")
_DIVIDED = re.compile("部会(?!長)")
_VACANT = re.compile(r"\s{2,}(?:欠\s+席|空\s*席|欠\s*員)$")
"""What a list says in the place of a name where nobody came."""
_LETTERED = re.compile(r"(?P<name>[^()]+)\((?P<unit>[^()]{1,2})\)")
_SEVERAL = 3  # people
_BULLETS = frozenset("・-*+‣◦▪○〇◯●◆◇■□")
"""Marks that say nothing but that an entry begins."""
_LETTER = re.compile(r"[^\W\d]")
_LISTED = re.compile("[:、]")


def parse_attendance(text: Text, section: Section, legends: dict[str, str], ledger: Ledger, full: int = 0) -> list[Attendee]:
    """Return the people that an attendance section names, in order, the absent among them (`present` False).

    Lines fill the page from `full` columns on; 0 where none does.
    """
    lines, wrapped = unwrapped(text, [line._replace(body=with_commas(line.body)) for line in lines_of(text, section)], full)
    if elsewhere(section) and not any(group_heading(line.body) for line in section.lines):
        return []
    state = State(section_group(section), marks=legends, online=is_online(section.field.label), divided=_DIVIDED.search(text.normal) is not None)
    reader = _Reader(text, state, lines)
    others = apart(lines)
    for line in lines:
        if line.blank or line.rule:
            continue
        if (line.number not in others and reader.read(line)) or line.number == section.opening.number:
            for part in (line, *wrapped.get(line.number, ())):
                ledger.take(part, "attendance")
        else:
            ledger.leave(line, "no person found on this line of the attendance list")
    return [_of_group(person) for person in _placed(reader.people)]


def _placed(people: list[Attendee]) -> list[Attendee]:
    """Return the people with the letter or two behind each surname as what they belong to, where no two bear one surname: 例田(文), 仮野(理)."""
    noted = {index: found for index, person in enumerate(people) if (found := _LETTERED.fullmatch(person.name))}
    names = [found["name"] for found in noted.values()] + [person.name for index, person in enumerate(people) if index not in noted]
    if len(noted) < _SEVERAL or len(set(names)) < len(names):
        return people
    return [
        replace(person, name=noted[index]["name"], affiliation=person.affiliation or noted[index]["unit"]) if index in noted else person
        for index, person in enumerate(people)
    ]


def _of_group(person: Attendee) -> Attendee:
    """Return a person with a post and no organisation as of the ministry or municipality that heads the list: 総務省, then 例田課長."""
    of = person.position and not person.organisation and person.group and _BODY_GROUP.fullmatch(person.group)
    return replace(person, organisation=person.group) if of else person


def _spelt_out(people: list[Attendee]) -> list[Attendee]:
    """Return the people with organisation and position also where 同課 stands for that of the person before."""
    found = people[:1]
    for before, person in pairwise(people):
        same = person.affiliation if person.affiliation and person.affiliation.startswith("同") else ""
        organisation, position = split_affiliation(with_same(same, before.affiliation)) if same and before.affiliation else (None, None)
        found.append(replace(person, organisation=organisation, position=position) if position else person)
    return found


def _before_posts(body: str) -> tuple[str, int] | None:
    """Return the word that stands in a column before posts with their people, and where these begin: 学校　　校長 例田 進 / 教頭 仮野 幸."""
    found = _COLUMN.match(body)
    whose = found is not None and not stands_before_name(found["word"]) and named_in(body[found.end() :])
    return (found["word"], found.end()) if found and whose else None


def _from_role(body: str, at: int) -> int:
    """Return where the words that are the first person's begin: at a role before the name that is set like those before the others."""
    return 0 if group_word(body[:at]) else at


class _Reader:
    """Reads the lines of one attendance section in turn; what all of them show is looked for where a line asks for it."""

    def __init__(self, text: Text, state: State, lines: list[Line]) -> None:
        self._text = text
        self._state = state
        self._lines = lines
        self._below = names_below_organisations(lines)
        self._organisation: str | None = None
        self._above = 0  # people above the last heading
        self._run, self._goes_on = 0, False  # people above the enumeration that is open, and whether its last line ends in a comma
        self.people: list[Attendee] = []
        self._rosters = RosterReader(text, state, lines, self.people)

    @cached_property
    def _edges(self) -> dict[int, int]:
        return affiliation_edges(self._text, [self._entry(line) if line.body else line for line in self._lines])

    @cached_property
    def _counts(self) -> set[int]:
        """The lines that the list counts one by one."""
        return counted_entries(self._lines)

    def _entry(self, line: Line) -> Line:
        """Return an entry without the bullet or the number before it, which say nothing."""
        at = line.rest if line.mark in _BULLETS and line.mark not in self._state.marks and line.body[-1] != line.mark else 0
        number = entry_number(line, at) if line.number in self._counts else None
        at = number.end() if number else at
        return moved(self._text, line, at, line.body[at:]) if 0 < at < len(line.body) else line

    @cached_property
    def _marks_lead(self) -> bool:
        """Whether explained marks stand before the names they belong to: some line begins with one."""
        return any(line.body[:1] in self._state.marks and not says_of_list(line.body) for line in self._lines if line.body)

    @cached_property
    def _headed(self) -> set[int]:
        return headed(self._lines)

    def read(self, line: Line) -> bool:
        """Read one line; say whether it was understood."""
        before = len(self.people)
        self._run = self._run if self._goes_on else before
        self._goes_on = line.body.endswith("、")
        understood = self._stayed_away(line) or self._read(line)
        if (role := shared_role(line.body)) and not self._goes_on:
            self.people[self._run : before] = [replace(person, group=person.group or role) for person in self.people[self._run : before]]
        if _GONE.match(line.body):
            self.people[before:] = [replace(person, present=False) for person in self.people[before:]]
            self._state.present = False
        if "同" in line.body:
            self.people[max(before - 1, 0) :] = _spelt_out(self.people[max(before - 1, 0) :])
        return understood

    def _read(self, line: Line) -> bool:
        if len(line.body) > _LONG or (("@" in line.body or "//" in line.body) and _ADDRESS.search(line.body)):
            return False
        if is_legend(line.body):
            self._state.group = group_heading(line.body.split()[0]) or self._state.group  # 【委員】 ◎会長 ※Web参加
            return True
        heads = bool(_VACANT.search(line.body)) or reads_heads(self._text, line, self._state) or is_head(line.body, self._state)
        if heads or (not self._marked(line.body) and says_of_list(line.body)):
            return True
        line = self._entry(line)
        body = line.body if line.body.startswith("|") else without_others(line.body)
        body = _INNER.sub(lambda found: ("、" if found["before"] is not None else " ").ljust(len(found.group())), body) if "《" in body else body
        body = _LEADERS.sub(lambda found: f"({found['how']})".rjust(len(found.group())), body)
        line = line if body == line.body else line._replace(body=body)
        line = self._without_lead(self._without_count(line))
        if self._in_columns(line) or self._rolled(line):
            return True
        if self._below:
            return self._below_organisation(line)
        return (
            self._in_brackets(line)
            or self._heads(line)
            or self._rosters.read(line)
            or self._second_post(line)
            or self._behind_colon(line)
            or self._clerk(line)
            or self._names(line)
        )

    def _without_count(self, line: Line) -> Line:
        """Take off a group that says how many of it came, the people in brackets behind it."""
        counted = _COUNTED_GROUP.fullmatch(line.body) if line.body[-1] == ")" else None
        if counted is None:
            return line
        self._state.group = next((group for group in _SITTING if counted["group"].endswith(group)), counted["group"])
        return moved(self._text, line, counted.start("people"), counted["people"])

    def _without_lead(self, line: Line) -> Line:
        """Take off the group in brackets before a row, or what only says that people came, how many or in which order: (出席) 例田委員."""
        there = _THERE.match(line.body) if line.body[:1] in "(【〔[<" else None
        if there and _PLACED.fullmatch(there["word"]):
            self._state.online = is_online(there["word"])
            return moved(self._text, line, there.end(), line.body[there.end() :])
        group = _BRACKETED.match(line.body) if line.body[:1] in "【〔[<" else None
        if group and group_word(group["word"]) and squeeze(group["word"]) not in ABSENT:
            self._state.group, self._state.present, self._state.online = squeeze(group["word"]), True, False
            return moved(self._text, line, group.end(), line.body[group.end() :])
        led = _CAME.match(line.body) if line.body[:1] in _OPENINGS else None
        if led and led["came"]:
            self._state.present = True
        return moved(self._text, line, led.end(), line.body[led.end() :]) if led else line

    def _in_columns(self, line: Line) -> bool:
        """Read the row of a table, with or without bars."""
        printed, goes_on = read_row(self._text, line, self._state, self._edges.get(line.number) if self._state.heads else None)
        if printed:
            self.people[len(self.people) - goes_on :] = printed
            return True
        row = line.body.startswith("|")
        if row and (named := named_row(line)):
            group, at, end = named
            self._state.group = group_word(group) or group
            self.people += people_of(self._text, line._replace(body=line.body[:end]), at, self._state)
            return True
        people = (row and seated_row(self._text, line, self._state)) or (table_row if row else printed_row)(self._text, line, self._state)
        self.people += people
        return row or bool(people)

    def _rolled(self, line: Line) -> bool:
        """Read a line of a roll: its people counted and marked, or each before a role."""
        marked = self._state.marks and line.body[0] in "(0123456789"
        people = counted_people(self._text, line, self._state) if marked else []
        people = people or people_before_roles(self._text, line, 0, self._state, marks_lead=self._marks_lead)
        self.people += people
        return bool(people)

    def _stayed_away(self, line: Line) -> bool:
        """Read who did not come where brackets or a sentence of the list say so."""
        absent = (_ABSENT.fullmatch(line.body) or _STAYED_AWAY.fullmatch(line.body)) if "欠席" in line.body else None
        if absent is None:
            return False
        gone = replace(self._state, present=False, pending=[])
        named = moved(self._text, line, absent.start("names"), absent["names"])
        self.people += people_of(self._text, named, 0, gone)
        return True

    def _marked(self, body: str) -> bool:
        """Whether a mark that a legend explains stands before a name: ※　例田　花子."""
        meanings, at = signs_before(body, 0, self._state.marks)
        return bool(meanings) and not is_sentence(body) and name_end(body, at) is not None

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
        inside = _INSIDE.fullmatch(line.body) if line.body.startswith("(") else None
        if inside and last.affiliation and not group_word(inside["inside"]):
            if inside["inside"].endswith(("担当", "付", "関係", "所管")):
                self.people[-1] = with_affiliation(last, last.affiliation + line.body)
                return True
            return inside["inside"].endswith(("長", "兼務", "官"))
        return False

    def _second_post(self, line: Line) -> bool:
        """Take a line with another post of the person before and no name."""
        if (
            len(self.people) <= self._above
            or self._state.pending
            or line.mark
            or not _LETTER.match(line.body)
            or ditto(line.body)
            or lead_of(line.body) is not None
            or holds(line.body.split()[-1])
            or bears_role(bare(line.body.split("(")[0]))
        ):
            return False
        last = self.people[-1]
        post = (
            last.affiliation
            and AFFILIATION.search(line.body)
            and not _LISTED.search(line.body)
            and name_end(line.body, 0) is None
        )
        if (
            post
            and last.affiliation
            and leading_group(line.body) is None
            and group_heading(line.body) is None
            and re.search(r"\s", line.body)
            and not people_listed(self._text, line, 0, self._state)
        ):
            self.people[-1] = replace(last, affiliation=last.affiliation + " " + re.sub(r"\s+", " ", line.body))
            return True
        return False

    def _heads(self, line: Line) -> bool:
        """Open a group where the line heads one."""
        words = line.body.strip("【】[]<>()*#-・○●■◆: ") if len(line.body) <= 24 else ""
        if words and _PLACED.fullmatch(words):
            self._state.online = is_online(words)
            return True
        heading = group_heading(line.body) or (words_of(line.body) if line.number in self._headed else None)
        if heading is None or (self._state.pending and heading not in GROUPS):
            return False
        state = self._state
        state.group, state.present = (state.group, False) if heading in ABSENT else (heading, True)
        state.pending, state.online, self._rosters.among_posts = [], False, False
        state.dress, state.body = dress_of(line.body), None
        self._above = len(self.people)
        return True

    def _behind_colon(self, line: Line) -> bool:
        """Read the one person of a line whose post stands before a colon: 架空大学教授: 例田 太郎."""
        found = _POST_BEFORE.fullmatch(line.body) if ":" in line.body else None
        whole = found is not None and (WHOLE_NAME.match(found["name"]) or is_listed_name(squeeze(found["name"])))
        if found is None or not whole or group_word(found["post"]) or not ends_in_title(found["post"]):
            return False
        person = person_of(self._text, line, found.start("name"), found["name"], found["post"], self._state)
        self.people += [person] if person else []
        return person is not None

    def _clerk(self, line: Line) -> bool:
        """Read the people behind a word that is a role elsewhere and a post among officials: 書記　例田　花子."""
        lead = leading_group(line.body) if _OFFICIALS.match(self._state.group or "") else None
        if lead is None or lead[0] not in _CLERKS or ":" in line.body[: lead[1]]:
            return False
        listed = people_listed(self._text, line, 0, self._state)
        held = listed or people_of(self._text, line, lead[1], self._state)
        self.people += [with_post(person, lead[0]) if person.affiliation is None else person for person in held]
        return bool(held)

    def _names(self, line: Line) -> bool:
        """Read the people of a line; say whether it held any."""
        body, before = line.body, len(self.people)
        if self._rosters.honoured and not re.search(r"[君氏:、]", body) and len(body) <= 40:
            self._state.pending.append(body)
            return True
        within = body_within(body, self._state.group, self._state.dress)
        lead = None if within else leading_group(body) or named_group(body) or behind_unknown_group(body) or _before_posts(body)
        same = ditto(body)
        if same and self.people:
            return self._same(line, same)
        at = lead[1] if lead else 0
        alone = not at  # 会長 例田/会計 仮野: the role is the first one's alone
        if lead and not alone and ":" not in body[:at] and named_in(body) and not named_in(body[at:]):
            alone = True
        signs, first = signs_before(body, 0, self._state.marks)
        inline = self._surer(line, first, inline_people(self._text, line, first, self._state)) if alone else []
        if inline:
            self._state.pending = []
            if lead and inline[0].group == lead[0] and self._rosters.goes_deeper(line):
                self._state.group = lead[0]
            self.people += inline
            self._signed(before, signs)
            return True
        if lead:
            word, at = lead
            self._state.online = is_online(word)
            self._state.group, self._state.present = (self._state.group, False) if word in ABSENT else (word, True)
            self._state.dress, self._state.body = dress_of(body), None
            apart = ":" in body[:at] or ((roster := roster_of(body[at:], [])) is not None and len(roster.people) > 1)
            if apart and not holds(body[at:]) and self._rosters.read(moved(self._text, line, at, body[at:])):
                return True
        self._state.pending = []
        meanings, at = signs_before(body, at, self._state.marks)
        edge = self._edges.get(line.number)
        behind = inline_people(self._text, line, at, self._state) if at else []
        self.people.extend(self._surer(line, at, behind) or self._read_out(line, at, edge))
        self._signed(before, meanings)
        if lead is None:
            self._beside_chair(body, before)
        return len(self.people) > before or bool(lead)

    def _beside_chair(self, body: str, before: int) -> None:
        """Put those who are called 委員 below the chair's own line among the members: 副会長　例田委員, then 仮野委員、見本委員."""
        borne = _BORNE.findall(body)
        if borne and len(borne) >= len(self.people) - before > 0 and CHAIRS.fullmatch(self._state.group or ""):
            self._state.group = borne[0]
            self.people[before:] = [
                replace(person, group=borne[0]) if CHAIRS.fullmatch(person.group or "") else person for person in self.people[before:]
            ]

    def _read_out(self, line: Line, at: int, edge: int | None) -> list[Attendee]:
        """Return the people that a line names from `at` on, by its form or by the dictionary."""
        found = people_of(self._text, line, at, self._state, edge)
        return self._surer(line, at, found) if found else people_listed(self._text, line, _from_role(line.body, at), self._state)

    def _surer(self, line: Line, at: int, found: list[Attendee]) -> list[Attendee]:
        """Return the people that a line's form shows, or those that the dictionary's names show where these are surer."""
        return surer_people(self._text, line, _from_role(line.body, at), self._state, [person.name for person in found]) or found

    def _signed(self, at: int, meanings: list[str]) -> None:
        """Put what the explained marks before a line's first person, people[at], mean into that person."""
        if not meanings or at >= len(self.people):
            return
        first = self.people[at]
        group, present, online = taking_part(meanings, replace(self._state, group=first.group))
        self.people[at] = replace(first, group=group, present=present and first.present, online=online or first.online)

    def _same(self, line: Line, at: int) -> bool:
        """Read the people behind a mark that repeats the role, or the post, of the person above."""
        last, state = self.people[-1], self._state
        own = replace(state, group=last.group or state.group, pending=[])
        people = people_of(self._text, line, at, own, self._edges.get(line.number))
        held = last.position if last.position and last.affiliation in {None, last.position} else None
        self.people += [
            replace(person, affiliation=last.affiliation, position=held) if held and not person.affiliation else person
            for person in people
        ]
        return bool(people)
