"""Organisations that people attended for, or that the vocabularies know, found by name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.asking import ask
from graph.analysis.attendance import Attendance, attendances
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.labels import LabelIndex
from graph.analysis.views import Page, View
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


@dataclass(frozen=True, slots=True)
class _Register:
    """All organisations, those that most people attended for first, and their names."""

    organisations: dict[str, Organisation]
    index: LabelIndex


def _register(view: View) -> _Register:
    names = _names(view, None)
    made = sorted(_organisations(view, names, None), key=lambda each: (-each.people, each.label, each.iri))
    labels = ((each.iri, name) for each in made for name in names[each.iri])
    return _Register({each.iri: each for each in made}, LabelIndex(labels))


def _names(view: View, wanted: Sequence[Iri] | None) -> dict[str, list[str]]:
    """Return the names of all organisations, or of some."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in ask(view.reader, "organisations", organisations=wanted):
        names[row["organisation"]].append(row["name"])
    return names


def _organisations(view: View, names: Mapping[str, list[str]], wanted: Sequence[Iri] | None) -> list[Organisation]:
    """Return those that are named, with how many people attended for each."""
    figures = ask(view.reader, "organisations-figures", organisations=wanted)
    people = {row["organisation"]: int(row["people"]) for row in figures if "organisation" in row}
    return [Organisation(iri, view.addresses.id(iri), min(names[iri]), people.get(iri, 0)) for iri in names]


def find_organisations(view: View, text: str | None, limit: int, offset: int) -> Page[Organisation]:
    """Return organisations by their names, exact before prefix before part; without a text those that people attended for."""
    register = view.kept("organisations", lambda: _register(view))
    found = list(register.organisations.values())
    if text is None:
        found = [each for each in found if each.people]
    else:
        ranks = {match.iri: match.rank for match in register.index.find(text)}
        found = sorted((each for each in found if each.iri in ranks), key=lambda each: ranks[each.iri])
    return Page(len(found), found[offset : offset + limit])


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
