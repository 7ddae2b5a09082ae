"""The ontology at `/ns`: as RDF, as a page that explains every term, and its context and shapes."""

from dataclasses import dataclass
from functools import cache

from flask import Blueprint, Response, render_template, request
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import DCTERMS

import ontology
from graph.iris import PREFIXES, RONTEN
from service.application import service
from service.linked_data.layout import layout
from service.linked_data.serialising import DESCRIPTIONS, new_graph, serialise
from service.negotiation import HTML, JSON_LD, TURTLE, Format, choose

blueprint = Blueprint("ontology", __name__)

_SECTIONS = (
    ("クラス / Classes", OWL.Class),
    ("関係 / Properties between things", OWL.ObjectProperty),
    ("値 / Properties with values", OWL.DatatypeProperty),
    ("分類の体系 / Concept schemes", SKOS.ConceptScheme),
    ("分類の項目 / Concepts", SKOS.Concept),
)
_FACTS = (
    ("上位クラス / subclass of", RDFS.subClassOf),
    ("上位の関係 / subproperty of", RDFS.subPropertyOf),
    ("主語の型 / domain", RDFS.domain),
    ("値の型 / range", RDFS.range),
    ("体系 / scheme", SKOS.inScheme),
    ("参照 / see also", RDFS.seeAlso),
)


@dataclass(frozen=True, slots=True)
class Term:
    """One term for the page: its name, its labels and comments by language, and what it is tied to (title, then pairs of text and address)."""

    name: str
    labels: dict[str, str]
    comments: dict[str, str]
    facts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@blueprint.get("/ns", strict_slashes=False)
def terms() -> Response:
    """Answer the ontology as a page or as RDF."""
    wanted = choose(request, (*DESCRIPTIONS, HTML))
    if wanted.media_type == HTML.media_type:
        titles = _texts(URIRef(RONTEN.rstrip("#")), DCTERMS.title)
        body = render_template(
            "linked_data/ontology.html", layout=layout(), sections=sections(), titles=titles, namespace=RONTEN
        ).encode()
    else:
        body = _written(wanted)
    return _negotiated(body, wanted)


@blueprint.get("/ns/context.jsonld")
def context() -> Response:
    """Answer the JSON-LD context."""
    return _lasting(Response(ontology.context_file().read_bytes(), content_type=JSON_LD.content_type))


@blueprint.get("/ns/shapes.ttl")
def shapes() -> Response:
    """Answer the SHACL shapes that every document's graph conforms to."""
    return _lasting(Response(ontology.shapes_file().read_bytes(), content_type=TURTLE.content_type))


@cache
def loaded() -> Graph:
    """Return the ontology as a graph."""
    return new_graph().parse(data=ontology.ontology_file().read_bytes(), format="turtle")


@cache
def sections() -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """Return all terms by their kind; one of two kinds stands under the first."""
    seen, found = set[URIRef](), []
    for title, kind in _SECTIONS:
        names = sorted(
            term for term in loaded().subjects(RDF.type, kind) if isinstance(term, URIRef) and term.startswith(RONTEN)
        )
        found.append((title, tuple(_term(term) for term in names if term not in seen)))
        seen.update(names)
    return tuple(found)


def _term(term: URIRef) -> Term:
    facts = []
    for title, leads in _FACTS:
        values = sorted({str(value) for value in loaded().objects(term, leads) if isinstance(value, URIRef)})
        if values:
            facts.append((title, tuple((short(value), _followed(value)) for value in values)))
    return Term(term.removeprefix(RONTEN), _texts(term, RDFS.label), _texts(term, RDFS.comment), tuple(facts))


def _texts(term: URIRef, leads: URIRef) -> dict[str, str]:
    return {str(getattr(text, "language", None) or "ja"): str(text) for text in loaded().objects(term, leads)}


def _followed(iri: str) -> str:
    return f"#{iri.removeprefix(RONTEN)}" if iri.startswith(RONTEN) else iri


def short(iri: str) -> str:
    """Return an IRI as `prefix:name` where a prefix is known."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _written(wanted: Format) -> bytes:
    if wanted.media_type == TURTLE.media_type:
        return ontology.ontology_file().read_bytes()
    return serialise(loaded(), wanted, service().configuration.settings.base, RONTEN.rstrip("#"))


def _negotiated(body: bytes, wanted: Format) -> Response:
    response = _lasting(Response(body, content_type=wanted.content_type))
    response.vary.add("Accept")
    return response


def _lasting(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
