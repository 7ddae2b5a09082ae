"""Every thing's own address, `/id/KIND/NAME`: its page for people, its description as RDF for machines."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, Response, current_app, redirect, render_template, request
from rdflib import RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, SKOS
from rdflib.term import Node
from werkzeug.exceptions import Gone, HTTPException, NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.analysis.permanence import gone_since
from graph.iris import PREFIXES, RONTEN
from service.application import service
from service.delivering import entity_tag
from service.linked_data.addresses import candidates
from service.linked_data.layout import layout
from service.linked_data.ontology_pages import loaded, short
from service.linked_data.resources import Resource, describe, known
from service.linked_data.serialising import DESCRIPTIONS, serialise
from service.negotiation import HTML, Format, choose

blueprint = Blueprint("resources", __name__)

_PAGES = {
    "concept": "concepts",
    "opinion": "opinions",
    "document": "documents",
    "meeting": "meetings",
    "person": "people",
    "organisation": "organisations",
}
"""The folders of the site's own pages, by kind."""

_SAFE = "/:@!$&'()*+,;=~"
_LABELS = (SKOS.prefLabel, FOAF.name, DCTERMS.title, URIRef(f"{RONTEN}text"), RDFS.label)


@dataclass(frozen=True, slots=True)
class Line:
    """One property on the page, with its values: a text, the address it leads to (or nothing) and its language."""

    property: str
    address: str
    values: tuple[tuple[str, str | None, str | None], ...]


@blueprint.get("/id/<path:name>", merge_slashes=False)
def resource(name: str) -> AnyResponse:
    """Answer a thing's description, or lead a browser to its page."""
    settings, kind = service().configuration.settings, name.partition("/")[0]
    meant = [f"{settings.base}id/{path}" for path in candidates(request, "/id/", name)]
    wanted = choose(request, (*DESCRIPTIONS, HTML))
    with service().reader.reading() as reader:
        iri = known(reader, meant)
        if (since := gone_since(reader, service().iris, meant)) is not None:
            raise Gone(f"No document says this any more since {since}: a later reading, or a deletion, dropped it.")
        if iri is None:
            raise NotFound(f"The graph says nothing of {meant[0]}.")
        page = _page(kind, iri) if wanted.media_type == HTML.media_type else None
        if page is not None:
            return _varying(redirect(page, 303))
        tag = entity_tag(settings, iri, wanted.content_type)
        if tag is not None and request.if_none_match.contains_weak(tag):
            return _varying(Response(status=304), tag)
        found = describe(reader, service().originals, iri, kind)
    return _varying(_written(found, wanted), tag)


def _written(found: Resource, wanted: Format) -> Response:
    if wanted.media_type == HTML.media_type:
        body = render_template("linked_data/resource.html", layout=layout(), resource=found, **_content(found)).encode()
    else:
        body = serialise(found.graph, wanted, service().configuration.settings.base, found.iri)
    response = Response(body, content_type=wanted.content_type)
    path = quote(request.path, safe=_SAFE)
    for offered in DESCRIPTIONS:
        response.headers.add(
            "Link", f'<{path}?format={offered.names[0]}>; rel="alternate"; type="{offered.media_type}"'
        )
    return response


def _varying(response: AnyResponse, tag: str | None = None) -> AnyResponse:
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache"
    if tag is not None:
        response.set_etag(tag, weak=True)
    return response


def _page(kind: str, iri: str) -> str | None:
    """Return the address of the site's page of a thing, None where the site has none."""
    folder = _PAGES.get(kind)
    if folder is None:
        return None
    path = f"/{folder}/{iri.partition(f'/id/{kind}/')[2]}"
    try:
        current_app.url_map.bind("localhost").match(path)
    except HTTPException:
        return None
    return request.script_root + quote(path, safe=f"{_SAFE}%")


def _content(found: Resource) -> dict[str, object]:
    """Return what the page shows: a label, the lines of statements, of places in the source, and of what leads here."""
    graph, thing = found.graph, URIRef(found.iri)
    own = [(leads, value) for leads, value in graph.predicate_objects(thing)]
    back = [(leads, subject) for subject, leads in graph.subject_predicates(thing) if isinstance(subject, URIRef)]
    return {
        "label": label(graph, thing),
        "lines": _lines(graph, [(leads, value) for leads, value in own if isinstance(value, Literal | URIRef)]),
        "quotations": quotations(graph, thing),
        "references": _lines(graph, back),
        "formats": DESCRIPTIONS,
    }


def _lines(graph: Graph, pairs: Iterable[tuple[Node, Node]]) -> list[Line]:
    gathered: dict[str, set[tuple[str, str | None, str | None]]] = {}
    for leads, value in pairs:
        gathered.setdefault(str(leads), set()).add(_value(graph, value))
    return [
        Line(_title(name), _link(name) or name, tuple(sorted(values, key=str)))
        for name, values in sorted(gathered.items())
    ]


def _value(graph: Graph, value: Node) -> tuple[str, str | None, str | None]:
    if isinstance(value, Literal):
        return str(value), None, value.language
    return label(graph, URIRef(str(value))), _link(str(value)), None


def _link(iri: str) -> str | None:
    """Return where a page's link to an IRI leads: on this host where it stands under the base, nowhere where it is no web address."""
    base = service().configuration.settings.base
    if iri.startswith((base, RONTEN)):
        path = f"ns#{iri.removeprefix(RONTEN)}" if iri.startswith(RONTEN) else iri.removeprefix(base)
        return f"{request.script_root}/{path}"
    return iri if iri.startswith(("http://", "https://")) else None


def label(graph: Graph, thing: URIRef) -> str:
    """Return the name of a thing, in Japanese where there is one, or its shortened address."""
    for where in (graph, loaded()):
        for leads in _LABELS:
            texts = sorted(
                where.objects(thing, leads), key=lambda text: (getattr(text, "language", None) != "ja", str(text))
            )
            if texts:
                return str(texts[0])
    return next(iter(quotations(graph, thing)), None) or short(str(thing))


def quotations(graph: Graph, thing: URIRef) -> list[str]:
    """Return the passage of the source that a thing stands at, where it has one."""
    places = (place for leads in (_oa("hasTarget"), DCTERMS.source) for place in graph.objects(thing, leads))
    return [str(text) for place in places for text in graph.objects(place, _oa("hasSelector") / _oa("exact"))]


def _oa(name: str) -> URIRef:
    return URIRef(PREFIXES["oa"] + name)


def _title(name: str) -> str:
    found = label(loaded(), URIRef(name))
    return found if found == short(name) else f"{found} ({short(name)})"
