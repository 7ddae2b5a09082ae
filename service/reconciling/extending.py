"""Extends others' tables by what the graph says of the entities in them."""

from typing import Any

from graph.analysis.matching import entities
from graph.analysis.properties import PROPERTIES, Value, values
from graph.analysis.views import View
from service.reconciling.naming import type_name
from service.reconciling.reading import Extension


def extended(view: View, wanted: Extension) -> dict[str, Any]:
    """Return a row of cells for each id; of one that is not known they are empty. Raises QueryError, StoreError."""
    known = entities(view)
    found = {id_: entity for id_ in wanted.ids if (entity := known.get(id_)) is not None}
    things = list({entity.id: entity for entity in found.values()}.values())
    cells = values(view, things, [name for name, _ in wanted.properties])
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for id_ in wanted.ids:
        entity = found.get(id_)
        rows[id_] = {
            name: [_cell(value) for value in cells.get((entity.id, name), ())[: most or None]] if entity else []
            for name, most in wanted.properties
        }
    return {"meta": [_meta(name) for name, _ in wanted.properties], "rows": rows}


def _meta(name: str) -> dict[str, Any]:
    known = PROPERTIES.get(name)
    if known is None:
        return {"id": name, "name": name}
    leads = {"type": {"id": known.leads_to, "name": type_name(known.leads_to)}} if known.leads_to else {}
    return {"id": name, "name": known.name, **leads}


def _cell(value: Value) -> dict[str, Any]:
    if value.id is not None:
        return {"id": value.id, "name": value.text}
    if value.kind == "int":
        return {"int": int(value.text)}
    return {"date": f"{value.text}T00:00:00"} if value.kind == "date" else {"str": value.text}


def proposed(type_: str | None, limit: int) -> dict[str, Any]:
    """Return the properties that entities of a type have; of a type of concepts those of concepts, without one all."""
    class_ = "skos:Concept" if type_ and type_.startswith("ronten:") and type_ != "ronten:Meeting" else type_
    found = [
        {"id": each.id, "name": each.name} for each in PROPERTIES.values() if class_ is None or class_ in each.types
    ]
    return {**({"type": type_} if type_ else {}), "limit": limit, "properties": found[:limit]}
