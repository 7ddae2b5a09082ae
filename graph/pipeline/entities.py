"""What several documents speak of is described once, in a graph of its own.

The engine's union of named graphs keeps a triple as often as graphs state it, so that a concept described in each document's graph would be counted as often
as documents name it. Meetings, topics, series, people, organisations and provisional concepts stand therefore in the graph `entities`;
what no document refers to any more is taken out.
"""

from collections import defaultdict
from collections.abc import Mapping

from graph.iris import Iris
from graph.store import Iri, Reader, Transaction

KINDS = ("topic", "meeting", "series", "person", "organisation", "concept")
"""The kinds that documents share, those that refer to others first."""

_REFERRED = "SELECT DISTINCT ?entity WHERE { GRAPH $graph { ?subject ?property ?entity } FILTER(ISIRI(?entity)) }"
_REFERRING = "SELECT DISTINCT ?graph ?subject WHERE { GRAPH ?graph { ?subject ?property $entity } }"
_WITHIN = "SELECT DISTINCT ?entity WHERE { GRAPH $entities { $subject ?property ?entity } FILTER(ISIRI(?entity)) }"
_SAID = "CONSTRUCT {{ ?entity ?property ?value }} WHERE {{ VALUES ?entity {{ {} }} GRAPH $entities {{ ?entity ?property ?value }} }}"
_AT_ONCE = 500
_TAKE_OUT = "DELETE WHERE { GRAPH $entities { $entity ?property ?value } }"


class Entities:
    """The graph of shared things during one transaction: first the documents that change leave it, then what they say now is written."""

    def __init__(self, reader: Reader, iris: Iris) -> None:
        self._reader = reader
        self._iris = iris
        self._graph = Iri(iris.graph("entities"))
        self._leaving: set[str] = set()
        self._referred: set[str] = set()

    def leave(self, graph: str) -> None:
        """Note what the document in `graph` refers to: what nothing else does is taken out unless `write` brings it back."""
        self._leaving.add(graph)
        self._referred.update(
            row["entity"] for row in self._reader.select(_REFERRED, graph=Iri(graph)) if self._shared(row["entity"])
        )

    def _lost(self, said: Mapping[str, bytes]) -> list[str]:
        """Return what nothing refers to any more, with what only lost things referred to: a series with its last meeting."""
        lost: list[str] = []
        asked = sorted(self._referred - set(said))
        while asked:
            entity = asked.pop()
            if entity in lost or not self._unreferred(entity, lost):
                continue
            lost.append(entity)
            inner = [row["entity"] for row in self._reader.select(_WITHIN, entities=self._graph, subject=Iri(entity))]
            asked += [other for other in inner if self._shared(other) and other not in said]
        return lost

    def _unreferred(self, entity: str, lost: list[str]) -> bool:
        limit = 2 * (len(self._leaving) + len(lost)) + 50
        rows = self._reader.select(f"{_REFERRING} LIMIT {limit}", entity=Iri(entity))
        return len(rows) < limit and all(
            row["graph"] in self._leaving or (row["graph"] == self._graph and row["subject"] in lost) for row in rows
        )

    def _shared(self, iri: str) -> bool:
        return any(iri.startswith(f"{self._iris.base}id/{kind}/") for kind in KINDS)

    def write(self, transaction: Transaction, said: Mapping[str, bytes]) -> None:
        """Write what is said of each entity where the graph says something else, and take out what was lost."""
        transaction.imply([self._graph])  # whoever follows the documents looks at what they share, too
        for entity in self._lost(said):
            transaction.update(_TAKE_OUT, entities=self._graph, entity=Iri(entity))
        changed = []
        known = self._known(sorted(said))
        for entity, triples in sorted(said.items()):
            before = known.get(entity, set())
            if before == _lines(triples):
                continue
            if before:
                transaction.update(_TAKE_OUT, entities=self._graph, entity=Iri(entity))
            changed.append(triples)
        if changed:
            transaction.add(self._graph, b"".join(changed))


    def _known(self, entities: list[str]) -> dict[str, set[bytes]]:
        """Return what the graph says of each entity, line by line."""
        found: dict[str, set[bytes]] = defaultdict(set)
        for at in range(0, len(entities), _AT_ONCE):
            some = {f"e{number}": Iri(entity) for number, entity in enumerate(entities[at : at + _AT_ONCE])}
            query = _SAID.format(" ".join(f"${name}" for name in some))
            for line in _lines(self._reader.construct(query, entities=self._graph, **some)):
                found[line[1 : line.index(b">")].decode()].add(line)
        return found


def _lines(triples: bytes) -> set[bytes]:
    return {line for line in triples.splitlines() if line.strip()}
