"""How long the whole of `ingest` takes with its commits, beside what Sudachi alone takes to tokenise the same text.

    python -m benchmarks.ingesting [--documents 100]

Both sides run warm, in one process, on text documents that never say the same twice; the store is a new one on this machine's disk.
"""

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.annotating import tokenizer
from benchmarks.corpora import write_documents
from graph.iris import DEFAULT_BASE
from graph.pipeline.ingesting import Ingestion
from graph.store import Settings

LIMIT = 8.0
_PIECE = 10_000


def ingest(home: Path, files: list[Path]) -> float:
    """Ingest the files into a new store and return the seconds that passed."""
    begin = time.perf_counter()
    outcomes = Ingestion(Settings(home, DEFAULT_BASE)).run(files)
    took = time.perf_counter() - begin
    if any(outcome.status != "added" for outcome in outcomes):
        raise SystemExit(f"not all were added: {outcomes}")
    return took


def tokenise(texts: list[str]) -> float:
    """Return the seconds that Sudachi alone takes."""
    begin = time.perf_counter()
    for text in texts:
        for at in range(0, len(text), _PIECE):
            tokenizer().tokenize(text[at : at + _PIECE])
    return time.perf_counter() - begin


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
            alone.append(tokenise(texts))
            ours.append(ingest(Path(folder) / f"home-{run}", files))
    ratio = min(ours) / min(alone)
    print(f"{len(files)} documents, {sum(map(len, texts))} characters: Sudachi alone {min(alone):.2f} s, ingest {min(ours):.2f} s")
    print(f"{ratio:.2f} times; the limit is {LIMIT:.0f}")


if __name__ == "__main__":
    main()
