"""How many one-row look-ups a second our endpoint answers on 8 connections, beside rdflib-endpoint on the same data.

    make peers && python -m benchmarks.lookups [--seconds 5] [--connections 8]

Both answer the same query in the same format to the same client, one after the other, in turns; rdflib-endpoint with each of its two stores.
"""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks.load import get, load
from benchmarks.servers import exported, ours, processor_seconds, rdflib_endpoint, seeded, verdict
from graph.store import open_reader

LIMIT = 1.5
ROUNDS = 3
JSON = "application/sparql-results+json"


def main() -> None:
    """Print the best rate of each server and the ratio to the peer's better store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--connections", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        settings = seeded(Path(name))
        data = exported(settings, Path(name) / "data.nq")
        reader = open_reader(settings)
        opinion = reader.select("SELECT ?o { ?o a <https://w3id.org/ronten/ns#Opinion> } LIMIT 1")[0]["o"]
        reader.close()
        query = f"SELECT ?text WHERE {{ <{opinion}> <https://w3id.org/ronten/ns#text> ?text }}"
        servers = {
            "ours": (stack.enter_context(ours(settings.home)), "/sparql"),
            "rdflib-endpoint": (stack.enter_context(rdflib_endpoint(data, "default")), "/"),
            "rdflib-endpoint, Oxigraph": (stack.enter_context(rdflib_endpoint(data, "Oxigraph")), "/"),
        }
        best: dict[str, float] = {}
        for _ in range(ROUNDS):
            for server, ((port, process), path) in servers.items():
                before = processor_seconds(process)
                found = load(port, get(path, JSON, query=query), asked.connections, asked.seconds, warm=0)
                used = (processor_seconds(process) - before) / len(found.taken)
                median, worst = found.percentile(0.5) * 1000, found.percentile(0.99) * 1000
                print(
                    f"{server}: {found.rate:,.0f} requests/s, median {median:.2f} ms, p99 {worst:.1f} ms, {used * 1000:.2f} ms of processor each"
                )
                best[server] = max(best.get(server, 0), found.rate)
    mine = best.pop("ours")
    sys.exit(verdict(mine / max(best.values()), LIMIT, at_least=True))


if __name__ == "__main__":
    main()
