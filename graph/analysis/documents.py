"""Documents: where they come from, which versions read them, and what could not be read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.analysis.addressing import local
from graph.analysis.asking import ask, merged
from graph.analysis.opinions import MeetingName, meeting_name
from graph.analysis.views import Page, View
from graph.store.interface import Iri, Reader, Row


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `hash` is the SHA-256 of its bytes, the versions are those that read it."""

    iri: str
    id: str
    label: str
    file_name: str | None
    format: str | None
    genre: str | None
    hash: str | None
    source: str | None
    publisher: str | None
    licence: str | None
    fictional: bool
    meeting: MeetingName | None
    extractor_version: str | None
    vocabulary_version: str | None
    opinions: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch of the kept text that could not be understood, and why."""

    start: int
    end: int
    reason: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class DocumentInFull:
    """A document and what could not be read of it."""

    document: Document
    unread: list[Unread]


def count_documents(reader: Reader) -> int:
    """Return how many documents the graph holds. Raises QueryError, StoreError."""
    return int(ask(reader, "documents-count")[0]["total"])


def find_documents(view: View, limit: int, offset: int) -> Page[Document]:
    """Return documents, the newest meeting's first. Raises QueryError, StoreError."""
    every = view.kept("newest documents", lambda: [Iri(iri) for iri in dict.fromkeys(row["document"] for row in ask(view.reader, "documents"))])
    return Page(len(every), documents_about(view, every[offset : offset + limit]))


def documents_about(view: View, documents: Sequence[Iri]) -> list[Document]:
    """Return some documents, in their order, those left out that are not there. Raises QueryError."""
    if not documents:
        return []
    rows = merged(ask(view.reader, "documents-about", documents=documents), "document")
    counted = ask(view.reader, "documents-figures", documents=documents)
    figures = {row["document"]: int(row["opinions"]) for row in counted if "document" in row}
    return [_document(view, rows[iri], figures.get(iri, 0)) for iri in documents if iri in rows]


def document_in_full(view: View, iri: Iri, kept_text: Callable[[str], str | None]) -> DocumentInFull | None:
    """Return a document, None where there is none; `kept_text` leads from a document's hash to its text. Raises QueryError."""
    found = documents_about(view, [iri])
    if not found:
        return None
    rows = ask(view.reader, "document-unread", documents=[iri])
    text = kept_text(found[0].hash) if rows and found[0].hash else None
    return DocumentInFull(found[0], [_unread(row, text) for row in rows])


def _document(view: View, row: Row, opinions: int) -> Document:
    named = view.addresses.named(row["document"], row.get("title"))
    return Document(
        named.iri,
        named.id,
        named.label,
        row.get("file"),
        row.get("format"),
        local(row.get("genre")) or None,
        row.get("hash"),
        row.get("source"),
        row.get("publisher"),
        row.get("licence"),
        row.get("fictional") == "true",
        meeting_name(view, row) if "meeting" in row else None,
        row.get("extractor"),
        row.get("vocabulary"),
        opinions,
    )


def _unread(row: Row, text: str | None) -> Unread:
    start, end = int(row["start"]), int(row["end"])
    return Unread(start, end, row.get("reason"), None if text is None else text[start:end])
