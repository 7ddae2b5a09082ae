"""Understands the layout of minutes: from a text to the meeting, its agenda, its attendees and what was said."""

import re
from dataclasses import dataclass, field, replace

from graph.model import Meeting, Minutes, Span, Text, Unread, Utterance
from graph.parsing.agenda import parse_agenda
from graph.parsing.attendance import legends_of, parse_attendance
from graph.parsing.body import BodyParser
from graph.parsing.dates import find_date, find_times
from graph.parsing.fields import Field, field_of
from graph.parsing.genre import genre_of
from graph.parsing.layout import MARK
from graph.parsing.lines import Line, split
from graph.parsing.title import is_kind_only, join_title, number_of, series_of

VERSION = "1"
"""The version of the parser: raise it whenever its results change, so that documents are read again."""


@dataclass(slots=True)
class _Section:
    """A header field with the lines under it."""

    field: Field
    opening: Line
    lines: list[Line] = field(default_factory=list)

    @property
    def value(self) -> str:
        return self.opening.body[self.field.value :].strip(" *|")


@dataclass(slots=True)
class _Parts:
    title: list[Line] = field(default_factory=list)
    sections: list[_Section] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


def parse(text: Text) -> Minutes:
    """Return what the layout of a document says; fields that it does not show are None or empty, lines not understood are in `unread`."""
    parts = _divide(_without_furniture(split(text)))
    meeting = _meeting(parts)
    attendees, agenda, unread = [], [], []
    lists = [section for section in parts.sections if section.field.kind in {"attendance", "absent"}]
    legends = legends_of([line for section in lists for line in section.lines])
    for section in parts.sections:
        if section in lists:
            people = parse_attendance(text, _attendance_lines(section), legends)
            attendees += [replace(person, present=False) for person in people] if section.field.kind == "absent" else people
        elif section.field.kind == "agenda":
            agenda += parse_agenda(section.lines, section.value)
    body = BodyParser(text, parts.body).parse()
    unread += body.unread
    genre = genre_of([utterance.passage.text for utterance in body.utterances])
    utterances = [_attributed(utterance, [person.name for person in attendees]) for utterance in body.utterances]
    return Minutes(text, genre, meeting, agenda, attendees, utterances, unread)


def _attributed(utterance: Utterance, names: list[str]) -> Utterance:
    """Lead a speaker's label to the one attendee whose name it gives in full or as the only one of that surname."""
    name = utterance.speaker_name
    if not name:
        return utterance
    whole = [index for index, known in enumerate(names) if known == name]
    surname = [index for index, known in enumerate(names) if known.startswith(name)]
    found = whole or surname
    return replace(utterance, attendee=found[0]) if len(found) == 1 else utterance


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Drop page numbers, and the running heads that stand beside them again and again."""
    filled = [line for line in lines if not line.blank]
    beside: dict[str, int] = {}
    for index, line in enumerate(filled):
        if line.page_number:
            for neighbour in filled[max(index - 1, 0) : index] + filled[index + 1 : index + 2]:
                key = re.sub(r"\s+", "", neighbour.body)
                beside[key] = beside.get(key, 0) + 1
    running = {key for key, count in beside.items() if count >= 2}
    dropped = set()
    for index, line in enumerate(filled):
        if line.page_number:
            dropped.add(line.number)
            dropped.update(
                neighbour.number
                for neighbour in filled[max(index - 1, 0) : index] + filled[index + 1 : index + 2]
                if re.sub(r"\s+", "", neighbour.body) in running
            )
    return _close_pages(lines, dropped)


def _close_pages(lines: list[Line], dropped: set[int]) -> list[Line]:
    """Take the dropped lines out with the blank ones around them, so that a sentence goes on across the page."""
    kept: list[Line] = []
    skipping = False
    for line in lines:
        if line.number in dropped:
            while kept and kept[-1].blank:
                kept.pop()
            skipping = True
            continue
        if skipping and line.blank:
            continue
        skipping = False
        kept.append(line)
    return kept


def _divide(lines: list[Line]) -> _Parts:
    """Part the document into title, header sections and body."""
    parts = _Parts()
    current: _Section | None = None
    for index, line in enumerate(lines):
        found = None if line.blank or line.rule else field_of(line)
        if found and _is_item(found, current):
            found = None
        if found and found.kind == "body":
            if current is None and is_kind_only(line.body) and not _ends_header(lines, index):
                parts.title.append(line)
                continue
            parts.body = lines[index + 1 :]
            return parts
        if found:
            current = _Section(found, line)
            parts.sections.append(current)
        elif _starts_body(line, current):
            parts.body = lines[index:]
            return parts
        elif current is not None:
            current.lines.append(line)
        else:
            parts.title.append(line)
    return parts


def _is_item(found: Field, current: _Section | None) -> bool:
    """Whether a line that looks like a field is an item of the section that is open."""
    if current is None or found.colon:
        return False
    if current.field.kind == "agenda":
        return found.kind in {"agenda", "other", "materials"} and bool(found.numbering or found.label in {"その他", "議事", "議題"})
    return current.field.kind in {"attendance", "absent"} and found.label in {"その他", "傍聴者", "事務局出席者"}


def _ends_header(lines: list[Line], index: int) -> bool:
    """Whether no header field follows: then a line 議事概要 opens the body even where none came before."""
    return not any(field_of(line) for line in lines[index + 1 : index + 60] if not line.blank)


def _starts_body(line: Line, current: _Section | None) -> bool:
    """Whether a speech begins here although no heading announced the body."""
    if current is None or line.blank:
        return False
    found = MARK.match(line.body)
    return bool(found and found["mark"] in "○〇◯◎●" and len(line.body) > 20 and re.search(r"[。、]", line.body) and re.match(r"\S{1,20}\s+\S", line.body[found.end() :]))


def _attendance_lines(section: _Section) -> list[Line]:
    """Return the lines of an attendance section; what stands beside its label comes first."""
    if not section.value:
        return section.lines
    line, at = section.opening, section.field.value
    rest = Line(line.number, line.place(at), line.text, line.body[at:], line.place(at), line.indent, line.width, line.trailing)
    return [rest, *section.lines]


def _meeting(parts: _Parts) -> Meeting:
    title_lines = [line.body for line in parts.title if not line.blank and not line.rule]
    title = join_title([words for words in title_lines if not _DATE_ONLY.match(words)])
    meeting = Meeting(title=title or None)
    for section in parts.sections:
        words = section.value or " ".join(line.body for line in section.lines if not line.blank)
        _take_field(meeting, section.field.kind, words)
    if meeting.date is None:
        _take_field(meeting, "datetime", " ".join(title_lines))
    if meeting.title:
        meeting.series, meeting.number = series_of(meeting.title), number_of(meeting.title)
    return meeting


_DATE_ONLY = re.compile(r"^[(]?(?:令和|平成|昭和|\d{4}\s*年)[^第会]*日(?:\s*[(][月火水木金土日][)])?[^会]{0,20}[)]?$")


def _take_field(meeting: Meeting, kind: str, words: str) -> None:
    """Put what one header field says into the meeting, unless an earlier one said it."""
    if kind in {"datetime", "time"}:
        found = find_date(words)
        if found and meeting.date is None:
            meeting.date = found[0]
        times = find_times(words[found[2] :] if found else words)
        if times and meeting.start is None:
            meeting.start, meeting.end = times[0], times[1] if len(times) > 1 else None
    elif kind == "place" and meeting.place is None:
        meeting.place = re.sub(r"\s+", " ", words) or None
    elif kind == "name" and words:
        meeting.title = words


