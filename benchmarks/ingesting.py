"""How long the whole of `ingest` takes with its commits, beside what Sudachi alone takes to tokenise the same text.

    python -m benchmarks.ingesting [--documents 100]

Both sides run warm, in one run, on text documents that never say the same twice; the store is a new one on this machine's disk. Time is what
passes, and beside it the processor time of all processes and threads, which other work on the machine disturbs less.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.annotating import tokenizer
from benchmarks.corpora import write_documents
from graph.iris import DEFAULT_BASE
from graph.pipeline.ingesting import Ingestion
from graph.store import Settings

LIMIT = 8.0
_PIECE = 10_000


def ingest(home: Path, files: list[Path]) -> None:
    """Ingest the files into a new store."""
    outcomes = Ingestion(Settings(home, DEFAULT_BASE)).run(files)
    if any(outcome.status != "added" for outcome in outcomes):
        raise SystemExit(f"not all were added: {outcomes}")


def tokenise(texts: list[str]) -> None:
    """Let Sudachi alone read the texts."""
    for text in texts:
        for at in range(0, len(text), _PIECE):
            tokenizer().tokenize(text[at : at + _PIECE])


def seconds(action: Callable[[], None]) -> tuple[float, float]:
    """Return the seconds that pass while something is done, and those of processor time, child processes included."""
    begin, used = time.perf_counter(), _processor()
    action()
    return time.perf_counter() - begin, _processor() - used


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    """Print both sides and their ratio, the best of three runs each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        (place := Path(folder) / "documents").mkdir()
        files = write_documents(place, asked.documents)
        texts = [file.read_text(encoding="utf-8") for file in files]
        ingest(Path(folder) / "warm", files[:5])
        ours, alone = [], []
        for run in range(3):
            home = Path(folder) / f"home-{run}"
            alone.append(seconds(lambda: tokenise(texts)))
            ours.append(seconds(lambda home=home: ingest(home, files)))
    (wall, processor), (wall_alone, processor_alone) = (map(min, zip(*each, strict=True)) for each in (ours, alone))
    print(f"{len(files)} documents, {sum(map(len, texts))} characters: Sudachi alone {wall_alone:.2f} s, ingest {wall:.2f} s")
    print(f"{wall / wall_alone:.2f} times, {processor / processor_alone:.2f} times the processor time; the limit is {LIMIT:.0f}")


if __name__ == "__main__":
    main()
