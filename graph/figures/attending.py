"""Counts at how many meetings people were and how many people attended for organisations, and finds both by their names."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.facts import AttendanceFacts
from graph.figures.numbering import number
from graph.figures.reading import Figures
from graph.iris import search_key

Names = Mapping[str, Sequence[str]]
"""The names of people or of organisations by their IRIs, sorted; what has none is no more."""
_TABLES = "person organisation organisation_name attended".split()


class PersonRow(NamedTuple):
    """A person with an affiliation that minutes give, and the number of meetings attended."""

    iri: str
    name: str
    affiliation: str | None
    meetings: int


class OrganisationRow(NamedTuple):
    """An organisation and how many people attended for it."""

    iri: str
    name: str
    people: int


class Attending:
    """Counts within the transaction that is open on a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def clear(self) -> None:
        """Forget all."""
        for table in _TABLES:
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 names of our own

    def replace(self, graphs: Sequence[str] | None, facts: Iterable[AttendanceFacts]) -> tuple[list[str], list[str]]:
        """Put attendances in the place of all that some graphs said, or all graphs, and return the people and the organisations that this touches."""
        where = [("", ())] if graphs is None else [(" WHERE graph = ?", (number(graph),)) for graph in graphs]
        people, organisations = set[int](), set[int]()
        for condition, values in where:
            for person, organisation in self._db.execute(f"SELECT person, organisation FROM attended{condition}", values):  # noqa: S608 conditions of our own
                people.add(person)
                organisations.update([organisation] if organisation is not None else [])
            self._db.execute(f"DELETE FROM attended{condition}", values)  # noqa: S608 names of our own
        rows = [
            (number(each.graph), self._number("person", each.person), number(each.meeting), self._organisation(each.organisation), each.affiliation)
            for each in facts
        ]
        self._db.executemany("INSERT INTO attended VALUES (?, ?, ?, ?, ?)", rows)
        people.update(row[1] for row in rows)
        organisations.update(row[3] for row in rows if row[3] is not None)
        self._db.executemany(
            "UPDATE person SET meetings = (SELECT COUNT(DISTINCT meeting) FROM attended WHERE person = :id), "
            "affiliation = (SELECT MIN(affiliation) FROM attended WHERE person = :id) WHERE id = :id",
            [{"id": each} for each in sorted(people)],
        )
        self._db.executemany(
            "UPDATE organisation SET people = (SELECT COUNT(DISTINCT person) FROM attended WHERE organisation = :id) WHERE id = :id",
            [{"id": each} for each in sorted(organisations)],
        )
        return self._iris("person", people), self._iris("organisation", organisations)

    def _number(self, table: str, iri: str) -> int:
        self._db.execute(f"INSERT OR IGNORE INTO {table} (iri) VALUES (?)", (iri,))  # noqa: S608 names of our own
        found: int = self._db.execute(f"SELECT id FROM {table} WHERE iri = ?", (iri,)).fetchone()[0]  # noqa: S608 names of our own
        return found

    def _organisation(self, iri: str | None) -> int | None:
        return None if iri is None else self._number("organisation", iri)

    def _iris(self, table: str, numbers: Iterable[int]) -> list[str]:
        return [self._db.execute(f"SELECT iri FROM {table} WHERE id = ?", (each,)).fetchone()[0] for each in sorted(numbers)]  # noqa: S608 names of our own

    def name(self, people: Names, organisations: Names, among: tuple[Sequence[str], Sequence[str]] | None = None) -> None:
        """Take the names of people and organisations `among` some, or of all; those of them that have none are left out of the lists."""
        for table, names, some in zip(("person", "organisation"), (people, organisations), among or (None, None), strict=True):
            known = [row[0] for row in self._db.execute(f"SELECT iri FROM {table}")] if some is None else some  # noqa: S608 names of our own
            for iri in sorted({*known, *names}):
                self._call(table, self._number(table, iri), names.get(iri, ()))

    def _call(self, table: str, key: int, names: Sequence[str]) -> None:
        if table == "person":
            named = (names[0], search_key(names[0])) if names else (None, None)
            self._db.execute("UPDATE person SET name = ?, key = ? WHERE id = ?", (*named, key))
        else:
            self._db.execute("UPDATE organisation SET name = ? WHERE id = ?", (names[0] if names else None, key))
            self._db.execute("DELETE FROM organisation_name WHERE organisation = ?", (key,))
            self._db.executemany("INSERT INTO organisation_name VALUES (?, ?, ?)", [(key, name, search_key(name)) for name in names])
        unused = f"DELETE FROM {table} WHERE id = ? AND name IS NULL AND NOT EXISTS (SELECT 1 FROM attended WHERE {table} = ?)"  # noqa: S608 names of our own
        self._db.execute(unused, (key, key))


def _rank(column: str) -> str:
    """Return how well a key fits the text asked for: 0 where it is the same, 1 where it begins so, 2 where it holds it."""
    return f"CASE WHEN {column} = :key THEN 0 WHEN substr({column}, 1, length(:key)) = :key THEN 1 ELSE 2 END"


def count_people(figures: Figures) -> int:
    """Return how many people there are."""
    count: int = figures.connection.execute("SELECT COUNT(*) FROM person WHERE name IS NOT NULL").fetchone()[0]
    return count


def people(figures: Figures, text: str | None, limit: int, offset: int) -> tuple[int, list[PersonRow]]:
    """Return how many people there are, or whose name holds a text, and some of them: the best match first, then those who attended most."""
    if text is None:
        page = "SELECT iri, name, affiliation, meetings FROM person WHERE name IS NOT NULL ORDER BY meetings DESC, name, iri LIMIT ? OFFSET ?"
        return count_people(figures), [PersonRow(*row) for row in figures.connection.execute(page, (limit, offset))]
    given = {"key": search_key(text), "limit": limit, "offset": offset}
    if not given["key"]:
        return 0, []
    holds = "FROM person WHERE name IS NOT NULL AND instr(key, :key)"
    total = figures.connection.execute(f"SELECT COUNT(*) {holds}", given).fetchone()[0]
    query = f"SELECT iri, name, affiliation, meetings {holds} ORDER BY {_rank('key')}, meetings DESC, name, iri LIMIT :limit OFFSET :offset"
    return total, [PersonRow(*row) for row in figures.connection.execute(query, given)]


def organisations(figures: Figures, text: str | None, limit: int, offset: int) -> tuple[int, list[OrganisationRow]]:
    """Return how many organisations anybody attended for, or have a name that holds a text, and some of them: the best match first, then by people."""
    if text is None:
        attended = "FROM organisation WHERE people > 0 AND name IS NOT NULL"
        total = figures.connection.execute(f"SELECT COUNT(*) {attended}").fetchone()[0]
        page = f"SELECT iri, name, people {attended} ORDER BY people DESC, name, iri LIMIT ? OFFSET ?"
        return total, [OrganisationRow(*row) for row in figures.connection.execute(page, (limit, offset))]
    given = {"key": search_key(text), "limit": limit, "offset": offset}
    if not given["key"]:
        return 0, []
    holding = "SELECT COUNT(DISTINCT organisation) FROM organisation_name WHERE instr(key, :key)"
    total = figures.connection.execute(holding, given).fetchone()[0]
    query = (
        f"SELECT o.iri, o.name, o.people FROM organisation_name n JOIN organisation o ON o.id = n.organisation WHERE instr(n.key, :key) GROUP BY o.id "  # noqa: S608 names of our own
        f"ORDER BY MIN({_rank('n.key')}), o.people DESC, o.name, o.iri LIMIT :limit OFFSET :offset"
    )
    return total, [OrganisationRow(*row) for row in figures.connection.execute(query, given)]
