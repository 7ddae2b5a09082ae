"""The start page: one search, what the graph holds, what is disputed, the course of the meetings, what is spoken of most."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from flask import render_template

from graph.analysis.concepts import find_concepts
from graph.analysis.documents import count_documents
from graph.analysis.issues import points_at_issue
from graph.analysis.meetings import Meeting, find_meetings
from graph.analysis.views import View
from graph.figures.attending import count_people
from service.application import service
from service.pages.frame import blueprint

CONCEPTS, ISSUES, MEETINGS, LANES = 12, 8, 200, 8
"""How many concepts, points at issue, meetings and bodies the start page shows at most."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A meeting on the time line: `x` in percent of its width, `r` the radius in pixels."""

    meeting: Meeting
    x: float
    r: float


@dataclass(frozen=True, slots=True)
class Lane:
    """The meetings of one body on the time line; a meeting of none stands alone."""

    label: str
    series: str | None
    fictional: bool
    dots: list[Dot]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The meetings in time: lanes, the years with their place in percent, and how many bodies are left out."""

    lanes: list[Lane]
    years: list[tuple[int, float]]
    omitted: int


def time_line(meetings: Iterable[Meeting]) -> TimeLine | None:
    """Return the time line of meetings that have dates, the body that met last first; None where none has."""
    days = {meeting.iri: day for meeting in meetings if (day := _day(meeting.date))}
    if not days:
        return None
    first, last = min(days.values()), max(days.values())
    begin, end = dt.date(first.year, 1, 1).toordinal(), dt.date(last.year, 12, 31).toordinal()

    def place(day: dt.date) -> float:
        return round(2 + 96 * (day.toordinal() - begin) / (end - begin), 2)

    lanes: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.iri in days:
            lanes[meeting.series.iri if meeting.series else meeting.iri].append(meeting)
    made = [_lane(each, [Dot(meeting, place(days[meeting.iri]), _radius(meeting)) for meeting in each]) for each in lanes.values()]
    step = max(1, -(-(last.year - first.year + 1) // 8))
    years = [(year, place(dt.date(year, 1, 1))) for year in range(first.year, last.year + 1, step)]
    return TimeLine(made[:LANES], years, max(0, len(made) - LANES))


def _lane(meetings: list[Meeting], dots: list[Dot]) -> Lane:
    series = meetings[0].series
    return Lane(
        series.label if series else meetings[0].label,
        series.id if series else None,
        all(meeting.fictional for meeting in meetings),
        dots,
    )


def _radius(meeting: Meeting) -> float:
    """Return a radius whose area follows the number of opinions."""
    return round(min(3.5 + 0.8 * sqrt(meeting.opinions), 11.0), 1)


def _day(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date or "")
    except ValueError:
        return None


@blueprint.get("/")
def start() -> str:
    """Show what the graph holds and the ways into it."""
    with service().views.open() as view:
        return render_template("start.html", **view.kept("start", lambda: _shown(view)))


def _shown(view: View) -> dict[str, Any]:
    """Return what the start page shows of one state of the graph."""
    concepts = find_concepts(view, None, None, CONCEPTS, 0)
    meetings = find_meetings(view, None, MEETINGS, 0)
    figures = (
        ("意見", view.catalogue.total, None),
        ("語られた概念", concepts.total, "pages.concepts"),
        ("会議", meetings.total, "pages.meetings"),
        ("文書", count_documents(view.reader), "pages.documents"),
        ("出席者", count_people(view.figures), "pages.people"),
    )
    return {
        "figures": figures,
        "concepts": [found.concept for found in concepts.items],
        "issues": points_at_issue(view, None, None, None, ISSUES, 0),
        "line": time_line(meetings.items),
        "meetings": meetings,
        "fictional": any(meeting.fictional for meeting in meetings.items),
    }
