"""Counts what changed documents bring and take away. All that one block writes becomes visible together, or not at all."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Self

import numpy as np

from graph.facts import ConceptFacts, ConceptFigures, DocumentFacts, MeetingFacts, OpinionFacts, PairFigures
from graph.figures import maps, pairs
from graph.figures.attending import Attending
from graph.figures.counting import TELLING, Counting
from graph.figures.database import connect_for_writing, meta, set_meta
from graph.figures.labelling import Labels
from graph.figures.numbering import Numbers
from graph.figures.reading import Figures
from graph.figures.totals import Totals


class FiguresWriter:
    """The one who counts; others read what was there before until `written` is left."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._labels = Labels(connection)
        self._numbers = Numbers(connection)
        self._counting = Counting(connection, self._numbers)
        self.attending = Attending(connection)
        self._write = 0

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the figures of a home folder, empty ones where there are none that can be used. Raises StoreError."""
        return cls(connect_for_writing(home))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def states(self) -> tuple[str, str]:
        """Return which state of the graph is counted, and which one was before."""
        return meta(self._db, "state"), meta(self._db, "before")

    @contextmanager
    def written(self, state: str | None = None, before: str = "") -> Iterator[None]:
        """Make what is written in the block visible on leaving it; under the name of a new state, while the graph still names another, if one is given."""
        self._db.execute("BEGIN IMMEDIATE")
        self._write = int(meta(self._db, "write") or 0) + 1
        try:
            yield
            set_meta(self._db, "write", str(self._write))
            if state is not None:
                set_meta(self._db, "before", before)
                set_meta(self._db, "state", state)
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            self._numbers.forget()
            raise

    @property
    def figures(self) -> Figures:
        """What is counted so far, to be read within the block that writes it."""
        return Figures(self._db, Totals())

    def mapped(self) -> int | None:
        """Return of how many opinions the map was drawn, None where there is none."""
        return maps.mapped(self._db)

    def put_map(self, drawn: maps.GraphMap) -> None:
        """Put a map in the place of the one before."""
        maps.keep(self._db, drawn)

    def clear(self) -> None:
        """Forget all."""
        for table in "concept label label_text meeting document opinion mention side stated spoken together issue untold untold_pair gone".split():
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 names of our own
        self.attending.clear()
        set_meta(self._db, "opinions", "0")
        maps.forget(self._db)
        self._numbers.forget()

    def documents(self) -> list[str]:
        """Return the IRIs of the documents that are counted."""
        return [row[0] for row in self._db.execute("SELECT iri FROM document ORDER BY iri")]

    def documents_of(self, meetings: Iterable[str]) -> set[str]:
        """Return the IRIs of the documents with opinions of some meetings."""
        query = (
            "SELECT DISTINCT d.iri FROM meeting m JOIN opinion o ON o.meeting = m.id JOIN document d ON d.id = o.document WHERE m.iri = ?"
        )
        return {row[0] for meeting in meetings for row in self._db.execute(query, (meeting,))}

    def series_of(self, documents: Iterable[str]) -> set[str]:
        """Return the IRIs of the series that the opinions of some documents were given in."""
        query = (
            "SELECT DISTINCT m.series FROM document d JOIN opinion o ON o.document = d.id JOIN meeting m ON m.id = o.meeting "
            "WHERE d.iri = ? AND m.series IS NOT NULL"
        )
        return {row[0] for document in documents for row in self._db.execute(query, (document,))}

    def meetings_of(self, documents: Iterable[str]) -> dict[str, set[str]]:
        """Return the IRIs of the meetings that the opinions of some documents were given at, by the documents that are counted."""
        query = (
            "SELECT DISTINCT d.iri, m.iri FROM document d LEFT JOIN opinion o ON o.document = d.id LEFT JOIN meeting m ON m.id = o.meeting WHERE d.iri = ?"
        )
        found: dict[str, set[str]] = {}
        for document in documents:
            for iri, meeting in self._db.execute(query, (document,)):
                found.setdefault(iri, set()).update([meeting] if meeting else [])
        return found

    def renames(self, facts: Iterable[MeetingFacts]) -> bool:
        """Return whether meetings call their series otherwise than meetings that are counted do."""
        query = "SELECT 1 FROM meeting WHERE series = ? AND series_label IS NOT ? LIMIT 1"
        return any(self._db.execute(query, (each.series, each.series_label)).fetchone() for each in facts if each.series)

    def meetings(self, facts: Iterable[MeetingFacts], asked: Iterable[str] | None = None) -> list[MeetingFacts]:
        """Take the meetings that were asked for, or all there are, and return what was said before and is said now of those that are not as they were."""
        columns = "SELECT iri, title, date, number, series, series_label, fictional FROM meeting"
        some = [("", ())] if asked is None else [(" WHERE iri = ?", (iri,)) for iri in asked]
        rows = [row for condition, values in some for row in self._db.execute(columns + condition, values)]
        known = {row[0]: MeetingFacts(*row)._replace(fictional=bool(row[-1])) for row in rows}
        new = {each.iri: each for each in facts}
        changed = [each for each in new.values() if known.get(each.iri) != each]
        self._db.executemany(
            "INSERT INTO meeting (iri, title, date, number, series, series_label, fictional) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (iri) DO UPDATE SET "
            "title = excluded.title, date = excluded.date, number = excluded.number, series = excluded.series, series_label = excluded.series_label, "
            "fictional = excluded.fictional",
            changed,
        )
        gone = [each for iri, each in known.items() if iri not in new]
        self._db.executemany("DELETE FROM meeting WHERE iri = ?", [(each.iri,) for each in gone])
        if gone:
            self._numbers.forget()
        return [*changed, *(known[each.iri] for each in changed if each.iri in known), *gone]

    def replace(self, documents: Sequence[str], opinions: Sequence[OpinionFacts]) -> set[str]:
        """Put opinions in the place of all that some documents said, and return the IRIs of the concepts whose figures may differ now."""
        return self._counting.replace(documents, opinions, self._write)

    def name_documents(self, facts: Iterable[DocumentFacts]) -> None:
        """Take what documents are called."""
        self._db.executemany("UPDATE document SET title = ?, hash = ? WHERE iri = ?", [(each.title, each.hash, each.iri) for each in facts])

    def judge_meetings(self, meetings: Iterable[str]) -> None:
        """Count anew what depends on the series of some meetings."""
        self._counting.judge_meetings(meetings)

    def concepts(self, facts: Mapping[str, ConceptFacts], asked: Iterable[str] | None = None) -> None:
        """Take what the graph says of the concepts that were asked for, or of all there are; the others are no concepts any more."""
        wanted = asked if asked is not None else {*facts, *(row[0] for row in self._db.execute("SELECT iri FROM concept"))}
        for iri in sorted(wanted):
            said = facts.get(iri)
            if said is not None or self._spoken_of(iri):
                concept = self._numbers.concept(iri)
                self._labels.put(concept, said, self._write)
                self._db.execute("DELETE FROM gone WHERE concept = ?", (concept,))
            else:
                self._forget(iri)

    def _spoken_of(self, iri: str) -> bool:
        """Whether an opinion still names a concept."""
        query = (
            "SELECT 1 FROM concept c WHERE c.iri = ? AND (c.opinions > 0 OR EXISTS (SELECT 1 FROM side s WHERE s.concept = c.id) "
            "OR EXISTS (SELECT 1 FROM stated WHERE subject = c.id) OR EXISTS (SELECT 1 FROM stated WHERE object = c.id))"
        )
        return self._db.execute(query, (iri,)).fetchone() is not None

    def _forget(self, iri: str) -> None:
        """Take the labels of a concept away; the graph is told by its IRI and those of the pairs it was in, so that it stays until then."""
        row = self._db.execute("SELECT id FROM concept WHERE iri = ?", (iri,)).fetchone()
        if row is not None:
            self._labels.put(row[0], None, self._write)
            self._db.execute("INSERT OR IGNORE INTO untold VALUES (?)", row)
            self._db.execute("INSERT OR IGNORE INTO gone VALUES (?)", row)

    def concepts_to_tell(self) -> Iterator[ConceptFigures]:
        """Yield the figures of the concepts that the graph has not been told yet; those that nothing speaks of any more come with zeros."""
        query = (
            "SELECT c.iri, c.opinions, (SELECT COUNT(DISTINCT s.meeting) FROM spoken s WHERE s.concept = c.id), "
            "ifnull(i.pro, 0), ifnull(i.con, 0), ifnull(i.mixed, 0), ifnull(i.score, 0) "
            "FROM untold u JOIN concept c ON c.id = u.concept LEFT JOIN issue i ON i.concept = c.id ORDER BY c.iri"
        )
        yield from (ConceptFigures(*row) for row in self._db.execute(query))

    def pairs_to_tell(self) -> Iterator[PairFigures]:
        """Yield the pairs of concepts that the graph has not been told yet; one of which too few opinions speak now comes with 0."""
        query = (
            "SELECT one, a.iri, other, b.iri FROM untold_pair LEFT JOIN concept a ON a.id = one LEFT JOIN concept b ON b.id = other "
            "ORDER BY one, other"
        )
        for one, rows in groupby(self._db.execute(query), key=itemgetter(0)):
            known = list(rows)
            blobs = self._db.execute("SELECT others, counts FROM together WHERE concept = ?", (one,)).fetchone()
            wanted = np.array([row[2] for row in known], dtype=np.int32)
            counts = pairs.counted(*pairs.kept(*(blobs or (b"", b""))), wanted)
            for row, count in zip(known, counts, strict=True):
                one_iri, other_iri = sorted((row[1], row[3]))
                yield PairFigures(one_iri, other_iri, int(count) if count >= TELLING else 0)

    def told(self, version: str) -> None:
        """Note that the graph has been told all there is, and is in this version since."""
        set_meta(self._db, "version", version)
        maps.drop_gone(self._db)
        self._db.execute("DELETE FROM concept WHERE id IN (SELECT concept FROM gone)")
        self._numbers.forget()
        for table in ("untold", "untold_pair", "gone"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 names of our own
