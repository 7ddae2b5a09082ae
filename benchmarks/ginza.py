"""How long annotating takes, beside GiNZA's pipeline with its named entities on the same opinions.

    make ginza && python -m benchmarks.ginza [--documents 100]

GiNZA needs an older Sudachi and runs in an environment of its own, as a process of its own; both sides run warm.
"""

import argparse
import json
import subprocess
from pathlib import Path

from benchmarks.annotating import minutes_in, seconds, spliced
from benchmarks.corpora import SEEDS
from graph.annotating import annotate
from graph.iris import DEFAULT_BASE
from graph.pipeline.vocabularies import shipped

LIMIT = 50.0
PYTHON = Path(".venv-ginza/bin/python")
_SIDE = """
import json, sys, time, spacy
texts = json.load(sys.stdin)
nlp = spacy.load("ja_ginza", config={"components": {"compound_splitter": {"split_mode": "C"}}})
list(nlp.pipe(texts[:20]))
begin = time.process_time()
entities = sum(len(document.ents) for document in nlp.pipe(texts))
print(json.dumps({"seconds": time.process_time() - begin, "entities": entities}))
"""


def main() -> None:
    """Print both sides and their ratio, processor time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--python", type=Path, default=PYTHON)
    asked = parser.parse_args()
    if not asked.python.exists():
        raise SystemExit(f"{asked.python} is missing: run `make ginza` first.")
    minutes = spliced(minutes_in([SEEDS], asked.documents))
    texts = [utterance.passage.text for document in minutes for utterance in document.utterances]
    vocabulary = shipped(DEFAULT_BASE).vocabulary
    (ours,) = seconds(minutes, lambda document: annotate(document, vocabulary))
    run = subprocess.run([asked.python, "-c", _SIDE], input=json.dumps(texts), capture_output=True, text=True, check=True)
    theirs = json.loads(run.stdout.splitlines()[-1])
    print(f"{len(minutes)} documents, {sum(map(len, texts))} characters")
    print(f"annotating {ours:.2f} s, GiNZA {theirs['seconds']:.2f} s ({theirs['entities']} entities)")
    print(f"{theirs['seconds'] / ours:.0f} times faster; at least {LIMIT:.0f} wanted")


if __name__ == "__main__":
    main()
