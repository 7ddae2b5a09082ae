"""Reads the people of one line of a list: by its form, by the dictionary, by the role or the post that stands before them."""

import re
from collections.abc import Callable
from dataclasses import replace

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.entries import people_of
from graph.parsing.groups import body_within, ditto, dress_of, leading_group, named_group
from graph.parsing.inline import inline_people, named_in, stands_before_name
from graph.parsing.lines import Line, moved, squeeze
from graph.parsing.listednames import people_listed, surer_people
from graph.parsing.marks import is_online, signs_before
from graph.parsing.names import WHOLE_NAME
from graph.parsing.people import (
    CHAIRS,
    State,
    person_of,
    taking_part,
    with_post,
)
from graph.parsing.posted import holds
from graph.parsing.roles import ABSENT, group_word
from graph.parsing.roster import roster_of
from graph.parsing.rosterreader import RosterReader
from graph.parsing.stretched import behind_unknown_group
from graph.parsing.surnames import is_listed_name

_COLUMN = re.compile(r"(?P<word>[^\s():、,/\d]{2,8})\s{2,}")
_POST_BEFORE = re.compile(r"[・○]?\s*(?P<post>[^:、。]{2,40}?)\s*:\s*(?P<name>[^\s:、。()]{1,6}(?:\s[^\s:、。()]{1,6})?)")
_CLERKS = frozenset(("書記", "主任", "主査"))
"""What is a post, no role, among officials."""
_OFFICIALS = re.compile(r"(?:説明|職務)のため|事務局")
_BORNE = re.compile(r"(委員|構成員|議員|理事)(?=[、\s(]|$)")


def _before_posts(body: str) -> tuple[str, int] | None:
    """Return the word that stands in a column before posts with their people, and where these begin: 学校　　校長 例田 進 / 教頭 仮野 幸."""
    found = _COLUMN.match(body)
    whose = found is not None and not stands_before_name(found["word"]) and named_in(body[found.end() :])
    return (found["word"], found.end()) if found and whose else None


def _from_role(body: str, at: int) -> int:
    """Return where the words that are the first person's begin: at a role before the name that is set like those before the others."""
    return 0 if group_word(body[:at]) else at


class NameReader:
    """Reads the people of lines of one list; `edge_of` says where in a line the list's column of affiliations begins, if it has one."""

    def __init__(self, text: Text, state: State, people: list[Attendee], rosters: RosterReader, edge_of: Callable[[Line], int | None]) -> None:
        self._text = text
        self._state = state
        self.people = people
        self._rosters = rosters
        self._edge_of = edge_of

    def behind_colon(self, line: Line) -> bool:
        """Read the one person of a line whose post stands before a colon: 架空大学教授: 例田 太郎."""
        found = _POST_BEFORE.fullmatch(line.body) if ":" in line.body else None
        whole = found is not None and (WHOLE_NAME.match(found["name"]) or is_listed_name(squeeze(found["name"])))
        if found is None or not whole or group_word(found["post"]) or not ends_in_title(found["post"]):
            return False
        person = person_of(self._text, line, found.start("name"), found["name"], found["post"], self._state)
        self.people += [person] if person else []
        return person is not None

    def clerk(self, line: Line) -> bool:
        """Read the people behind a word that is a role elsewhere and a post among officials: 書記　例田　花子."""
        lead = leading_group(line.body) if _OFFICIALS.match(self._state.group or "") else None
        if lead is None or lead[0] not in _CLERKS or ":" in line.body[: lead[1]]:
            return False
        listed = people_listed(self._text, line, 0, self._state)
        held = listed or people_of(self._text, line, lead[1], self._state)
        self.people += [with_post(person, lead[0]) if person.affiliation is None else person for person in held]
        return bool(held)

    def names(self, line: Line) -> bool:
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
        edge = self._edge_of(line)
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
        people = people_of(self._text, line, at, own, self._edge_of(line))
        held = last.position if last.position and last.affiliation in {None, last.position} else None
        self.people += [
            replace(person, affiliation=last.affiliation, position=held) if held and not person.affiliation else person
            for person in people
        ]
        return bool(people)
