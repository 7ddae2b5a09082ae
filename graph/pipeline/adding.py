"""Adds users' concepts to the vocabulary, from Turtle or from a table."""

import csv
import io
from pathlib import Path

from graph.describing.triples import Triples, iri, literal
from graph.errors import QuerySyntaxError, VocabularyError
from graph.iris import PREFIXES, RONTEN, Iris
from graph.pipeline.deriving import writing
from graph.pipeline.ingesting import prepare
from graph.pipeline.vocabularies import Vocabularies, current, gather
from graph.store import Settings
from graph.store.rdf import Statement, statements

TYPES = frozenset(
    "organisation actor system technology policy law activity indicator document place person event issue".split()
)
COLUMNS = ("label", "type", "aliases", "broader", "same as")
_SCHEME = "scheme/added"


def add_vocabulary(settings: Settings, file: Path, wait: float = 10.0) -> int:
    """Add the concepts of a Turtle or CSV file to the store's vocabulary and return how many the file has. Raises VocabularyError, StoreError."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise VocabularyError(f"{file}: it cannot be opened: {error.strerror}.") from error
    with writing(settings, wait) as writer:
        known = current(writer.reader, settings.base)
        found = (
            _table(file.name, data, known, settings)
            if file.suffix.lower() == ".csv"
            else _turtle(file.name, data, settings)
        )
        concepts = gather(found).vocabulary
        if not len(concepts):
            raise VocabularyError(
                f"{file.name}: no concept in it; a skos:Concept needs a skos:prefLabel and a ronten:conceptType."
            )
        with writer.transaction() as transaction:
            prepare(writer.reader, transaction, Iris(settings.base))
            transaction.add(f"{settings.base}data/vocabulary-added", _triples(found))
    return len(concepts)


def _turtle(file_name: str, data: bytes, settings: Settings) -> list[Statement]:
    try:
        return list(statements(data, "text/turtle", f"{settings.base}id/"))
    except QuerySyntaxError as error:
        raise VocabularyError(f"{file_name}: no Turtle: {error}") from error


def _triples(found: list[Statement]) -> bytes:
    triples = Triples()
    for statement in found:
        value = literal(statement.object, language=statement.language) if statement.literal else iri(statement.object)
        triples.add(statement.subject, iri(statement.predicate), value)
    return triples.serialise()


def _table(file_name: str, data: bytes, known: Vocabularies, settings: Settings) -> list[Statement]:
    """Return the statements of a table: a row a concept; `same as` names the known concept whose aliases the row's labels become."""
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(f"{file_name}: no CSV in UTF-8: {error}.") from error
    if not rows or "label" not in rows[0] or set(rows[0]) - set(COLUMNS):
        raise VocabularyError(
            f"{file_name}: the first line must name the columns label, type and, if wanted, aliases, broader, same as."
        )
    return [
        statement
        for number, row in enumerate(rows, 2)
        for statement in _row(f"{file_name}, line {number}", row, known, settings)
    ]


def _row(where: str, row: dict[str, str | None], known: Vocabularies, settings: Settings) -> list[Statement]:
    label, kind = (row.get("label") or "").strip(), (row.get("type") or "").strip()
    if not label:
        raise VocabularyError(f"{where}: the label is empty.")
    same = (row.get("same as") or "").strip()
    target = known.vocabulary.lookup(same) if same else None
    if same and target is None:
        raise VocabularyError(f"{where}: no concept, or more than one, is called “{same}”.")
    if target is None and kind not in TYPES:
        raise VocabularyError(f"{where}: the type must be one of {' '.join(sorted(TYPES))}, not “{kind}”.")
    aliases = [alias.strip() for alias in (row.get("aliases") or "").split("|") if alias.strip()]
    if target is not None and target.iri:
        return [_literal(target.iri, "altLabel", alias) for alias in (label, *aliases)] + [
            _link(target.iri, RONTEN + "conceptType", RONTEN + target.type),
            _literal(target.iri, "prefLabel", target.label),
        ]
    return _concept(label, kind, aliases, (row.get("broader") or "").strip(), (where, known, settings))


def _concept(
    label: str, kind: str, aliases: list[str], broader: str, context: tuple[str, Vocabularies, Settings]
) -> list[Statement]:
    where, known, settings = context
    address = Iris(settings.base).concept(label)
    made = [
        _link(address, PREFIXES["rdf"] + "type", PREFIXES["skos"] + "Concept"),
        _literal(address, "prefLabel", label),
        _link(address, RONTEN + "conceptType", RONTEN + kind),
        _link(address, PREFIXES["skos"] + "inScheme", f"{settings.base}id/{_SCHEME}"),
        *(_literal(address, "altLabel", alias) for alias in aliases),
    ]
    if broader:
        above = known.vocabulary.lookup(broader)
        if above is None or above.iri is None:
            raise VocabularyError(f"{where}: no concept, or more than one, is called “{broader}”.")
        made.append(_link(address, PREFIXES["skos"] + "broader", above.iri))
    return made


def _literal(subject: str, local: str, value: str) -> Statement:
    return Statement(subject, PREFIXES["skos"] + local, value, literal=True, language="ja")


def _link(subject: str, predicate: str, value: str) -> Statement:
    return Statement(subject, predicate, value, literal=False, language=None)
