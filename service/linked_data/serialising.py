"""Writes small graphs in the format that was asked for; JSON-LD with the context that `/ns/context.jsonld` serves."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from rdflib import Graph

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
    document = json.loads(graph.serialize(format="json-ld", context=context()))
    nodes = document.get("@graph")
    if nodes is None:
        nodes = [{key: value for key, value in document.items() if key != "@context"}]
    nodes = [_native(node) for node in sorted(_nested(nodes), key=lambda node: (node.get("id") != main, str(node.get("id"))))]
    address = f"{base}ns/context.jsonld"
    written = {"@context": address, **nodes[0]} if len(nodes) == 1 else {"@context": address, "@graph": nodes}
    return json.dumps(written, ensure_ascii=False, indent=1).encode()


def _nested(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put each blank node that one place leads to into that place, and leave out its name."""
    blank = {node["id"]: node for node in nodes if str(node.get("id", "")).startswith("_:")}
    uses = Counter(name for node in nodes for name in _leads_to(node) if name in blank)
    once = {name: node for name, node in blank.items() if uses[name] == 1 and name not in _reached(name, blank)}

    def put_in(value: object) -> object:
        if isinstance(value, list):
            return [put_in(item) for item in value]
        name = value.get("id") if isinstance(value, dict) and len(value) == 1 else value
        if isinstance(name, str) and name in once:
            return {key: put_in(item) for key, item in once[name].items() if key != "id"}
        return value

    return [{key: put_in(value) for key, value in node.items()} for node in nodes if node.get("id") not in once]


def _leads_to(node: dict[str, Any]) -> Iterator[str]:
    """Yield the names of the blank nodes that a node's values are."""
    for key, value in node.items():
        for item in value if isinstance(value, list) else [value]:
            name = item.get("id") if isinstance(item, dict) else item
            if key != "id" and isinstance(name, str) and name.startswith("_:"):
                yield name


def _reached(start: str, blank: dict[str, dict[str, Any]]) -> set[str]:
    """Return the blank nodes that can be reached from one over blank nodes."""
    reached, waiting = set[str](), [start]
    while waiting:
        for name in _leads_to(blank[waiting.pop()]):
            if name in blank and name not in reached:
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
