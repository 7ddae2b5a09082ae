"""Answers queries for the entities that names mean."""

from collections.abc import Sequence
from typing import Any

from graph.analysis.matching import Candidate, Entity, entities
from graph.analysis.properties import Value, Values, having, values
from graph.analysis.views import View
from graph.iris import search_key
from service.reconciling.naming import typed
from service.reconciling.reading import Compared, Query

_CLOSE = 30
"""How many candidates by name are compared by their properties."""
_NAME = 0.6
"""The share of a name in the score where properties are compared as well."""


def matched(view: View, query: Query) -> list[dict[str, Any]]:
    """Return the candidates of a query, the best first. Raises QueryError, StoreError."""
    found = _by_name(view, query) if query.text else _by_properties(view, query)
    if query.compared:
        found = _compared(view, query, found)
    found = [_weighed(query, each) for each in found]
    found.sort(key=lambda each: (-each.score, -each.entity.weight, each.entity.id))
    certain = [each.entity.id for each in found if each.score >= 99.95]
    return [_written(each, certain) for each in found[: query.limit]]


def _written(candidate: Candidate, certain: Sequence[str]) -> dict[str, Any]:
    """Return a candidate as the API writes it; it is a match where it alone fits in full."""
    entity = candidate.entity
    written: dict[str, Any] = {
        "id": entity.id,
        "name": entity.name,
        "type": typed(entity),
        "score": round(candidate.score, 1),
        "match": certain == [entity.id],
    }
    if entity.weight:
        written["description"] = f"意見 {entity.weight} 件"
    return written


def _by_name(view: View, query: Query) -> list[Candidate]:
    wanted = max(query.limit, _CLOSE) if query.compared or query.strict == "should" else query.limit + 1
    return entities(view).match(query.text, lambda entity: _accepted(query, entity), wanted)


def _by_properties(view: View, query: Query) -> list[Candidate]:
    found: dict[str, Entity] = {}
    for each in query.compared:
        found |= {entity.id: entity for entity in having(view, each.id, each.values)}
    return [Candidate(entity, 100.0) for entity in found.values() if _accepted(query, entity)]


def _accepted(query: Query, entity: Entity) -> bool:
    if not query.types or query.strict == "should":
        return True
    fits = [each in entity.types for each in query.types]
    return all(fits) if query.strict == "all" else any(fits)


def _weighed(query: Query, candidate: Candidate) -> Candidate:
    """Put an entity of another type lower where types are only preferred."""
    other = query.strict == "should" and query.types and not set(query.types) & set(candidate.entity.types)
    return Candidate(candidate.entity, candidate.score * 0.8) if other else candidate


def _compared(view: View, query: Query, found: list[Candidate]) -> list[Candidate]:
    known = values(view, [each.entity for each in found], [each.id for each in query.compared])
    share = _NAME if query.text else 0.0
    return [
        Candidate(each.entity, share * each.score + (1 - share) * 100 * _agreement(query.compared, each.entity, known))
        for each in found
    ]


def _agreement(compared: Sequence[Compared], entity: Entity, known: Values) -> float:
    """Return which share of the properties agrees, from 0 to 1."""
    agreeing = [
        any(_agrees(text, value) for text in each.values for value in known.get((entity.id, each.id), ()))
        for each in compared
    ]
    return sum(agreeing) / len(agreeing)


def _agrees(text: str, value: Value) -> bool:
    return text == value.id or search_key(text) == search_key(value.text)
