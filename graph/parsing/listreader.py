"""Reads the lines of one attendance list in turn: what dresses them, what heads those below, what says something of the list; names are read beside."""

import re
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from graph.model import Attendee, Text
from graph.parsing.affiliation import split_affiliation
from graph.parsing.entries import people_of, shared_role
from graph.parsing.groups import ditto, dress_of, group_heading, leading_group
from graph.parsing.leads import lead_of, without_others
from graph.parsing.lines import Line, moved, squeeze
from graph.parsing.listednames import people_listed
from graph.parsing.listings import (
    counted_entries,
    entry_number,
    headed,
    names_below_organisations,
    words_of,
)
from graph.parsing.marks import is_legend, is_online, says_of_list, signs_before
from graph.parsing.namereader import NameReader
from graph.parsing.names import WHOLE_NAME, name_end
from graph.parsing.parts import is_sentence
from graph.parsing.people import (
    AFFILIATION,
    State,
    bare,
    bears_role,
    person_of,
    with_affiliation,
)
from graph.parsing.posted import holds
from graph.parsing.printed import affiliation_edges
from graph.parsing.printedtables import read_row, reads_heads
from graph.parsing.proxies import with_same
from graph.parsing.roles import ABSENT, GROUPS, group_word
from graph.parsing.rolls import counted_people, people_before_roles
from graph.parsing.rosterreader import RosterReader
from graph.parsing.tables import is_head, named_row, printed_row, seated_row, table_row

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
_LEADERS = re.compile(r"\s*(?:\.{3,}|・{2,}|[―—─]+)\s*(?P<how>欠席|オンライン(?:参加|出席)?|代理出席|[Ww]eb(?:参加|出席)?)$")
"""Dots that lead to how somebody took part: … 欠席."""
_INNER = re.compile(r"(?P<before>(?<=[^\s、】]))?\s*《[^《》]{2,16}》")
"""A part of the group inside a line: 【構成員】《委員会》 例田進、仮野幸 《作業部会》 見本望."""
_VACANT = re.compile(r"\s{2,}(?:欠\s+席|空\s*席|欠\s*員)$")
"""What a list says in the place of a name where nobody came."""
_BULLETS = frozenset("・-*+‣◦▪○〇◯●◆◇■□")
"""Marks that say nothing but that an entry begins."""
_LETTER = re.compile(r"[^\W\d]")
_LISTED = re.compile("[:、]")


def _spelt_out(people: list[Attendee]) -> list[Attendee]:
    """Return the people with organisation and position also where 同課 stands for that of the person before."""
    found = people[:1]
    for before, person in pairwise(people):
        same = person.affiliation if person.affiliation and person.affiliation.startswith("同") else ""
        organisation, position = split_affiliation(with_same(same, before.affiliation)) if same and before.affiliation else (None, None)
        found.append(replace(person, organisation=organisation, position=position) if position else person)
    return found


class ListReader:
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
        self._names = NameReader(text, state, self.people, self._rosters, lambda line: self._edges.get(line.number))

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
            or self._names.behind_colon(line)
            or self._names.clerk(line)
            or self._names.names(line)
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
