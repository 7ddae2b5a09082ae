"""How soon the map of the whole is drawn in a browser and how smoothly it moves, beside what plain pyvis does with far less.

    python -m benchmarks.map [--concepts 10000] [--opinions 30000] [--plain 500]

The graph is made up and put into the figures of a new home; its drawing is timed too. Chromium draws without a graphics card.
"""

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks import browsing, made_up
from graph.analysis.mapping import graph_map
from graph.cartography import draw_map
from graph.figures import FiguresWriter
from service.application import Configuration, create_app
from tests.browser import serving

FIRST, FRAME, DRAWN = 3.0, 33.4, 15.0
"""The limits: seconds until the first picture, milliseconds of the median frame, processor seconds for drawing the map when data is derived."""


def deriving(home: Path) -> float:
    """Return the processor seconds that drawing the map anew takes."""
    figures = FiguresWriter.open(home)
    begin = time.process_time()
    with figures.written():
        draw_map(figures)
    figures.close()
    return time.process_time() - begin


def main() -> None:
    """Print the figures with their limits and those of plain pyvis."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--concepts", type=int, default=10_000)
    parser.add_argument("--opinions", type=int, default=30_000)
    parser.add_argument("--plain", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Configuration(made_up.fill(Path(folder), asked.concepts, asked.opinions)))
        took = deriving(Path(folder))
        with app.extensions["ronten.views"].open() as view:
            found = graph_map(view)
        with serving(app) as base, browsing.window() as page:
            page.goto(f"{base}/map", wait_until="commit")
            first = browsing.drawn(page)
            frame = browsing.dragging(page)
    print(f"{len(found.nodes)} concepts, {len(found.edges)} edges, {len(found.communities)} groups of {found.opinions} opinions")
    print(f"drawn when data is derived {took:.1f} s of one processor; the limit is {DRAWN:.0f}")
    print(f"first picture, edges and names with it, {first:.2f} s; the limit is {FIRST:.0f}")
    print(f"median frame while dragging {frame:.1f} ms; the limit is {FRAME:.0f}")
    print(f"plain pyvis with physics, {asked.plain} nodes: at rest after {browsing.plain_pyvis(asked.plain):.1f} s")


if __name__ == "__main__":
    main()
