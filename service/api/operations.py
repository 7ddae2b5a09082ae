"""Makes functions into addresses of the API: parameters checked, answers as JSON with their version, pages with their links."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version as package_version
from typing import Any
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import Gone, NotFound

from graph.analysis.permanence import gone_since
from graph.analysis.searching import FoundPage
from graph.analysis.views import Page, View
from service.api.parameters import LIMIT, OFFSET, Given, Parameter, parse
from service.api.shapes import plain
from service.application import service
from service.cors import allow_all_origins
from service.delivering import packed

PREFIX = "/api/v1"
TEXT = "text/plain; charset=utf-8"

blueprint = Blueprint("api", __name__)


@dataclass(frozen=True, slots=True)
class Operation:
    """What an address answers: `answer` is the dataclass of its answer, or of the items where it is `paged`, or None for text.

    `facets` is the dataclass of the facets that go with a list, if any do.
    """

    path: str
    name: str
    summary: str
    answer: type | None
    paged: bool
    parameters: tuple[Parameter, ...]
    facets: type | None = None

    @property
    def takes_part(self) -> bool:
        """Whether the address names one thing."""
        return "{id}" in self.path


OPERATIONS: list[Operation] = []
"""All addresses, in the order in which they were made."""

Answering = Callable[[View, Given], Any]


def listing(
    path: str, items: type, *parameters: Parameter, facets: type | None = None
) -> Callable[[Answering], Answering]:
    """Make a function that returns a Page (with `facets`: a FoundPage) into an address that answers with a paged list."""
    return _address(path, items, (*parameters, LIMIT, OFFSET), paged=True, facets=facets)


def single(path: str, answer: type | None, *parameters: Parameter) -> Callable[[Answering], Answering]:
    """Make a function that returns one thing, or None for 404, into an address; `answer` is None for text."""
    return _address(path, answer, parameters, paged=False)


def _address(
    path: str, answer: type | None, parameters: Sequence[Parameter], *, paged: bool, facets: type | None = None
) -> Callable[[Answering], Answering]:
    def made(function: Answering) -> Answering:
        summary = " ".join((function.__doc__ or "").split())
        operation = Operation(PREFIX + path, function.__name__, summary, answer, paged, tuple(parameters), facets)
        OPERATIONS.append(operation)
        rule = operation.path.replace("{id}", "<path:part>")
        blueprint.add_url_rule(rule, function.__name__, lambda part="": _respond(operation, function, part))
        return function

    return made


def _respond(operation: Operation, function: Answering, part: str) -> Response:
    given = parse(request.args, operation.parameters, part)
    with service().views.open() as view:
        tag = _tag(view)
        if tag is not None and request.if_none_match.contains_weak(tag):
            return _tagged(Response(status=304), tag)
        answer = function(view, given)
    if answer is None:
        _refuse_dropped(operation, part)
        raise NotFound(f"There is no such thing: {part[:200]}" if operation.takes_part else None)
    return _tagged(packed(request, _written(answer, given)), tag)


def _refuse_dropped(operation: Operation, part: str) -> None:
    """Tell an opinion that was there once from one that never was. Raises Gone."""
    if not operation.takes_part or "/opinions/" not in operation.path:
        return
    with service().views.open() as view:
        since = gone_since(view.reader, service().iris, view.addresses.candidates("opinion", part))
    if since is not None:
        raise Gone(f"No document says this any more since {since}: a later reading, or a deletion, dropped it.")


def _written(answer: Any, given: Given) -> Response:  # noqa: ANN401 - whatever an address answers
    if isinstance(answer, str):
        return Response(answer.encode("utf-8", "replace"), content_type=TEXT)
    if not isinstance(answer, Page):
        return _json(plain(answer))
    limit, offset = given.whole("limit"), given.whole("offset")
    page = {"total": answer.total, "limit": limit, "offset": offset, "items": plain(answer.items)}
    if isinstance(answer, FoundPage):
        page["facets"] = plain(answer.facets)
    response = _json(page)
    links = list(_links(answer.total, limit, offset))
    if links:
        response.headers["Link"] = ", ".join(links)
    return response


def _json(body: Any) -> Response:  # noqa: ANN401
    return Response(current_app.json.dumps(body, separators=(",", ":")) + "\n", content_type="application/json")


def _links(total: int, limit: int, offset: int) -> list[str]:
    pages = {"first": 0, "prev": max(offset - limit, 0), "next": offset + limit}
    wanted = {"first": offset > 0, "prev": offset > 0, "next": offset + limit < total}
    return [f'<{_self(limit, pages[name])}>; rel="{name}"' for name, there in wanted.items() if there]


def _self(limit: int, offset: int) -> str:
    """Return the address of another page of the same list."""
    arguments = {**request.args.to_dict(), "limit": str(limit), "offset": str(offset)}
    return f"{quote(request.script_root + request.path, safe='/:@!$&()*+,=~')}?{urlencode(arguments)}"


def _tagged(response: Response, tag: str | None) -> Response:
    if tag is not None:
        response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _tag(view: View) -> str | None:
    """Return what names the state of the graph and the version of the program; None where the state has no name."""
    return hashlib.sha256(f"{view.version} {_program()}".encode()).hexdigest()[:20] if view.version else None


@cache
def _program() -> str:
    return package_version("ronten")


@blueprint.after_app_request
def _allow_all_origins(response: Response) -> Response:
    return allow_all_origins(response) if request.path.startswith("/api/") else response
