"""Runs all benchmarks, one after the other, each in a process of its own so that none warms another up."""

import subprocess
import sys

BENCHMARKS = ("reading", "annotating", "ingesting", "endpoint", "runaway", "streaming", "lookups", "searching", "pages", "map", "network")
"""What runs unless others are named; `products` needs a large store, `ginza` an environment of its own."""


def main() -> None:
    """Run the benchmarks named on the command line, or all; ends with 1 where one failed."""
    failed = 0
    for name in sys.argv[1:] or BENCHMARKS:
        print(f"== {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
