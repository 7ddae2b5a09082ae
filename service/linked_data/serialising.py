"""Writes small graphs in the format that was asked for; JSON-LD with the context that `/ns/context.jsonld` serves."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import uuid4

from rdflib import BNode, Graph, URIRef

import ontology
from graph.errors import QueryError
from graph.iris import PREFIXES
from service.negotiation import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format

DESCRIPTIONS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
"""The formats that single resources are described in, the one we would rather send first."""

_WRITERS = {TURTLE.media_type: "turtle", N_TRIPLES.media_type: "nt", RDF_XML.media_type: "xml"}
_MORE_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def new_graph() -> Graph:
    """Return an empty graph that knows the prefixes."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (PREFIXES | _MORE_PREFIXES).items():
        graph.bind(prefix, namespace)
    return graph


def serialise(graph: Graph, wanted: Format, base: str, main: str | None = None) -> bytes:
    """Return the graph in a format; in JSON-LD the node `main` comes first. Raises QueryError where the format cannot hold it."""
    if wanted.media_type == JSON_LD.media_type:
        return _json_ld(graph, base, main)
    try:
        return graph.serialize(format=_WRITERS[wanted.media_type], encoding="utf-8")
    except ValueError as error:
        raise QueryError(f"This cannot be written as {wanted.media_type}: {error}") from error


@cache
def context() -> dict[str, Any]:
    """Return the JSON-LD context."""
    found: dict[str, Any] = json.loads(ontology.context_file().read_bytes())["@context"]
    return found


def _json_ld(graph: Graph, base: str, main: str | None) -> bytes:
    blank = f"urn:uuid:{uuid4()}:"
    document = json.loads(_named(graph, blank).serialize(format="json-ld", context=context()))
    nodes = document.get("@graph")
    if nodes is None:
        nodes = [{key: value for key, value in document.items() if key != "@context"}]
    nested = [_native(node) for node in _Nesting(nodes, blank).nodes()]
    nested.sort(key=lambda node: (node.get("id") != main, str(node.get("id"))))
    address = f"{base}ns/context.jsonld"
    written = {"@context": address, **nested[0]} if len(nested) == 1 else {"@context": address, "@graph": nested}
    return json.dumps(written, ensure_ascii=False, indent=1).encode()


def _named(graph: Graph, blank: str) -> Graph:
    """Return the graph with names for its blank nodes: rdflib loses those that stand under a term whose values are addresses."""
    named = new_graph()
    for triple in graph:
        named.add(tuple(URIRef(f"{blank}{term}") if isinstance(term, BNode) else term for term in triple))  # type: ignore[arg-type]
    return named


class _Nesting:
    """Puts each blank node that one place leads to into that place, and gives the others the names that JSON-LD has for them."""

    def __init__(self, nodes: list[dict[str, Any]], blank: str) -> None:
        self._all, self._blank = nodes, blank
        self._by_name = {node["id"]: node for node in nodes if str(node.get("id", "")).startswith(blank)}
        uses = Counter(name for node in nodes for name in self._leads_to(node))
        self._once = {name for name in self._by_name if uses[name] == 1 and name not in self._reached(name)}

    def nodes(self) -> list[dict[str, Any]]:
        """Return the nodes that stand alone, with the others inside them."""
        return [self._filled(node) for node in self._all if node.get("id") not in self._once]

    def _filled(self, node: dict[str, Any]) -> dict[str, Any]:
        return {key: self._value(value) for key, value in node.items() if key != "id" or value not in self._once}

    def _value(self, value: object) -> object:
        if isinstance(value, list):
            return [self._value(item) for item in value]
        name = value.get("id") if isinstance(value, dict) and len(value) == 1 else value
        if isinstance(name, str) and name in self._once:
            return self._filled(self._by_name[name])
        if isinstance(name, str) and name.startswith(self._blank):
            renamed = name.replace(self._blank, "_:")
            return renamed if isinstance(value, str) else {"id": renamed}
        return value

    def _leads_to(self, node: dict[str, Any]) -> Iterator[str]:
        """Yield the names of the blank nodes that a node's values are."""
        for key, value in node.items():
            for item in value if isinstance(value, list) else [value]:
                name = item.get("id") if isinstance(item, dict) else item
                if key != "id" and isinstance(name, str) and name in self._by_name:
                    yield name

    def _reached(self, start: str) -> set[str]:
        """Return the blank nodes that can be reached from one over blank nodes."""
        reached, waiting = set[str](), [start]
        while waiting:
            for name in self._leads_to(self._by_name[waiting.pop()]):
                if name not in reached:
                    reached.add(name)
                    waiting.append(name)
        return reached


def _native(node: dict[str, Any]) -> dict[str, Any]:
    """Return the node with numbers and booleans as JSON has them, where the context says their type."""
    return {key: _native_value(value, _type_of(key)) for key, value in node.items()}


def _type_of(key: str) -> str | None:
    definition = context().get(key)
    found: str | None = definition.get("@type") if isinstance(definition, dict) else None
    return found


def _native_value(value: object, datatype: str | None) -> object:
    if isinstance(value, list):
        return [_native_value(item, datatype) for item in value]
    if isinstance(value, dict):
        return _native(value)
    if not isinstance(value, str):
        return value
    if datatype == "xsd:boolean" and value in {"true", "false"}:
        return value == "true"
    if datatype == "xsd:integer" and value.lstrip("-").isdecimal() and str(int(value)) == value:
        return int(value)
    return value
