"""How long a concept takes over the API while a query that would never end runs at the SPARQL endpoint, beside what it takes at rest.

    python -m benchmarks.runaway [--home FOLDER] [--seconds 6]

One connection asks for concepts all the while; the 95th percentiles are compared. The runaway query is asked anew whenever it was ended.
"""

import argparse
import sys
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from benchmarks.load import get, load
from benchmarks.servers import ours, seeded, verdict
from graph.iris import DEFAULT_BASE
from graph.store import Settings

LIMIT = 3.0
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PATHS = ("/api/v1/concepts/gov-cloud", "/api/v1/concepts/gov-cloud/related", "/api/v1/concepts?q=RPA")


def run_away(port: int, stop: threading.Event) -> None:
    """Keep one query that never ends under way until told to stop."""
    asked = f"http://127.0.0.1:{port}/sparql?{urllib.parse.urlencode({'query': RUNAWAY})}"
    while not stop.is_set():
        try:
            urllib.request.urlopen(asked, timeout=60).close()
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
        else:
            raise SystemExit("the runaway query ended")


def measured(port: int, seconds: float) -> float:
    """Print the percentiles for each address and return the worst ratio."""
    worst = 0.0
    for path in PATHS:
        idle = load(port, get(path, "application/json"), 1, seconds).percentile(0.95)
        stop = threading.Event()
        runaway = threading.Thread(target=run_away, args=(port, stop))
        runaway.start()
        busy = load(port, get(path, "application/json"), 1, seconds, warm=1).percentile(0.95)
        stop.set()
        runaway.join()
        print(
            f"{path}: p95 at rest {idle * 1000:.1f} ms, beside a runaway query {busy * 1000:.1f} ms, {busy / idle:.2f} times"
        )
        worst = max(worst, busy / idle)
    return worst


def main() -> None:
    """Measure on the seeds, or on a store that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--seconds", type=float, default=6.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(asked.home, DEFAULT_BASE) if asked.home else seeded(Path(folder))
        with ours(settings.home, RONTEN_QUERY_SECONDS="5") as (port, _):
            sys.exit(verdict(measured(port, asked.seconds), LIMIT))


if __name__ == "__main__":
    main()
