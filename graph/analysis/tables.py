"""The graph as tables for spreadsheets: opinions, mentions, meetings and attendance, a document at a time."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.analysis.addressing import local
from graph.analysis.asking import ask, merged
from graph.analysis.views import View
from graph.store.interface import Iri, Row

_ORIGIN = ("document", "document_title", "source", "publisher", "licence", "fictional")
"""The columns that end every table: what a row is read from, and under which terms that may be used."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CHUNK = 1 << 15


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the variables of its query that are its columns, and the one that names its rows."""

    key: str
    columns: tuple[str, ...]

    @property
    def header(self) -> list[str]:
        """Return the names of all columns."""
        return [*self.columns, *_ORIGIN]


TABLES = {
    "opinions": Table(
        "opinion",
        (
            "opinion", "order", "text", "act", "topic", "speaker_label", "person", "meeting", "meeting_title", "date",
            "start", "end",
        ),
    ),
    "mentions": Table("mention", ("mention", "opinion", "concept", "concept_label", "surface", "start", "end")),
    "meetings": Table(
        "meeting", ("meeting", "title", "series", "number", "date", "start_time", "end_time", "place")
    ),
    "attendance": Table(
        "attendance",
        (
            "attendance", "meeting", "meeting_title", "date", "person", "name", "group", "affiliation", "job_title",
            "organisation", "online", "present", "order",
        ),
    ),
}  # fmt: skip
"""All tables by their names."""

Texts = Callable[[str], str | None]
"""Gives the kept text of a document from its hash."""


def csv_table(view: View, name: str, texts: Texts, *, bom: bool = False) -> Iterator[bytes]:
    """Yield a table as CSV in UTF-8, with a byte order mark on request; no cell begins a formula. Raises QueryError, StoreError."""
    yield from csv_rows(table_rows(view, name, texts), bom=bom)


def csv_rows(rows: Iterable[list[str]], *, bom: bool = False) -> Iterator[bytes]:
    """Yield rows as CSV in UTF-8, with a byte order mark on request; no cell begins a formula."""
    if bom:
        yield b"\xef\xbb\xbf"
    yield from _written(rows)


def table_rows(view: View, name: str, texts: Texts) -> Iterator[list[str]]:
    """Yield the header of a table and its rows, a document after the other. Raises QueryError, StoreError."""
    table = TABLES[name]
    yield table.header
    documents = documents_by_address(view)
    for document, origin in documents.items():
        tail = _origin(document, origin)
        for row in _rows(view, name, document, origin, texts):
            yield [*(row.get(column, "") for column in table.columns), *tail]


def opinion_rows(view: View, opinions: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield the header of the table of opinions and the rows of some, given some addresses at a time, in their order. Raises QueryError, StoreError."""
    table = TABLES["opinions"]
    yield table.header
    documents = documents_by_address(view)
    for some in opinions:
        rows = merged(_said(view, some), table.key)
        for row in (rows[opinion] for opinion in some if opinion in rows):
            tail = _origin(row["document"], documents.get(row["document"], {}))
            yield [*(row.get(column, "") for column in table.columns), *tail]


def _origin(document: str, origin: Row) -> list[str]:
    """Return the cells that end each row."""
    said = [origin.get(column, "") for column in ("title", "source", "publisher", "licence")]
    return [document, *said, origin.get("fictional", "false")]


def documents_by_address(view: View) -> dict[str, Row]:
    """Return what is said of each document's origin, by its address. Raises QueryError, StoreError."""
    return merged(ask(view.reader, "table-documents"), "document")


def _rows(view: View, name: str, document: str, origin: Row, texts: Texts) -> Iterable[Row]:
    iri = Iri(document)
    if name == "attendance":
        base = view.addresses.base
        graph = Iri(f"{base}data/{document.removeprefix(f'{base}id/')}")
        rows = ask(view.reader, "table-attendance", graph=graph)
    else:
        rows = ask(view.reader, f"table-{name}", document=iri)
    if name == "opinions":
        rows = _opinions(view, rows)
    found = list(merged(rows, TABLES[name].key).values())
    if name == "mentions":
        _say_words(view, found, texts(origin.get("hash", "")))
    return sorted(found, key=lambda row: (_number(row, "order"), _number(row, "start"), row[TABLES[name].key]))


def _opinions(view: View, rows: list[Row]) -> list[Row]:
    """Return what is said of a document's opinions, with the names of the table's columns."""
    return [row for some in _batched((row["opinion"] for row in rows), 200) for row in _said(view, some)]


def _said(view: View, opinions: list[str]) -> list[Row]:
    """Return what is said of some opinions, with the names of the table's columns."""
    renamed = {"topicLabel": "topic", "speakerLabel": "speaker_label", "meetingTitle": "meeting_title"}
    found = []
    for row in ask(view.reader, "opinions-about", opinions=[Iri(opinion) for opinion in opinions]):
        row.pop("topic", None)
        said = {renamed.get(key, key): value for key, value in row.items()}
        found.append(said | {"act": local(said.get("act"), "")})
    return found


def _batched(items: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yield items in lists of a size, the last one shorter."""
    every = list(items)
    return (every[at : at + size] for at in range(0, len(every), size))


def _say_words(view: View, rows: list[Row], text: str | None) -> None:
    """Add to mentions the words that they consist of and the label of what they mean."""
    for row in rows:
        row["concept_label"] = view.catalogue.get(row["concept"]).label
        row["surface"] = (text or "")[int(row.get("start", 0)) : int(row.get("end", 0))]


def _number(row: Row, name: str) -> int:
    return int(row.get(name) or 0)


def _written(rows: Iterable[list[str]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
        if buffer.tell() > _CHUNK:
            yield buffer.getvalue().encode("utf-8", "replace")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe before what would begin one (OWASP)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
