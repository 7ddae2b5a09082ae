"""Answers from the figures: many threads may ask at once, each of one state."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.errors import StoreMissing
from graph.facts import ConceptLabel
from graph.figures import pairs
from graph.figures.database import connect_for_reading, meta
from graph.figures.labelling import pairs as written_pairs
from graph.figures.labelling import singles
from graph.iris import search_key

_Value = TypeVar("_Value", bound=np.generic)
_CONCEPT = "c.id, c.iri, c.label, c.type, c.provisional, c.opinions"


class ConceptRow(NamedTuple):
    """A concept by its number here, with how many opinions speak of it; `label` is None where nothing names it."""

    number: int
    iri: str
    label: str | None
    type: str | None
    provisional: bool
    opinions: int


class Totals:
    """How many opinions speak of each concept, and whether a vocabulary has it, by the concepts' numbers; follows what is written."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen = -1
        self.opinions: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self.provisional: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self.ties: NDArray[np.int64] = np.zeros(0, dtype=np.int64)

    def follow(self, connection: sqlite3.Connection) -> None:
        """Take what was written since the last time."""
        with self._lock:
            write = int(meta(connection, "write") or 0)
            if write == self._seen:
                return
            changed = "SELECT id, opinions, provisional, tie FROM concept WHERE changed > ?"
            rows = np.array(connection.execute(changed, (self._seen,)).fetchall(), dtype=np.int64).reshape(-1, 4)
            opinions, provisional, ties = _longer(rows, self.opinions), _longer(rows, self.provisional), _longer(rows, self.ties)
            opinions[rows[:, 0]], provisional[rows[:, 0]], ties[rows[:, 0]] = rows[:, 1], rows[:, 2], rows[:, 3]
            self.opinions, self.provisional, self.ties, self._seen = opinions, provisional, ties, write


def _longer(rows: NDArray[np.int64], values: NDArray[_Value]) -> NDArray[_Value]:
    """Return a copy that has a place for each number in the first column of some rows."""
    size = max(len(values), int(rows[:, 0].max(initial=-1)) + 1)
    longer = np.zeros(size, dtype=values.dtype)
    longer[: len(values)] = values
    return longer


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

        Those called so come first, then those whose label begins so, then by how often they are spoken of; `spoken` leaves out those never spoken of.
        """
        key = search_key(text)
        if not key:
            return 0, []
        wanted = f'pairs : "{written_pairs(key)}"' if len(key) > 1 else f'singles : "{singles(key)}"'
        conditions = f"{' AND c.type = :kind' if kind else ''}{' AND c.opinions > 0' if spoken else ''}"
        rows = self.connection.execute(
            f"SELECT {_CONCEPT}, l.label, MIN(CASE WHEN l.key = :key THEN 0 WHEN substr(l.key, 1, :size) = :key THEN 1 ELSE 2 END * 4 "  # noqa: S608
            "  + CASE l.property WHEN 'prefLabel' THEN 0 WHEN 'altLabel' THEN 1 ELSE 2 END) AS fit, COUNT(*) OVER () "
            "FROM label_text t JOIN label l ON l.id = t.rowid JOIN concept c ON c.id = l.concept "
            f"WHERE label_text MATCH :wanted{conditions} "
            "GROUP BY c.id ORDER BY fit / 4, c.opinions DESC, length(l.label), l.label, c.iri LIMIT :limit OFFSET :offset",
            {"key": key, "size": len(key), "wanted": wanted, "kind": kind, "limit": limit, "offset": offset},
        ).fetchall()
        if not rows and offset:
            return self.find(text, kind, 1, 0, spoken=spoken)[0], []
        return (rows[0][8] if rows else 0), [(_row(row[:6]), row[6]) for row in rows]

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
