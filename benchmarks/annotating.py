"""How long annotating takes, beside what Sudachi alone takes to tokenise the same text.

    python -m benchmarks.annotating [FOLDER …] [--documents 100]

The documents are read and parsed beforehand; both sides run warm, in one process, in turns, on the same opinions. Few documents
repeated many times would flatter whatever remembers sentences, so the same is measured on documents that never say the same twice:
each is spliced from clauses of all of them.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from sudachipy import Dictionary, SplitMode, Tokenizer

from benchmarks.corpora import SEEDS, Splicer, paths_in
from graph.annotating import annotate, annotator, names
from graph.annotating.morphology import morphemes
from graph.annotating.protocol import Work, Workpiece
from graph.annotating.vocabulary import Vocabulary
from graph.iris import DEFAULT_BASE
from graph.model import Finding, Minutes, Utterance
from graph.parsing import parse
from graph.pipeline.vocabularies import shipped
from graph.reading import read

_PIECE = 10_000
_RUNS = 5


def minutes_in(folders: list[Path], documents: int) -> list[Minutes]:
    """Return the parsed documents of the folders, repeated up to the wanted number."""
    paths = paths_in(folders)
    parsed = [parse(read(path.name, path.read_bytes())) for path in paths]
    return [parsed[number % len(parsed)] for number in range(documents)]


def spliced(minutes: list[Minutes]) -> list[Minutes]:
    """Return documents of the same shape whose opinions are put together from clauses of all of them."""
    splicer = Splicer([utterance.passage.text for document in minutes for utterance in document.utterances])

    def varied(utterance: Utterance) -> Utterance:
        return replace(utterance, passage=replace(utterance.passage, text=splicer.text_like(utterance.passage.text)))

    return [
        replace(document, utterances=[varied(utterance) for utterance in document.utterances]) for document in minutes
    ]


def seconds(minutes: list[Minutes], *actions: Callable[[Minutes], object]) -> list[float]:
    """Return what each action takes for all documents, each document's best of some runs, so that the machine's other work does not count."""
    best = [[float("inf")] * len(minutes) for _ in actions]
    for _ in range(_RUNS):
        for action, times in zip(actions, best, strict=True):
            for number, document in enumerate(minutes):
                begin = time.process_time()
                action(document)
                times[number] = min(times[number], time.process_time() - begin)
    return [sum(times) for times in best]


@cache
def tokenizer() -> Tokenizer:
    """Load the dictionary once: both sides are measured warm."""
    return Dictionary(dict="core").tokenizer(SplitMode.C)


def tokenise(document: Minutes) -> None:
    """Let Sudachi alone read every opinion."""
    reader = tokenizer()
    for utterance in document.utterances:
        text = utterance.passage.text
        for begin in range(0, len(text), _PIECE):
            reader.tokenize(text[begin : begin + _PIECE])


def stepwise(minutes: list[Minutes], vocabulary: Vocabulary) -> dict[str, float]:
    """Return the seconds of each step, the best of some runs of each document."""
    total = dict.fromkeys(["morphemes", *names()], 0.0)
    for document in minutes:
        runs = [_steps(document, vocabulary) for _ in range(_RUNS)]
        for name in total:
            total[name] += min(run[name] for run in runs)
    return total


def _steps(document: Minutes, vocabulary: Vocabulary) -> dict[str, float]:
    begin = time.process_time()
    pieces = [Workpiece(utterance, morphemes(utterance.passage.text), Finding()) for utterance in document.utterances]
    spent = {"morphemes": time.process_time() - begin}
    work = Work(document, vocabulary, pieces, [])
    for name in names():
        begin = time.process_time()
        annotator(name).annotate(work)
        spent[name] = time.process_time() - begin
    return spent


def report(title: str, minutes: list[Minutes], vocabulary: Vocabulary) -> None:
    """Print the seconds of both sides, of each step, and their ratio."""
    size = sum(len(utterance.passage.text) for document in minutes for utterance in document.utterances)
    alone, ours = seconds(minutes, tokenise, lambda document: annotate(document, vocabulary))
    print(f"{len(minutes)} documents, {title}, {size} characters:")
    print(f"  Sudachi alone {alone:.2f} s, annotating {ours:.2f} s, {ours / alone:.2f} times")
    for name, spent in stepwise(minutes, vocabulary).items():
        print(f"  {name:10} {spent:6.2f} s  {spent / alone:5.2f} times")


def main() -> None:
    """Measure the documents as they are, and spliced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--documents", type=int, default=100)
    asked = parser.parse_args()
    minutes = minutes_in(asked.folders, asked.documents)
    vocabulary = shipped(DEFAULT_BASE).vocabulary
    report("repeated", minutes, vocabulary)
    report("spliced", spliced(minutes), vocabulary)


if __name__ == "__main__":
    main()
