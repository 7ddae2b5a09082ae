"""How long the product's answers take on large stores, and how that grows from one size to the next.

    python -m benchmarks.answers FOLDER [FOLDER …] [--add] [--json FILE]

Each folder is a store, such as `benchmarks.generator` grows, the smaller ones first. Every kind of question is asked about many different concepts, words
and pages, each once after one warm-up of the kind, through the application itself (server time, without HTTP):
the shorter of elapsed and processor time. `--add` ingests one document into a copy of the last folder, too.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from flask.testing import FlaskClient

from benchmarks.corpora import write_documents
from graph.iris import DEFAULT_BASE
from graph.pipeline.ingesting import Ingestion
from graph.store import Settings
from service.application import Configuration, create_app

ASKED = 100
GROWTH, UNNOTICED = 3.0, 3.0
"""An answer may take this many times as long on the next store, or stay below so many milliseconds."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question: its addresses, and the milliseconds that 95 of 100 may take at most; None: no limit is set."""

    name: str
    paths: Callable[[list[dict[str, str]]], Iterator[str]]
    limit: float | None


def _each(path: str) -> Callable[[list[dict[str, str]]], Iterator[str]]:
    return lambda concepts: (path.format(id=quote(each["id"], safe=""), label=quote(each["label"])) for each in concepts)


KINDS = (
    Kind("label look-up", _each("/api/v1/concepts?q={label}&limit=20"), 3.0),
    Kind("related concepts", _each("/api/v1/concepts/{id}/related?limit=20"), 10.0),
    Kind("related by likelihood", _each("/api/v1/concepts/{id}/related?limit=20&measure=likelihood"), 10.0),
    Kind("related by pagerank", _each("/api/v1/concepts/{id}/related?limit=20&measure=pagerank"), None),
    Kind("points at issue", lambda concepts: (f"/api/v1/issues?limit=20&offset={20 * at}" for at in range(len(concepts))), 10.0),
    Kind("one point at issue", _each("/api/v1/issues/{id}"), 10.0),
    Kind("search with facets", _each("/api/v1/search?q={label}"), 50.0),
    Kind("opinions on a concept", _each("/api/v1/concepts/{id}/opinions?limit=20"), None),
    Kind("timeline", _each("/api/v1/concepts/{id}/timeline?limit=50"), None),
    Kind("page of a concept", _each("/concepts/{id}"), None),
    Kind("start page", lambda concepts: (f"/?{at % 2}" for at in range(len(concepts))), 200.0),
    Kind("network", _each("/api/v1/network?concept={id}&limit=60"), None),
)


def asked(client: FlaskClient, concepts: list[dict[str, str]], kind: Kind) -> tuple[float, float, float]:
    """Return the median and the 95th percentile of elapsed milliseconds, and the latter of processor milliseconds."""
    elapsed, processor = [], []
    for number, path in enumerate(kind.paths(concepts)):
        wall, used = time.perf_counter(), time.process_time()
        answer = client.get(path)
        elapsed.append((time.perf_counter() - wall) * 1000)
        processor.append((time.process_time() - used) * 1000)
        if answer.status_code not in {200, 404} or (answer.status_code == 404 and "issues" not in path):
            raise SystemExit(f"{path}: {answer.status_code}")
        if number == 0:
            elapsed.clear()
            processor.clear()
    elapsed.sort()
    processor.sort()
    return elapsed[len(elapsed) // 2], elapsed[int(len(elapsed) * 0.95)], processor[int(len(processor) * 0.95)]


def measure(home: Path) -> tuple[int, dict[str, float]]:
    """Print what each kind of question takes on one store, and return how many opinions it has and the 95th percentiles by kind."""
    began = time.perf_counter()
    client = create_app(Configuration(Settings(home, DEFAULT_BASE))).test_client()
    frequent = client.get("/api/v1/concepts?limit=50").get_json()
    start = time.perf_counter() - began
    rare = client.get(f"/api/v1/concepts?limit=50&offset={max(50, frequent['total'] // 4)}").get_json()["items"]
    concepts = [each for pair in zip(frequent["items"], rare, strict=False) for each in pair][:ASKED]
    total = client.get("/api/v1/opinions?limit=1").get_json()["total"]
    print(f"\n{home.name}: {total:,} opinions, {frequent['total']:,} concepts; first answer after {start:.2f} s")
    print(f"{'':24}{'median':>9}{'p95':>9}{'p95 cpu':>9}{'limit':>8}   (ms)")
    found = {}
    for kind in KINDS:
        median, high, processor = asked(client, concepts, kind)
        found[kind.name] = server = min(high, processor)  # other work stretches the one, a second processor the other
        limit = "" if kind.limit is None else f"{kind.limit:.0f}{'' if server <= kind.limit else ' !'}"
        print(f"{kind.name:24}{median:9.2f}{high:9.2f}{processor:9.2f}{limit:>8}", flush=True)
    return total, found


def add(home: Path) -> None:
    """Print how long one document takes to stand in a copy of the store, with all that is derived."""
    with tempfile.TemporaryDirectory(dir=home.parent) as folder:
        copy = Path(folder) / "home"
        shutil.copytree(home, copy, symlinks=True)
        (Path(folder) / "documents").mkdir()
        files = write_documents(Path(folder) / "documents", 4)
        times = []
        for file in files:
            wall, used = time.perf_counter(), time.process_time()
            Ingestion(Settings(copy, DEFAULT_BASE)).run([file])
            times.append((time.perf_counter() - wall, time.process_time() - used))
    wall, used = min(times[1:])
    print(f"one document more: {wall:.2f} s elapsed, {used:.2f} s of processor (limit 1 s), the first with all that is loaded then {times[0][0]:.2f} s")


def main() -> None:
    """Measure the folders of the command line; ends with 1 where an answer grows too much or takes too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--add", action="store_true")
    parser.add_argument("--json", type=Path, help="write the 95th percentiles there, too, for benchmarks.plotting")
    given = parser.parse_args()
    before: dict[str, float] = {}
    failed, written = False, []
    for folder in given.folders:
        opinions, found = measure(folder)
        written.append({"opinions": opinions, "answers": found})
        for kind in KINDS:
            grown = found[kind.name] / before.get(kind.name, found[kind.name])
            if kind.limit is not None and (found[kind.name] > kind.limit or (grown > GROWTH and found[kind.name] > UNNOTICED)):
                failed = True
                print(f"{kind.name}: {found[kind.name]:.1f} ms, {grown:.1f} times as long as on the store before")
        before = found
    if given.json:
        given.json.write_text(json.dumps(written, indent=1), encoding="utf-8")
    if given.add:
        add(given.folders[-1])
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
