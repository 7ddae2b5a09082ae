"""By how much the serving processes grow while a million rows are sent as CSV.

    python -m benchmarks.streaming [--home FOLDER]

The largest resident memory of the process that sends and of the one that answers (/proc), before and after; the answer is whole before
its first byte is sent, so that it must stand on the disk and not in memory.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.load import get, once
from benchmarks.servers import ours, processes, seeded
from graph.iris import DEFAULT_BASE
from graph.store import Settings

LIMIT = 100.0
ROWS = 1_000_000
QUERY = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {ROWS}"
MEBI = 1 << 20


def peaks(server: int) -> dict[int, float]:
    """Return the largest resident memory that each process of a server has had, in MiB."""
    found = {}
    for process in processes(server):
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        found[process] = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    return found


def main() -> None:
    """Send the rows once and print what each process grew by."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(asked.home, DEFAULT_BASE) if asked.home else seeded(Path(folder))
        bounds = {"RONTEN_QUERY_MEGABYTES": "2048", "RONTEN_QUERY_SECONDS": "300"}
        with ours(settings.home, workers=1, **bounds) as (port, server):
            once(port, get("/sparql", "text/csv", query="SELECT * { ?s ?p ?o } LIMIT 10"))
            before = peaks(server)
            taken = once(port, get("/sparql", "text/csv", query=QUERY))
            grown = {process: peak - before.get(process, 0) for process, peak in peaks(server).items()}
    print(
        f"{ROWS:,} rows in {taken:.1f} s; the processes grew by {', '.join(f'{size:.0f}' for size in grown.values())} MiB"
    )
    missed = max(grown.values()) > LIMIT
    print(f"{max(grown.values()):.0f} MiB; at most {LIMIT:g} wanted{': MISSED' if missed else ''}")
    sys.exit(int(missed))


if __name__ == "__main__":
    main()
