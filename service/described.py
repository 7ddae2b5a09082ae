"""Describes addresses that are no operations of the JSON API in the words of OpenAPI."""

from collections.abc import Mapping, Sequence
from typing import Any

from service.api.parameters import Parameter
from service.problems import MEDIA_TYPE

Described = dict[str, Any]

PROBLEMS = {
    "400": "Something in the request cannot be used.",
    "401": "The token is missing or another.",
    "403": "This is not allowed here.",
    "404": "There is no such thing.",
    "405": "The method is not known here.",
    "406": "None of the formats that this can be had in is accepted.",
    "410": "No document says this any more.",
    "413": "The request is too large.",
    "415": "This kind of content is not taken.",
    "422": "The content cannot be read.",
    "500": "The service could not answer.",
    "503": "Nothing has been stored yet, the store does not answer, or too much is under way.",
    "507": "The answer is too large.",
}


def problem(status: str) -> Described:
    """Return the description of an answer that says what is wrong."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": PROBLEMS[status], "content": {MEDIA_TYPE: {"schema": schema}}}


def problems(*statuses: str) -> Described:
    """Return the descriptions of answers that say what is wrong."""
    return {status: problem(status) for status in statuses}


def parameter(given: Parameter, place: str = "query") -> Described:
    """Return the description of a parameter."""
    return {
        "name": given.name,
        "in": place,
        "description": given.description,
        "required": given.required or place == "path",
        "schema": dict(given.schema),
    }


def json_of(schema: Described, media_type: str = "application/json") -> Described:
    """Return the content of an answer in JSON."""
    return {media_type: {"schema": schema}}


def binary(*media_types: str) -> Described:
    """Return the content of an answer that is text or a file in one of some formats."""
    return {each: {"schema": {} if each.endswith("json") else {"type": "string"}} for each in media_types}


def operation(
    name: str,
    summary: str,
    parameters: Sequence[Described],
    content: Mapping[str, Any],
    statuses: Sequence[str] = (),
    *,
    description: str = "The answer.",
) -> Described:
    """Return the description of an operation that answers 200 with some content, or one of the problems."""
    answer: Described = {"description": description, "content": dict(content)}
    return {
        "operationId": name,
        "summary": summary.rstrip("."),
        "parameters": list(parameters),
        "responses": {"200": answer, **problems(*statuses)},
    }


def objects(properties: Mapping[str, Any], required: Sequence[str] | None = None) -> Described:
    """Return the schema of an object with nothing but some members, all of them required unless said otherwise."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }


def array(items: Mapping[str, Any]) -> Described:
    """Return the schema of a list."""
    return {"type": "array", "items": dict(items)}
