"""The numbers by which the figures name concepts, meetings and opinions."""

import hashlib
import sqlite3


def number(iri: str) -> int:
    """Return the number of an opinion: 63 bits of its IRI's hash."""
    return int.from_bytes(hashlib.blake2b(iri.encode(), digest_size=8).digest(), "big") >> 1


class Numbers:
    """Numbers concepts and meetings within the transaction that is open on a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._concepts: dict[str, int] = {}
        self._meetings: dict[str, int] = {}

    def concept(self, iri: str) -> int:
        """Return a concept's number, a new one where it has none."""
        found = self._concepts.get(iri)
        if found is None:
            self._db.execute("INSERT OR IGNORE INTO concept (iri, tie, changed) VALUES (?, ?, 0)", (iri, number(iri)))
            found = self._concepts[iri] = self._db.execute("SELECT id FROM concept WHERE iri = ?", (iri,)).fetchone()[0]
        return found

    def iri(self, concept: int) -> str:
        """Return the IRI of the concept that has a number."""
        iri: str = self._db.execute("SELECT iri FROM concept WHERE id = ?", (concept,)).fetchone()[0]
        return iri

    def meeting(self, iri: str) -> int:
        """Return a meeting's number, a new one where it has none."""
        if iri not in self._meetings:
            self._db.execute("INSERT OR IGNORE INTO meeting (iri) VALUES (?)", (iri,))
            self._meetings[iri] = self._db.execute("SELECT id FROM meeting WHERE iri = ?", (iri,)).fetchone()[0]
        return self._meetings[iri]

    def forget(self) -> None:
        """Ask for every number anew: some were taken away."""
        self._concepts.clear()
        self._meetings.clear()
