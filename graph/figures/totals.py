"""What is held in memory of each concept: enough to rank thousands of them at once."""

import sqlite3
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.figures.database import meta

_Value = TypeVar("_Value", bound=np.generic)


class Totals:
    """Arrays with a place for each concept by its number; they follow what is written.

    `opinions` speak of it, `provisional` is whether no vocabulary has it, `ties` decides between equals, `lengths` is how long its label is, and
    `types` its type as a number.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen = -1
        self._type_numbers: dict[str | None, int] = {}
        self.opinions = np.zeros(0, dtype=np.int32)
        self.provisional = np.zeros(0, dtype=np.bool_)
        self.ties = np.zeros(0, dtype=np.int64)
        self.lengths = np.zeros(0, dtype=np.int16)
        self.types = np.zeros(0, dtype=np.int16)

    def type_number(self, kind: str | None) -> int:
        """Return the number of a type, a new one where it has none."""
        return self._type_numbers.setdefault(kind, len(self._type_numbers))

    def follow(self, connection: sqlite3.Connection) -> None:
        """Take what was written since the last time."""
        with self._lock:
            write = int(meta(connection, "write") or 0)
            if write == self._seen:
                return
            changed = "SELECT id, opinions, provisional, tie, min(ifnull(length(label), 0), 9999), type FROM concept WHERE changed > ?"
            rows = connection.execute(changed, (self._seen,)).fetchall()
            typed = [(*row[:5], self.type_number(row[5])) for row in rows]
            table = np.array(typed, dtype=np.int64).reshape(-1, 6)
            for column, name in enumerate(("opinions", "provisional", "ties", "lengths", "types"), 1):
                longer = _longer(getattr(self, name), int(table[:, 0].max(initial=-1)) + 1)
                longer[table[:, 0]] = table[:, column]
                setattr(self, name, longer)
            self._seen = write


def _longer(values: NDArray[_Value], size: int) -> NDArray[_Value]:
    """Return a copy that is at least `size` long."""
    longer = np.zeros(max(len(values), size), dtype=values.dtype)
    longer[: len(values)] = values
    return longer
