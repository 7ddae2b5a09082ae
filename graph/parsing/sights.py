"""What the lines of a document show by themselves, found once for all who ask."""

import re
from itertools import zip_longest
from typing import NamedTuple

from graph.parsing.leads import lead_of
from graph.parsing.legends import Legend, explained
from graph.parsing.lines import Line
from graph.parsing.speakers import (
    ASKING,
    Label,
    chosen,
    label_alone,
    labels_at,
    letter_label,
    pair_label,
    question_label,
)

SENTENCE_END = re.compile(r"[。?!]")
_SPOKEN = 20  # characters behind a role and a name in brackets that no list of people holds
_BROKEN = 60  # columns; a shorter line is not broken because the page was full
_POSTED = re.compile(r"[^、。「」()]{2,14}[(〔][^()〔〕]{2,60}[)〕]?\W{0,2}(?:オンライン|欠席|代理)?$")
_COMMA = re.compile(r"[、,]")
_PERSON = re.compile(r"\s{2,}|君$")


class Sight(NamedTuple):
    """One line: the labels that may open it, the one that does as far as it alone, or with the line below, shows; the marks that it explains."""

    labels: tuple[Label, ...]
    label: Label | None
    letter: Label | None
    pair: Label | None
    question: bool
    legend: Legend
    entry: tuple[str, str] | None


Sights = dict[int, Sight]
"""Line number to what the line shows; blank lines and rules show nothing."""


def sights_of(lines: list[Line]) -> Sights:
    """Return what the lines of a document show."""
    filled = [line for line in lines if not line.blank and not line.rule]
    return {line.number: sight_of(line, following) for line, following in zip_longest(filled, filled[1:])}


def sight_of(line: Line, following: Line | None) -> Sight:
    """Return what one line shows, the next one that is not blank below it."""
    body, at = line.body, line.rest
    labels = labels_at(body, at)
    speaker = _speaker(line, following, chosen(labels) if labels else None)
    asks = body[at : at + 1] in ASKING
    return Sight(
        labels,
        speaker,
        letter_label(body, at) if asks else None,
        pair_label(body, at) if asks else None,
        body[:1] in ASKING and question_label(body, 0) is not None,
        *explained(body),
    )


def _speaker(line: Line, following: Line | None, label: Label | None) -> Label | None:
    """Return the label of a speaker at a line's head as far as the line alone, or with the one below, shows it."""
    if label and label.style == "enclosed" and label.end >= len(line.body):
        return label if following is not None and not following.body.startswith(("【", "[", "<", "#")) else None
    if label and label.end < len(line.body):
        full = label.label.endswith(")") and len(line.body) - label.end > _SPOKEN
        plain = label.style == "spaced" and not line.mark and not full
        return None if plain and not (SENTENCE_END.search(line.body, label.end) or _breaks_off(line, following)) else label
    alone = label_alone(line.body, line.rest) if following is not None else None
    return alone if alone and following is not None and is_speech(following.body) else None


def _breaks_off(line: Line, following: Line | None) -> bool:
    """Whether a long line breaks off in a sentence that the next one ends."""
    if following is None or following.number != line.number + 1 or following.mark or line.ended or line.width < _BROKEN:
        return False
    return SENTENCE_END.search(following.body) is not None


def is_speech(body: str) -> bool:
    """Say whether words behind or below a label read like speech rather than like another entry of a list."""
    if SENTENCE_END.search(body):
        return True
    listed = body.startswith("|") or _PERSON.search(body) or _POSTED.match(body) or _enumerates(body)
    return len(body) > 25 and not listed and lead_of(body) is None


def _enumerates(words: str) -> bool:
    """Say whether words are a list of short entries: 例田太郎会長、仮野花子委員."""
    parts = _COMMA.split(words)
    return len(parts) >= 2 and all(len(part) <= 16 for part in parts)
