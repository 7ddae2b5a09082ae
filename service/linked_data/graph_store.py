"""The SPARQL 1.1 Graph Store Protocol at `/data`: graphs read by everybody, written by holders of the token."""

import uuid
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Forbidden, NotFound, UnsupportedMediaType

from graph.store import DEFAULT_GRAPH, Iri, Reader
from graph.store.terms import iri
from service.application import service
from service.delivering import deliver, entity_tag, queries
from service.linked_data.addresses import candidates
from service.negotiation import GRAPHS, choose
from service.writing import require_token, writing

blueprint = Blueprint("graph_store", __name__)

_ACCEPTED = {media_type: offered.media_type for offered in GRAPHS for media_type in (offered.media_type, *offered.also)}
_EXISTS = "ASK { GRAPH $graph { ?subject ?predicate ?object } }"


@dataclass(frozen=True, slots=True)
class _Payload:
    """RDF that was sent, with its media type as the engine knows it."""

    data: bytes
    media_type: str


@blueprint.get("/data")
@blueprint.get("/data/<path:name>", merge_slashes=False)
def read(name: str = "") -> Response:
    """Answer a graph in the format that the client would rather have."""
    graph = _identified(name)
    if graph is None:
        raise BadRequest("Say which graph: ?graph=IRI, ?default, or its own address below /data/.")
    wanted = choose(request, GRAPHS)
    if not _exists(service().reader, graph):
        raise NotFound(f"There is no graph {graph}.")
    configuration = service().configuration

    def run() -> IO[bytes]:
        seconds, size = configuration.query_seconds, configuration.query_bytes
        return queries().graph(graph, wanted.media_type, timeout=seconds, max_bytes=size)

    return deliver(request, wanted, entity_tag(configuration.settings, graph, wanted.content_type), run)


@blueprint.put("/data")
@blueprint.put("/data/<path:name>", merge_slashes=False)
def replace(name: str = "") -> Response:
    """Put what is sent in the place of a graph."""
    require_token()
    graph = _writable(_identified(name))
    payload = _payload()
    with writing() as writer:
        existed = _exists(writer.reader, graph)
        with writer.transaction() as transaction:
            transaction.replace_graph(graph, payload.data, payload.media_type)
    return Response(status=204) if existed else _created(graph)


@blueprint.post("/data")
@blueprint.post("/data/<path:name>", merge_slashes=False)
def add(name: str = "") -> Response:
    """Add what is sent to a graph, to a new one where none is named."""
    require_token()
    named = _identified(name)
    graph = _writable(named or f"{service().configuration.settings.base}data/added/{uuid.uuid4().hex}")
    payloads = _parts() if request.mimetype == "multipart/form-data" else [_payload()]
    with writing() as writer:
        existed = _exists(writer.reader, graph)
        with writer.transaction() as transaction:
            for payload in payloads:
                transaction.add(graph, payload.data, payload.media_type)
    return Response(status=204) if existed else _created(graph)


@blueprint.delete("/data")
@blueprint.delete("/data/<path:name>", merge_slashes=False)
def remove(name: str = "") -> Response:
    """Take a graph away; of the default graph its triples."""
    require_token()
    graph = _writable(_identified(name))
    with writing() as writer:
        if not _exists(writer.reader, graph):
            raise NotFound(f"There is no graph {graph}.")
        with writer.transaction() as transaction:
            if graph == DEFAULT_GRAPH:
                transaction.replace_graph(graph, b"")
            else:
                transaction.drop_graph(graph)
    return Response(status=204)


def _identified(name: str) -> str | None:
    """Return the graph that the address names, None where it names none. Raises BadRequest, QueryError."""
    graphs, default = request.args.getlist("graph"), "default" in request.args
    if len(graphs) + default + bool(name) > 1:
        raise BadRequest("Name one graph, in one way: ?graph=IRI, ?default, or its own address below /data/.")
    if name:
        return _direct(name)
    if default:
        return DEFAULT_GRAPH
    if not graphs:
        return None
    iri(graphs[0])
    return _here(graphs[0])


def _direct(name: str) -> str:
    return f"{service().configuration.settings.base}data/{candidates(request, '/data/', name)[0]}"


def _here(graph: str) -> str:
    """Return a graph's name under the base where it is an address on the host that was asked."""
    asked = f"{request.host_url}data/"
    return (
        f"{service().configuration.settings.base}data/{graph.removeprefix(asked)}" if graph.startswith(asked) else graph
    )


def _writable(graph: str | None) -> str:
    if graph is None:
        raise BadRequest("Say which graph: ?graph=IRI, ?default, or its own address below /data/.")
    if graph == service().configuration.settings.system_graph:
        raise Forbidden("This graph is the store's own state and is not written from outside.")
    return graph


def _exists(reader: Reader, graph: str) -> bool:
    return graph == DEFAULT_GRAPH or reader.ask(_EXISTS, graph=Iri(graph)) or graph in reader.graphs()


def _payload() -> _Payload:
    return _Payload(request.get_data(cache=False), _media_type(request.mimetype))


def _parts() -> list[_Payload]:
    files = [file for _, file in request.files.items(multi=True)]
    if not files:
        raise BadRequest("The form holds no file.")
    return [_Payload(file.read(), _media_type(file.mimetype)) for file in files]


def _media_type(given: str) -> str:
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType("Send the graph without Content-Encoding.")
    if given not in _ACCEPTED:
        raise UnsupportedMediaType(
            f"Send RDF as {', '.join(offered.media_type for offered in GRAPHS)}, and say so in Content-Type."
        )
    return _ACCEPTED[given]


def _created(graph: str) -> Response:
    response = Response(status=201)
    response.headers["Location"] = quote(graph, safe="/:#?&=%@!$'()*+,;~[]")
    return response
