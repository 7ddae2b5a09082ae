"""The pages of a person and of an organisation: attendance, and only what documents attribute."""

from itertools import groupby

from flask import render_template

from graph.analysis.organisations import organisation_address, organisation_in_full
from graph.analysis.people import person_address, person_in_full
from graph.store.interface import Iri
from service.application import service
from service.pages.frame import api, blueprint, known, machine_ways


@blueprint.get("/people/<path:ident>")
def person(ident: str) -> str:
    """Show a person: what was attended, and what the documents attribute."""
    with service().views.open() as view:
        iri = known(person_address(view, ident))
        found = person_in_full(view, iri)
    return render_template(
        "person.html",
        person=found.person,
        found=found,
        api=api("people", found.person.id),
        present=machine_ways("shown-attendance", api("people", found.person.id), person=iri),
        said=api("opinions", speaker=found.person.id),
    )


@blueprint.get("/organisations/<path:ident>")
def organisation(ident: str) -> str:
    """Show an organisation and who attended for it, a meeting after the other."""
    with service().views.open() as view:
        iri = known(organisation_address(view, ident))
        found = organisation_in_full(view, iri)
    return render_template(
        "organisation.html",
        organisation=found.organisation,
        found=found,
        by_meeting=[list(items) for _, items in groupby(found.attendances, key=lambda each: each.meeting.iri)],
        api=api("organisations", found.organisation.id),
        present=machine_ways(
            "shown-attendance", api("organisations", found.organisation.id), organisation=Iri(found.organisation.iri)
        ),
    )
