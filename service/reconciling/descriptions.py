"""The Reconciliation Service API in the words of OpenAPI."""

from typing import Any

from service.api.parameters import Parameter, whole, words
from service.described import Described, array, binary, json_of, objects, operation, parameter, problems

_BATCH = words("queries", "A batch of queries: a JSON object of queries by their names", 8000)
_EXTEND = words("extend", "Which properties of which entities are wanted: a JSON object", 8000)
RECONCILE = (_BATCH, _EXTEND)
SUGGEST = (
    words("prefix", "What was typed", 200),
    whole("limit", "How many to give at most", 1, 100, 20),
    whole("cursor", "How many to leave out before", 0, 10_000_000, 0),
)
PROPOSE = (
    words("type", "Only properties that entities of this type have", 200),
    whole("limit", "How many to give at most", 1, 100, 50),
)
ID = Parameter("id", "Id of an entity, as a match gives it", words("id", "", 2000).schema, required=True)

_TEXT: Described = {"type": "string"}
_NAMED = objects({"id": _TEXT, "name": _TEXT})
_CANDIDATE = objects(
    {
        "id": _TEXT,
        "name": _TEXT,
        "description": _TEXT,
        "type": array(_NAMED),
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
    },
    ["id", "name", "type", "score", "match"],
)
_CELL = {
    "oneOf": [
        _NAMED,
        objects({"str": _TEXT}),
        objects({"int": {"type": "integer"}}),
        objects({"date": _TEXT}),
    ]
}
_META = objects({"id": _TEXT, "name": _TEXT, "type": _NAMED}, ["id", "name"])

SCHEMAS: dict[str, dict[str, Any]] = {
    "ReconciliationManifest": {
        "type": "object",
        "description": "What the service can do (Reconciliation Service API 0.2).",
        "properties": {"versions": array(_TEXT), "name": _TEXT, "identifierSpace": _TEXT, "schemaSpace": _TEXT},
        "required": ["versions", "name", "identifierSpace", "schemaSpace", "view", "suggest", "preview", "extend"],
    },
    "ReconciliationResults": {
        "type": "object",
        "description": "The candidates of each query, the best first.",
        "additionalProperties": objects({"result": array(_CANDIDATE)}),
    },
    "ReconciliationExtension": {
        **objects({
            "meta": array(_META),
            "rows": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": array(_CELL)}},
        }),
        "description": "A row of cells for each entity.",
    },
    "ReconciliationSuggestions": {
        **objects({"result": array(objects({"id": _TEXT, "name": _TEXT, "notable": array(_NAMED)}, ["id", "name"]))}),
        "description": "What may be meant by what was typed.",
    },
    "ReconciliationProposal": {
        **objects({"type": _TEXT, "limit": {"type": "integer"}, "properties": array(_NAMED)}, ["properties"]),
        "description": "The properties that a table can be extended by.",
    },
}  # fmt: skip
_ANSWERS = {
    "anyOf": [
        {"$ref": f"#/components/schemas/Reconciliation{name}"} for name in ("Manifest", "Results", "Extension")
    ]
}  # fmt: skip
_STATUSES = ("400", "503")


def described() -> dict[str, Described]:
    """Return the description of all addresses of the reconciliation service."""
    form = objects({"queries": _TEXT, "extend": _TEXT}, [])
    post = operation(
        "reconcile",
        "Match names with entities, or extend entities by properties",
        [],
        json_of(_ANSWERS),
        (*_STATUSES, "413"),
    )
    post["requestBody"] = {
        "required": True,
        "content": {"application/x-www-form-urlencoded": {"schema": form}},
    }
    get = operation(
        "reconcile_by_get",
        "The manifest, or the same as by POST",
        [parameter(each) for each in RECONCILE],
        json_of(_ANSWERS),
        _STATUSES,
    )
    return {
        "/reconcile": {"get": get, "post": post},
        **{f"/reconcile/suggest/{kind}": {"get": _suggest(kind)} for kind in ("entity", "type", "property")},
        "/reconcile/extend/propose": {"get": _simple("propose", "The properties of a type", PROPOSE, "Proposal")},
        "/reconcile/preview": {
            "get": operation("preview", "A small page on an entity", [parameter(ID)], binary("text/html"), ("400", "404", "503"))
        },
        "/reconcile/view": {"get": _view()},
    }  # fmt: skip


def _suggest(kind: str) -> Described:
    return _simple(f"suggest_{kind}", f"What {kind} may be meant by what was typed", SUGGEST, "Suggestions")


def _simple(name: str, summary: str, parameters: tuple[Parameter, ...], schema: str) -> Described:
    content = json_of({"$ref": f"#/components/schemas/Reconciliation{schema}"})
    return operation(name, summary, [parameter(each) for each in parameters], content, _STATUSES)


def _view() -> Described:
    found = {"description": "The entity's own address.", "headers": {"Location": {"schema": _TEXT}}}
    return {
        "operationId": "view_entity",
        "summary": "Lead to an entity's own address",
        "parameters": [parameter(ID)],
        "responses": {"303": found, **problems("400", "404", "503")},
    }
