"""What no thought at all would reach: each rule in one line, scored like the extractor; a figure means little that is no better."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Plain = dict[str, Any]

_MARKED = re.compile(r"^[ \t]*[○〇◯・●◆■\-→⇒][ \t]*(\S.*)$", re.MULTILINE)
_TERM = re.compile(r"[一-鿿々]{2,}|[ァ-ヺー]{2,}|[A-Za-z][A-Za-z0-9\-]+")


@dataclass(frozen=True, slots=True)
class Baseline:
    """A rule that does without reading: it changes what was found, and is scored in its own fields only."""

    name: str
    fields: tuple[str, ...]
    predict: Callable[[Plain, str], Plain]


def _lines(found: Plain, text: str) -> Plain:
    opinions = [{"id": f"O{number:02}", "text": line} for number, line in enumerate(_MARKED.findall(text), 1)]
    return {**found, "opinions": opinions}


def _opinions(change: Callable[[Plain], Plain]) -> Callable[[Plain, str], Plain]:
    """Return a rule that changes each opinion by itself."""

    def predict(found: Plain, _: str) -> Plain:
        return {**found, "opinions": [{**opinion, **change(opinion)} for opinion in found["opinions"]]}

    return predict


def _attendees(found: Plain, _: str) -> Plain:
    facts = {"group": "構成員", "online": False, "position": None}
    return {
        **found,
        "attendees": [{**each, **facts, "organisation": each["affiliation"]} for each in found["attendees"]],
    }


def _statements(opinion: Plain) -> Plain:
    return {"sentences": [{**sentence, "act": "statement"} for sentence in opinion["sentences"]]}


def _terms(opinion: Plain) -> Plain:
    return {"mentions": [_term(match) for match in _TERM.finditer(opinion["text"])]}


def _term(match: re.Match[str]) -> Plain:
    place = {"start": match.start(), "end": match.end(), "surface": match.group()}
    return {**place, "concept": match.group(), "type": "policy"}


def _first_for(opinion: Plain) -> Plain:
    return {"positions": [{"target": label, "polarity": "for"} for label in _labels(opinion)[:1]]}


def _first_two(opinion: Plain) -> Plain:
    labels = _labels(opinion)[:2]
    pairs: Iterable[tuple[str, ...]] = [tuple(labels)] if len(labels) == 2 else []
    return {"relations": [{"subject": one, "predicate": "affects", "object": other} for one, other in pairs]}


def _labels(opinion: Plain) -> list[str]:
    """Return the concepts that an opinion names, in order, each once."""
    ordered = sorted(opinion["mentions"], key=lambda mention: int(mention["start"]))
    return list(dict.fromkeys(str(mention["concept"]) for mention in ordered))


def _chain(found: Plain, _: str) -> Plain:
    ids = [opinion["id"] for opinion in found["opinions"]]
    links = [{"from": later, "type": "elaborates", "to": sooner} for sooner, later in pairwise(ids)]
    return {**found, "links": links}


BASELINES = (
    Baseline("every line that begins with a mark", ("opinions exact", "opinions close"), _lines),
    Baseline("no topic, no speaker", ("topic", "speaker"), _opinions(lambda _: {"topic": None, "speaker": None})),
    Baseline(
        "everyone 構成員, on site, without a position",
        ("attendee group", "attendee online", "attendee organisation", "attendee position"),
        _attendees,
    ),
    Baseline("every opinion a proposal", ("opinion's act",), _opinions(lambda _: {"act": "proposal"})),
    Baseline("every sentence a statement", ("sentence's act",), _opinions(_statements)),
    Baseline(
        "every run of kanji, katakana or Latin letters",
        ("mentions exact", "mentions close", "mention's concept", "mention's type"),
        _opinions(_terms),
    ),
    Baseline("for what is mentioned first", ("positions",), _opinions(_first_for)),
    Baseline("the first affects the second", ("relations", "relations, ends only"), _opinions(_first_two)),
    Baseline("each elaborates the one before", ("links",), _chain),
)
