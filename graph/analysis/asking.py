"""Asks the named queries of `graph/queries`: loads them, keeps the lines that are wanted and puts lists of terms in."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import graph.queries
from graph.store.interface import Reader, Row, Term
from graph.store.terms import fill

FOLDER = Path(next(iter(graph.queries.__path__)))
_CONDITION = re.compile(r"[ \t]*#if (\w+)$", re.MULTILINE)
_IN = re.compile(r"\bIN \(\$(\w+)\)")
_VARIABLE = re.compile(r"\$(\w+)")

Given = Term | Sequence[Term] | None
"""What fills a `$name`: one term, several in a row (for VALUES and IN), or nothing: lines ending in `#if name` are dropped."""


@cache
def _text(name: str) -> str:
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def names() -> list[str]:
    """Return the names of all queries."""
    return sorted(file.stem for file in FOLDER.glob("*.rq"))


def prepare(name: str, given: dict[str, Given]) -> tuple[str, dict[str, Term]]:
    """Return a query with its conditional lines decided, its lists and whole numbers in it, and the terms still to fill."""
    terms: dict[str, Term] = {}
    written: dict[str, str] = {}
    for key, value in given.items():
        if isinstance(value, int) and not isinstance(value, bool):  # LIMIT takes bare digits only
            written[key] = str(value)
        elif isinstance(value, str | float | bool):
            terms[key] = value
        elif value is not None:
            written[key] = " ".join(f"${key}__{number}" for number in range(len(value)))
            terms |= {f"{key}__{number}": item for number, item in enumerate(value)}
    present = {key for key, value in given.items() if value is not None}
    lines = [line for line in _text(name).splitlines() if _wanted(line, present)]
    text = _IN.sub(lambda found: f"IN ({written.get(found[1], found[0][4:-1]).replace(' ', ', ')})", "\n".join(lines))
    query = _VARIABLE.sub(lambda found: written.get(found[1], found[0]), text)
    return query, terms


def _wanted(line: str, present: set[str]) -> bool:
    condition = _CONDITION.search(line)
    return condition is None or condition[1] in present


def ask(reader: Reader, name: str, **given: Given) -> list[Row]:
    """Return the rows of a named query. Raises QueryError, StoreError."""
    query, terms = prepare(name, given)
    return reader.select(query, **terms)


def merged(rows: list[Row], key: str) -> dict[str, Row]:
    """Return one row for each value of a variable; where several differ, the first in the order of the alphabet is taken."""
    chosen: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: sorted(row.items())):
        chosen.setdefault(row[key], row)
    return chosen


def written(name: str, **given: Given) -> str:
    """Return a named query as text that can be asked as it is, all terms in it. Raises QueryError."""
    query, terms = prepare(name, given)
    return fill(query, terms)
