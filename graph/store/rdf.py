"""Reads RDF files without a store, through the engine's fast parsers."""

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from graph.errors import QuerySyntaxError
from graph.store.engine import engine_errors, rdf_format


class Statement(NamedTuple):
    """One triple as plain text; `language` is that of a literal object, if it has one, and `literal` tells it from an IRI."""

    subject: str
    predicate: str
    object: str
    literal: bool
    language: str | None


def statements(data: bytes, media_type: str, base: str) -> Iterator[Statement]:
    """Yield the triples of an RDF file, relative IRIs resolved against `base`; raises QuerySyntaxError where it is not RDF."""
    with engine_errors():
        for quad in ox.parse(data, rdf_format(media_type), base_iri=base):
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                continue
            literal = isinstance(quad.object, ox.Literal)
            language = quad.object.language if isinstance(quad.object, ox.Literal) else None
            yield Statement(quad.subject.value, quad.predicate.value, quad.object.value, literal, language)


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI."""
    triple = f"<{text}> <{text}> <{text}> .".encode("utf-8", "surrogatepass")
    try:
        return len(list(statements(triple, "application/n-triples", "urn:x:"))) == 1
    except QuerySyntaxError:
        return False


def converted(data: bytes, media_type: str, target: str) -> bytes:
    """Return RDF in another format; raises QuerySyntaxError where `data` is not RDF."""
    with engine_errors():
        return ox.serialize(ox.parse(data, rdf_format(media_type)), format=rdf_format(target)) or b""
