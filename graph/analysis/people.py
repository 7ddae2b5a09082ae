"""People who attended meetings, found by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.analysis.asking import ask
from graph.analysis.attendance import Attendance, attendances
from graph.analysis.opinions import Opinion, Wanted, find_opinions
from graph.analysis.views import Page, View
from graph.figures import attending
from graph.figures.spread import attribution
from graph.store.interface import Iri

ATTRIBUTED = 50
"""How many of a person's opinions are given with the person; all of them by `Wanted(speakers=…)`."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person with an affiliation that minutes give, and the number of meetings attended."""

    iri: str
    id: str
    label: str
    affiliation: str | None
    meetings: int


@dataclass(frozen=True, slots=True)
class PersonInFull:
    """A person, the attendances, and the newest of the opinions that documents attribute to the person.

    Of `heard` opinions of the meetings attended the documents attribute `attributable` to anybody, and `opinions` to this person.
    """

    person: Person
    opinions: int
    heard: int
    attributable: int
    attendances: list[Attendance]
    attributed: list[Opinion]


def _people(view: View, wanted: Sequence[Iri]) -> Iterator[Person]:
    """Yield people, in no order."""
    figures = {row["person"]: row for row in ask(view.reader, "people-figures", people=wanted) if "person" in row}
    for row in ask(view.reader, "people", people=wanted):
        if "person" in row:
            named, figure = view.addresses.named(row["person"], row.get("name")), figures.get(row["person"], {})
            yield Person(named.iri, named.id, named.label, figure.get("affiliation"), int(figure.get("meetings", 0)))


def find_people(view: View, text: str | None, limit: int, offset: int) -> Page[Person]:
    """Return people by their names, exact before prefix before part, then by how many meetings they attended."""
    total, rows = attending.people(view.figures, text, limit, offset)
    return Page(total, [Person(row.iri, view.addresses.id(row.iri), row.name, row.affiliation, row.meetings) for row in rows])


def person_address(view: View, part: str) -> Iri | None:
    """Return the address of the person that a part names, None where there is none. Raises QueryError, StoreError."""
    candidates = view.addresses.candidates("person", part)
    known = {row["person"] for row in ask(view.reader, "people", people=candidates) if "person" in row} if candidates else set()
    return next((each for each in candidates if each in known), None)


def person_in_full(view: View, iri: Iri) -> PersonInFull:
    """Return a person. Raises QueryError, StoreError."""
    said = find_opinions(view, Wanted(speakers=[iri]), ATTRIBUTED, 0)
    person = next(_people(view, [iri]))
    heard, attributable = attribution(view.figures, [row["meeting"] for row in ask(view.reader, "person-meetings", person=iri)])
    return PersonInFull(person, said.total, heard, attributable, attendances(view, people=[iri]), said.items)
