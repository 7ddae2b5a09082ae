"""Exports over HTTP at `/export/…`: the whole graph, the network of concepts and tables, streamed, with licence and origin."""

from collections.abc import Callable, Generator, Iterator
from itertools import chain

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from graph.analysis.conceptnetwork import NODES, network_file
from graph.analysis.searching import csv_of_found
from graph.analysis.tables import TABLES, csv_table
from graph.analysis.views import View, Views
from graph.pipeline.exporting import NETWORKS, RDF, whole_graph
from service.api.parameters import Given, Parameter, choice, parse, whole
from service.api.searching import FILTERS, search_of
from service.application import service
from service.cors import allow_all_origins
from service.delivering import entity_tag, pack
from service.described import Described, binary, operation, parameter

blueprint = Blueprint("exporting", __name__)
blueprint.after_request(allow_all_origins)

_ENDINGS = {"trig": "trig", "nq": "nquads", "ttl": "turtle", "jsonld": "jsonld"}
_BOM = choice("bom", "1 puts a byte order mark first, by which Excel knows UTF-8", ["0", "1"])
_LIMIT = whole("limit", "How many concepts to hold at most, the most spoken of", 2, 20_000, NODES)

Making = Callable[[View], Iterator[bytes]]


@blueprint.get("/export/<name>.<ending>")
def export(name: str, ending: str) -> Response:
    """Answer one of the exports as a file."""
    media_type, parameters, make = _chosen(name, ending)
    given = parse(request.args, parameters)
    settings = service().configuration.settings
    content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    tag = entity_tag(settings, "export", request.full_path)
    if tag is not None and request.if_none_match.contains_weak(tag):
        return _said(Response(status=304), tag)
    response = _streamed(make(given), content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="ronten-{name}.{ending}"'
    return _said(response, tag)


def _chosen(name: str, ending: str) -> tuple[str, tuple[Parameter, ...], Callable[[Given], Making]]:
    """Return what an address stands for. Raises NotFound."""
    if name == "graph" and ending in _ENDINGS:
        form = _ENDINGS[ending]
        return RDF[form], (), lambda _: lambda view: whole_graph(view, form)
    if name == "concepts" and ending in NETWORKS:
        return NETWORKS[ending], (_LIMIT,), lambda given: lambda view: network_file(view, ending, given.whole("limit"))
    if (name, ending) == ("search", "csv"):
        return "text/csv", (*FILTERS, _BOM), _found
    if name in TABLES and ending == "csv":
        texts = service().originals.text
        return (
            "text/csv",
            (_BOM,),
            lambda given: lambda view: csv_table(view, name, texts, bom=given.text("bom") == "1"),
        )
    raise NotFound("There is no such export; /openapi.json names all there are.")


def _found(given: Given) -> Making:
    index, bom = service().fulltext, given.text("bom") == "1"
    return lambda view: csv_of_found(view, index, search_of(view, given), bom=bom)


def _streamed(make: Making, content_type: str) -> Response:
    """Return what is made of one view, which stays open until all has been sent; what fails at once fails as an error."""
    if request.method == "HEAD":
        return Response(content_type=content_type)
    pieces = _pieces(service().views, make)
    all_of_them = chain([next(pieces, b"")], pieces)
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(pack(all_of_them) if packed else all_of_them, content_type=content_type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.call_on_close(pieces.close)
    return response


def _pieces(views: Views, make: Making) -> Generator[bytes, None, None]:
    with views.open() as view:
        yield from make(view)


def _said(response: Response, tag: str | None) -> Response:
    """Say where the licence and origin of what is sent are to be found, and which state it is of."""
    base = service().configuration.settings.base
    response.headers["Link"] = (
        f'<{base}.well-known/void#dataset>; rel="describedby", <{base}.well-known/void#dataset>; rel="license"'
    )
    if tag is not None:
        response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Encoding")
    return response


def described() -> dict[str, Described]:
    """Return the description of all exports."""
    made = {}
    for ending, form in _ENDINGS.items():
        made[f"/export/graph.{ending}"] = _described(f"graph as {form}", RDF[form], f"The whole graph as {form}", ())
    for form, media_type in NETWORKS.items():
        summary = f"The network of concepts as {form}: which are spoken of in the same opinions"
        made[f"/export/concepts.{form}"] = _described(f"concepts as {form}", media_type, summary, (_LIMIT,))
    for table in TABLES:
        summary = f"All {table} as a table; every row says its document's licence and origin"
        made[f"/export/{table}.csv"] = _described(f"{table} as csv", "text/csv", summary, (_BOM,))
    summary = "All opinions that a full-text search finds as a table, the newest meeting's first"
    made["/export/search.csv"] = _described("search as csv", "text/csv", summary, (*FILTERS, _BOM))
    return made


def _described(name: str, media_type: str, summary: str, parameters: tuple[Parameter, ...]) -> Described:
    described = [parameter(each) for each in parameters]
    operation_id = f"export_{name.replace(' ', '_')}"
    statuses = ("400", "503")
    return {"get": operation(operation_id, summary, described, binary(media_type), statuses)}
