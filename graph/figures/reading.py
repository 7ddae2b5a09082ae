"""Answers from the figures: many threads may ask at once, each of one state."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.errors import StoreMissing
from graph.facts import ConceptLabel
from graph.figures import pairs
from graph.figures.database import connect_for_reading, meta
from graph.figures.labelling import pairs as written_pairs
from graph.figures.labelling import singles
from graph.figures.totals import Totals
from graph.iris import search_key

Numbers = NDArray[np.int64]
LAST = "\U0010ffff"
"""Stands behind all characters."""
_CONCEPT = "c.id, c.iri, c.label, c.type, c.provisional, c.opinions"


class ConceptRow(NamedTuple):
    """A concept by its number here, with how many opinions speak of it; `label` is None where nothing names it."""

    number: int
    iri: str
    label: str | None
    type: str | None
    provisional: bool
    opinions: int


class Figures:
    """The figures of one state."""

    def __init__(self, connection: sqlite3.Connection, totals: Totals) -> None:
        self.connection = connection
        self._totals = totals

    @property
    def state(self) -> str:
        """Name the state of the graph that is counted, as the one who counted did."""
        return meta(self.connection, "state")

    @property
    def total(self) -> int:
        """How many opinions there are."""
        return int(meta(self.connection, "opinions") or 0)

    @property
    def totals(self) -> Totals:
        """What is held in memory of each concept."""
        self._totals.follow(self.connection)
        return self._totals

    def concept(self, iri: str) -> ConceptRow | None:
        """Return a concept, None where the graph has none under this IRI."""
        rows = self._concepts("c.iri = ?", (iri,))
        return rows[0] if rows else None

    def numbered(self, numbers: Sequence[int]) -> dict[int, ConceptRow]:
        """Return concepts by their numbers."""
        found: dict[int, ConceptRow] = {}
        for at in range(0, len(numbers), 500):
            some = [int(each) for each in numbers[at : at + 500]]
            found |= {row.number: row for row in self._concepts(f"c.id IN ({','.join('?' * len(some))})", some)}
        return found

    def _concepts(self, condition: str, values: Sequence[object]) -> list[ConceptRow]:
        query = f"SELECT {_CONCEPT} FROM concept c WHERE {condition}"  # noqa: S608 conditions of our own
        return [_row(row) for row in self.connection.execute(query, values)]

    def most_spoken(self, kind: str | None, limit: int, offset: int) -> tuple[int, list[ConceptRow]]:
        """Return how many concepts (of a type, if one is given) opinions speak of, and some of them, the most spoken of first."""
        typed, values = (" AND c.type = ?", [kind]) if kind else ("", [])
        total = self.connection.execute(f"SELECT COUNT(*) FROM concept c WHERE c.opinions > 0{typed}", values).fetchone()[0]  # noqa: S608
        order = "ORDER BY c.opinions DESC, c.label, c.iri LIMIT ? OFFSET ?"
        return total, self._concepts(f"c.opinions > 0{typed} {order}", [*values, limit, offset])

    def every_concept(self) -> Iterator[ConceptRow]:
        """Yield all concepts, the most spoken of first."""
        query = f"SELECT {_CONCEPT} FROM concept c ORDER BY c.opinions DESC, c.label, c.iri"  # noqa: S608
        yield from (_row(row) for row in self.connection.execute(query))

    def labels(self, iri: str) -> list[ConceptLabel]:
        """Return all labels of a concept."""
        query = "SELECT l.property, l.label, l.language FROM concept c JOIN label l ON l.concept = c.id WHERE c.iri = ? ORDER BY 1, 3, 2"
        return [ConceptLabel(*row) for row in self.connection.execute(query, (iri,))]

    def every_label(self) -> Iterator[tuple[str, ConceptLabel]]:
        """Yield all labels with their concepts' IRIs."""
        query = "SELECT c.iri, l.property, l.label, l.language FROM label l JOIN concept c ON c.id = l.concept ORDER BY 1, 2, 4, 3"
        yield from ((row[0], ConceptLabel(*row[1:])) for row in self.connection.execute(query))

    def find(
        self, text: str, kind: str | None, limit: int, offset: int, *, spoken: bool = False
    ) -> tuple[int, list[tuple[ConceptRow, str]]]:
        """Return how many concepts have a label that holds a text, and some of them with that label.

        Those called so come first, then those whose label begins so, then the most spoken of, short names before long ones; `spoken` leaves out those
        never spoken of.
        """
        key = search_key(text)
        if not key:
            return 0, []
        found = self._holding(key)
        totals = self.totals
        if kind is not None:
            found = found[totals.types[found] == totals.type_number(kind)]
        if spoken:
            found = found[totals.opinions[found] > 0]
        ranks = np.full(len(found), 2)
        for rank, numbers in ((1, self._called("key > ? AND key < ?", (key, f"{key}{LAST}"))), (0, self._called("key = ?", (key,)))):
            ranks[np.isin(found, numbers)] = rank
        order = np.lexsort((totals.ties[found], totals.lengths[found], -totals.opinions[found], ranks))[offset : offset + limit]
        chosen = [int(number) for number in found[order]]
        rows = self.numbered(chosen)
        return len(found), [(rows[number], self._matching(number, key)) for number in chosen]

    def _holding(self, key: str) -> Numbers:
        """Return the concepts with a label in whose key another stands."""
        wanted = f'pairs : "{written_pairs(key)}"' if len(key) > 1 else f'singles : "{singles(key)}"'
        found = self.connection.execute("SELECT rowid FROM label_text WHERE label_text MATCH ?", (wanted,))
        return np.fromiter((row[0] for row in found), dtype=np.int64)

    def _called(self, condition: str, values: Sequence[str]) -> Numbers:
        found = self.connection.execute(f"SELECT concept FROM label WHERE {condition}", values)  # noqa: S608 conditions of our own
        return np.fromiter((row[0] for row in found), dtype=np.int64)

    def _matching(self, number: int, key: str) -> str:
        """Return the label of a concept that fits best."""
        query = (
            "SELECT label FROM label WHERE concept = :concept AND instr(key, :key) ORDER BY key <> :key, substr(key, 1, length(:key)) <> :key, "
            "property <> 'prefLabel', property <> 'altLabel', length(label), label LIMIT 1"
        )
        label: str = self.connection.execute(query, {"concept": number, "key": key}).fetchone()[0]
        return label

    def together(self, number: int) -> tuple[pairs.Kept, pairs.Kept]:
        """Return the numbers, growing, of the concepts that are spoken of in the same opinions as one, and in how many."""
        row = self.connection.execute("SELECT others, counts FROM together WHERE concept = ?", (number,)).fetchone()
        return pairs.kept(*(row or (b"", b"")))


def _row(row: Sequence[object]) -> ConceptRow:
    number, iri, label, kind, provisional, opinions = row
    return ConceptRow(number, iri, label, kind, bool(provisional), opinions)  # type: ignore[arg-type]


def counted_version(home: Path) -> str:
    """Name the version of the store that was counted, empty where none was. Raises StoreError."""
    try:
        with closing(connect_for_reading(home)) as connection:
            return meta(connection, "version")
    except StoreMissing:
        return ""


class FiguresReader:
    """Gives the figures of a home folder to whoever asks, a connection to each; safe to use from several threads and after a fork."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._lock = Lock()
        self._idle: list[sqlite3.Connection] = []
        self._totals = Totals()

    @contextmanager
    def reading(self) -> Iterator[Figures]:
        """Give one state of the figures. Raises StoreMissing, StoreError."""
        if os.getpid() != self._process:  # a parent's connections must not be used here, nor closed
            self._inherited = self._idle
            self._begin()
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or connect_for_reading(self._home)
        try:
            connection.execute("BEGIN")
            yield Figures(connection, self._totals)
        finally:
            connection.execute("ROLLBACK")
            with self._lock:
                self._idle.append(connection)

    def close(self) -> None:
        """Let go of the connections that nobody uses."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()
