"""What each address under /api/v1 answers."""

from graph.analysis.concepts import ConceptInFull, FoundConcept, concept_address, concept_in_full, find_concepts
from graph.analysis.documents import Document, DocumentInFull, document_in_full, documents_about, find_documents
from graph.analysis.findings import OpinionInFull, opinion_in_full
from graph.analysis.mapping import GraphMap, graph_map
from graph.analysis.meetings import Meeting, MeetingInFull, find_meetings, meeting_in_full, meetings_about
from graph.analysis.network import Network, network
from graph.analysis.opinions import Opinion, Wanted, find_opinions
from graph.analysis.organisations import (
    Organisation,
    OrganisationInFull,
    find_organisations,
    organisation_address,
    organisation_in_full,
)
from graph.analysis.people import Person, PersonInFull, find_people, person_address, person_in_full
from graph.analysis.searching import Facets, FoundOpinion, FoundPage, search_opinions
from graph.analysis.stated import StatedRelation, stated_relations
from graph.analysis.suggesting import Suggestions, suggestions
from graph.analysis.views import Page, View
from graph.store import Iri
from service.api.operations import blueprint, listing, single
from service.api.parameters import ACTS, TYPES, Given, choice, thing, whole, words
from service.api.searching import FACETS as ASKED_FACETS
from service.api.searching import FILTERS, SORT, search_of
from service.application import service
from service.problems import InvalidParameter

__all__ = ["blueprint"]

_Q = words("q", "What to look for, in full or half width, in upper or lower case, in any kana")
_ACT = choice("act", "Only opinions of this act", ACTS)
_MEETING = thing("meeting", "Only opinions of this meeting")
_ALSO = thing("with", "Only opinions that speak of this concept as well")


@listing("/concepts", FoundConcept, _Q, choice("type", "Only concepts of this type", TYPES))
def concepts(view: View, given: Given) -> Page[FoundConcept]:
    """Concepts by any of their labels: exact before prefix before part, then by how many opinions speak of them.

    Without `q` those that are spoken of.
    """
    return find_concepts(view, given.text("q"), given.text("type"), given.whole("limit"), given.whole("offset"))


@single("/concepts/{id}", ConceptInFull)
def concept(view: View, given: Given) -> ConceptInFull | None:
    """One concept with its labels, figures and neighbours in the vocabularies."""
    iri = concept_address(view, given.part)
    return concept_in_full(view, iri) if iri else None


@listing("/concepts/{id}/opinions", Opinion, _ACT, _MEETING, _ALSO)
def concept_opinions(view: View, given: Given) -> Page[Opinion] | None:
    """Opinions that speak of a concept, the newest meeting's first."""
    iri = concept_address(view, given.part)
    if iri is None:
        return None
    wanted = Wanted([iri], _concepts(view, given.text("with")), _things(view, given, "meeting"), act=given.text("act"))
    return find_opinions(view, wanted, given.whole("limit"), given.whole("offset"))


@listing("/concepts/{id}/relations", StatedRelation)
def concept_relations(view: View, given: Given) -> Page[StatedRelation] | None:
    """Relations of a concept with others that opinions state, those that most state first, each with some of the opinions."""
    iri = concept_address(view, given.part)
    return stated_relations(view, iri, given.whole("limit"), given.whole("offset")) if iri else None


@listing(
    "/opinions",
    Opinion,
    _ACT,
    _MEETING,
    thing("topic", "Only opinions under this topic"),
    thing("concept", "Only opinions that speak of this concept"),
    _ALSO,
    thing("document", "Only opinions of this document"),
    thing("speaker", "Only opinions that the documents attribute to this person"),
)
def opinions(view: View, given: Given) -> Page[Opinion]:
    """Opinions, the newest meeting's first, in the order of their documents."""
    wanted = Wanted(
        _concepts(view, given.text("concept")),
        _concepts(view, given.text("with")),
        _things(view, given, "meeting"),
        _things(view, given, "topic"),
        _things(view, given, "document"),
        _things(view, given, "speaker", "person"),
        given.text("act"),
    )
    return find_opinions(view, wanted, given.whole("limit"), given.whole("offset"))


@single("/opinions/{id}", OpinionInFull)
def opinion(view: View, given: Given) -> OpinionInFull | None:
    """One opinion with the words it was read from and all that was found in it.

    `start` and `end` are offsets into the document's kept text (`/documents/{id}/text`), `in_text` into `text`.
    """
    iri = _only(view, "opinion", given.part)
    return opinion_in_full(view, iri, service().originals.text) if iri else None


@listing("/search", FoundOpinion, *FILTERS, SORT, ASKED_FACETS, facets=Facets)
def search(view: View, given: Given) -> FoundPage:
    """Opinions by their words, whatever the width, case and kana, with the places to mark and the counts of each facet.

    `highlights` are places [start, end) in `text`, counted in characters; each facet is counted as if nothing were chosen in it.
    """
    asked = search_of(view, given)
    index = service().fulltext
    return search_opinions(view, index, asked, given.whole("limit"), given.whole("offset"), given.whole("facets"))


@listing("/meetings", Meeting, thing("series", "Only meetings of this series"))
def meetings(view: View, given: Given) -> Page[Meeting]:
    """Meetings, the newest first."""
    return find_meetings(view, _things(view, given, "series"), given.whole("limit"), given.whole("offset"))


@single("/meetings/{id}", MeetingInFull)
def meeting(view: View, given: Given) -> MeetingInFull | None:
    """One meeting with its agenda, who attended, its topics and its documents."""
    iri = _only(view, "meeting", given.part)
    return meeting_in_full(view, iri) if iri else None


@listing("/people", Person, _Q)
def people(view: View, given: Given) -> Page[Person]:
    """People who attended meetings, by name; without `q` those who attended most first."""
    return find_people(view, given.text("q"), given.whole("limit"), given.whole("offset"))


@single(
    "/suggestions",
    Suggestions,
    words("q", "What has been typed so far"),
    whole("each", "How many of every kind to give at most", 1, 10, 4),
)
def suggested(view: View, given: Given) -> Suggestions:
    """Things that some words may mean, while they are typed: concepts, organisations, people, meetings, and opinions that hold them."""
    return Suggestions(suggestions(view, service().fulltext, given.text("q") or "", given.whole("each")))


@single("/people/{id}", PersonInFull)
def person(view: View, given: Given) -> PersonInFull | None:
    """One person with the attendances, and the newest of the opinions that the documents attribute to the person.

    All of these by `/opinions?speaker=`.
    """
    iri = person_address(view, given.part)
    return person_in_full(view, iri) if iri else None


@listing("/organisations", Organisation, _Q)
def organisations(view: View, given: Given) -> Page[Organisation]:
    """Organisations by name; without `q` those that people attended for."""
    return find_organisations(view, given.text("q"), given.whole("limit"), given.whole("offset"))


@single("/organisations/{id}", OrganisationInFull)
def organisation(view: View, given: Given) -> OrganisationInFull | None:
    """One organisation, the concept that stands for it, and who attended for it."""
    iri = organisation_address(view, given.part)
    return organisation_in_full(view, iri) if iri else None


@listing("/documents", Document)
def documents(view: View, given: Given) -> Page[Document]:
    """Documents with where they come from and what read them, the newest meeting's first."""
    return find_documents(view, given.whole("limit"), given.whole("offset"))


@single("/documents/{id}", DocumentInFull)
def document(view: View, given: Given) -> DocumentInFull | None:
    """One document and what could not be read of it."""
    iri = _only(view, "document", given.part)
    return document_in_full(view, iri, service().originals.text) if iri else None


@single("/documents/{id}/text", None)
def document_text(view: View, given: Given) -> str | None:
    """Text of a document as it was extracted, in UTF-8; all offsets count its characters."""
    iri = _only(view, "document", given.part)
    found = documents_about(view, [iri]) if iri else []
    return service().originals.text(found[0].hash) if found and found[0].hash else None


@single(
    "/network",
    Network,
    thing("concept", "The concept in the middle"),
    thing("meeting", "The meeting in the middle"),
    words("q", "What to look for; what is found stands in the middle"),
    whole("limit", "How many nodes to give at most", 2, 300, 100),
)
def neighbourhood(view: View, given: Given) -> Network | None:
    """Neighbourhood as nodes with their places and edges with their reasons; without a middle what is most spoken of.

    Edges are `together` (two concepts in the same opinions), `topic` and `meeting` (where a concept or topic belongs).
    """
    middles = [name for name in ("concept", "meeting", "q") if given.text(name) is not None]
    if len(middles) > 1:
        raise InvalidParameter(middles[1], f"Give one of {' and '.join(middles)} only.")
    concept = concept_address(view, given.text("concept") or "")
    meeting = _only(view, "meeting", given.text("meeting") or "")
    if ("concept" in middles and not concept) or (
        "meeting" in middles and not (meeting and meetings_about(view, [meeting]))
    ):
        return None
    return network(
        view,
        given.whole("limit"),
        concept if "concept" in middles else None,
        meeting if "meeting" in middles else None,
        given.text("q"),
    )


@single("/map", GraphMap)
def whole_map(view: View, _given: Given) -> GraphMap:
    """Map of the whole: the 10,000 concepts most spoken of with their places, and the 30,000 edges that are most telling.

    Edges are [place of a node in `nodes`, place of the other, in how many opinions both are spoken of]. The map is drawn anew when
    the number of opinions has changed by a twentieth; `drawn_of` says of how many it was drawn.
    """
    return graph_map(view)


def _only(view: View, kind: str, part: str) -> Iri | None:
    """Return the address of a thing whose id holds nothing that needs encoding."""
    return next(iter(view.addresses.candidates(kind, part)), None)


def _things(view: View, given: Given, name: str, kind: str | None = None) -> list[Iri] | None:
    """Return the addresses that a parameter may mean, None where it is not given."""
    part = given.text(name)
    return None if part is None else view.addresses.candidates(kind or name, part)


def _concepts(view: View, part: str | None) -> list[Iri] | None:
    """Return the address of a concept in a list, an empty one where there is none of that name, None where none is asked for."""
    if part is None:
        return None
    found = concept_address(view, part)
    return [found] if found else []
