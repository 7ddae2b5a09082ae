"""Puts the people of several attendance lists together: one person may stand in two of them, in another role or by surname alone."""

from dataclasses import replace

from graph.model import Attendee
from graph.parsing.people import CHAIRS

_TASKS = frozenset(("司会", "進行", "書記", "記録者", "筆記者", "司会者", "scribe", "Scribe", "facilitator", "Facilitator"))
_SURNAME = 3  # characters; a longer name is no surname alone


def joined(known: list[Attendee], people: list[Attendee]) -> list[Attendee]:
    """Return the people of earlier lists and of one more, which may name some of them again in another role (司会: 例田, then 参加者: 例田、仮野)."""
    result = list(known)
    places = {(person.name, person.present): at for at, person in enumerate(known)}
    for person in people:
        at = places.get((person.name, person.present))
        again = person.group in _TASKS or (_chairs(person) and person.affiliation is None)
        if again and at is None:  # 参加者: 例田、仮野 / 書記: 例田, in one list
            at = next((here for here, other in enumerate(result) if (other.name, other.present) == (person.name, person.present)), None)
        if at is None or None not in (result[at].affiliation, person.affiliation):
            result.append(person)
            continue
        earlier = result[at]
        result[at] = replace(
            person if person.affiliation else earlier,
            group=person.group if earlier.group in _TASKS or earlier.group is None or _chairs(person) else earlier.group,
            online=earlier.online or person.online,
            also=(*earlier.also, *(name for name in person.also if name not in earlier.also)),
        )
    return _named_in_full(result, known, people)


def _chairs(person: Attendee) -> bool:
    return bool(person.group and CHAIRS.fullmatch(person.group))


def _named_in_full(result: list[Attendee], known: list[Attendee], people: list[Attendee]) -> list[Attendee]:
    """Leave out who stands in one list by surname alone (座長: 例田) and in the other as exactly one person in full."""
    spare = set()
    for short, full in ((known, people), (people, known)):
        for person in short:
            longer = [other for other in full if other.name.startswith(person.name) and other.name != person.name]
            if len(person.name) <= _SURNAME and not person.affiliation and len(longer) == 1 and longer[0].present:
                spare.add(person.name)
    return [person for person in result if person.name not in spare] if spare else result
