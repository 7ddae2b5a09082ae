"""Meetings: the newest first, and one with its agenda, who attended, its topics and its documents."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.addressing import Named, local
from graph.analysis.asking import ask, merged
from graph.analysis.attendance import Attendance, attendances
from graph.analysis.views import Page, View
from graph.figures.spread import newest_meetings, opinions_by_meeting
from graph.store.interface import Iri, Row


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with its figures; `start` and `end` are HH:MM, `date` is ISO."""

    iri: str
    id: str
    label: str
    series: Named | None
    number: int | None
    date: str | None
    start: str | None
    end: str | None
    place: str | None
    fictional: bool
    opinions: int
    attendees: int


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda, counted from 1."""

    iri: str
    id: str
    label: str
    order: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading that opinions stand under."""

    iri: str
    id: str
    label: str
    order: int
    opinions: int


@dataclass(frozen=True, slots=True)
class MeetingInFull:
    """A meeting and what it consists of."""

    meeting: Meeting
    agenda: list[AgendaItem]
    attendance: list[Attendance]
    topics: list[Topic]
    documents: list[Named]


def find_meetings(view: View, series: Sequence[Iri] | None, limit: int, offset: int) -> Page[Meeting]:
    """Return meetings, of one series where it is given, the newest first. Raises QueryError, StoreError."""
    if series is not None and not series:
        return Page(0, [])
    every = view.kept(("newest meetings", *(series or ())), lambda: [Iri(iri) for iri in newest_meetings(view.figures, series)])
    return Page(len(every), meetings_about(view, every[offset : offset + limit]))


def meeting_address(view: View, part: str) -> Iri | None:
    """Return the meeting that a part of an address means, None where there is none. Raises QueryError, StoreError."""
    found = meetings_about(view, view.addresses.candidates("meeting", part))
    return Iri(found[0].iri) if found else None


def meetings_about(view: View, meetings: Sequence[Iri]) -> list[Meeting]:
    """Return some meetings in their order, those left out that are not there. Raises QueryError, StoreError."""
    if not meetings:
        return []
    rows = merged(ask(view.reader, "meetings-about", meetings=meetings), "meeting")
    people = {row["meeting"]: int(row["attendees"]) for row in ask(view.reader, "meetings-figures", meetings=meetings) if "meeting" in row}
    opinions = opinions_by_meeting(view.figures, meetings)
    return [_meeting(view, rows[meeting], opinions[meeting], people.get(meeting, 0)) for meeting in meetings if meeting in rows]


def _meeting(view: View, row: Row, opinions: int, attendees: int) -> Meeting:
    iri = row["meeting"]
    named = view.addresses.named(iri, row.get("title"))
    return Meeting(
        iri,
        named.id,
        named.label,
        view.addresses.named(row["series"], row.get("seriesName")) if "series" in row else None,
        int(row["number"]) if "number" in row else None,
        row.get("date"),
        _clock(row.get("start")),
        _clock(row.get("end")),
        row.get("place"),
        row.get("fictional") == "true",
        opinions,
        attendees,
    )


def _clock(time: str | None) -> str | None:
    return time[:5] if time else None


def meeting_in_full(view: View, iri: Iri) -> MeetingInFull | None:
    """Return a meeting, None where there is none. Raises QueryError, StoreError."""
    found = meetings_about(view, [iri])
    if not found:
        return None
    rows = list({(row["kind"], row["part"]): row for row in ask(view.reader, "meeting-parts", meeting=iri)}.values())
    rows.sort(key=lambda row: (int(row.get("order", 0)), row["part"]))
    return MeetingInFull(
        found[0],
        [AgendaItem(*_name(view, row), int(row.get("order", 0))) for row in rows if row["kind"] == "agenda"],
        attendances(view, meetings=[iri]),
        [
            Topic(*_name(view, row), int(row.get("order", 0)), int(row.get("opinions", 0)))
            for row in rows
            if row["kind"] == "topic"
        ],
        [view.addresses.named(row["part"], row.get("label")) for row in rows if row["kind"] == "document"],
    )


def meeting_acts(view: View, iri: Iri) -> dict[str, int]:
    """Return how many opinions of each act a meeting has. Raises QueryError, StoreError."""
    rows = ask(view.reader, "meeting-acts", meeting=iri)
    return {local(row["act"]): int(row["opinions"]) for row in rows if "act" in row}


def _name(view: View, row: Row) -> tuple[str, str, str]:
    named = view.addresses.named(row["part"], row.get("label"))
    return named.iri, named.id, named.label
