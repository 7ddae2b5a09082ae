"""The endpoint behind a real server on loopback, asked by clients that others wrote."""

import http.client
import threading
from urllib.parse import quote

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from werkzeug.serving import make_server

from graph.iris import RONTEN
from service.application import Configuration, create_app

QUERY = f"SELECT ?opinion ?text WHERE {{ ?opinion a <{RONTEN}Opinion> ; <{RONTEN}text> ?text }}"


@pytest.fixture
def address(own_settings):
    app = create_app(Configuration(own_settings, token="secret", query_workers=1))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["ronten-queries"].close()
    app.extensions["ronten"].reader.close()


@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_in_every_way(address, method, form):
    store = SPARQLStore(f"{address}/sparql", method=method, returnFormat=form)
    rows = list(Graph(store).query(QUERY))
    assert len(rows) == 65
    assert all(isinstance(row.opinion, URIRef) and len(row.text) > 5 for row in rows)


def test_rdflib_asks_for_graphs_and_by_patterns(address):
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    assert len(graph.query(f"CONSTRUCT {{ ?s a ?c }} WHERE {{ ?s a ?c . ?s a <{RONTEN}Meeting> }}").graph) == 5
    assert graph.query(f"ASK {{ ?s a <{RONTEN}Opinion> }}").askAnswer is True
    assert len(list(graph.subjects(RDF.type, URIRef(f"{RONTEN}Meeting")))) == 5


def test_rdflib_updates_with_the_token(address):
    store = SPARQLUpdateStore(f"{address}/sparql", f"{address}/sparql", headers={"Authorization": "Bearer secret"})
    graph = Graph(store, identifier=URIRef("urn:added"))
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal("値")))
    assert list(graph.objects(URIRef("urn:s"))) == [Literal("値")]


def test_rdflib_reads_the_resources_themselves(address):
    graph = Graph().parse(f"{address}/id/concept/gov-cloud", format="turtle")
    assert (URIRef("http://127.0.0.1:8000/id/concept/gov-cloud"), None, None) in graph


def test_addresses_as_they_come_over_the_wire(address):
    """A server gives the path decoded and as it was sent; both ways lead to the same thing."""
    host = address.removeprefix("http://")
    for path in (quote("/id/concept/実施率"), quote("/id/concept/実施率").lower(), "/id/concept/gov%2Dcloud"):
        connection = http.client.HTTPConnection(host)
        connection.request("GET", path, headers={"Accept": "application/n-triples"})
        answer = connection.getresponse()
        assert answer.status == 200, path
        answer.read()
        connection.close()


def test_a_large_answer_comes_whole(address):
    connection = http.client.HTTPConnection(address.removeprefix("http://"))
    connection.request("GET", f"/sparql?format=csv&query={quote('SELECT * { ?s ?p ?o }')}")
    answer = connection.getresponse()
    body = answer.read()
    assert len(body) == int(answer.headers["Content-Length"]) > 1_000_000
    assert body.endswith(b"\r\n")
    connection.close()
