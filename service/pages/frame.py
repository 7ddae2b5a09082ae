"""What all pages share: their blueprint, what every template knows, and how an address leads to a thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import Gone, NotFound

from graph.analysis.asking import Given, written
from graph.analysis.permanence import gone_since
from graph.analysis.views import Page, View
from graph.store.interface import Iri
from service import wording
from service.application import service
from service.drawing import TYPE_NAMES
from service.passages import excerpt, quoted

T = TypeVar("T")

blueprint = Blueprint("pages", __name__)

WAYS = (
    ("pages.issues", "論点"),
    ("searching.page", "意見"),
    ("pages.concepts", "概念"),
    ("pages.meetings", "会議"),
    ("pages.documents", "文書"),
    ("pages.people", "人"),
    ("pages.organisations", "組織"),
    ("network.page", "ネットワーク"),
    ("mapping.page", "地図"),
    ("editor.page", "SPARQL"),
    ("pages.guide", "ヘルプ"),
)
"""The main ways through the pages: endpoint and words."""
ABSENT = "There is no such thing in this graph."
DROPPED = "No document says this any more: a later reading, or a deletion, dropped it."


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a list, with where it begins and how long it may be."""

    total: int
    items: list[Any]
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the same as a page shows is had by machines: as a query to look at, as CSV and as JSON; None where it is not."""

    sparql: str
    csv: str
    json: str | None


@blueprint.app_context_processor
def _names() -> dict[str, Any]:
    """Give every template the words, and the ways to other pages."""
    return {
        **wording.names(),
        "ways": WAYS,
        "type_name": lambda kind: TYPE_NAMES.get(kind or "", "その他"),
        "data_address": data_address,
        "excerpt": excerpt,
        "quoted": quoted,
    }


@blueprint.after_app_request
def _remember(response: Response) -> Response:
    return wording.remember(response)


def data_address(iri: str, form: str) -> str:
    """Return where a thing's description is had in an RDF format; addresses under our base are asked of this service."""
    base = service().configuration.settings.base
    path = f"{request.script_root}/{quote(iri.removeprefix(base), safe='/:')}" if iri.startswith(base) else iri
    return f"{path}?format={form}"


def api(*segments: str, **asked: str | None) -> str:
    """Return an address of the JSON API."""
    path = "/".join([f"{request.script_root}/api/v1", *(quote(segment, safe="") for segment in segments)])
    given = urlencode([(name, value) for name, value in asked.items() if value is not None])
    return f"{path}?{given}" if given else path


def machine_ways(query: str, json: str | None = None, **given: Given) -> Ways:
    """Return the ways for machines to what a named query asks."""
    text = urlencode({"query": written(query, **given)})
    return Ways(f"{url_for('editor.page')}?{text}", f"{request.script_root}/sparql?{text}&format=csv", json)


def begin() -> int:
    """Return where a list begins, as the address says; what makes no sense begins at 0."""
    return min(max(request.args.get("offset", 0, type=int), 0), 10_000_000)


def listed(found: Page[Any], limit: int) -> Found:
    """Return a page of a list as the templates want it."""
    return Found(found.total, found.items, limit, begin())


def known(address: Iri | None) -> Iri:
    """Return an address that is there. Raises NotFound."""
    if address is None:
        raise NotFound(ABSENT)
    return address


def one(view: View, kind: str, ident: str, get: Callable[[View, Iri], T | None]) -> T:
    """Return what the first of the addresses that a part may mean leads to. Raises NotFound, Gone."""
    for address in view.addresses.candidates(kind, ident):
        found = get(view, address)
        if found is not None:
            return found
    if gone_since(view.reader, service().iris, view.addresses.candidates(kind, ident)) is not None:
        raise Gone(DROPPED)
    raise NotFound(ABSENT)
