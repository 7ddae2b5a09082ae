"""What a language model answered about one opinion, checked against the opinion's text: what is not there, or not in the lists, is dropped."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Span

TYPES = (
    "organisation",
    "actor",
    "system",
    "technology",
    "policy",
    "law",
    "activity",
    "indicator",
    "document",
    "place",
    "person",
    "event",
    "issue",
)
PREDICATES = (
    "causes",
    "enables",
    "hinders",
    "makesUnnecessary",
    "requires",
    "includes",
    "uses",
    "provides",
    "affects",
    "contrastsWith",
)
POLARITIES = ("for", "against", "mixed")
_MOST = 200
"""Entries of a list beyond these are not read."""
_LONGEST = 60
_LABEL = {"type": "string"}
_LISTS: Mapping[str, Mapping[str, Any]] = {
    "mentions": {"surface": _LABEL, "type": {"type": "string", "enum": list(TYPES)}},
    "positions": {"target": _LABEL, "polarity": {"type": "string", "enum": list(POLARITIES)}, "quote": _LABEL},
    "relations": {
        "subject": _LABEL,
        "predicate": {"type": "string", "enum": list(PREDICATES)},
        "object": _LABEL,
        "quote": _LABEL,
    },
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of an answer."""
    lists = {
        name: {
            "type": "array",
            "items": {
                "type": "object",
                "properties": dict(fields),
                "required": list(fields),
                "additionalProperties": False,
            },
        }
        for name, fields in _LISTS.items()
    }
    return {"type": "object", "properties": lists, "required": list(lists), "additionalProperties": False}


@dataclass(frozen=True, slots=True)
class Said:
    """One checked statement of a model: the words of the opinion that it rests on, the words that it names, and its kind."""

    span: Span
    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What of an answer stands in the text."""

    mentions: tuple[Said, ...] = ()
    positions: tuple[Said, ...] = ()
    relations: tuple[Said, ...] = ()


def parsed(content: object) -> dict[str, Any]:
    """Return a model's answer as an object; raises ValueError where it is none."""
    text = content if isinstance(content, str) else ""
    begin, end = text.find("{"), text.rfind("}")
    if begin < 0 or end < begin:
        raise ValueError("the answer holds no object")
    try:
        value: object = json.loads(text[begin : end + 1], parse_constant=lambda _: math.nan)
    except RecursionError as error:
        raise ValueError("the answer is nested too deeply") from error
    if isinstance(value, dict):
        return value
    raise ValueError("the answer is no object")


def checked(answer: Mapping[str, Any], text: str) -> Reply:
    """Return the statements of an answer whose words stand in the text as they are and whose kinds are known."""
    return Reply(
        tuple(_said(answer, text, "mentions", "surface", ("surface",), ("type", TYPES))),
        tuple(_said(answer, text, "positions", "quote", ("target",), ("polarity", POLARITIES))),
        tuple(_said(answer, text, "relations", "quote", ("subject", "object"), ("predicate", PREDICATES))),
    )


def _said(
    answer: Mapping[str, Any],
    text: str,
    name: str,
    quoted: str,
    named: tuple[str, ...],
    kinds: tuple[str, tuple[str, ...]],
) -> Iterator[Said]:
    entries = answer.get(name)
    for entry in entries[:_MOST] if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        quote, kind = entry.get(quoted), entry.get(kinds[0])
        names = tuple(entry.get(field) for field in named)
        if not isinstance(quote, str) or not quote.strip() or kind not in kinds[1]:
            continue
        at = text.find(quote)
        if at >= 0 and all(
            isinstance(label, str) and label.strip() and len(label) <= _LONGEST and label in text for label in names
        ):
            yield Said(Span(at, at + len(quote)), tuple(str(label) for label in names), str(kind))
