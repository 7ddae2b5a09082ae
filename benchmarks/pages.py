"""How long the pages take: the server to write each kind, and a browser until it paints the first of it.

    python -m benchmarks.pages [--home FOLDER] [--each 60]

Without a folder the seeds are ingested into a new store (limit 50 ms); a folder is a store such as `benchmarks.generator` grows (limit 200 ms). Pages of one
kind are asked for many different things, once each after one to warm up; the processor's time counts, since other work on the machine does not touch it.
The browser opens each page as new, without a cache.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from urllib.parse import quote

from flask.testing import FlaskClient

from benchmarks.corpora import SEEDS
from benchmarks.servers import ours
from graph.iris import DEFAULT_BASE
from graph.pipeline.ingesting import Ingestion
from graph.store import Settings
from service.application import Configuration, create_app
from tests.browser import browser

SMALL, LARGE = 50.0, 200.0
"""Milliseconds that the server may take for 95 of 100 pages, on the seeds and on a large store."""
PAINT = 1.0
"""Seconds until a browser paints."""
_PAINTED = """() => new Promise((done) => { const look = () => {
const found = performance.getEntriesByName("first-contentful-paint")[0]; found ? done(found.startTime / 1000) : setTimeout(look, 10); }; look(); })"""
_LISTS = {
    "concept": "/api/v1/concepts?limit=50",
    "opinion": "/api/v1/opinions?limit=50",
    "meeting": "/api/v1/meetings?limit=50",
    "document": "/api/v1/documents?limit=50",
    "person": "/api/v1/people?limit=50",
    "organisation": "/api/v1/organisations?limit=50",
}
_OF_A_THING = {
    "concept": "/concepts/{id}",
    "network of a concept": "/network?concept={id}",
    "opinion": "/opinions/{id}",
    "meeting": "/meetings/{id}",
    "network of a meeting": "/network?meeting={id}",
    "document": "/documents/{id}",
    "person": "/people/{id}",
    "organisation": "/organisations/{id}",
}
_ALONE = {
    "start": "/",
    "concepts": "/concepts",
    "meetings": "/meetings",
    "documents": "/documents",
    "people": "/people",
    "organisations": "/organisations",
    "points at issue": "/issues",
    "search": "/search?q=%E8%B2%BB%E7%94%A8",
    "search without words": "/search",
    "network": "/network",
    "map": "/map",
    "editor": "/editor",
    "help": "/help",
    "add": "/add",
    "scorecard": "/scorecard",
    "API": "/docs/api",
    "not found": "/concepts/no-such-concept",
}


def addresses(client: FlaskClient, each: int) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of page with addresses of it; kinds of which the store has none are left out."""
    for kind, path in _ALONE.items():
        sign = "&" if "?" in path else "?"
        yield kind, [f"{path}{sign}lang={language}" for language in islice(cycle(("ja", "en")), each)]
    for kind, path in _OF_A_THING.items():
        listed = client.get(_LISTS[kind.rpartition(" ")[2]]).get_json()["items"]
        if listed:
            yield kind, [path.format(id=quote(one["id"], safe="")) for one in listed[:each]]


def written(client: FlaskClient, paths: Iterable[str]) -> tuple[float, float]:
    """Return the median and the 95th percentile of the processor's milliseconds for some pages. Raises SystemExit where one fails."""
    times = []
    for number, path in enumerate(paths):
        began = time.process_time()
        answer = client.get(path, headers={"Accept": "text/html"})
        took = (time.process_time() - began) * 1000
        if answer.status_code not in {200, 404}:
            raise SystemExit(f"{path}: {answer.status_code}")
        if number or not times:
            times = times if number else []
            times.append(took)
        if number == 1:
            times.pop(0)
    times.sort()
    return median(times), times[int(len(times) * 0.95)] if len(times) > 1 else times[0]


def painted(home: Path, kinds: dict[str, str]) -> dict[str, float]:
    """Return for a page of each kind the seconds from asking for it to the first contentful paint in a new window."""
    found = {}
    with ours(home) as (port, _), browser() as opened:
        for kind, path in {"": "/", **kinds}.items():
            context = opened.new_context(viewport={"width": 1280, "height": 800}, locale="ja-JP")
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{port}{path}", wait_until="commit")
            found[kind] = float(page.evaluate(_PAINTED))
            context.close()
    found.pop("")
    return found


@contextmanager
def store(home: Path | None) -> Iterator[Path]:
    """Give the folder of the store: the one that was named, or a new one with the seeds."""
    if home is not None:
        yield home
        return
    with tempfile.TemporaryDirectory() as folder:
        Ingestion(Settings(Path(folder), DEFAULT_BASE)).run(sorted(path for path in SEEDS.iterdir() if re.search(r"\.(txt|md|html|pdf|docx)$", path.name)))
        yield Path(folder)


def main() -> None:
    """Measure the pages of a store; ends with 1 where a kind takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--each", type=int, default=60)
    asked = parser.parse_args()
    limit = SMALL if asked.home is None else LARGE
    failed = False
    with store(asked.home) as home:
        client = create_app(Configuration(Settings(home, DEFAULT_BASE))).test_client()
        kinds = dict(addresses(client, asked.each))
        paints = painted(home, {kind: paths[0] for kind, paths in kinds.items()})
        print(f"{'':24}{'median':>9}{'p95':>9}   limit {limit:.0f} ms {'painted':>9}   limit {PAINT:.0f} s")
        for kind, paths in kinds.items():
            middle, high = written(client, paths)
            late = high > limit or paints[kind] > PAINT
            failed |= late
            print(f"{kind:24}{middle:9.1f}{high:9.1f}{'':14}{paints[kind]:9.2f}{'   !' if late else ''}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
