"""How long annotating takes, beside what Sudachi alone takes to tokenise the same text.

    python -m benchmarks.annotating [FOLDER …] [--documents 100]

The documents are read and parsed beforehand; both sides run warm, in one process, on the same opinions.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from sudachipy import Dictionary, SplitMode

from graph.annotating import annotate, annotator, names
from graph.annotating.morphology import morphemes
from graph.annotating.protocol import Work, Workpiece
from graph.annotating.vocabulary import Vocabulary
from graph.iris import DEFAULT_BASE
from graph.model import Finding, Minutes
from graph.parsing import parse
from graph.pipeline.vocabularies import shipped
from graph.reading import read

SEEDS = Path(__file__).parent.parent / "seeds"
_PIECE = 10_000


def minutes_in(folders: list[Path], documents: int) -> list[Minutes]:
    """Return the parsed documents of the folders, repeated up to the wanted number."""
    paths = [
        path
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.suffix in {".txt", ".md", ".pdf", ".docx", ".html"}
    ]
    parsed = [parse(read(path.name, path.read_bytes())) for path in paths]
    return [parsed[number % len(parsed)] for number in range(documents)]


def seconds(action: Callable[[], object]) -> float:
    """Return the best of three runs."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        action()
        best = min(best, time.process_time() - begin)
    return best


def tokenise(minutes: list[Minutes]) -> None:
    """Let Sudachi alone read every opinion."""
    tokenizer = Dictionary(dict="core").tokenizer(SplitMode.C)
    for document in minutes:
        for utterance in document.utterances:
            text = utterance.passage.text
            for begin in range(0, len(text), _PIECE):
                tokenizer.tokenize(text[begin : begin + _PIECE])


def stepwise(minutes: list[Minutes], vocabulary: Vocabulary) -> dict[str, float]:
    """Return the seconds of each step in one run."""
    spent = dict.fromkeys(["morphemes", *names()], 0.0)
    for document in minutes:
        begin = time.process_time()
        pieces = [
            Workpiece(utterance, morphemes(utterance.passage.text), Finding()) for utterance in document.utterances
        ]
        spent["morphemes"] += time.process_time() - begin
        work = Work(document, vocabulary, pieces, [])
        for name in names():
            begin = time.process_time()
            annotator(name).annotate(work)
            spent[name] += time.process_time() - begin
    return spent


def main() -> None:
    """Print the seconds of both sides, of each step, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--documents", type=int, default=100)
    asked = parser.parse_args()
    minutes = minutes_in(asked.folders, asked.documents)
    vocabulary = shipped(DEFAULT_BASE).vocabulary
    size = sum(len(utterance.passage.text) for document in minutes for utterance in document.utterances)
    alone = seconds(lambda: tokenise(minutes))
    ours = seconds(lambda: [annotate(document, vocabulary) for document in minutes])
    print(
        f"{len(minutes)} documents, {size} characters: Sudachi alone {alone:.2f} s, annotating {ours:.2f} s, {ours / alone:.2f} times"
    )
    for name, spent in stepwise(minutes, vocabulary).items():
        print(f"  {name:10} {spent:6.2f} s  {spent / alone:5.2f} times")


if __name__ == "__main__":
    main()
