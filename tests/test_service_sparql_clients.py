"""The endpoint behind a real server on loopback, asked by clients that others wrote."""

import http.client
import json
import os
import shutil
import subprocess
import threading
from urllib.error import HTTPError
from urllib.parse import quote

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized
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


@pytest.mark.parametrize("encoded", [True, False])
def test_rdflib_updates_with_the_token(address, encoded):
    store = SPARQLUpdateStore(
        f"{address}/sparql", f"{address}/sparql", headers={"Authorization": "Bearer secret"}, postAsEncoded=encoded
    )
    graph = Graph(store, identifier=URIRef("urn:added"))
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal("値")))
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal("次", lang="ja")))
    assert set(graph.objects(URIRef("urn:s"))) == {Literal("値"), Literal("次", lang="ja")}
    graph.remove((URIRef("urn:s"), URIRef("urn:p"), Literal("値")))
    graph.update("INSERT { <urn:s> <urn:q> ?o } WHERE { <urn:s> <urn:p> ?o }")
    assert list(graph.objects(URIRef("urn:s"), URIRef("urn:q"))) == [Literal("次", lang="ja")]
    assert URIRef("urn:added") in set(store.contexts())
    store.remove_graph(graph)
    assert len(graph) == 0


def test_rdflib_commits_and_takes_back(address):
    headers = {"Authorization": "Bearer secret"}
    store = SPARQLUpdateStore(f"{address}/sparql", f"{address}/sparql", autocommit=False, headers=headers)
    graph = Graph(store, identifier=URIRef("urn:added"))
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal(1)))
    store.rollback()
    assert len(graph) == 0
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal(2)))
    store.commit()
    assert list(graph.objects()) == [Literal(2)]


def test_rdflib_without_the_token_hears_why(address):
    store = SPARQLUpdateStore(f"{address}/sparql", f"{address}/sparql")
    with pytest.raises(HTTPError, match="401"):
        Graph(store, identifier=URIRef("urn:added")).add((URIRef("urn:s"), URIRef("urn:p"), Literal(1)))


def wrapper(address, query, form=None, method=GET):
    made = SPARQLWrapper(f"{address}/sparql")
    made.setQuery(query)
    made.setMethod(POST if method == POSTDIRECTLY else method)
    made.setRequestMethod(POSTDIRECTLY if method == POSTDIRECTLY else URLENCODED)
    if form:
        made.setReturnFormat(form)
    return made


@pytest.mark.parametrize("method", [GET, POST, POSTDIRECTLY])
def test_sparqlwrapper_gets_rows_in_every_format(address, method):
    found = wrapper(address, QUERY, JSON, method).queryAndConvert()["results"]["bindings"]
    assert len(found) == 65
    assert {term["type"] for row in found for term in row.values()} == {"uri", "literal"}
    document = wrapper(address, QUERY, XML, method).queryAndConvert()
    assert len(document.getElementsByTagName("result")) == 65
    assert len(wrapper(address, QUERY, CSV, method).queryAndConvert().split(b"\r\n")) == 67
    assert wrapper(address, QUERY, TSV, method).queryAndConvert().startswith(b"?opinion\t?text\n")
    assert wrapper(address, f"ASK {{ ?s a <{RONTEN}Opinion> }}", JSON, method).queryAndConvert()["boolean"] is True


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_gets_graphs_in_every_format(address, form):
    asked = f"CONSTRUCT {{ ?s a ?c }} WHERE {{ ?s a ?c . ?s a <{RONTEN}Meeting> }}"
    found = wrapper(address, asked, form).queryAndConvert()
    found = found if isinstance(found, Graph) else Graph().parse(data=found)
    assert len(found) == 5


def test_sparqlwrapper_chooses_graphs_and_hears_of_errors(address):
    asked = wrapper(address, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", JSON)
    asked.addDefaultGraph("http://127.0.0.1:8000/data/none")
    assert asked.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "0"
    with pytest.raises(QueryBadFormed, match="Line 1, column"):
        wrapper(address, "SELECT * {").query()


@pytest.mark.parametrize("method", [POST, POSTDIRECTLY])
def test_sparqlwrapper_updates_with_the_token(address, method):
    update = wrapper(address, "INSERT DATA { GRAPH <urn:added> { <urn:s> <urn:p> '値' } }", None, method)
    with pytest.raises(Unauthorized):
        update.query()
    update.addCustomHttpHeader("Authorization", "Bearer secret")
    assert update.query().response.status == 204
    found = wrapper(address, "SELECT ?o { GRAPH <urn:added> { ?s ?p ?o } }", JSON).queryAndConvert()
    assert found["results"]["bindings"] == [{"o": {"type": "literal", "value": "値"}}]


def curl(*arguments, sent=None):
    """Return what curl prints, the status in its last line; skip where there is none, which is an error under CI."""
    if shutil.which("curl") is None:
        reason = "NO TESTS WITH CURL: it is not installed; run `make system`"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    command = ["curl", "--silent", "--show-error", "--write-out", "\n%{http_code} %{content_type}", *arguments]
    ended = subprocess.run(command, input=sent, capture_output=True, text=True, check=True)
    body, _, said = ended.stdout.rpartition("\n")
    return body, said


def test_curl_asks_in_every_way(address):
    csv = "200 text/csv; charset=utf-8"
    asked = f"query={QUERY}"
    by_get, said = curl("-G", "-H", "Accept: text/csv", "--data-urlencode", asked, f"{address}/sparql")
    assert (said, len(by_get.splitlines())) == (csv, 66)
    assert curl("-H", "Accept: text/csv", "--data-urlencode", asked, f"{address}/sparql") == (by_get, csv)
    direct = ["-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv", "--data-binary", "@-"]
    assert curl(*direct, f"{address}/sparql", sent=QUERY) == (by_get, csv)
    assert curl("--compressed", *direct, f"{address}/sparql", sent=QUERY) == (by_get, csv)
    error, said = curl("-G", "--data-urlencode", "query=SELECT", f"{address}/sparql")
    assert said == "400 application/problem+json"
    assert json.loads(error)["line"] == 1


def test_curl_writes_with_the_token(address):
    token, update = ["-H", "Authorization: Bearer secret"], "update=INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }"
    assert curl("--data-urlencode", update, f"{address}/sparql")[1].startswith("401 application/problem+json")
    assert curl(*token, "--data-urlencode", update, f"{address}/sparql")[1].startswith("204")
    turtle = ["-H", "Content-Type: text/turtle"]
    graph = f"{address}/data?graph=urn:h"
    assert curl(*token, *turtle, "-T", "-", graph, sent="<urn:s> <urn:p> '値'@ja .")[1].startswith("201")
    assert curl(*token, *turtle, "--data-binary", "@-", graph, sent="<urn:s> <urn:q> 2 .")[1].startswith("204")
    found, said = curl("-H", "Accept: application/n-triples", graph)
    assert said == "200 application/n-triples"
    assert min(found.splitlines()) == '<urn:s> <urn:p> "値"@ja .'
    assert curl(*token, "-X", "DELETE", graph)[1].startswith("204")
    assert curl("-I", graph)[1].startswith("404")


def test_curl_follows_a_thing_to_its_description(address):
    thing = f"{address}/id/concept/gov-cloud"
    assert curl("-L", "-H", "Accept: text/html", thing)[1] == "200 text/html; charset=utf-8"
    for media_type in ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"):
        body, said = curl("-H", f"Accept: {media_type}", thing)
        assert said.startswith(f"200 {media_type}")
        assert "gov-cloud" in body


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
