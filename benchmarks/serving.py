"""How long a served store takes to its first page, and how much memory all serving processes hold after many questions.

    python -m benchmarks.serving FOLDER

FOLDER is a store, such as `benchmarks.generator` grows. Memory that processes share counts once (Pss), the pages of files that they have mapped among it.
"""

import argparse
import json
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from benchmarks.servers import ours, processes

START, MEMORY = 10.0, 4096
"""Seconds to the first page, and megabytes of memory, at most."""
ASKED = 100
_PATHS = ("/concepts/{id}", "/api/v1/concepts/{id}/related", "/api/v1/search?q={label}", "/api/v1/network?concept={id}", "/api/v1/issues/{id}")


def _get(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=120) as answer:
        found: bytes = answer.read()
    return found


def megabytes(pid: int) -> int:
    """Return the memory of a process and all that it started, what they share counted once."""
    total = 0
    for process in processes(pid):
        with suppress(FileNotFoundError, ProcessLookupError):
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total // 1024


def main() -> None:
    """Measure the store that the command line names; ends with 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    home = parser.parse_args().home
    began = time.monotonic()
    with ours(home) as (port, pid):
        _get(port, "/")
        start = time.monotonic() - began
        concepts = json.loads(_get(port, f"/api/v1/concepts?limit={ASKED}"))["items"]
        for concept in concepts:
            for path in _PATHS:
                with suppress(urllib.error.HTTPError):  # no point at issue
                    _get(port, path.format(id=quote(concept["id"], safe=""), label=quote(concept["label"])))
        memory = megabytes(pid)
    print(f"first page after {start:.1f} s (limit {START:.0f} s); {memory:,} MB in all serving processes (limit {MEMORY:,} MB)")
    sys.exit(1 if start > START or memory > MEMORY else 0)


if __name__ == "__main__":
    main()
