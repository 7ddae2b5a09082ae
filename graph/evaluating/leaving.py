"""Leave one out: each document read without the words and concepts that no other document of the gold bears out.

The rules were written with documents of this gold in view. What of the vocabularies and of the lexicon occurs in one document alone may be there because of it,
so it is taken away before that document is read; weights are learnt anew from the other documents. What a pattern or a rule in the code knows stays: that only
documents nobody has seen can tell.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from daachorse import CharwiseDoubleArrayAhoCorasick

from graph.annotating import lexicons, weights
from graph.annotating.vocabulary import searchable
from graph.evaluating.measuring import Measured
from graph.evaluating.predicted import parse_prediction
from graph.evaluating.scoring import score_document
from graph.iris import label_key
from graph.pipeline.extracting import as_json, extract
from graph.pipeline.ingesting import document_bytes
from graph.pipeline.vocabularies import shipped

Own = tuple[frozenset[str], frozenset[str]]
"""What one document alone bears out: addresses of concepts, words of the lexicon."""


def owned(texts: Sequence[str], base: str) -> list[Own]:
    """Return for each text, normalised to NFKC, the concepts and the words of the lexicon that occur in it and in no other."""
    concepts = {concept.iri: {label_key(label) for label in (concept.label, *concept.labels)} for concept in shipped(base).vocabulary}
    words = {word: {stem} for word in lexicons.words() if (stem := _stem(word))}
    keys = sorted({key for found in (*concepts.values(), *words.values()) for key in found if key})
    automaton = CharwiseDoubleArrayAhoCorasick(keys)
    where: dict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        for _, _, found in automaton.find_overlapping(searchable([text]) or text):
            where[keys[found]].add(number)
    return [
        (_only(number, {iri: found for iri, found in concepts.items() if iri}, where), _only(number, words, where))
        for number in range(len(texts))
    ]


def _stem(word: str) -> str:
    """Return what stays of a word when it is inflected."""
    inflected = len(word) > 1 and "ぁ" <= word[-1] <= "ん"
    return label_key(word[:-1] if inflected else word)


def _only(number: int, things: Mapping[str, set[str]], where: Mapping[str, set[int]]) -> frozenset[str]:
    """Return the things that occur in the document of a number alone."""
    return frozenset(
        name for name, keys in things.items() if set().union(*(where.get(key, set()) for key in keys)) == {number}
    )


def left_out(
    documents: Sequence[Measured],
    paths: Mapping[str, Path],
    base: str,
    tables: Mapping[str, weights.Tables],
    progress: Callable[[str], None] = lambda _: None,
) -> list[Measured]:
    """Return how well each document is read without what it alone bears out. Raises DocumentError.

    `paths` has each gold's document by the gold's name, `tables` the weights that the other documents teach, where the shipped ones were learnt from it.
    """
    own = owned([each.text for each in documents], base)
    jobs = [
        (paths[each.gold.name], base, *mine, tables.get(each.gold.name, {}))
        for each, mine in zip(documents, own, strict=True)
    ]
    again = []
    # A process for each: what the annotators take from the lexicon they take once.
    with ProcessPoolExecutor(mp_context=get_context("spawn"), max_tasks_per_child=1) as reading:
        for each, found in zip(documents, reading.map(_read, jobs), strict=True):
            score = score_document(each.gold, parse_prediction(found))
            again.append(replace(each, found=found, score=score))
            progress(each.gold.name)
    return again


def _read(job: tuple[Path, str, frozenset[str], frozenset[str], weights.Tables]) -> dict[str, Any]:
    path, base, concepts, words, tables = job
    lexicons.leave_out(words)
    weights.use(tables)
    vocabularies = shipped(base)
    fewer = replace(vocabularies, vocabulary=vocabularies.vocabulary.without(concepts))
    return as_json(path.name, extract(path.name, document_bytes(path), fewer))
