"""Finds what opinions say; each step is one small module behind one protocol, found by its name."""

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from graph.annotating.morphology import morphemes
from graph.annotating.protocol import Annotator, Work, Workpiece
from graph.annotating.vocabulary import Vocabulary
from graph.model import Concept, Finding, Findings, Minutes, Utterance
from graph.punctuation import has_points, with_commas, with_stops

STEPS = {
    "mentions": "mentions:Mentions",
    "acts": "speech:Acts",
    "positions": "positions:Positions",
    "relations": "relations:Relations",
    "links": "links:Links",
}
"""Name to module and class, in the order in which the steps run."""

OPTIONAL = {"llm": "llm:Llm"}
"""Steps that run only where the environment asks for them."""

GROUP = "ronten.annotators"
"""The group of entry points under which other packages offer annotators."""


@cache
def annotator(name: str) -> Annotator:
    """Return the annotator of a name, from this package or from another one's entry point; raises KeyError where there is none."""
    if name in STEPS or name in OPTIONAL:
        module, _, factory = (STEPS | OPTIONAL)[name].partition(":")
        made: Annotator = getattr(import_module(f"graph.annotating.{module}"), factory)()
        return made
    offered: Annotator = entry_points(group=GROUP)[name].load()()
    return offered


def names() -> list[str]:
    """Name all annotators in the order in which they run: this package's, the language model where one is set, then other packages' by name."""
    asked = ["llm"] if os.environ.get("RONTEN_LLM_URL") and os.environ.get("RONTEN_LLM_MODEL") else []
    return [*STEPS, *asked, *_offered()]


@cache
def _offered() -> tuple[str, ...]:
    """Name the annotators of other packages; what is installed does not change while a process runs."""
    return tuple(sorted(point.name for point in entry_points(group=GROUP)))


def offered_versions() -> list[str]:
    """Return name and version of each annotator that is not always there: another package's, and the language model."""
    return [f"{name}/{annotator(name).version}" for name in names() if name not in STEPS]


def annotate(
    minutes: Minutes, vocabulary: Vocabulary, steps: Sequence[str] | None = None, known: Sequence[Concept] = ()
) -> Findings:
    """Return what the steps find in the opinions of a document, by default all steps; `known` are concepts that other documents introduced."""
    return findings(work_on(minutes, vocabulary, steps, known))


def work_on(
    minutes: Minutes, vocabulary: Vocabulary, steps: Sequence[str] | None = None, known: Sequence[Concept] = ()
) -> Work:
    """Return the opinions of a document with what the steps found in them, still under work."""
    points = has_points(minutes.text.normal)
    pieces = [_workpiece(utterance, points=points) for utterance in minutes.utterances]
    work = Work(minutes, vocabulary, pieces, [], known)
    for name in steps or names():
        annotator(name).annotate(work)
    return work


def findings(work: Work) -> Findings:
    """Return what was found in the opinions of a document, quoted as the document has it; no step may follow."""
    return Findings([_as_printed(piece) for piece in work.opinions], work.links, frozenset(work.unfinished))


def _workpiece(utterance: Utterance, *, points: bool) -> Workpiece:
    """Return an opinion to work on, its punctuation read as the usual one; `points` says that sentences of the document end in points."""
    text = with_commas(utterance.passage.text)
    text = with_stops(text) if points else text
    return Workpiece(utterance, morphemes(text), Finding(), text)


def _as_printed(piece: Workpiece) -> Finding:
    """Return what was found in an opinion, quoted as the document has it."""
    finding, printed = piece.finding, piece.utterance.passage.text
    if piece.text != printed:
        finding.sentences = [replace(each, text=printed[each.start : each.end]) for each in finding.sentences]
        finding.mentions = [each._replace(surface=printed[each.start : each.end]) for each in finding.mentions]
    return finding
