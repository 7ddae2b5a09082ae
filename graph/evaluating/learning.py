"""Learns the weights of positions and of links from gold: `python -m graph.evaluating.learning FOLDER …` writes the tables that the annotators read.

Multinomial logistic regression with a Gaussian prior (S. Chen, R. Rosenfeld, A Gaussian prior for smoothing maximum entropy models, 1999).
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import log_softmax

from graph.annotating import weights
from graph.annotating.weights import NONE, Tables, Value, Weights
from graph.evaluating.gold import Gold
from graph.evaluating.lessons import SUBJECTS, Lesson, Subject, lesson_of
from graph.evaluating.measuring import gold_documents
from graph.iris import DEFAULT_BASE
from graph.pipeline.vocabularies import Vocabularies, shipped

_ALWAYS = "always"
"""The feature that everything shows."""
_STEPS = 2000  # of the search; some hundred are enough
FOLDS = 10
_LEAST = 5  # a feature that fewer candidates show is not learnt
_PRIOR = 5.0
"""How strongly weights are held near 0: half of one over the variance of the prior."""
_SEED = 1


Vector = NDArray[np.float64]
Documents = Sequence[tuple[Gold, Path]]


def learn(lesson: Lesson, subject: Subject) -> Weights:
    """Return the weights that the examples of some documents teach."""
    names = subject.model.shown._fields
    taught = [example for document in lesson.values() for example in document]
    rows: list[list[tuple[int, Value]]] = [list(enumerate(example.shown)) for example in taught]
    often = Counter(cell for row in rows for cell in row)
    column = {cell: number for number, cell in enumerate(sorted(cell for cell, times in often.items() if times >= _LEAST))}
    filled = [[column[cell] for cell in row if cell in column] for row in rows]
    ends = np.cumsum([0, *map(len, filled)])
    table = csr_matrix((np.ones(ends[-1]), np.concatenate(filled), ends), shape=(len(rows), len(column)))
    classes = (NONE, *subject.classes)
    sides = np.eye(len(classes))[[classes.index(example.label) for example in taught]]
    held = np.full((len(column), 1), _PRIOR)
    always = (names.index(_ALWAYS), "")
    if always in column:
        held[column[always]] = 0.0

    def loss(flat: Vector) -> tuple[float, Vector]:
        guess = flat.reshape(len(column), len(classes))
        chances = log_softmax(table @ guess, axis=1)
        slope = table.T @ (np.exp(chances) - sides) + 2 * held * guess
        return float((held * guess**2).sum() - (sides * chances).sum()), slope.ravel()

    found = minimize(loss, np.zeros(len(column) * len(classes)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    absolute = found.x.reshape(len(column), len(classes))
    relative = absolute[:, 1:] - absolute[:, :1]
    features: list[dict[Value, tuple[float, ...]]] = [{} for _ in names]
    for (feature, value), number in column.items():
        features[feature][value] = tuple(map(float, relative[number]))
    return Weights(subject.model, subject.classes, tuple(features), frozenset(lesson))


def folded(lesson: Lesson, subject: Subject) -> dict[str, Weights]:
    """Return for each document the weights that the others teach, a tenth of all left out at a time; for a single document none."""
    names = sorted(lesson)
    random.Random(_SEED).shuffle(names)  # noqa: S311 - nothing secret
    learnt = {}
    for fold_number in range(FOLDS):
        left_out = names[fold_number::FOLDS]
        if 0 < len(left_out) < len(names):
            of_others = learn({name: each for name, each in lesson.items() if name not in left_out}, subject)
            learnt.update(dict.fromkeys(left_out, of_others))
    return learnt


def learnt_from_others(documents: Documents, vocabularies: Vocabularies) -> dict[str, Tables]:
    """Return for each document, where shipped weights were learnt from any of them, the tables of weights that the others teach. Raises DocumentError."""
    names = {gold.name for gold, _ in documents}
    found: dict[str, dict[str, str]] = {}
    for subject in SUBJECTS:
        if weights.shipped(subject.model).learnt_from.isdisjoint(names):
            continue
        for name, learnt in folded(lesson_of(subject, documents, vocabularies), subject).items():
            found.setdefault(name, {})[subject.model.file] = learnt.written()
    return dict(found)


def main(folders: Sequence[str], say: Callable[[str], object] = print) -> None:
    """Write the weights that the gold of some folders teaches to the files that the annotators read. Raises GoldError, DocumentError."""
    documents = [each for folder in folders for each in gold_documents(Path(folder))]
    vocabularies = shipped(DEFAULT_BASE)
    for subject in SUBJECTS:  # links are learnt from positions as they are judged then
        learnt = learn(lesson_of(subject, documents, vocabularies), subject)
        path = Path(str(files("graph.annotating") / "lexicon" / subject.model.file))
        path.write_text(learnt.written(), encoding="utf-8")
        weights.shipped.cache_clear()
        say(f"{path.name}: {sum(map(len, learnt.values))} weights from {len(learnt.learnt_from)} documents")


if __name__ == "__main__":
    main(sys.argv[1:])
