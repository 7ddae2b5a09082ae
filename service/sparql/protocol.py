"""The SPARQL 1.1 Protocol: what a request asks for."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import BadRequest, MethodNotAllowed, UnsupportedMediaType

from graph.errors import QueryError

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update with the data set that the protocol names, and the short name of the answer's format, if one is given."""

    text: str
    is_update: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None


def operation(request: Request) -> Operation | None:
    """Return what is asked for, None where it is nothing but the address. Raises BadRequest, MethodNotAllowed, UnsupportedMediaType, QueryError."""
    parameters = _parameters(request.query_string)
    if request.method != "POST":
        return _by_get(parameters)
    body = request.get_data(cache=False)
    if request.mimetype == FORM:
        return _from_parameters([*parameters, *_parameters(body)])
    if request.mimetype not in {QUERY, UPDATE}:
        raise UnsupportedMediaType(f"Send a query as {QUERY}, an update as {UPDATE}, or either as {FORM}.")
    _refuse_other_charsets(request)
    if _values(parameters, "query") or _values(parameters, "update"):
        raise BadRequest("The body is the query or update: there must be no other in the address.")
    return _operation(_text(body), parameters, is_update=request.mimetype == UPDATE)


def _by_get(parameters: list[tuple[str, str]]) -> Operation | None:
    if _values(parameters, "update"):
        raise MethodNotAllowed(["POST"], "An update is taken by POST only.")
    if not _values(parameters, "query"):
        return None
    return _from_parameters(parameters)


def _from_parameters(parameters: list[tuple[str, str]]) -> Operation:
    queries, updates = _values(parameters, "query"), _values(parameters, "update")
    if len(queries) + len(updates) != 1:
        raise BadRequest("Give one parameter “query” or one parameter “update”.")
    return _operation((queries or updates)[0], parameters, is_update=bool(updates))


def _operation(text: str, parameters: list[tuple[str, str]], *, is_update: bool) -> Operation:
    default, named = (
        ("using-graph-uri", "using-named-graph-uri") if is_update else ("default-graph-uri", "named-graph-uri")
    )
    asked = _values(parameters, "format")
    return Operation(
        text, is_update, _values(parameters, default), _values(parameters, named), asked[0] if asked else None
    )


def _values(parameters: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in parameters if key == name)


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise QueryError("The parameters are not percent-encoded UTF-8.") from None
    except ValueError:
        raise BadRequest(f"There are more than {_FIELDS} parameters.") from None


def _refuse_other_charsets(request: Request) -> None:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise UnsupportedMediaType(f"SPARQL is sent in UTF-8, not in {charset}.")


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"The body is not UTF-8: byte {error.start} is wrong.") from None
