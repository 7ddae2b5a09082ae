"""Keeps the labels of concepts so that they are found by any part of them."""

import sqlite3
from itertools import pairwise

from graph.facts import ConceptFacts, ConceptLabel
from graph.iris import search_key


def shown_label(labels: tuple[ConceptLabel, ...]) -> str | None:
    """Return the label that a concept is shown by: the preferred one in Japanese, without a language, or in any."""
    preferred = sorted(
        ({"ja": 0, "": 1}.get(each.language, 2), each.language, each.label) for each in labels if each.property == "prefLabel"
    )
    return preferred[0][2] if preferred else None


def singles(key: str) -> str:
    """Return the distinct characters of a key as words that no tokenizer changes."""
    return " ".join(sorted({f"{ord(each):x}" for each in key}))


def pairs(key: str) -> str:
    """Return each two neighbouring characters of a key as a word that no tokenizer changes, in their order."""
    return " ".join(f"{ord(one):x}z{ord(other):x}" for one, other in pairwise(key))


class Labels:
    """Writes labels in the database of the figures."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def put(self, concept: int, said: ConceptFacts | None, write: int) -> None:
        """Put what the graph says of a concept, if anything, in the place of what was known, and note which write changed it."""
        labels = said.labels if said else ()
        row = (shown_label(labels), said.type if said else None, int(said is None or said.provisional), int(said is not None))
        known = "SELECT label, type, provisional, known FROM concept WHERE id = ?"
        if self._db.execute(known, (concept,)).fetchone() != row:
            update = "UPDATE concept SET label = ?, type = ?, provisional = ?, known = ?, changed = ? WHERE id = ?"
            self._db.execute(update, (*row, write, concept))
        kept = self._db.execute("SELECT property, label, language FROM label WHERE concept = ? ORDER BY 1, 2, 3", (concept,))
        if [tuple(each) for each in kept] != list(labels):
            self.take_out(concept)
            for label in labels:
                self._add(concept, label)

    def _add(self, concept: int, label: ConceptLabel) -> None:
        key = search_key(label.label)
        insert = "INSERT INTO label (concept, property, label, language, key) VALUES (?, ?, ?, ?, ?)"
        made = self._db.execute(insert, (concept, *label, key)).lastrowid
        self._db.execute("INSERT INTO label_text (rowid, pairs, singles) VALUES (?, ?, ?)", (made, pairs(key), singles(key)))

    def take_out(self, concept: int) -> None:
        """Delete all labels of a concept."""
        rows = self._db.execute("SELECT id FROM label WHERE concept = ?", (concept,)).fetchall()
        self._db.executemany("DELETE FROM label_text WHERE rowid = ?", rows)
        self._db.executemany("DELETE FROM label WHERE id = ?", rows)
