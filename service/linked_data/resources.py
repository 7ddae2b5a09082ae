"""Puts together what the graph says of one thing, with the types and selectors that are not stored."""

from dataclasses import dataclass

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, XSD

from graph.analysis.asking import ask, prepare
from graph.iris import PREFIXES, RONTEN
from graph.originals import Originals
from graph.store import Iri, Reader
from service.linked_data.serialising import new_graph

_OA = PREFIXES["oa"]
_KINDS = {"mention": "Mention", "sentence": "Sentence", "position": "Position", "relation": "Relation"}
"""The properties that lead from an opinion to its parts, also the kinds in the parts' addresses, and the parts' class."""
_AROUND = 32
"""How many characters a quotation carries before and behind it, so that it is found again in a text that has changed."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One thing: its address, its kind (the folder in its address) and what is said of it."""

    iri: str
    kind: str
    graph: Graph


def known(reader: Reader, iris: list[str]) -> str | None:
    """Return the first of the IRIs that the graph says anything of. Raises QueryError, StoreError."""
    found = {row["thing"] for row in ask(reader, "resource-known", things=[Iri(iri) for iri in iris])}
    return next((iri for iri in iris if iri in found), None)


def describe(reader: Reader, originals: Originals, iri: str, kind: str) -> Resource:
    """Return what is said of one thing: its statements, what leads to it, neighbours' labels, places in the source. Raises StoreError."""
    graph = new_graph()
    for name in ("resource-statements", "resource-references"):
        sparql, _ = prepare(name, {})
        graph.parse(data=reader.construct(sparql, thing=Iri(iri)), format="nt")
    _add_types(graph, iri, kind)
    for row in ask(reader, "resource-place", thing=Iri(iri)):
        text = originals.text(row["hash"])
        if text is not None:
            _add_selectors(graph, row, text)
    return Resource(iri, kind, graph)


def _add_types(graph: Graph, iri: str, kind: str) -> None:
    thing = URIRef(iri)
    if kind in _KINDS:
        graph.add((thing, RDF.type, URIRef(RONTEN + _KINDS[kind])))
    for leads, name in _KINDS.items():
        for part in list(graph.objects(thing, URIRef(RONTEN + leads))):
            if (part, None, None) in graph and kind == "opinion":
                graph.add((part, RDF.type, URIRef(RONTEN + name)))


def _add_selectors(graph: Graph, row: dict[str, str], text: str) -> None:
    """Say where a passage stands as Web Annotations do; a mention is such an annotation itself, other passages come from there."""
    passage, document, start, end = URIRef(row["passage"]), URIRef(row["document"]), int(row["start"]), int(row["end"])
    is_mention = (passage, RDF.type, URIRef(f"{RONTEN}Mention")) in graph
    place, position, quotation = BNode(), BNode(), BNode()
    graph.add((passage, _oa("hasTarget") if is_mention else DCTERMS.source, place))
    graph.add((place, RDF.type, _oa("SpecificResource")))
    graph.add((place, _oa("hasSource"), document))
    graph.add((place, _oa("hasSelector"), position))
    graph.add((place, _oa("hasSelector"), quotation))
    graph.add((position, RDF.type, _oa("TextPositionSelector")))
    graph.add((position, _oa("start"), Literal(start, datatype=XSD.nonNegativeInteger)))
    graph.add((position, _oa("end"), Literal(end, datatype=XSD.nonNegativeInteger)))
    graph.add((quotation, RDF.type, _oa("TextQuoteSelector")))
    graph.add((quotation, _oa("exact"), Literal(text[start:end])))
    graph.add((quotation, _oa("prefix"), Literal(text[max(0, start - _AROUND) : start])))
    graph.add((quotation, _oa("suffix"), Literal(text[end : end + _AROUND])))


def _oa(name: str) -> URIRef:
    return URIRef(_OA + name)
