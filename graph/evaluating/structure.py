"""Scores what the layout says: the meeting, its agenda, who attended."""

from collections.abc import Iterator

from graph.evaluating.comparing import loosely, squeeze
from graph.evaluating.gold import Gold
from graph.evaluating.predicted import Prediction
from graph.evaluating.readings import ALSO
from graph.evaluating.tallies import Count, compare_sets, right

_LOOSELY = {"place", "title", "series"}
"""Fields of the meeting that may be given longer or shorter."""


def _same(one: object, other: object) -> bool:
    return squeeze(one) == squeeze(other)


def score_meeting(gold: Gold, found: Prediction) -> Iterator[Count]:
    """Yield whether each field of the meeting that gold gives is right."""
    for field, want in gold.meeting.items():
        if want is None or field.endswith(ALSO):
            continue
        got = found.meeting.get(field)
        alike = loosely if field in _LOOSELY and got else _same
        same = any(alike(known, got) for known in (want, *gold.meeting.get(f"{field}{ALSO}", ())))
        yield right(f"meeting {field}", same, f"{gold.name}: want {want} got {got}")


def score_agenda(gold: Gold, found: Prediction) -> Iterator[Count]:
    """Yield how many items of the agenda were found; optional ones are left out."""
    if gold.agenda is not None:
        items = [item for item in map(squeeze, found.agenda) if item not in gold.agenda_optional]
        yield compare_sets("agenda", gold.agenda, items, gold.name)


def score_attendees(gold: Gold, found: Prediction) -> Iterator[Count]:
    """Yield how many names were found, and whether what gold says of each was."""
    if gold.attendees is None:
        return
    wanted, given = ([squeeze(each.name) for each in side] for side in (gold.attendees, found.attendees))
    yield compare_sets("attendees", wanted, given, gold.name)
    by_name = {squeeze(each.name): each for each in found.attendees}
    for attendee in gold.attendees:
        known = by_name.get(squeeze(attendee.name))
        for field, want in attendee.facts.items():
            if want is None:
                continue
            got = known.facts.get(field) if known else None
            same = known is not None and any(_same(one, got) for one in (want, *attendee.also.get(field, ())))
            yield right(f"attendee {field}", same, f"{gold.name} {attendee.name}: want {want} got {got}")
