"""How much the graph holds, counted once for each of its versions, in the bounds of any public query."""

import json
from dataclasses import dataclass
from threading import Lock

from flask import current_app

from graph.analysis.asking import prepare
from graph.errors import QueryError
from graph.store import PublicQueries, current_version
from service.application import Configuration
from service.negotiation import JSON

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts by the name of a graph, a class and a property; empty where counting takes longer than a query may."""

    graphs: Counts = ()
    classes: Counts = ()
    properties: Counts = ()

    @property
    def triples(self) -> int:
        """How many triples all named graphs hold together."""
        return sum(count for _, count in self.graphs)


class Counting:
    """Keeps the figures of the newest version."""

    def __init__(self, queries: PublicQueries, configuration: Configuration) -> None:
        self._queries, self._configuration = queries, configuration
        self._lock = Lock()
        self._version: str | None = None
        self._kept = Statistics()

    def statistics(self) -> Statistics:
        """Return the figures of the newest version. Raises StoreError."""
        version = current_version(self._configuration.settings)
        with self._lock:
            if version is None or version != self._version:
                counted = [self._count(f"dataset-{name}") for name in ("graphs", "classes", "properties")]
                self._kept, self._version = Statistics(*counted), version
            return self._kept

    def _count(self, name: str) -> Counts:
        sparql, _ = prepare(name, {})
        try:
            with self._queries.run(sparql, JSON.media_type, timeout=self._configuration.query_seconds) as output:
                rows = json.load(output)["results"]["bindings"]
        except QueryError:  # it takes too long, or the workers are busy: the description goes without
            return ()
        return tuple((row["name"]["value"], int(row["count"]["value"])) for row in rows if "name" in row)


def counted() -> Statistics:
    """Return the figures of the current application's graph. Raises StoreError."""
    counting: Counting = current_app.extensions["ronten-counting"]
    return counting.statistics()
