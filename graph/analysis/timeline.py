"""How acts and positions on a concept moved from meeting to meeting, with what they are shares of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.analysis.opinions import MeetingName
from graph.analysis.views import Page, View
from graph.figures import evidence, spread
from graph.figures.spread import MeetingCount
from graph.store.interface import Iri


@dataclass(frozen=True, slots=True)
class Moment:
    """A meeting: how many of its opinions (`of`) speak of a concept, by act, and how many are for, against and mixed about it."""

    meeting: MeetingName
    opinions: int
    of: int
    acts: dict[str, int]
    pro: int
    con: int
    mixed: int


def timeline(view: View, iri: Iri, limit: int, offset: int) -> Page[Moment]:
    """Return the meetings in which a concept is spoken of, the earliest first, undated ones last. Raises QueryError, StoreError."""
    row = view.figures.concept(iri)
    if row is None:
        return Page(0, [])
    return Page(
        spread.count_meetings(view.figures, row.number),
        moments_in(view, row.number, spread.meetings_of(view.figures, row.number, limit, offset)),
    )


def newest_moments(view: View, iri: Iri, limit: int) -> list[Moment]:
    """Return the newest meetings in which a concept is spoken of, the newest first. Raises QueryError."""
    row = view.figures.concept(iri)
    return moments_in(view, row.number, spread.meetings_of(view.figures, row.number, limit, 0, newest=True)) if row else []


def moments_in(view: View, concept: int, chosen: Sequence[str]) -> list[Moment]:
    """Return what was said of a concept, by its number in the figures, in some meetings, in their order. Raises QueryError."""
    acts = _by_meeting(spread.acts_by_meeting(view.figures, concept, chosen))
    sides = _by_meeting(spread.sides_by_meeting(view.figures, concept, chosen))
    counts = spread.opinions_by_meeting(view.figures, chosen)
    named = _named(view, chosen)
    return [
        Moment(
            named[each],
            acts[each].total(),
            counts[each],
            dict(sorted(acts[each].items())),
            *(sides[each][side] for side in evidence.SIDES),
        )
        for each in chosen
        if each in named
    ]


def _by_meeting(rows: Iterable[MeetingCount]) -> dict[str, Counter[str]]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counted[row.meeting][row.of] += row.opinions
    return counted


def _named(view: View, meetings: Sequence[str]) -> dict[str, MeetingName]:
    found = {}
    for iri, row in evidence.meetings_shown(view.figures, meetings).items():
        named = view.addresses.named(iri, row.title)
        found[iri] = MeetingName(named.iri, named.id, named.label, row.date, row.number, bool(row.fictional))
    return found
