"""Pages for people: the start page, and one for each concept, opinion, meeting, document, person and organisation."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any, TypeVar
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import Gone, NotFound

from graph.analysis.attendance import Attendance
from graph.analysis.concepts import concept_address, concept_in_full, find_concepts
from graph.analysis.documents import document_in_full, find_documents
from graph.analysis.findings import OpinionInFull, opinion_in_full
from graph.analysis.meetings import find_meetings, meeting_in_full
from graph.analysis.opinions import Wanted, find_opinions
from graph.analysis.organisations import find_organisations, organisation_address, organisation_in_full
from graph.analysis.people import find_people, person_address, person_in_full
from graph.analysis.permanence import gone_since
from graph.analysis.places import MentionPlace, places
from graph.analysis.related import related_concepts
from graph.analysis.views import Page, View
from graph.store.interface import Iri
from service import wording
from service.application import service
from service.drawing import TYPE_NAMES
from service.passages import parts, pieces

T = TypeVar("T")

blueprint = Blueprint("pages", __name__)

WAYS = (
    ("searching.page", "意見をさがす"),
    ("pages.concepts", "概念"),
    ("pages.meetings", "会議"),
    ("pages.documents", "文書"),
    ("pages.people", "人"),
    ("network.page", "ネットワーク"),
    ("editor.page", "SPARQL"),
)
"""The main ways through the pages: endpoint and words."""
ABSENT = "There is no such thing in this graph."
DROPPED = "No document says this any more: a later reading, or a deletion, dropped it."
LONG, SHORT, MOST = 50, 20, 200
"""How many names and how many quotations a page lists, and how many opinions of one meeting."""


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a list, with where it begins and how long it may be."""

    total: int
    items: list[Any]
    limit: int
    offset: int


@blueprint.app_context_processor
def _names() -> dict[str, Any]:
    """Give every template the words, and the ways to other pages."""
    return {
        **wording.names(),
        "ways": WAYS,
        "type_name": lambda kind: TYPE_NAMES.get(kind or "", "その他"),
        "data_address": data_address,
    }


@blueprint.after_app_request
def _remember(response: Response) -> Response:
    return wording.remember(response)


def data_address(iri: str, form: str) -> str:
    """Return where a thing's description is had in an RDF format; addresses under our base are asked of this service."""
    base = service().configuration.settings.base
    path = f"{request.script_root}/{quote(iri.removeprefix(base), safe='/:')}" if iri.startswith(base) else iri
    return f"{path}?format={form}"


def api(*segments: str) -> str:
    """Return an address of the JSON API."""
    return "/".join([f"{request.script_root}/api/v1", *(quote(segment, safe="") for segment in segments)])


def begin() -> int:
    """Return where a list begins, as the address says; what makes no sense begins at 0."""
    return max(request.args.get("offset", 0, type=int), 0)


def listed(found: Page[Any], limit: int) -> Found:
    """Return a page of a list as the templates want it."""
    return Found(found.total, found.items, limit, begin())


def known(address: Iri | None) -> Iri:
    """Return an address that is there. Raises NotFound."""
    if address is None:
        raise NotFound(ABSENT)
    return address


def one(view: View, kind: str, ident: str, get: Callable[[View, Iri], T | None]) -> T:
    """Return what the first of the addresses that a part may mean leads to. Raises NotFound."""
    for address in view.addresses.candidates(kind, ident):
        found = get(view, address)
        if found is not None:
            return found
    if gone_since(view.reader, service().iris, view.addresses.candidates(kind, ident)) is not None:
        raise Gone(DROPPED)
    raise NotFound(ABSENT)


@blueprint.get("/")
def start() -> str:
    """Show what the graph holds and the ways into it."""
    with service().views.open() as view:
        concepts = find_concepts(view, None, None, 12, 0)
        meetings = find_meetings(view, None, 8, 0)
        figures = (
            ("意見", view.catalogue.total, None),
            ("語られた概念", concepts.total, "pages.concepts"),
            ("会議", meetings.total, "pages.meetings"),
            ("文書", find_documents(view, 1, 0).total, "pages.documents"),
            ("出席者", find_people(view, None, 1, 0).total, "pages.people"),
        )
    top = [found.concept for found in concepts.items]
    return render_template(
        "start.html",
        figures=figures,
        concepts=top,
        meetings=meetings.items,
        more_meetings=meetings.total > len(meetings.items),
    )


@blueprint.get("/concepts")
def concepts() -> str:
    """List concepts, the most spoken of first, or those that a search finds."""
    words = request.args.get("q", "").strip()
    with service().views.open() as view:
        found = find_concepts(view, words or None, None, LONG, begin())
    rows = [{**asdict(each.concept), "match": each.match} for each in found.items]
    return _list("concepts", "概念", Page(found.total, rows), words=words, offers=True)


@blueprint.get("/meetings")
def meetings() -> str:
    """List meetings, the newest first."""
    with service().views.open() as view:
        return _list("meetings", "会議", find_meetings(view, None, LONG, begin()))


@blueprint.get("/documents")
def documents() -> str:
    """List documents."""
    with service().views.open() as view:
        return _list("documents", "文書", find_documents(view, LONG, begin()))


@blueprint.get("/people")
def people() -> str:
    """List who attended, or those whose name a search finds."""
    words = request.args.get("q", "").strip()
    with service().views.open() as view:
        return _list("people", "人", find_people(view, words or None, LONG, begin()), single="person", words=words)


@blueprint.get("/organisations")
def organisations() -> str:
    """List organisations that people attended for, or those whose name a search finds."""
    words = request.args.get("q", "").strip()
    with service().views.open() as view:
        return _list("organisations", "組織", find_organisations(view, words or None, LONG, begin()), words=words)


def _list(
    kind: str, heading: str, found: Page[Any], single: str = "", words: str | None = None, *, offers: bool = False
) -> str:
    """Show a list; one that can be searched has `words`, even if empty."""
    kept = {"q": words} if words else {}
    single = single or kind.removesuffix("s")
    return render_template(
        "list.html",
        kind=kind,
        single=single,
        heading=heading,
        found=listed(found, LONG),
        searchable=words is not None,
        words=words,
        offers=offers,
        kept=kept,
    )


@blueprint.get("/concepts/<path:ident>")
def concept(ident: str) -> str:
    """Show a concept with the opinions that speak of it, by act where one is chosen."""
    chosen = request.args.get("act") if request.args.get("act") in wording.ACTS else None
    with service().views.open() as view:
        iri = known(concept_address(view, ident))
        found = concept_in_full(view, iri)
        said = find_opinions(view, Wanted(concepts=[iri], act=chosen), SHORT, begin())
        related = related_concepts(view, iri, 15, 0)
    return render_template(
        "concept.html",
        concept=found,
        aliases=[label for labels in found.labels.values() for label in labels if label != found.label],
        act_counts=list(found.acts.items()),
        chosen_act=chosen,
        opinions=listed(said, SHORT),
        related=related.items,
        hierarchy=(("上位の概念", found.broader), ("下位の概念", found.narrower), ("関連する概念", found.related)),
        kept={"ident": found.id, "act": chosen} if chosen else {"ident": found.id},
        api=api("concepts", found.id),
    )


@blueprint.get("/opinions/<path:ident>")
def opinion(ident: str) -> str:
    """Show an opinion in full, with all that was found in it."""
    with service().views.open() as view:
        found = one(view, "opinion", ident, lambda view, iri: opinion_in_full(view, iri, service().originals.text))
    concepts = {mention.concept.iri: mention.concept for mention in found.mentions}
    marks = [MentionPlace(*mention.in_text, mention.concept.iri) for mention in found.mentions if mention.in_text]
    return render_template(
        "opinion.html",
        opinion=found.opinion,
        pieces=[
            {"text": part.text, "concept": concepts.get(part.concept or "")}
            for part in parts(found.opinion.text, marks)
        ],
        found=found,
        sentences=_sentences(found),
        concepts=concepts.values(),
        api=api("opinions", found.opinion.id),
    )


def _sentences(found: OpinionInFull) -> list[dict[str, Any]]:
    """Return the sentences of an opinion with their words."""
    text = found.opinion.text
    return [
        {**asdict(sentence), "text": text[slice(*sentence.in_text)] if sentence.in_text else ""}
        for sentence in found.sentences
    ]


@blueprint.get("/meetings/<path:ident>")
def meeting(ident: str) -> str:
    """Show a meeting with its agenda, who attended and what was said under which topic."""
    with service().views.open() as view:
        found = one(view, "meeting", ident, meeting_in_full)
        said = find_opinions(view, Wanted(meetings=[Iri(found.meeting.iri)]), MOST, 0)
    return render_template(
        "meeting.html",
        meeting=found.meeting,
        found=found,
        by_topic=[
            (topic, list(items))
            for topic, items in groupby(said.items, key=lambda each: each.topic.label if each.topic else None)
        ],
        groups=_groups(found.attendance),
        api=api("meetings", found.meeting.id),
    )


def _groups(attendance: Iterable[Attendance]) -> dict[str | None, list[Attendance]]:
    """Return who attended by the group that the minutes list them in, in its order."""
    groups: dict[str | None, list[Attendance]] = {}
    for each in attendance:
        groups.setdefault(each.group, []).append(each)
    return groups


@blueprint.get("/documents/<path:ident>")
def document(ident: str) -> str:
    """Show a document: its kept text with the opinions and mentions in it, and what could not be read."""
    with service().views.open() as view:
        found = one(view, "document", ident, lambda view, iri: document_in_full(view, iri, service().originals.text))
        where = places(view.reader, found.document.iri)
    text = service().originals.text(found.document.hash or "")
    unread = [(span.start, span.end) for span in found.unread]
    return render_template(
        "document.html",
        document=found.document,
        found=found,
        pieces=None if text is None else list(pieces(text, where, unread)),
        ident_of=view.addresses.id,
        api=api("documents", found.document.id),
    )


@blueprint.get("/people/<path:ident>")
def person(ident: str) -> str:
    """Show a person: what was attended, and what the documents attribute."""
    with service().views.open() as view:
        found = person_in_full(view, known(person_address(view, ident)))
    return render_template("person.html", person=found.person, found=found, api=api("people", found.person.id))


@blueprint.get("/organisations/<path:ident>")
def organisation(ident: str) -> str:
    """Show an organisation and who attended for it."""
    with service().views.open() as view:
        found = organisation_in_full(view, known(organisation_address(view, ident)))
    return render_template(
        "organisation.html",
        organisation=found.organisation,
        found=found,
        api=api("organisations", found.organisation.id),
    )
