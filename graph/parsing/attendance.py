"""Attendance lists: groups as headings, columns or table cells; each line split into people with their affiliations."""

import re
from dataclasses import replace

from graph.model import Attendee, Text
from graph.parsing.groups import group_heading, section_group
from graph.parsing.ledger import Ledger
from graph.parsing.listings import (
    apart,
    lines_of,
)
from graph.parsing.listreader import ListReader
from graph.parsing.marks import is_online
from graph.parsing.parts import Section, elsewhere
from graph.parsing.people import (
    State,
)
from graph.parsing.wrapped import unwrapped
from graph.punctuation import with_commas

_BODY_GROUP = re.compile(
    r"[^\s()]{2,10}(?:省|庁|府|[都道府県市区町村](?<!市町村))|\S{2,16}(?:機構|研究所|協会|センター|株式会社)|"
    r"(?:(?:独立行政|国立研究開発|一般社団|一般財団|公益社団|公益財団|国立大学)法人|株式会社)\S{2,20}"
)
_DIVIDED = re.compile("部会(?!長)")
_LETTERED = re.compile(r"(?P<name>[^()]+)\((?P<unit>[^()]{1,2})\)")
_SEVERAL = 3  # people


def parse_attendance(text: Text, section: Section, legends: dict[str, str], ledger: Ledger, full: int = 0) -> list[Attendee]:
    """Return the people that an attendance section names, in order, the absent among them (`present` False).

    Lines fill the page from `full` columns on; 0 where none does.
    """
    lines, wrapped = unwrapped(text, [line._replace(body=with_commas(line.body)) for line in lines_of(text, section)], full)
    if elsewhere(section) and not any(group_heading(line.body) for line in section.lines):
        return []
    state = State(section_group(section), marks=legends, online=is_online(section.field.label), divided=_DIVIDED.search(text.normal) is not None)
    reader = ListReader(text, state, lines)
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
