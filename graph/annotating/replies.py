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
    """Return a model's answer as an object, one cut off in a list up to its last whole entry; raises ValueError where it is none."""
    text = content if isinstance(content, str) else ""
    begin, end = text.find("{"), text.rfind("}")
    if begin < 0 or end < begin:
        raise ValueError("the answer holds no object")
    found = text[begin : end + 1]
    try:
        value = _loaded(found)
    except ValueError:
        # A small model repeats itself until it meets the bound on its answer; what it said before that is as good as ever.
        value = _loaded(f"{found}]}}")
    if isinstance(value, dict):
        return value
    raise ValueError("the answer is no object")


def _loaded(text: str) -> object:
    try:
        value: object = json.loads(text, parse_constant=lambda _: math.nan)
    except RecursionError as error:
        raise ValueError("the answer is nested too deeply") from error
    return value


def sound(answer: Mapping[str, Any], text: str) -> dict[str, list[dict[str, str]]]:
    """Return the entries of an answer that have the schema's form and whose words stand in the text as they are."""
    return {name: [entry for entry in _entries(answer, name) if _holds(entry, name, text)] for name in _LISTS}


def _entries(answer: Mapping[str, Any], name: str) -> Iterator[dict[str, str]]:
    entries, known = answer.get(name), _LISTS[name]
    for entry in entries[:_MOST] if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            fields = {field: value for field, value in entry.items() if field in known and isinstance(value, str)}
            if len(fields) == len(known):
                yield fields


def _holds(entry: Mapping[str, str], name: str, text: str) -> bool:
    kinds = {field: form["enum"] for field, form in _LISTS[name].items() if "enum" in form}
    words = {field: value for field, value in entry.items() if field not in kinds}
    return (
        all(entry[field] in known for field, known in kinds.items())
        and all(value in text for value in words.values())
        and all(_is_said(value) if field == "quote" else _is_term(value) for field, value in words.items())
    )


def _is_said(words: str) -> bool:
    return any(map(str.isalnum, words))


def _is_term(label: str) -> bool:
    """Tell whether a label can name a concept: no sentence, no line break, no punctuation alone."""
    fits = len(label) <= _LONGEST and label.isprintable() and label == label.strip()
    return fits and _is_said(label) and "。" not in label


def checked(answer: Mapping[str, Any], text: str) -> Reply:
    """Return the statements of an answer that are sound, each with its place in the text."""
    found = sound(answer, text)

    def said(quote: str, kind: str, *names: str) -> Said:
        at = text.find(quote)
        return Said(Span(at, at + len(quote)), names, kind)

    return Reply(
        tuple(said(one["surface"], one["type"], one["surface"]) for one in found["mentions"]),
        tuple(said(one["quote"], one["polarity"], one["target"]) for one in found["positions"]),
        tuple(said(one["quote"], one["predicate"], one["subject"], one["object"]) for one in found["relations"]),
    )
