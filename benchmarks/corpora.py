"""Text to measure on: documents that never say the same twice, put together from the clauses of those there are."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

from graph.model import Minutes
from graph.parsing import parse
from graph.reading import FORMATS, read

SEEDS = Path(__file__).parent.parent / "seeds"
_CLAUSE = re.compile(r"[^、。]+(?:[、。]|$)")


def paths_in(folders: Sequence[Path]) -> list[Path]:
    """Return the documents of folders, in order."""
    return [
        path
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.suffix in FORMATS and path.stem != "README"
    ]


class Splicer:
    """Makes up texts of the shape of a given one from the clauses of many, at random but always the same."""

    def __init__(self, texts: Sequence[str]) -> None:
        clauses = [clause for text in texts for clause in _CLAUSE.findall(text)]
        self._inner = [clause for clause in clauses if clause.endswith("、")] or clauses
        self._final = [clause for clause in clauses if not clause.endswith("、")] or clauses
        self._choice = random.Random(1).choice

    def text_like(self, text: str) -> str:
        """Return a text with as many sentences and clauses as `text`."""
        return "".join(
            self._choice(self._inner if clause.endswith("、") else self._final) for clause in _CLAUSE.findall(text)
        )


def write_documents(folder: Path, count: int) -> list[Path]:
    """Write `count` text documents in the layout of the seeds, each with another number, date and other words, and return them."""
    originals = [parse(read(path.name, path.read_bytes())) for path in sorted(SEEDS.glob("*.txt"))]
    splicer = Splicer([utterance.passage.text for minutes in originals for utterance in minutes.utterances])
    written = []
    for number in range(count):
        written.append(folder / f"{number:05}.txt")
        written[-1].write_text(_rewritten(originals[number % len(originals)], splicer, number + 1), encoding="utf-8")
    return written


def _rewritten(minutes: Minutes, splicer: Splicer, number: int) -> str:
    kept, at, pieces = minutes.text.kept, 0, []
    for utterance in minutes.utterances:
        span = utterance.passage.span
        pieces += [kept[at : span.start], splicer.text_like(utterance.passage.text)]
        at = span.end
    text = "".join([*pieces, kept[at:]])
    return re.sub(r"第[0-9０-９]+回", f"第{number}回", text)
