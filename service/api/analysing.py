"""What the addresses under /api/v1 answer that are about many opinions at once: what is related, disputed, connected, and how it moved."""

from graph.analysis.concepts import concept_address
from graph.analysis.issues import (
    BodyShare,
    PointAtIssue,
    TakenSide,
    bodies_on,
    point_at_issue,
    points_at_issue,
    positions_on,
)
from graph.analysis.paths import Connection, connection
from graph.analysis.related import MEASURES, RelatedConcept, related_concepts
from graph.analysis.timeline import Moment, timeline
from graph.analysis.views import Page, View
from graph.store import Iri
from service.api.operations import listing, single
from service.api.parameters import POLARITIES, TYPES, Given, choice, thing


@listing(
    "/concepts/{id}/related",
    RelatedConcept,
    choice("measure", "What decides which are the most telling; association unless said otherwise", MEASURES),
)
def related(view: View, given: Given) -> Page[RelatedConcept] | None:
    """Concepts spoken of in the same opinions, the most telling first.

    `together` is in how many, `opinions` are two of them; all by `/concepts/{id}/opinions?with=`. `score` is how tellingly:
    `association` is normalised pointwise mutual information, discounted where there are few, concepts of a vocabulary before
    others; `likelihood` is the log-likelihood ratio; `pagerank` is how often a walker who starts from the concept again and
    again comes by, over what is spoken of together and the relations that opinions state.
    """
    iri = concept_address(view, given.part)
    measure = given.text("measure") or MEASURES[0]
    return related_concepts(view, iri, given.whole("limit"), given.whole("offset"), measure) if iri else None


@listing("/concepts/{id}/positions", TakenSide, choice("polarity", "Only this side", POLARITIES))
def positions(view: View, given: Given) -> Page[TakenSide] | None:
    """Opinions that take a side on a concept: those for it, those against it, those that are mixed, the surest of each first."""
    iri = concept_address(view, given.part)
    return positions_on(view, iri, given.text("polarity"), given.whole("limit"), given.whole("offset")) if iri else None


@listing("/concepts/{id}/timeline", Moment)
def moments(view: View, given: Given) -> Page[Moment] | None:
    """Meetings in which a concept is spoken of, the earliest first, with acts and sides.

    `opinions` of the meeting's `of` opinions speak of the concept; `for`, `against` and `mixed` are those that take a side on it.
    """
    iri = concept_address(view, given.part)
    return timeline(view, iri, given.whole("limit"), given.whole("offset")) if iri else None


@listing("/concepts/{id}/bodies", BodyShare)
def bodies(view: View, given: Given) -> Page[BodyShare] | None:
    """Bodies (series of meetings) that speak of a concept, in `opinions` of their `of` opinions; those that do most first."""
    iri = concept_address(view, given.part)
    return bodies_on(view, iri, given.whole("limit"), given.whole("offset")) if iri else None


@listing(
    "/issues",
    PointAtIssue,
    choice("type", "Only concepts of this type", TYPES),
    thing("series", "Only what was said in this series"),
    thing("meeting", "Only what was said in this meeting"),
)
def issues(view: View, given: Given) -> Page[PointAtIssue]:
    """Points at issue: concepts that opinions are for and against, the most disputed first, with pairs of quotations.

    `score` is the share that the lesser side has at least (the lower end of Wilson's interval), from 0 to 0.5, so that neither
    many opinions on one side nor a single pair carry a concept to the top.
    """
    series, meeting = (_first(view, given, name) for name in ("series", "meeting"))
    return points_at_issue(view, given.text("type"), series, meeting, given.whole("limit"), given.whole("offset"))


@single("/issues/{id}", PointAtIssue)
def issue(view: View, given: Given) -> PointAtIssue | None:
    """How opinions stand to one concept, with pairs of quotations where it is disputed."""
    iri = concept_address(view, given.part)
    return point_at_issue(view, iri) if iri else None


@single(
    "/path",
    Connection,
    thing("from", "The concept at one end").required_here(),
    thing("to", "The concept at the other end").required_here(),
)
def path(view: View, given: Given) -> Connection | None:
    """Chain of concepts between two, each two of them spoken of in the same opinions, with quotations; the most telling one."""
    ends = [concept_address(view, given.text(name) or "") for name in ("from", "to")]
    return connection(view, ends[0], ends[1]) if ends[0] and ends[1] else None


def _first(view: View, given: Given, name: str) -> Iri | None:
    """Return the address that a parameter means, None where it is not given."""
    part = given.text(name)
    return None if part is None else next(iter(view.addresses.candidates(name, part)), Iri("urn:none"))
