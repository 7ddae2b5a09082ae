"""What `ronten evaluate` prints."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import GoldError
from graph.evaluating.gold import Gold
from graph.evaluating.learning import learnt_from_others
from graph.evaluating.leaving import left_out
from graph.evaluating.measuring import Measured, gold_documents, measure, pooled
from graph.evaluating.scorecard import scorecard, write_scorecard
from graph.evaluating.table import table
from graph.iris import DEFAULT_BASE
from graph.pipeline.extracting import version
from graph.pipeline.vocabularies import shipped
from service.progress import Progress


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants to see besides the figures of all documents."""

    as_json: bool = False
    per_document: bool = False
    errors: str | None = None
    baselines: bool = False
    write: bool = False
    leave_one_out: bool = False


def evaluation(folders: Sequence[Path], base: str | None, wish: Wish) -> str:
    """Return the figures of gold folders, counted together, as text. Raises GoldError, DocumentError."""
    vocabularies = shipped(base or DEFAULT_BASE)
    golds = [each for folder in folders for each in gold_documents(folder)]
    with Progress("reading", len(golds)) as progress:
        documents = measure(golds, vocabularies, progress.step)
    errors = _errors(documents, wish.errors)
    left = _left_out(documents, golds, base or DEFAULT_BASE) if wish.leave_one_out else ()
    card = scorecard(documents, version(), vocabularies.version, dt.datetime.now(dt.UTC).date(), left)
    if wish.write:
        write_scorecard(folders[0], card)
    if wish.as_json:
        return json.dumps(_plain(card, errors, wish), ensure_ascii=False, indent=1)
    return "\n".join([*_tables(card, wish), *errors])


def _left_out(documents: Sequence[Measured], golds: Sequence[tuple[Gold, Path]], base: str) -> Sequence[Measured]:
    with Progress("leaving one out", len(golds)) as progress:
        tables = learnt_from_others(golds, shipped(base))
        return left_out(documents, {gold.name: path for gold, path in golds}, base, tables, progress.step)


def _errors(documents: Sequence[Measured], field: str | None) -> Sequence[str]:
    if field is None:
        return ()
    score = pooled(documents)
    if field not in score.fields():
        raise GoldError(f"--errors: “{field}” is no field of this gold; it has {'; '.join(score.fields())}.")
    return score.errors.get(field, ())


def _plain(card: dict[str, Any], errors: Sequence[str], wish: Wish) -> dict[str, Any]:
    shown = card if wish.per_document else {key: value for key, value in card.items() if key != "each"}
    return {**shown, "errors": list(errors)} if wish.errors else shown


def _tables(card: dict[str, Any], wish: Wish) -> Iterator[str]:
    for name, part in card["each"].items() if wish.per_document else ():
        yield f"== {name}\n{table(part)}\n"
    for genre, part in card["genres"].items() if len(card["genres"]) > 1 else ():
        yield f"== genre: {genre}\n{table(part, baselines=wish.baselines)}\n"
    if wish.per_document or len(card["genres"]) > 1:
        yield "== all documents"
    yield table(card["all"], baselines=wish.baselines)
