"""Understands the layout of minutes: from a text to the meeting, its agenda, its attendees and what was said."""

import re
from dataclasses import replace

from graph.model import Attendee, Minutes, Text
from graph.parsing.agenda import parse_agenda, without_number
from graph.parsing.answering import answering
from graph.parsing.attendance import parse_attendance
from graph.parsing.body import Header, read_body
from graph.parsing.boxes import unboxed
from graph.parsing.called import called
from graph.parsing.counted import without_counters
from graph.parsing.furniture import close_pages, furniture
from graph.parsing.genre import genre_of
from graph.parsing.identity import attributed
from graph.parsing.joining import joined
from graph.parsing.layout import Layout, survey
from graph.parsing.ledger import Ledger
from graph.parsing.lines import Line, split, squeeze
from graph.parsing.marks import legend_below, legends_of
from graph.parsing.meeting import meeting_of
from graph.parsing.pages import textless_pages
from graph.parsing.parts import Parts
from graph.parsing.sections import divide
from graph.parsing.sights import sights_of
from graph.parsing.starts import reads_like_remark
from graph.parsing.told import people_told

_NOWHERE = re.compile(r"(?:オンライン|Web|ウェブ|リモート|Zoom|Teams)(?!.*(?:併用|及び|並びに|[・、+]))", re.IGNORECASE)
"""A place that is none: who came came online."""
_NEAR = 3  # lines below the header
_SAYS_LITTLE = {"datetime", "time", "place"}


def parse(text: Text) -> Minutes:
    """Return what the layout of a document says; fields that it does not show are None or empty, what was not understood is in `unread`."""
    lines = split(text)
    ledger = Ledger(lines)
    dropped = furniture(text, lines)
    for line in lines:
        if line.number in dropped:
            ledger.take(line, "furniture")
    lines = without_counters(unboxed(text, close_pages(lines, dropped)))
    sights = sights_of(lines)
    layout = survey(lines, sights)
    parts = divide(lines, layout, sights)
    meeting = meeting_of(parts, ledger)
    attendees, agenda = _lists(text, parts, layout, ledger)
    if meeting.place and _NOWHERE.match(meeting.place):
        attendees = [replace(person, online=person.present or person.online) for person in attendees]
    _take_fields(parts, ledger)
    names = frozenset(person.name for person in attendees)
    items = frozenset(squeeze(said) for item in agenda for said in (item, without_number(item)))
    groups = frozenset(squeeze(words) for person in attendees for words in (person.group, person.position) if words)
    header = Header(names, groups, items, layout.legend)
    utterances = called(read_body(text, parts.body, header, ledger, sights), agenda)
    genre = genre_of([utterance.passage.text for utterance in utterances])
    roles, unread = ledger.close()
    unread = sorted([*unread, *textless_pages(text)], key=lambda part: part.span)
    return Minutes(text, genre, meeting, agenda, attendees, answering(attributed(utterances, attendees), attendees), unread, roles)


def _lists(text: Text, parts: Parts, layout: Layout, ledger: Ledger) -> tuple[list[Attendee], list[str]]:
    """Return the people and the agenda that the header's sections give."""
    attendees: list[Attendee] = []
    agenda: list[str] = []
    lists = [section for section in parts.sections if section.field.kind in {"attendance", "absent"}]
    legends = legends_of(lists) or legend_below([line.body for line in parts.body[:_NEAR]])
    for line in parts.told:
        attendees += people_told(text, line)
    for section in parts.sections:
        if section.field.kind in {"attendance", "absent"}:
            people = parse_attendance(text, section, legends, ledger, layout.full)
            absent = section.field.kind == "absent"
            people = [replace(person, present=False) for person in people] if absent else people
            attendees = joined(attendees, people)
        elif section.field.kind == "agenda":
            agenda += [
                item for item in dict.fromkeys(parse_agenda(section.lines, section.value, layout.wrap)) if item not in agenda
            ]
    return attendees, agenda


def _take_fields(parts: Parts, ledger: Ledger) -> None:
    """Note what the header's lines were read as; lines of an attendance list are noted where they are read."""
    for line in parts.headings:
        ledger.take(line, "heading")
    for line in (*parts.moments, *parts.front, *parts.told):
        ledger.take(line, "field")
    for line in parts.preamble:
        ledger.take(line, "rule" if line.rule else "note")
    for section in parts.sections:
        ledger.take(section.opening, "field")
        for line in section.lines:
            if section.field.kind in _SAYS_LITTLE and reads_like_remark(line.body):
                ledger.leave(line, "a sentence below a field of the header that says no such thing")
            elif section.field.kind not in {"attendance", "absent"} or line.rule:
                ledger.take(line, _role(section.field.kind, line))


def _role(kind: str, line: Line) -> str:
    if line.rule:
        return "rule"
    return "agenda" if kind == "agenda" else "field"
