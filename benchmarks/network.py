"""How soon a neighbourhood of 300 nodes rests in a browser after the click that asks for it, beside a graph of plain pyvis.

    python -m benchmarks.network [--concepts 20000] [--opinions 100000] [--plain 500]

The graph is made up and put into the figures of a new home; topics, which only the store knows, are not among what is drawn. Each concept is
asked for once, so that nothing is remembered. Chromium draws without a graphics card.
"""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks import browsing, made_up
from graph.analysis.network import network
from service.application import Configuration, create_app
from tests.browser import serving

NODES = 300
"""How many nodes are asked for."""
REST, WANTED = 1.5, 300
"""The limit in seconds, and for how many nodes."""


def main() -> None:
    """Print the figures with their limit and that of plain pyvis."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--concepts", type=int, default=20_000)
    parser.add_argument("--opinions", type=int, default=100_000)
    parser.add_argument("--plain", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Configuration(made_up.fill(Path(folder), asked.concepts, asked.opinions)))
        with app.extensions["ronten.views"].open() as view:
            most = view.catalogue.most_spoken(None, 12)[1]
            network(view, 10, None)  # what every process does once
            begin = time.process_time()
            found = network(view, NODES, view.addresses.choose("concept", most[-1].id, view.catalogue))
            took = time.process_time() - begin
        with serving(app) as base, browsing.window() as page:
            page.goto(f"{base}/network?concept={most[-2].id}&limit=10")
            browsing.drawn(page)
            rests = []
            for concept in most[:5]:
                page.goto(f"{base}/network?concept={concept.id}&limit={NODES}", wait_until="commit")
                rests.append(browsing.drawn(page))
            nodes = page.evaluate("ronten.explorer.shown().length")
    print(f"{len(found.nodes)} nodes and {len(found.edges)} edges of {asked.opinions} opinions: gathered and placed in {took:.2f} s of one processor")
    print(f"{nodes} nodes at rest after {median(rests):.2f} s; the limit is {REST} for {WANTED}")
    print(f"plain pyvis with physics, {asked.plain} nodes: at rest after {browsing.plain_pyvis(asked.plain):.1f} s")


if __name__ == "__main__":
    main()
