"""Counts what opinions add to the figures and take away again, and nothing that did not change."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from graph.facts import OpinionFacts
from graph.figures import pairs
from graph.figures.database import meta, set_meta
from graph.figures.measures import contention
from graph.figures.numbering import Numbers, number

_AT_ONCE = 500
TELLING = 5
"""In how many opinions two concepts are spoken of together before the graph is told: nearly all pairs meet once."""


_INSERT = (
    "INSERT OR REPLACE INTO opinion VALUES (:id, :iri, :document, :meeting, :act, :ordinal, :digest, :text, :topic, :topic_label, "
    ":speaker, :speaker_name, :speaker_label, :start, :finish)"
)


class _Counted(NamedTuple):
    """What an opinion adds to the figures: the numbers of its concepts, its meeting's number and its act."""

    concepts: tuple[int, ...]
    meeting: int | None
    act: str


class Counting:
    """Counts within the transaction that is open on a connection."""

    def __init__(self, connection: sqlite3.Connection, numbers: Numbers) -> None:
        self._db = connection
        self._numbers = numbers

    def replace(self, documents: Sequence[str], opinions: Sequence[OpinionFacts], write: int) -> set[str]:
        """Put opinions in the place of all that some documents said, and return the IRIs of the concepts whose figures may differ now."""
        before = self._opinions_of(documents)
        after = {number(each.iri): each for each in opinions}
        fresh = {key: each for key, each in after.items() if before.get(key) != _digest(each)}
        stale = [key for key in before if key not in after or key in fresh]
        stale += [key for key in fresh if key not in before and self._db.execute("SELECT 1 FROM opinion WHERE id = ?", (key,)).fetchone()]
        gone, came = self._counted(stale), {key: self._insertable(each) for key, each in fresh.items()}
        touched = {concept for each in (*gone.values(), *came.values()) for concept in each.concepts}
        touched |= self._take_out(stale)
        self._name_documents({each.document for each in opinions})
        touched |= self._put_in(fresh, came)
        self._count(gone.values(), came.values(), write)
        self._judge(touched)
        set_meta(self._db, "opinions", str(int(meta(self._db, "opinions") or 0) + len(came) - len(gone)))
        still = {each.document for each in opinions}
        self._db.executemany("DELETE FROM document WHERE iri = ?", [(each,) for each in documents if each not in still])
        self._db.executemany("INSERT OR IGNORE INTO untold VALUES (?)", [(each,) for each in touched])
        return {self._numbers.iri(each) for each in touched}

    def _opinions_of(self, documents: Iterable[str]) -> dict[int, bytes]:
        query = "SELECT o.id, o.digest FROM document d JOIN opinion o ON o.document = d.id WHERE d.iri = ?"
        return {row[0]: row[1] for document in documents for row in self._db.execute(query, (document,))}

    def _counted(self, opinions: Iterable[int]) -> dict[int, _Counted]:
        """Return what opinions that are there added."""
        concepts, about = "SELECT concept FROM mention WHERE opinion = ?", "SELECT meeting, act FROM opinion WHERE id = ?"
        return {
            each: _Counted(
                tuple(row[0] for row in self._db.execute(concepts, (each,))), *self._db.execute(about, (each,)).fetchone()
            )
            for each in opinions
        }

    def _insertable(self, opinion: OpinionFacts) -> _Counted:
        meeting = self._numbers.meeting(opinion.meeting) if opinion.meeting else None
        return _Counted(tuple(sorted(self._numbers.concept(each) for each in opinion.concepts)), meeting, opinion.act)

    def _name_documents(self, documents: Iterable[str]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO document (iri) VALUES (?)", [(each,) for each in sorted(documents)])

    def _take_out(self, opinions: Sequence[int]) -> set[int]:
        """Delete opinions and return the concepts that they had positions on or stated relations between."""
        touched: set[int] = set()
        keys = [(each,) for each in opinions]
        for key in keys:
            touched.update(row[0] for row in self._db.execute("SELECT concept FROM side WHERE opinion = ?", key))
            for row in self._db.execute("SELECT subject, object FROM stated WHERE opinion = ?", key):
                touched.update(row)
        for table in ("mention", "side", "stated"):
            self._db.executemany(f"DELETE FROM {table} WHERE opinion = ?", keys)  # noqa: S608 names of our own
        self._db.executemany("DELETE FROM opinion WHERE id = ?", keys)
        return touched

    def _put_in(self, opinions: Mapping[int, OpinionFacts], counted: Mapping[int, _Counted]) -> set[int]:
        """Insert opinions and return the concepts that they have positions on or state relations between."""
        places = {row[0]: row[1] for row in self._db.execute("SELECT iri, id FROM document")} if len(opinions) > _AT_ONCE else {}
        sides, stated, rows, mentions = [], [], [], []
        for key, each in opinions.items():
            place = places.get(each.document) or self._db.execute("SELECT id FROM document WHERE iri = ?", (each.document,)).fetchone()[0]
            meeting = counted[key].meeting
            rows.append(
                {
                    **each._asdict(),
                    "id": key,
                    "document": place,
                    "meeting": meeting,
                    "ordinal": each.order,
                    "digest": _digest(each),
                    "finish": each.end,
                }
            )
            mentions += [(concept, key) for concept in counted[key].concepts]
            sides += [(self._numbers.concept(side.target), key, side.polarity, side.confidence, meeting) for side in each.sides]
            stated += [(self._numbers.concept(one.subject), one.predicate, self._numbers.concept(one.object), key) for one in each.relations]
        self._db.executemany(_INSERT, rows)
        self._db.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?)", mentions)
        self._db.executemany("INSERT OR REPLACE INTO side VALUES (?, ?, ?, ?, ?)", sides)
        self._db.executemany("INSERT OR IGNORE INTO stated VALUES (?, ?, ?, ?)", stated)
        return {row[0] for row in sides} | {end for row in stated for end in (row[0], row[2])}

    def _count(self, gone: Iterable[_Counted], came: Iterable[_Counted], write: int) -> None:
        signed = [(each, -1) for each in gone] + [(each, 1) for each in came]
        spoken: Counter[tuple[int, int, str]] = Counter()
        opinions: Counter[int] = Counter()
        for each, sign in signed:
            for concept in each.concepts:
                opinions[concept] += sign
                if each.meeting is not None:
                    spoken[concept, each.meeting, each.act] += sign
        self._db.executemany(
            "UPDATE concept SET opinions = opinions + ?, changed = ? WHERE id = ?",
            [(change, write, concept) for concept, change in opinions.items() if change],
        )
        self._db.executemany(
            "INSERT INTO spoken VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET opinions = opinions + excluded.opinions",
            [(*key, change) for key, change in spoken.items() if change],
        )
        self._db.executemany(
            "DELETE FROM spoken WHERE concept = ? AND meeting = ? AND act = ? AND opinions <= 0",
            [key for key, change in spoken.items() if change < 0],
        )
        for concept, others, change in pairs.changes((each.concepts, sign) for each, sign in signed):
            self._meet(concept, others, change)

    def _meet(self, concept: int, others: pairs.Kept, change: pairs.Kept) -> None:
        row = self._db.execute("SELECT others, counts FROM together WHERE concept = ?", (concept,)).fetchone()
        before = pairs.kept(*(row or (b"", b"")))
        found, counts = pairs.merged(*before, others, change)
        if len(found):
            self._db.execute("INSERT OR REPLACE INTO together VALUES (?, ?, ?)", (concept, found.tobytes(), counts.tobytes()))
        else:
            self._db.execute("DELETE FROM together WHERE concept = ?", (concept,))
        later = others[others > concept]  # each pair is told once
        telling = np.maximum(pairs.counted(*before, later), pairs.counted(found, counts, later)) >= TELLING
        self._db.executemany(
            "INSERT OR IGNORE INTO untold_pair VALUES (?, ?)", [(concept, int(each)) for each in later[telling]]
        )

    def _judge(self, concepts: Iterable[int]) -> None:
        """Count anew how opinions stand to some concepts."""
        query = (
            "SELECT s.polarity, COUNT(DISTINCT s.opinion), s.meeting, m.series FROM side s LEFT JOIN meeting m ON m.id = s.meeting "
            "WHERE s.concept = ? GROUP BY s.polarity, s.meeting"
        )
        for concept in sorted(concepts):
            sides: Counter[str] = Counter()
            meetings, bodies = set(), set()
            for polarity, count, meeting, series in self._db.execute(query, (concept,)):
                sides[polarity] += count
                meetings.add(meeting)
                bodies.add(series)
            self._db.execute("DELETE FROM issue WHERE concept = ?", (concept,))
            if sides:
                counts = (sides["for"], sides["against"], sides["mixed"])
                row = (concept, *counts, len(meetings - {None}), len(bodies - {None}), contention(*counts))
                self._db.execute("INSERT INTO issue VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def judge_meetings(self, meetings: Iterable[str]) -> None:
        """Count anew what depends on the series of some meetings."""
        query = "SELECT DISTINCT s.concept FROM side s JOIN meeting m ON m.id = s.meeting WHERE m.iri = ?"
        self._judge({row[0] for meeting in meetings for row in self._db.execute(query, (meeting,))})


def _digest(opinion: OpinionFacts) -> bytes:
    return hashlib.blake2b(repr(opinion).encode("utf-8", "surrogatepass"), digest_size=12).digest()
