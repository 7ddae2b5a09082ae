"""Reads the lines of an attendance list that are set as assemblies set theirs: posts and names in columns, or one above the other."""

import re
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from graph.model import Attendee, Text
from graph.parsing.affiliation import ends_in_title
from graph.parsing.leads import is_lead, without_others
from graph.parsing.lines import Line, squeeze
from graph.parsing.listednames import people_listed, surer_people
from graph.parsing.listings import LONE_NAME, SITTING, seated
from graph.parsing.people import CHAIRS, State, bare, person_of, with_affiliation, with_post, without_honorific
from graph.parsing.posted import names_holder
from graph.parsing.posts import role_and_post
from graph.parsing.roles import GROUPS, group_word
from graph.parsing.roster import MEMBER, Entry, Roster, roster_of


def _names_below(after: Line | None) -> bool:
    """Whether the line below holds a name and no post: a post above it waits for that."""
    if after is None or LONE_NAME.fullmatch(after.body) is None:
        return False
    return group_word(after.body) is None and not ends_in_title(squeeze(after.body))


class RosterReader:
    """Adds the people of such lines to a list's people; `honoured` says that names end in 君, `among_posts` that posts stood before names."""

    def __init__(self, text: Text, state: State, lines: list[Line], people: list[Attendee]) -> None:
        self._text = text
        self._state = state
        self._lines = lines
        self._people = people
        self.honoured = False
        self.among_posts = False
        self._broken = False  # whether the last name stands in the midst of its post

    @cached_property
    def _after(self) -> dict[int, Line]:
        """The filled line below each one."""
        filled = [line for line in self._lines if not line.blank and not line.rule]
        return {line.number: after for line, after in pairwise(filled)}

    @cached_property
    def _seated(self) -> set[int]:
        return seated(self._lines)

    def read(self, line: Line) -> bool:
        """Read a line set as assemblies set theirs: its people, or a post whose name stands below."""
        after = self._after.get(line.number)
        deeper = after is not None and after.indent > line.indent and LONE_NAME.fullmatch(after.body) is not None
        awaits = deeper and after is not None and group_word(after.body.split()[-1]) is None
        roster = roster_of(line.body, self._state.pending, awaits=awaits)
        if roster is None and awaits and is_lead(line.body):
            self._state.pending.append(
                line.body
            )  # a body whose post stands behind the name: 例田委員会 | 仮野進 | 事務局長
            return True
        if roster is not None and not roster.people and not self._broken and names_holder(without_others(line.body)) and not _names_below(after):
            return False  # 事務局, then 例田事務局長: nobody waits for a name
        if roster is not None and not roster.people and (MEMBER.fullmatch(line.body) or (after is None and not self._people)):
            return False  # 欠席者: 例田委員 — a member by name, or a post without a name behind it
        if roster is not None and self._post_goes_on(roster, after):
            return True
        if roster and not self._state.pending:
            names = [without_honorific(bare(entry.name)) for entry in roster.people]
            listed = surer_people(self._text, line, 0, self._state, names) if names else people_listed(self._text, line, 0, self._state)
            if listed:
                self._people += listed
                if listed[-1].group and self.goes_deeper(line):
                    self._state.group = listed[-1].group
                return True
        if roster is not None:
            self._broken = bool(self._state.pending) and len(roster.people) == 1 and not roster.people[0].before
            self._take_roster(line, roster.people, roster.pending)
            self.honoured = self.honoured or "君" in line.body
        return roster is not None

    def _post_goes_on(self, roster: Roster, after: Line | None) -> bool:
        """Take the rest of a post that a name was set beside: 例田委員会 | 例田進君 | 事務局長; the next line has a post of its own, or none follows."""
        last = self._people[-1] if self._people else None
        if not self._broken or roster.people or last is None or last.position is None:
            return False
        below = roster_of(after.body, []) if after else None
        if after and not (below and below.people and below.people[0].before):
            return False
        self._broken = False
        rest = squeeze(roster.pending)
        words = f"{last.affiliation or last.position}{rest}"
        held = last.position if rest.startswith("(") else words
        self._people[-1] = replace(last, affiliation=words, position=held)
        return True

    def goes_deeper(self, line: Line) -> bool:
        """Whether the line below is set where the words behind this one's first begin."""
        after = self._after.get(line.number)
        return after is not None and after.indent > line.indent + 6

    def _take_roster(self, line: Line, entries: list[Entry], pending: str) -> None:
        state, last = self._state, self._people[-1] if self._people else None
        if not entries and last and last.affiliation and last.affiliation.endswith("兼務"):
            self._people[-1] = replace(last, affiliation=f"{last.affiliation}・{pending}")
            return
        for entry in entries:
            posts = [*state.pending, entry.before] if entry.before else state.pending
            group, post = role_and_post(posts, among_posts=self.among_posts)
            held = None
            if state.group and state.group not in GROUPS:
                group, post = (
                    (group, post) if group and post else (None, post or group)
                )  # a group of the list's own words: what stands before a name is a post
            elif (
                post
                and not group
                and line.number in self._seated
                and re.fullmatch(r"\S{2,6}長(?:職務代理者?|代理|代行)?", post)
            ):
                group, post, held = post, None, post
            outside = post and state.group in SITTING  # who sits by a post is no member of the body
            own = State(group or (None if outside else state.group), state.present, [], state.marks)
            person = person_of(self._text, line, entry.at, entry.name, None, own)
            self.among_posts = self.among_posts or post is not None
            state.pending = []
            if group and (post or not CHAIRS.fullmatch(group)) and self.goes_deeper(line):
                state.group = group  # 事務局 部長 例田 / 課長 仮野: the group holds for those set below the first
            if person and post:
                person = with_affiliation(person, post) if " " in post else with_post(person, post)
            self._people += [replace(person, position=held or person.position)] if person else []
        if pending:
            state.pending.append(pending)
