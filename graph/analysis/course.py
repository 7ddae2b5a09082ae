"""How what is said of a concept moved from meeting to meeting, always with how many opinions there were in all."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graph.analysis.addressing import local
from graph.analysis.asking import ask
from graph.analysis.meetings import Meeting, meetings_about
from graph.analysis.standing import stances
from graph.analysis.views import View
from graph.store.interface import Iri

MOST = 16
"""How many steps a course has at most: meetings, or else years."""


@dataclass(slots=True)
class Step:
    """One meeting, or all of a year: of `opinions` in all `spoken` speak of the concept, by act and by polarity towards it."""

    label: str
    date: str
    meetings: list[Meeting]
    opinions: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    polarities: Counter[str] = field(default_factory=Counter)

    @property
    def spoken(self) -> int:
        """How many opinions speak of the concept."""
        return self.acts.total()


def course(view: View, concept: Iri) -> list[Step]:
    """Return the course of a concept, the earliest first; meetings without a date are left out. Raises QueryError, StoreError."""
    acts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in view.kept(("acts", concept), lambda: ask(view.reader, "concept-acts", concept=concept)):
        if "meeting" in row:
            acts[row["meeting"]][local(row.get("act"), "statement")] += int(row["opinions"])
    polarities: dict[str, Counter[str]] = defaultdict(Counter)
    for stance in stances(view, concept):
        polarities[stance.meeting][stance.polarity] += 1
    dated = [meeting for meeting in meetings_about(view, [Iri(each) for each in acts]) if meeting.date]
    dated.sort(key=lambda meeting: (meeting.date or "", meeting.iri))
    by: Callable[[Meeting], str] = (lambda each: each.iri) if len(dated) <= MOST else (lambda each: (each.date or "")[:4])
    return _steps(dated, by, acts, polarities)


def _steps(
    meetings: Iterable[Meeting],
    by: Callable[[Meeting], str],
    acts: dict[str, Counter[str]],
    polarities: dict[str, Counter[str]],
) -> list[Step]:
    steps: dict[str, Step] = {}
    for meeting in meetings:
        key, date = by(meeting), meeting.date or ""
        step = steps.setdefault(key, Step(meeting.label if key == meeting.iri else key, date, []))
        step.meetings.append(meeting)
        step.opinions += meeting.opinions
        step.acts += acts[meeting.iri]
        step.polarities += polarities[meeting.iri]
    return list(steps.values())[-MOST:]
