"""How what is said of a concept moved, in few enough steps for a picture: meetings, or else years."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.analysis.opinions import MeetingName
from graph.analysis.timeline import Moment

MOST = 16
"""How many steps a course has at most."""


@dataclass(slots=True)
class Step:
    """One meeting, or all of a year: of `of` opinions in all some speak of the concept, by act, and some take a side on it."""

    label: str
    date: str
    meetings: list[MeetingName]
    of: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)

    @property
    def spoken(self) -> int:
        """How many opinions speak of the concept."""
        return self.acts.total()


def course(moments: Sequence[Moment]) -> list[Step]:
    """Return the steps of some moments, the earliest first; meetings without a date are left out."""
    dated = [moment for moment in moments if moment.meeting.date]
    steps: dict[str, Step] = {}
    for moment in dated:
        date = moment.meeting.date or ""
        key, label = (moment.meeting.iri, moment.meeting.label) if len(dated) <= MOST else (date[:4], date[:4])
        step = steps.setdefault(key, Step(label, date, []))
        step.meetings.append(moment.meeting)
        step.of += moment.of
        step.acts.update(moment.acts)
        step.sides.update({"for": moment.pro, "against": moment.con, "mixed": moment.mixed})
    return list(steps.values())[-MOST:]
