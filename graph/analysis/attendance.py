"""Who attended which meeting, and as what, as the documents say."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.addressing import Named
from graph.analysis.asking import ask
from graph.analysis.opinions import MeetingName, meeting_name
from graph.analysis.views import View
from graph.store.interface import Iri, Row

MOST = 500
"""How many attendances are given, those of the newest meetings."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one meeting; `position` is the job title, `present` is false for those who are listed as absent."""

    iri: str
    person: Named
    meeting: MeetingName
    group: str | None
    affiliation: str | None
    organisation: Named | None
    position: str | None
    online: bool
    present: bool


def attendances(
    view: View,
    meetings: Sequence[Iri] | None = None,
    people: Sequence[Iri] | None = None,
    organisations: Sequence[Iri] | None = None,
) -> list[Attendance]:
    """Return attendances by meeting, person or organisation, the newest meeting's first, each that several documents state once."""
    given = {"meetings": meetings, "people": people, "organisations": organisations}
    rows = ask(view.reader, "attendances", **given, limit=MOST)
    once = {(row["meeting"], row["person"], row.get("group")): row for row in reversed(rows)}
    return [_attendance(view, row) for row in reversed(once.values())]


def _attendance(view: View, row: Row) -> Attendance:
    named = view.addresses.named
    return Attendance(
        row["attendance"],
        named(row["person"], row.get("name")),
        meeting_name(view, row),
        row.get("group"),
        row.get("affiliation"),
        named(row["organisation"], row.get("organisationName")) if "organisation" in row else None,
        row.get("position"),
        row.get("online") == "true",
        row.get("present") != "false",
    )
