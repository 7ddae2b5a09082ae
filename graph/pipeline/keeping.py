"""Looks after the documents that the graph holds: lists, deletes and exports them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.errors import DocumentError
from graph.iris import Iris
from graph.originals import Originals
from graph.pipeline.deriving import writing
from graph.pipeline.entities import Entities
from graph.pipeline.permanence import bury
from graph.store import Reader, Settings, open_reader
from graph.store.rdf import converted

_DOCUMENTS = """PREFIX ronten: <https://w3id.org/ronten/ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?document ?hash ?file ?title ?date (COUNT(?opinion) AS ?opinions) WHERE {
  ?document a ronten:Document ; ronten:contentHash ?hash ; ronten:fileName ?file ; dcterms:title ?title .
  OPTIONAL { ?document ronten:minutesOf ?meeting . ?meeting dcterms:date ?date }
  OPTIONAL { ?opinion ronten:document ?document }
} GROUP BY ?document ?hash ?file ?title ?date ORDER BY ?date ?file"""
_FORMATS = {
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
}


class Document(NamedTuple):
    """A document in the graph; `id` is the last part of its address."""

    id: str
    iri: str
    hash: str
    file_name: str
    title: str
    date: str | None
    opinions: int


def kept_documents(settings: Settings) -> list[Document]:
    """Return the documents in the graph by date. Raises StoreError."""
    reader = open_reader(settings)
    try:
        return _documents(reader)
    finally:
        reader.close()


def _documents(reader: Reader) -> list[Document]:
    return [
        Document(
            row["document"].rsplit("/", 1)[1],
            row["document"],
            row["hash"],
            row["file"],
            row["title"],
            row.get("date"),
            int(row["opinions"]),
        )
        for row in reader.select(_DOCUMENTS)
    ]


def delete_documents(settings: Settings, wanted: Iterable[str], wait: float = 10.0) -> list[Document]:
    """Take documents (by id or file name) out of the graph, all or none, and return them. Raises DocumentError where one is not there, StoreError."""
    iris, originals = Iris(settings.base), Originals(settings.home)
    with writing(settings, wait) as writer:
        found = _documents(writer.reader)
        chosen: dict[str, Document] = {}
        for word in wanted:
            matching = [
                document for document in found if word in {document.id, document.iri, document.hash, document.file_name}
            ]
            if not matching:
                raise DocumentError(f"{word}: no such document in the graph; `ronten list` shows what there is.")
            chosen.update({document.iri: document for document in matching})
        entities = Entities(writer.reader, iris)
        with writer.transaction() as transaction:
            graphs = [iris.document_graph(document.hash) for document in chosen.values()]
            bury(writer.reader, transaction, iris, dict.fromkeys(graphs, ()))
            for graph in graphs:
                entities.leave(graph)
                transaction.drop_graph(graph)
            entities.write(transaction, {})
    for document in chosen.values():
        originals.forget(document.hash)
    return list(chosen.values())


def exported(settings: Settings, form: str, graph: str | None = None, base: str | None = None) -> Iterator[bytes]:
    """Yield the whole graph, or one named graph, in a form (trig, nquads, turtle, ntriples, jsonld), its addresses put under another base if one is given."""
    reader = open_reader(settings)
    try:
        single = form in {"turtle", "ntriples"}
        if graph is None and single:
            raise DocumentError(f"{form} holds one graph: name it with --graph, or take trig, nquads or jsonld.")
        if base is None:
            yield reader.export(_FORMATS[form], graph)
            return
        target = base if base.endswith("/") else f"{base}/"
        lines = reader.export("application/n-triples" if graph else "application/n-quads", graph)
        moved = lines.replace(f"<{settings.base}".encode(), f"<{target}".encode())
        yield converted(moved, "application/n-triples" if graph else "application/n-quads", _FORMATS[form])
    finally:
        reader.close()
