"""The page of a concept: what is for and against it, what was said of it when and by whom, what it is related with."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from graph.analysis.catalogue import ConceptEntry
from graph.analysis.concepts import concept_address, concept_in_full
from graph.analysis.course import Step, course
from graph.analysis.issues import bodies_on, positions_on
from graph.analysis.marking import marked_places
from graph.analysis.meetings import Meeting, meetings_about
from graph.analysis.opinions import Opinion, Wanted, find_opinions
from graph.analysis.related import related_concepts
from graph.analysis.stated import other_names, stated_relations
from graph.analysis.timeline import newest_moments
from graph.analysis.views import View
from graph.iris import RONTEN
from graph.store.interface import Iri
from service import wording
from service.application import service
from service.pages.frame import Ways, api, begin, blueprint, known, listed, machine_ways
from service.passages import parts

SHORT, EACH = 20, 3
"""How many opinions a narrowed list shows at once, and how many of each act or side the whole page does."""
RELATED, RELATIONS, BODIES, MEETINGS = 18, 30, 12, 200
"""How many related concepts, relations, bodies and meetings are looked at."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a bar: what it stands for, how many, and where it begins and how wide it is, in percent."""

    name: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """What narrows the opinions of a page: an act, a meeting, another concept, a side; each None where it does not."""

    act: str | None
    meeting: Meeting | None
    also: ConceptEntry | None
    side: str | None

    @property
    def kept(self) -> dict[str, str]:
        """What keeps the choice in an address."""
        given = {
            "act": self.act,
            "meeting": self.meeting.id if self.meeting else None,
            "with": self.also.id if self.also else None,
            "side": self.side,
        }
        return {name: value for name, value in given.items() if value}


def bars(step: Step, most: int) -> list[Bar]:
    """Return what was said at a step as stretches of one bar; `most` opinions fill it."""
    made, x = [], 0.0
    for name in wording.ACTS:
        if step.acts[name]:
            width = 100 * step.acts[name] / max(most, 1)
            made.append(Bar(name, step.acts[name], round(x, 2), round(width, 2)))
            x += width
    return made


@blueprint.get("/concepts/<path:ident>")
def concept(ident: str) -> str:
    """Show a concept; the address holds what its opinions are narrowed to."""
    with service().views.open() as view:
        iri = known(concept_address(view, ident))
        chosen = _chosen(view)
        found = concept_in_full(view, iri)
        steps = course(view, iri)
        most = max((step.spoken for step in steps), default=1)
        said = _opinions(view, iri, chosen, found.acts)
        concepts = [iri, *([Iri(chosen.also.iri)] if chosen.also else [])]
        return render_template(
            "concept.html",
            concept=found,
            chosen=chosen,
            narrowed=bool(chosen.kept),
            kept={"ident": found.id, **chosen.kept},
            steps=[(step, bars(step, most)) for step in steps],
            moments=newest_moments(view, iri, MEETINGS),
            bodies=bodies_on(view, iri, BODIES, 0),
            names=other_names(view, iri),
            related=related_concepts(view, iri, RELATED, 0),
            relations=stated_relations(view, iri, RELATIONS, 0),
            hierarchy=(("上位の概念", found.broader), ("下位の概念", found.narrower), ("関連する概念", found.related)),
            api=api("concepts", found.id),
            machine=_ways(found.id, iri, chosen),
            places=marked_places(view, _quoted(said), concepts, service().originals.text),
            cut=parts,
            **said,
        )


def _quoted(said: dict[str, Any]) -> list[Opinion]:
    """Return all opinions that a page quotes."""
    listed_ones = said["opinions"].items if "opinions" in said else []
    grouped = [opinion for _, _, opinions in said.get("groups", ()) for opinion in opinions]
    stances = [*(said["stances"].items if "stances" in said else ())]
    stances += [each for side in said.get("sides", {}).values() for each in side.items]
    return [*listed_ones, *grouped, *(stance.opinion for stance in stances)]


def _chosen(view: View) -> Chosen:
    """Return what the address narrows to; what it names that is not there narrows nothing."""
    act, side = request.args.get("act", ""), request.args.get("side", "")
    meetings = view.addresses.candidates("meeting", request.args["meeting"]) if request.args.get("meeting") else []
    also = concept_address(view, request.args["with"]) if request.args.get("with") else None
    return Chosen(
        act if act in wording.ACTS else None,
        next(iter(meetings_about(view, meetings)), None),
        view.catalogue.get(also) if also else None,
        side if side in wording.POLARITIES else None,
    )


def _opinions(view: View, iri: Iri, chosen: Chosen, acts: dict[str, int]) -> dict[str, Any]:
    """Return the opinions of the page: a list where they are narrowed, else some of every act and every side."""
    if chosen.side:
        return {"stances": listed(positions_on(view, iri, chosen.side, SHORT, begin()), SHORT)}
    if chosen.kept:
        return {"opinions": listed(find_opinions(view, _wanted(iri, chosen), SHORT, begin()), SHORT)}
    sides = {side: positions_on(view, iri, side, EACH, 0) for side in wording.POLARITIES}
    return {"sides": {side: found for side, found in sides.items() if found.total}, "groups": _groups(view, iri, acts)}


def _groups(view: View, iri: Iri, acts: dict[str, int]) -> list[tuple[str, int, list[Opinion]]]:
    """Return each act with how many opinions it has and the newest of them."""
    return [
        (act, acts[act], find_opinions(view, Wanted([iri], act=act), EACH, 0).items)
        for act in wording.ACTS
        if acts.get(act)
    ]


def _wanted(iri: Iri, chosen: Chosen) -> Wanted:
    return Wanted(
        [iri],
        [Iri(chosen.also.iri)] if chosen.also else None,
        [Iri(chosen.meeting.iri)] if chosen.meeting else None,
        act=chosen.act,
    )


def _ways(ident: str, iri: Iri, chosen: Chosen) -> dict[str, Ways]:
    """Return how each part of the page is had by machines."""
    said = machine_ways(
        "shown-concept-opinions",
        api(
            "concepts",
            ident,
            "opinions",
            act=chosen.act,
            meeting=chosen.meeting.id if chosen.meeting else None,
            **{"with": chosen.also.id if chosen.also else None},
        ),
        concept=iri,
        act=Iri(f"{RONTEN}{chosen.act}") if chosen.act else None,
        meeting=Iri(chosen.meeting.iri) if chosen.meeting else None,
        also=Iri(chosen.also.iri) if chosen.also else None,
    )
    return {
        "opinions": said,
        "positions": machine_ways(
            "shown-concept-positions", api("concepts", ident, "positions", polarity=chosen.side), concept=iri
        ),
        "relations": machine_ways("shown-concept-relations", api("concepts", ident, "relations"), concept=iri),
        "related": machine_ways("shown-concept-related", api("concepts", ident, "related"), concept=iri),
    }
