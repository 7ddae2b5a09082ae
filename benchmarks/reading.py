"""Measures reading and parsing of text files against what Sudachi alone takes to tokenise the same text."""

import sys
import time
from pathlib import Path

from sudachipy import Dictionary, SplitMode

from graph.parsing import parse
from graph.reading import read

SEEDS = Path(__file__).parent.parent / "seeds"
MEGABYTES = (1, 2, 4, 8)


def seconds(step: object, *arguments: object) -> float:
    """Return the best of three times that a call takes."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        step(*arguments)  # type: ignore[operator]
        times.append(time.perf_counter() - begin)
    return min(times)


def compare(paths: list[Path]) -> float:
    """Print for each text file how reading and parsing compares with Sudachi; return the ratio over all of them."""
    tokenizer = Dictionary(dict="core").tokenizer(mode=SplitMode.C)
    ours = theirs = 0.0
    for path in paths:
        data = path.read_bytes()
        text = read(path.name, data)
        lines = text.kept.splitlines()
        parsed = seconds(lambda name, data: parse(read(name, data)), path.name, data)
        tokenised = seconds(lambda lines: [tokenizer.tokenize(line[:10000]) for line in lines], lines)
        ours, theirs = ours + parsed, theirs + tokenised
        print(f"{path.name:40} {len(text.kept):>8} characters  {parsed * 1000:7.1f} ms  Sudachi {tokenised * 1000:7.1f} ms  ratio {parsed / tokenised:.2f}")
    return ours / theirs


def main() -> None:
    """Compare the files given (the seeds where none is), then time copies of the longest up to 10 MB."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(SEEDS.glob("*.txt"))
    print(f"all {compare(paths):.2f}")
    longest = max(paths, key=lambda path: path.stat().st_size).read_bytes()
    for size in MEGABYTES:
        data = longest * (size * 1024 * 1024 // len(longest) + 1)
        begin = time.perf_counter()
        parse(read("big.txt", data))
        took = time.perf_counter() - begin
        print(f"{len(data) / 1024 / 1024:.1f} MB {took:.2f} s, {took / len(data) * 1024 * 1024:.2f} s/MB")


if __name__ == "__main__":
    main()
