"""Brings the table of figures in a documentation file up to the scorecard: `python -m graph.evaluating.documenting FILE SCORECARD`."""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.evaluating.figures import main_figure

_TABLE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)


def renewed(text: str, card: Mapping[str, Any]) -> str:
    """Return a text with the table between its two comments written anew from a scorecard."""
    table = "\n".join(_lines(card)) + "\n"
    return _TABLE.sub(lambda _: table, text)


def _lines(card: Mapping[str, Any]) -> Iterator[str]:
    documents = card["documents"]
    opinions = sum(document["opinions"] for document in documents)
    yield f"Measured on {card['date']}: {len(documents)} documents, {opinions} opinions."
    yield ""
    yield "| field | precision | recall | F1 | 95 % of F1 | F1, one left out | trivial rule | labelled |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for field, plain in card["all"].items():
        figures = f"{_pair(plain)} | **{main_figure(plain):.2f}** | {_between(plain)} | {_left_out(plain)}"
        yield f"| {field} | {figures} | {_rule(plain)} | {plain['gold']} |"


def _pair(plain: Mapping[str, Any]) -> str:
    return f"{plain['p']:.2f} | {plain['r']:.2f}" if "p" in plain else f"accuracy {plain['accuracy']:.2f} |"


def _between(plain: Mapping[str, Any]) -> str:
    sure = plain.get("interval", {})
    found = sure.get("macro_f1") or sure.get("f1")
    return f"{found[0]:.2f}–{found[1]:.2f}" if found else ""


def _left_out(plain: Mapping[str, Any]) -> str:
    return f"{plain['left_out']:.2f}" if "left_out" in plain else ""


def _rule(plain: Mapping[str, Any]) -> str:
    return f"{plain['baseline']['f1']:.2f} {plain['baseline']['rule']}" if "baseline" in plain else ""


def main(file: Path, scorecard: Path) -> None:
    """Write the table of one file anew."""
    card = json.loads(scorecard.read_text(encoding="utf-8"))
    file.write_text(renewed(file.read_text(encoding="utf-8"), card), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
