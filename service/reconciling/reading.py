"""Reads what others send: batches of queries and wishes for an extension, checked as the API's own schemas do."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.problems import InvalidParameter

QUERIES, LIMIT, IDS, TEXT = 200, 100, 1000, 1000
"""How many queries, candidates, ids and characters are taken at once."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A property that candidates are compared by, and the values that it may have."""

    id: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """One query: a name (or nothing), types and how strictly they are meant, how many candidates, and properties."""

    text: str
    types: tuple[str, ...]
    strict: str
    limit: int
    compared: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """Which properties of which entities are wanted, each with how many values at most."""

    ids: tuple[str, ...]
    properties: tuple[tuple[str, int], ...]


def query_batch(text: str) -> dict[str, Query]:
    """Return a batch of queries by their names. Raises InvalidParameter."""
    given = _object(text, "queries")
    if len(given) > QUERIES:
        raise InvalidParameter("queries", f"Send {QUERIES} queries at once at most.")
    return {name: _query(each) for name, each in given.items()}


def extension(text: str) -> Extension:
    """Return what an extension asks for. Raises InvalidParameter."""
    given = _object(text, "extend")
    ids = _list(given.get("ids"), "extend", lambda each: isinstance(each, str), "ids is a list of ids")
    wanted = _list(given.get("properties"), "extend", _is_property, "properties is a list of {id: …}")
    if len(ids) > IDS or len(wanted) > LIMIT:
        raise InvalidParameter("extend", f"Ask for {IDS} entities and {LIMIT} properties at once at most.")
    properties = tuple((each["id"], _wanted_values(each.get("settings"))) for each in wanted)
    return Extension(tuple(dict.fromkeys(ids)), properties)


def _wanted_values(settings: Any) -> int:  # noqa: ANN401 - whatever was sent
    given = settings.get("limit", 0) if isinstance(settings, dict) else 0
    return int(given) if str(given).isascii() and str(given).isdigit() and len(str(given)) < 9 else 0


def _is_property(given: Any) -> bool:  # noqa: ANN401
    return isinstance(given, dict) and isinstance(given.get("id"), str)


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidParameter(name, f"{name} is not JSON.") from None
    if not isinstance(found, dict):
        raise InvalidParameter(name, f"{name} must be a JSON object.")
    return found


def _list(given: Any, name: str, fits: Callable[[Any], bool], form: str) -> list[Any]:  # noqa: ANN401
    if not isinstance(given, list) or not all(fits(each) for each in given):
        raise InvalidParameter(name, f"{form}.")
    return given


def _query(given: Any) -> Query:  # noqa: ANN401
    if not isinstance(given, dict):
        raise InvalidParameter("queries", "A query is a JSON object.")
    text = given.get("query", "")
    if not isinstance(text, str):
        raise InvalidParameter("queries", "query is a text.")
    properties = _list(given.get("properties") or [], "queries", _is_compared, "properties is a list of {pid: …, v: …}")
    if not text.strip() and not properties:
        raise InvalidParameter("queries", "A query has a query, or properties.")
    strict = given.get("type_strict") or "any"
    if strict not in ("any", "should", "all"):
        raise InvalidParameter("queries", "type_strict is any, should or all.")
    compared = tuple(Compared(each["pid"], _texts(each["v"])) for each in properties[:LIMIT])
    return Query(text.strip()[:TEXT], _types(given.get("type")), strict, _limit(given.get("limit")), compared)


def _is_compared(given: Any) -> bool:  # noqa: ANN401
    return isinstance(given, dict) and isinstance(given.get("pid"), str) and "v" in given


def _texts(given: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return the values of a property as texts, an entity's as its id."""
    if isinstance(given, list):
        return tuple(text for each in given[:LIMIT] for text in _texts(each))
    if isinstance(given, dict):
        return _texts(given["id"]) if isinstance(given.get("id"), str) else ()
    if isinstance(given, bool):
        return (str(given).lower(),)
    return (str(given)[:TEXT],) if isinstance(given, str | int | float) else ()


def _types(given: Any) -> tuple[str, ...]:  # noqa: ANN401
    found = [given] if isinstance(given, str | dict) else given or []
    if not isinstance(found, list):
        raise InvalidParameter("queries", "type is the id of a type, or a list of ids.")
    ids = [each.get("id") if isinstance(each, dict) else each for each in found]
    if not all(isinstance(each, str) for each in ids):
        raise InvalidParameter("queries", "type is the id of a type, or a list of ids.")
    return tuple(each for each in ids if each)


def _limit(given: Any) -> int:  # noqa: ANN401
    if given is None:
        return 10
    if isinstance(given, bool) or not isinstance(given, int | float) or not 1 <= given < 1e9:
        raise InvalidParameter("queries", f"limit is a number from 1; {LIMIT} at most are given.")
    return min(int(given), LIMIT)
