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


def singles(*keys: str) -> str:
    """Return the distinct characters of keys as words that no tokenizer changes."""
    return " ".join(sorted({f"{ord(each):x}" for key in keys for each in key}))


def pairs(*keys: str) -> str:
    """Return each two neighbouring characters of keys as a word that no tokenizer changes, in their order, with a word between keys."""
    return " between ".join(" ".join(f"{ord(one):x}z{ord(other):x}" for one, other in pairwise(key)) for key in keys)


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
            self._replace(concept, labels)

    def _replace(self, concept: int, labels: tuple[ConceptLabel, ...]) -> None:
        self._db.execute("DELETE FROM label WHERE concept = ?", (concept,))
        self._db.execute("DELETE FROM label_text WHERE rowid = ?", (concept,))
        keys = [search_key(label.label) for label in labels]
        insert = "INSERT INTO label (concept, property, label, language, key) VALUES (?, ?, ?, ?, ?)"
        self._db.executemany(insert, [(concept, *label, key) for label, key in zip(labels, keys, strict=True)])
        if keys:
            text = "INSERT INTO label_text (rowid, pairs, singles) VALUES (?, ?, ?)"
            self._db.execute(text, (concept, pairs(*keys), singles(*keys)))
