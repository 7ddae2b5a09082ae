"""How what is said of a concept moved, in few enough steps for a picture: meetings, or else years."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.analysis.opinions import MeetingName
from graph.analysis.timeline import Moment, moments_in
from graph.analysis.views import View
from graph.figures import evidence, spread
from graph.store.interface import Iri

MOST = 16
"""How many steps a course has at most."""


@dataclass(slots=True)
class Step:
    """One meeting, or all of a year: of `of` opinions in all some speak of the concept, by act, and some take a side on it."""

    label: str
    date: str
    meeting: MeetingName | None
    meetings: int = 0
    of: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)

    @property
    def spoken(self) -> int:
        """How many opinions speak of the concept."""
        return self.acts.total()


def course(view: View, iri: Iri) -> list[Step]:
    """Return the steps in which a concept was spoken of, the earliest first: its dated meetings, or the years of more than MOST. Raises QueryError."""
    row = view.figures.concept(iri)
    if row is None:
        return []
    years: dict[str, list[int]] = {}
    for meeting, year in spread.years_of(view.figures, row.number):
        if year:
            years.setdefault(year, []).append(meeting)
    if sum(map(len, years.values())) <= MOST:
        return _meetings(moments_in(view, row.number, spread.meetings_of(view.figures, row.number, MOST, 0)))
    of = view.kept("opinions by meeting", lambda: spread.opinions_by_number(view.figures))
    steps = {
        year: Step(year, year, None, len(meetings), sum(of.get(meeting, 0) for meeting in meetings)) for year, meetings in sorted(years.items())[-MOST:]
    }
    for year, name, count in spread.by_year(view.figures, row.number):
        if year in steps:
            (steps[year].sides if name in evidence.SIDES else steps[year].acts)[name] += count
    return list(steps.values())


def _meetings(moments: Sequence[Moment]) -> list[Step]:
    """Return a step for each meeting that has a date."""
    return [
        Step(
            moment.meeting.label,
            moment.meeting.date,
            moment.meeting,
            1,
            moment.of,
            Counter(moment.acts),
            Counter({"for": moment.pro, "against": moment.con, "mixed": moment.mixed}),
        )
        for moment in moments
        if moment.meeting.date
    ]
