"""Measures reading and parsing of text files against what Sudachi alone takes to tokenise the same text."""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.annotating import tokenizer
from benchmarks.corpora import SEEDS
from graph.parsing import parse
from graph.reading import read

MEGABYTES = (1, 2, 4, 8)
LIMIT = 2.0
_RUNS = 15
_PIECE = 10_000


def medians(*actions: Callable[[], object]) -> list[float]:
    """Return the median processor seconds of each action, run in turns so that whatever else the machine does meets all of them alike."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(_RUNS):
        for action, taken in zip(actions, times, strict=True):
            begin = time.process_time()
            action()
            taken.append(time.process_time() - begin)
    return [median(taken) for taken in times]


def compare(paths: list[Path]) -> float:
    """Print for each text file how reading and parsing compares with Sudachi; return the ratio over all of them."""
    ours = theirs = 0.0
    for path in paths:
        data = path.read_bytes()
        lines = read(path.name, data).kept.splitlines()
        parsed, tokenised = medians(partial(_parse, path.name, data), partial(_tokenise, lines))
        ours, theirs = ours + parsed, theirs + tokenised
        size = sum(map(len, lines))
        print(f"{path.name:40} {size:>8} characters  {parsed * 1000:7.1f} ms  Sudachi {tokenised * 1000:7.1f} ms  ratio {parsed / tokenised:.2f}")
    return ours / theirs


def _parse(name: str, data: bytes) -> None:
    parse(read(name, data))


def _tokenise(lines: list[str]) -> None:
    for line in lines:
        tokenizer().tokenize(line[:_PIECE])


def main() -> None:
    """Compare the files given (the seeds where none is), then time copies of the longest up to 10 MB."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(SEEDS.glob("*.txt"))
    print(f"all {compare(paths):.2f}; the limit is {LIMIT:.0f}")
    longest = max(paths, key=lambda path: path.stat().st_size).read_bytes()
    for size in MEGABYTES:
        data = longest * (size * 1024 * 1024 // len(longest) + 1)
        begin = time.process_time()
        parse(read("big.txt", data))
        took = time.process_time() - begin
        print(f"{len(data) / 1024 / 1024:.1f} MB {took:.2f} s, {took / len(data) * 1024 * 1024:.2f} s/MB")


if __name__ == "__main__":
    main()
