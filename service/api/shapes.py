"""Between the answers of the analysis, which are dataclasses, and JSON: the values, and the JSON Schema that they follow."""

import types
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from graph.analysis.attendance import Attendance
from graph.analysis.catalogue import ConceptEntry
from graph.analysis.concepts import FoundConcept
from graph.analysis.documents import DocumentInFull
from graph.analysis.findings import OpinionInFull
from graph.analysis.issues import Opposed, PointAtIssue, TakenSide
from graph.analysis.meetings import MeetingInFull
from graph.analysis.network import Edge
from graph.analysis.organisations import OrganisationInFull
from graph.analysis.paths import Connection, Step
from graph.analysis.people import PersonInFull
from graph.analysis.related import RelatedConcept
from graph.analysis.searching import FoundOpinion
from graph.analysis.timeline import Moment

INLINE: dict[type, str] = {
    FoundConcept: "concept",
    RelatedConcept: "concept",
    PointAtIssue: "concept",
    TakenSide: "opinion",
    FoundOpinion: "opinion",
    OpinionInFull: "opinion",
    MeetingInFull: "meeting",
    PersonInFull: "person",
    OrganisationInFull: "organisation",
    DocumentInFull: "document",
}
"""Of these the members of one member stand among their own, which go before them."""
_SIDES = {"pro": "for", "con": "against"}
RENAMED: dict[type, dict[str, str]] = {
    Edge: {"source": "from", "target": "to"},
    Connection: {"source": "from", "target": "to"},
    Step: {"source": "from", "target": "to"},
    PointAtIssue: _SIDES,
    Opposed: _SIDES,
    Moment: _SIDES,
}
NAMES: dict[type, str] = {ConceptEntry: "ConceptName", Attendance: "Attendance"}
"""How the schemas of some are called; all others as their classes."""

Schema = dict[str, Any]

_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


_AS_IT_IS = frozenset((str, int, float, bool, type(None)))


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Return an answer as what JSON can hold."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if not is_dataclass(kind):
        return value
    made: dict[str, Any] = {}
    for name, called, optional in _members(kind):
        member = getattr(value, name)
        if called is None:
            made |= plain(member)
        elif member is not None or not optional:
            made[called] = plain(member)
    return made


@cache
def _members(kind: type) -> tuple[tuple[str, str | None, bool], ...]:
    """Return the members of a dataclass: what each is called, None where its own members stand in its place, and whether it may be left out."""
    names, optional = RENAMED.get(kind, {}), _optional(kind)
    return tuple(
        (field.name, None if field.name == INLINE.get(kind) else names.get(field.name, field.name), field.name in optional)
        for field in fields(kind)
    )


def _optional(kind: type) -> set[str]:
    """Name the members that are left out where they are None: those with None as default."""
    return {field.name for field in fields(kind) if field.default is None}


def name_of(kind: type) -> str:
    """Return the name of a dataclass's schema."""
    return NAMES.get(kind, kind.__name__)


def schema_of(kind: Any) -> Schema:  # noqa: ANN401 - types have no narrower type
    """Return the JSON Schema of a type; dataclasses are referred to."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if is_dataclass(kind):
        return {"$ref": f"#/components/schemas/{name_of(kind)}"}  # type: ignore[arg-type]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return {"anyOf": [schema_of(argument) for argument in arguments]}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(arguments[1])}
    if origin is list or arguments[1:] == (...,):
        return {"type": "array", "items": schema_of(arguments[0])}
    if origin is tuple:
        items = [schema_of(argument) for argument in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    raise TypeError(f"{kind} has no JSON Schema")


def object_schema(kind: type) -> Schema:
    """Return the JSON Schema of a dataclass with all its members."""
    hints = get_type_hints(kind)
    names = RENAMED.get(kind, {})
    inline = INLINE.get(kind)
    base = object_schema(hints[inline]) if inline else {"properties": {}, "required": []}
    own = {names.get(name, name): schema_of(hint) for name, hint in hints.items() if name != inline}
    needed = {names.get(field.name, field.name) for field in fields(kind) if field.default is MISSING}
    properties = {**base["properties"], **own}
    required = [name for name in properties if name in needed or name in base["required"]]
    description = " ".join((kind.__doc__ or "").split())
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def used(kind: Any) -> Iterator[type]:  # noqa: ANN401
    """Name the dataclasses that a type refers to, itself among them; one that is taken into another is not referred to."""
    if not isinstance(kind, type) or not is_dataclass(kind):
        for argument in get_args(kind):
            yield from used(argument)
        return
    yield kind
    yield from _parts(kind)


def _parts(kind: type) -> Iterator[type]:
    for name, hint in get_type_hints(kind).items():
        yield from _parts(hint) if name == INLINE.get(kind) else used(hint)
