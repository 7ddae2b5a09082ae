"""Measures the extractor: reads each document of a gold folder with the shipped vocabularies and scores what was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import GoldError
from graph.evaluating.baselines import BASELINES
from graph.evaluating.figures import Figures, figures
from graph.evaluating.gold import SUFFIX, Gold, load_gold
from graph.evaluating.predicted import parse_prediction
from graph.evaluating.scoring import score_document
from graph.evaluating.tallies import Score, pool
from graph.pipeline.extracting import as_json, extract
from graph.pipeline.ingesting import document_bytes
from graph.pipeline.vocabularies import Vocabularies


@dataclass(frozen=True, slots=True)
class Measured:
    """One document: its gold, what was found in it (plain data), its text, and the score."""

    gold: Gold
    found: dict[str, Any]
    text: str
    score: Score

    @property
    def genre(self) -> str:
        """Return summary or verbatim as gold says, or `unsaid`."""
        return self.gold.genre or "unsaid"


def gold_documents(folder: Path) -> list[tuple[Gold, Path]]:
    """Return each gold of a folder with the document that it is about, beside it or one folder up. Raises GoldError."""
    if not folder.is_dir():
        raise GoldError(f"{folder}: there is no such folder; name one that holds files NAME{SUFFIX}.")
    found = [load_gold(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    if not found:
        raise GoldError(f"{folder}: no file NAME{SUFFIX} in this folder.")
    return [(gold, _document(gold, folder)) for gold in found]


def _document(gold: Gold, folder: Path) -> Path:
    if Path(gold.document).name != gold.document:
        raise GoldError(f"{gold.name}{SUFFIX}: document must be a file's name without its folder.")
    places = (folder / gold.document, folder.resolve().parent / gold.document)
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise GoldError(f"{gold.name}{SUFFIX}: its document {gold.document} is neither beside it nor one folder up.")
    return found


def measure(
    documents: Sequence[tuple[Gold, Path]], vocabularies: Vocabularies, progress: Callable[[str], None] = lambda _: None
) -> list[Measured]:
    """Return how well each document was read; `progress` hears the name of each. Raises DocumentError."""
    measured = []
    for gold, path in documents:
        extraction = extract(path.name, document_bytes(path), vocabularies)
        found = as_json(path.name, extraction)
        score = score_document(gold, parse_prediction(found))
        measured.append(Measured(gold, found, extraction.minutes.text.normal, score))
        progress(gold.name)
    return measured


def genres(documents: Sequence[Measured]) -> dict[str, list[Measured]]:
    """Return the documents of each genre."""
    return {
        genre: [each for each in documents if each.genre == genre]
        for genre in sorted({each.genre for each in documents})
    }


def pooled(documents: Sequence[Measured]) -> Score:
    """Return the score of several documents together."""
    return pool(each.score for each in documents)


def baseline_figures(documents: Sequence[Measured]) -> dict[str, tuple[str, Figures]]:
    """Return for each field that has a trivial baseline its name and the figures that it reaches on the same documents."""
    found = {}
    for baseline in BASELINES:
        predictions = ((each.gold, baseline.predict(each.found, each.text)) for each in documents)
        reached = figures(pool(score_document(gold, parse_prediction(plain)) for gold, plain in predictions))
        found.update({field: (baseline.name, reached[field]) for field in baseline.fields if field in reached})
    return found
