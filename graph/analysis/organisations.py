"""Organisations that people attended for, or that the vocabularies know, found by name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.asking import ask
from graph.analysis.attendance import Attendance, attendances
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.views import Page, View
from graph.figures import attending
from graph.store.interface import Iri


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation and how many people attended meetings for it."""

    iri: str
    id: str
    label: str
    people: int


@dataclass(frozen=True, slots=True)
class OrganisationInFull:
    """An organisation, the concept that stands for it, if any, and who attended for it."""

    organisation: Organisation
    concept: ConceptEntry | None
    attendances: list[Attendance]


def _names(view: View, wanted: Sequence[Iri]) -> dict[str, list[str]]:
    """Return the names of some organisations."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in ask(view.reader, "organisations", organisations=wanted):
        names[row["organisation"]].append(row["name"])
    return names


def _organisations(view: View, names: Mapping[str, list[str]], wanted: Sequence[Iri]) -> list[Organisation]:
    """Return those that are named, with how many people attended for each."""
    figures = ask(view.reader, "organisations-figures", organisations=wanted)
    people = {row["organisation"]: int(row["people"]) for row in figures if "organisation" in row}
    return [Organisation(iri, view.addresses.id(iri), min(names[iri]), people.get(iri, 0)) for iri in names]


def find_organisations(view: View, text: str | None, limit: int, offset: int) -> Page[Organisation]:
    """Return organisations by their names, exact before prefix before part; without a text those that people attended for."""
    total, rows = attending.organisations(view.figures, text, limit, offset)
    return Page(total, [Organisation(row.iri, view.addresses.id(row.iri), row.name, row.people) for row in rows])


def organisation_address(view: View, part: str) -> Iri | None:
    """Return the address of the organisation that a part names, None where there is none. Raises QueryError, StoreError."""
    candidates = view.addresses.candidates("organisation", part)
    known = _names(view, candidates) if candidates else {}
    return next((each for each in candidates if each in known), None)


def organisation_in_full(view: View, iri: Iri) -> OrganisationInFull:
    """Return an organisation. Raises QueryError, StoreError."""
    organisation = _organisations(view, _names(view, [iri]), [iri])[0]
    concepts = ask(view.reader, "organisation-concepts", organisations=[iri])
    concept = view.catalogue.get(concepts[0]["concept"]) if concepts else None
    return OrganisationInFull(organisation, concept, attendances(view, organisations=[iri]))
