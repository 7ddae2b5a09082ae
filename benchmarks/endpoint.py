"""How long an answer takes over HTTP, beside the engine alone in this process on the same snapshot, for answers that take it more than 5 ms.

    python -m benchmarks.endpoint [--home FOLDER]

The queries are asked in turns; the best of each side counts, and the worst ratio of all queries.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from benchmarks.load import get, once
from benchmarks.servers import ours, processor_seconds, seeded, verdict
from graph.iris import DEFAULT_BASE
from graph.store import Settings
from graph.store.snapshots import Home, Lease

LIMIT = 1.3
FLOOR = 0.005
ROUNDS = 25
_SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX ronten: <https://w3id.org/ronten/ns#> "
QUERIES = {
    "10,000 rows as JSON": ("application/sparql-results+json", "SELECT * { ?s ?p ?o } LIMIT 10000"),
    "25,000 rows as CSV": ("text/csv", "SELECT * { ?s ?p ?o } LIMIT 25000"),
    "labels with types as XML": (
        "application/sparql-results+xml",
        _SKOS + "SELECT * { ?c skos:prefLabel ?label ; ronten:conceptType ?type }",
    ),
    "figures of all concepts": (
        "application/sparql-results+json",
        _SKOS + "SELECT ?c (COUNT(DISTINCT ?other) AS ?n) "
        "{ ?o ronten:mention/ronten:concept ?c . ?o ronten:mention/ronten:concept ?other } GROUP BY ?c ORDER BY DESC(?n)",
    ),
    "a graph as Turtle": ("text/turtle", _SKOS + "CONSTRUCT { ?c skos:prefLabel ?label } { ?c skos:prefLabel ?label }"),
}


def engine(store: ox.Store, base: str, query: str, media_type: str) -> Callable[[], int]:
    """Return what answers a query in this process and tells the answer's length."""

    def run() -> int:
        answer = store.query(query, base_iri=f"{base}id/", use_default_graph_as_union=True)
        if isinstance(answer, ox.QueryTriples):
            return len(answer.serialize(format=ox.RdfFormat.from_media_type(media_type)) or b"")
        return len(answer.serialize(format=ox.QueryResultsFormat.from_media_type(media_type)) or b"")  # type: ignore[union-attr] no ASK here

    return run


def measured(settings: Settings, port: int, process: int) -> float:
    """Print the best of each query and return the worst ratio."""
    worst = 0.0
    store = ox.Store.read_only(str(Lease(Home(settings.home)).path))
    for name, (media_type, query) in QUERIES.items():
        run, request = engine(store, settings.base, query, media_type), get("/sparql", media_type, query=query)
        alone, served, size, used = [], [], run(), [0.0, 0.0]
        once(port, request)
        for _ in range(ROUNDS):
            begin, processor = time.perf_counter(), time.process_time()
            run()
            alone.append(time.perf_counter() - begin)
            used[0] += time.process_time() - processor
            processor = processor_seconds(process)
            served.append(once(port, request))
            used[1] += processor_seconds(process) - processor
        one, other = min(alone), min(served)
        print(
            f"{name}, {size:,} bytes: engine {one * 1000:.1f} ms, HTTP {other * 1000:.1f} ms, {other / one:.2f} times"
            f" (processor: {used[0] / ROUNDS * 1000:.1f} and {used[1] / ROUNDS * 1000:.1f} ms)"
        )
        if one < FLOOR:
            print("  not counted: the engine alone takes less than 5 ms")
        else:
            worst = max(worst, other / one)
    return worst


def main() -> None:
    """Measure on the seeds, or on a store that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(asked.home, DEFAULT_BASE) if asked.home else seeded(Path(folder))
        with ours(settings.home, RONTEN_QUERY_MEGABYTES="1024") as (port, process):
            sys.exit(verdict(measured(settings, port, process), LIMIT))


if __name__ == "__main__":
    main()
