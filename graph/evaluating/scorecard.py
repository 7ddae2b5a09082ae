"""The scorecard: all figures of one measurement as plain data, for people, programs and the file that is shipped."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.errors import GoldError
from graph.evaluating.figures import figures, main_figure
from graph.evaluating.intervals import LEVEL, SAMPLES, SEED, intervals
from graph.evaluating.measuring import Measured, baseline_figures, genres, pooled

FILE = "scorecard.json"
DIGITS = 4
"""To how many digits the shipped file gives its figures."""


def scorecard(
    documents: Sequence[Measured], extractor: str, vocabulary: str, day: dt.date, left_out: Sequence[Measured] = ()
) -> dict[str, Any]:
    """Return the figures of all documents, of each genre and of each document, with what was measured and when.

    `left_out` are the same documents, each read without what it alone bears out: their figures stand beside those of all.
    """
    card: dict[str, Any] = {
        "extractor": extractor,
        "vocabulary": vocabulary,
        "date": day.isoformat(),
        "interval": {"level": LEVEL, "samples": SAMPLES, "seed": SEED, "over": "documents"},
        "documents": [_about(each) for each in documents],
        "all": _part(documents),
        "genres": {genre: _part(some) for genre, some in genres(documents).items()},
        "each": {each.gold.name: _plain([each]) for each in documents},
    }
    for field, plain in _plain(left_out).items() if left_out else ():
        card["all"][field]["left_out"] = main_figure(plain)
    return card


def _about(each: Measured) -> dict[str, str | int]:
    opinions = len(each.gold.opinions or ())
    return {"name": each.gold.name, "document": each.gold.document, "genre": each.genre, "opinions": opinions}


def _plain(documents: Sequence[Measured]) -> dict[str, dict[str, Any]]:
    return {field: found.plain() for field, found in figures(pooled(documents)).items()}


def _part(documents: Sequence[Measured]) -> dict[str, dict[str, Any]]:
    """Return each field's figures with their intervals and the baseline's F1, where there are any."""
    sure = intervals([each.score for each in documents])
    bases = baseline_figures(documents)
    part = _plain(documents)
    for field, plain in part.items():
        if field in sure:
            plain["interval"] = sure[field].plain()
        if field in bases:
            name, reached = bases[field]
            plain["baseline"] = {"rule": name, "f1": reached.f1}
    return part


def write_scorecard(folder: Path, card: dict[str, Any]) -> Path:
    """Write a scorecard, rounded, into a gold folder and return where. Raises GoldError."""
    path = folder / FILE
    try:
        path.write_text(json.dumps(_rounded(card), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise GoldError(f"{path}: it cannot be written: {error.strerror}.") from error
    return path


def _rounded(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list) else value
