"""Learns the weights of positions from gold: `python -m graph.evaluating.learning FOLDER …` writes the table that the annotator reads.

Multinomial logistic regression with a Gaussian prior (S. Chen, R. Rosenfeld, A Gaussian prior for smoothing maximum entropy models, 1999).
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import log_softmax

from graph.annotating import findings, weights, work_on
from graph.annotating.positions import weighable
from graph.annotating.weights import FILE, NONE, Shown, Value, Weights
from graph.evaluating.aligning import align
from graph.evaluating.comparing import any_loosely, fold
from graph.evaluating.gold import Gold
from graph.evaluating.measuring import gold_documents
from graph.evaluating.predicted import parse_prediction
from graph.iris import DEFAULT_BASE
from graph.parsing import parse
from graph.pipeline.extracting import Extraction, as_json
from graph.pipeline.ingesting import document_bytes
from graph.pipeline.vocabularies import Vocabularies, shipped
from graph.reading import read

CLASSES = ("for", "against", "mixed")
_ALWAYS = (Shown._fields.index("always"), "")
_STEPS = 2000  # of the search; some hundred are enough
FOLDS = 10
_LEAST = 5  # a feature that fewer candidates show is not learnt
_PRIOR = 5.0
"""How strongly weights are held near 0: half of one over the variance of the prior."""
_SEED = 1


class Example(NamedTuple):
    """What one thing that an opinion names shows, and the side that gold says is taken on it (or none)."""

    shown: Shown
    side: str


Vector = NDArray[np.float64]
Documents = Sequence[tuple[Gold, Path]]
Lesson = dict[str, list[Example]]
"""The examples of each document, by its gold's name."""


def examples(documents: Documents, vocabularies: Vocabularies) -> Lesson:
    """Return what the documents teach in whose gold any positions are labelled. Raises DocumentError."""
    return {gold.name: list(_of(gold, path, vocabularies)) for gold, path in documents if _labelled(gold)}


def _labelled(gold: Gold) -> bool:
    return any(opinion.positions for opinion in gold.opinions or ())


def _of(gold: Gold, path: Path, vocabularies: Vocabularies) -> Iterator[Example]:
    minutes = parse(read(path.name, document_bytes(path)))
    work = work_on(minutes, vocabularies.vocabulary, ("mentions", "acts"))
    named = {id(piece): candidates for piece, candidates in weighable(work)}
    found = parse_prediction(as_json(path.name, Extraction(minutes, findings(work)))).opinions
    pieces = {opinion.id: piece for opinion, piece in zip(found, work.opinions, strict=True)}
    for pair in align(gold.opinions or (), found):
        if pair.gold.positions is None:
            continue
        known = pair.found.other_labels()
        for candidate in named.get(id(pieces[pair.found.id]), ()):
            label = candidate.target.label
            labels = [label, *known.get(fold(label), [])]
            sides = (str(want.polarity) for want in pair.gold.positions if any_loosely(want.target, labels))
            yield Example(candidate.shown, next(sides, NONE))


def learn(lesson: Lesson) -> Weights:
    """Return the weights that the examples of some documents teach."""
    taught = [example for document in lesson.values() for example in document]
    rows: list[list[tuple[int, Value]]] = [list(enumerate(example.shown)) for example in taught]
    often = Counter(cell for row in rows for cell in row)
    column = {cell: number for number, cell in enumerate(sorted(cell for cell, times in often.items() if times >= _LEAST))}
    filled = [[column[cell] for cell in row if cell in column] for row in rows]
    ends = np.cumsum([0, *map(len, filled)])
    table = csr_matrix((np.ones(ends[-1]), np.concatenate(filled), ends), shape=(len(rows), len(column)))
    classes = (NONE, *CLASSES)
    sides = np.eye(len(classes))[[classes.index(example.side) for example in taught]]
    held = np.full((len(column), 1), _PRIOR)
    if _ALWAYS in column:
        held[column[_ALWAYS]] = 0.0

    def loss(flat: Vector) -> tuple[float, Vector]:
        guess = flat.reshape(len(column), len(classes))
        chances = log_softmax(table @ guess, axis=1)
        slope = table.T @ (np.exp(chances) - sides) + 2 * held * guess
        return float((held * guess**2).sum() - (sides * chances).sum()), slope.ravel()

    found = minimize(loss, np.zeros(len(column) * len(classes)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    absolute = found.x.reshape(len(column), len(classes))
    relative = absolute[:, 1:] - absolute[:, :1]
    features: list[dict[Value, tuple[float, ...]]] = [{} for _ in Shown._fields]
    for (feature, value), number in column.items():
        features[feature][value] = tuple(map(float, relative[number]))
    return Weights(CLASSES, tuple(features), frozenset(lesson))


def folded(lesson: Lesson) -> dict[str, Weights]:
    """Return for each document the weights that the others teach, a tenth of all left out at a time; for a single document none."""
    names = sorted(lesson)
    random.Random(_SEED).shuffle(names)  # noqa: S311 - nothing secret
    learnt = {}
    for fold_number in range(FOLDS):
        left_out = names[fold_number::FOLDS]
        if 0 < len(left_out) < len(names):
            of_others = learn({name: each for name, each in lesson.items() if name not in left_out})
            learnt.update(dict.fromkeys(left_out, of_others))
    return learnt


def learnt_from_others(documents: Documents, vocabularies: Vocabularies) -> dict[str, str]:
    """Return for each document, where the shipped weights were learnt from any of them, a table of the weights that the others teach. Raises DocumentError."""
    if weights.shipped().learnt_from.isdisjoint(gold.name for gold, _ in documents):
        return {}
    return {name: learnt.written() for name, learnt in folded(examples(documents, vocabularies)).items()}


def main(folders: Sequence[str], say: Callable[[str], object] = print) -> None:
    """Write the weights that the gold of some folders teaches to the file that the annotator reads. Raises GoldError, DocumentError."""
    documents = [each for folder in folders for each in gold_documents(Path(folder))]
    learnt = learn(examples(documents, shipped(DEFAULT_BASE)))
    path = Path(str(files("graph.annotating") / "lexicon" / FILE))
    path.write_text(learnt.written(), encoding="utf-8")
    say(f"{path.name}: {sum(map(len, learnt.values))} weights from {len(learnt.learnt_from)} documents")


if __name__ == "__main__":
    main(sys.argv[1:])
