"""Describes the API as OpenAPI 3.1, from the operations themselves."""

from functools import cache
from importlib.metadata import version
from typing import Any

from flask import Blueprint, Response, current_app, request

from service.adding import SCHEMAS as ADDING_SCHEMAS
from service.adding import described as adding
from service.api.operations import OPERATIONS, Operation
from service.api.parameters import Parameter
from service.api.shapes import Schema, name_of, object_schema, schema_of, used
from service.cors import allow_all_origins
from service.exporting import described as exports
from service.linked_data.descriptions import SECURITY
from service.linked_data.descriptions import described as linked_data
from service.problems import MEDIA_TYPE
from service.reconciling.descriptions import SCHEMAS as RECONCILING_SCHEMAS
from service.reconciling.descriptions import described as reconciling
from service.rest.descriptions import SCHEMAS as REST_SCHEMAS
from service.rest.descriptions import described as rest

blueprint = Blueprint("openapi", __name__)
blueprint.after_request(allow_all_origins)

PROBLEM: Schema = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Names the kind of problem."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong here, and what to do."},
        "instance": {"type": "string", "format": "uri-reference"},
        "parameter": {"type": "string", "description": "The parameter that is wrong."},
        "line": {"type": "integer", "description": "Where a query is wrong, from 1."},
        "column": {"type": "integer"},
    },
    "required": ["type", "title", "status", "detail", "instance"],
}
HEALTH: Schema = {
    "type": "object",
    "description": "That all is well, the state of the graph, and how many documents it holds.",
    "properties": {"status": {"const": "ok"}, "version": {"type": "string"}, "documents": {"type": "integer"}},
    "required": ["status", "version", "documents"],
    "additionalProperties": False,
}
SCORECARD: Schema = {
    "type": "object",
    "description": "Each field's figures (tp, fp, fn, p, r, f1 and more) on all gold documents, by genre and by document.",
    "properties": {
        "extractor": {"type": "string", "description": "The version that was measured."},
        "installed": {"type": "string", "description": "The version that is installed."},
        "measured_as_installed": {"type": "boolean"},
        "vocabulary": {"type": "string"},
        "date": {"type": "string", "format": "date"},
        "interval": {"type": "object", "description": "How the bootstrap intervals were drawn."},
        "documents": {"type": "array", "items": {"type": "object"}},
        "all": {"type": "object", "additionalProperties": {"type": "object"}},
        "genres": {"type": "object", "additionalProperties": {"type": "object"}},
        "each": {"type": "object", "additionalProperties": {"type": "object"}},
    },
    "required": ["extractor", "installed", "measured_as_installed", "date", "documents", "all", "genres", "each"],
}
_PROBLEMS = {
    "400": "A parameter cannot be used.",
    "404": "There is no such thing.",
    "503": "Nothing has been stored yet, or the store does not answer.",
}
_TAG = {"ETag": {"description": "Names the state of the graph.", "schema": {"type": "string"}}}
_LINK = {"Link": {"description": "Leads to the first, previous and next page.", "schema": {"type": "string"}}}


def describe(server: str) -> dict[str, Any]:
    """Return the description of the API, whose addresses begin at `server`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ronten",
            "version": version("ronten"),
            "summary": "The opinion knowledge graph of public deliberation.",
            "description": "Every thing has `iri`, its permanent address, `id`, the last part of it by which the addresses here "
            "name it (encode it as one segment of a path), and `label`. Answers carry an ETag of the graph's state.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "paths": {
            **_paths(),
            "/api/v1/scorecard": {
                "get": _answer_of("scorecard", "How good the extraction is, measured on gold", "Scorecard", "404")
            },
            "/healthz": {
                "get": _answer_of("healthz", "Whether the service answers, and from which state", "Health", "503")
            },
            **rest(),
            **reconciling(),
            **exports(),
            **linked_data(),
        },
        "components": {"schemas": {**_schemas(), **ADDING_SCHEMAS, **REST_SCHEMAS, **RECONCILING_SCHEMAS}, "securitySchemes": SECURITY},
    }


def _paths() -> dict[str, Any]:
    writing = adding()
    return {operation.path: {"get": _operation(operation), **writing.get(operation.path, {})} for operation in OPERATIONS}


def _operation(operation: Operation) -> dict[str, Any]:
    problems = [
        status for status in _PROBLEMS if status != "404" or operation.takes_part or operation.name in {"neighbourhood", "path"}
    ]
    parameters = [_parameter(parameter) for parameter in operation.parameters]
    if operation.takes_part:
        parameters.insert(0, {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}})
    return {
        "operationId": operation.name,
        "summary": operation.summary.split(". ")[0].rstrip("."),
        "description": operation.summary,
        "parameters": parameters,
        "responses": {
            "200": _answer(operation),
            "304": {"description": "Nothing has changed since the state that If-None-Match names.", "headers": _TAG},
            **{status: _problem(_PROBLEMS[status]) for status in problems},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "required": parameter.required,
        "schema": dict(parameter.schema),
    }


def _answer(operation: Operation) -> dict[str, Any]:
    if operation.answer is None:
        content = {"text/plain": {"schema": {"type": "string"}}}
    elif operation.paged:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{_page_name(operation.answer)}"}}}
    else:
        content = {"application/json": {"schema": schema_of(operation.answer)}}
    headers = {**_TAG, **_LINK} if operation.paged else _TAG
    return {"description": "The answer.", "headers": headers, "content": content}


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _answer_of(name: str, summary: str, schema: str, problem: str) -> dict[str, Any]:
    """Return the description of an address without parameters that is none of the operations."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    responses = {"200": {"description": "The answer.", "content": content}, problem: _problem(_PROBLEMS[problem])}
    return {"operationId": name, "summary": summary, "responses": responses}


def _page_name(items: type) -> str:
    return f"PageOf{name_of(items)}"


def _schemas() -> dict[str, Schema]:
    answers = [kind for operation in OPERATIONS for kind in (operation.answer, operation.facets) if kind is not None]
    kinds = dict.fromkeys(kind for answer in answers for kind in used(answer))
    paged = {operation.answer: operation.facets for operation in OPERATIONS if operation.paged and operation.answer}
    return {
        "Problem": PROBLEM,
        "Health": HEALTH,
        "Scorecard": SCORECARD,
        **{name_of(kind): object_schema(kind) for kind in kinds},
        **{_page_name(items): _page(items, facets) for items, facets in paged.items()},
    }


def _page(items: type, facets: type | None) -> Schema:
    count = {"type": "integer", "minimum": 0}
    properties = {
        "total": count,
        "limit": count,
        "offset": count,
        "items": {"type": "array", "items": schema_of(items)},
        **({"facets": schema_of(facets)} if facets else {}),
    }
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


@cache
def _written(server: str) -> str:
    return f"{current_app.json.dumps(describe(server))}\n"


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Describe the API."""
    response = Response(_written(request.script_root or "/"), content_type="application/json")
    response.add_etag()
    response.make_conditional(request)
    return response
