"""A journey through pages, API, SPARQL and exports on SPARQL servers that others wrote: every answer is that of the embedded store."""

import json
import re

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from graph.pipeline.ingesting import Ingestion
from service.application import Configuration, create_app
from tests.servers import oxigraph, virtuoso

BASE = "http://127.0.0.1:8000/"
RONTEN = "PREFIX ronten: <https://w3id.org/ronten/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


@pytest.fixture(scope="module", params=["Oxigraph", "Virtuoso"])
def remote(request, tmp_path_factory, seed_files):
    """A client of the application on a server that the seeds were read into."""
    folder = tmp_path_factory.mktemp(request.param)
    others = virtuoso if request.param == "Virtuoso" else oxigraph
    with others(folder / "server") as server:
        settings = server.settings(folder / "home", BASE)
        assert {outcome.status for outcome in Ingestion(settings).run(seed_files)} == {"added"}
        app = create_app(Configuration(settings, token="secret"))
        yield app.test_client()
        app.extensions["ronten-queries"].close()
        app.extensions["ronten"].reader.close()


QUERIES = {
    "select": RONTEN
    + "SELECT ?c (COUNT(DISTINCT ?o) AS ?n) { ?o ronten:mention/ronten:concept ?c } GROUP BY ?c ORDER BY DESC(?n) ?c LIMIT 20",
    "typed": RONTEN
    + "SELECT ?m ?number ?date { ?m a ronten:Meeting ; ronten:number ?number ; <http://purl.org/dc/terms/date> ?date } ORDER BY ?m",
    "yes": RONTEN + "ASK { ?o a ronten:Opinion }",
    "no": RONTEN + "ASK { ?o a ronten:Nothing }",
    "values": RONTEN
    + "SELECT ?c ?l { VALUES ?c { <http://127.0.0.1:8000/id/concept/gov-cloud> <http://127.0.0.1:8000/id/concept/rpa> } ?c skos:prefLabel|skos:none ?l FILTER (LANG(?l) = 'ja') } ORDER BY ?c",
    "not": RONTEN
    + "SELECT ?o ?text { ?o a ronten:Opinion ; ronten:text ?text FILTER NOT EXISTS { ?o ronten:speaker ?p } } ORDER BY ?o LIMIT 7",
}


def linked(client, path):
    """Return the addresses of our own pages that a page links to."""
    text = client.get(path, headers={"Accept": "text/html"}).text
    return {link.replace("&amp;", "&") for link in re.findall(r'href="(/(?!static)[^"#]*)', text)}


def both(client, remote, path, **request):
    """Return the embedded store's answer and the server's, after both were given with the same status."""
    ours, theirs = (each.get(path, **request) for each in (client, remote))
    assert theirs.status_code == ours.status_code, (path, theirs.text[:500])
    return ours, theirs


def test_every_kind_of_page_is_the_same(remote, client):
    paths = ["/", "/network", "/sparql", "/docs/api", "/concepts/gov-cloud"]
    for kind in ("concepts", "meetings", "documents", "people", "organisations"):
        paths += [f"/{kind}", *sorted(path for path in linked(client, f"/{kind}") if path.startswith(f"/{kind}/"))[:2]]
    meeting = next(path for path in paths if path.startswith("/meetings/"))
    paths += sorted(path for path in linked(client, meeting) if path.startswith("/opinions/"))[:3]
    assert len(paths) >= 20
    for path in paths:
        ours, theirs = both(client, remote, path, headers={"Accept": "text/html"})
        assert theirs.text == ours.text, path


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/concepts?q=クラウド",
        "/api/v1/concepts/gov-cloud",
        "/api/v1/opinions?limit=20",
        "/api/v1/meetings",
        "/api/v1/documents",
        "/network/data.json",
        "/rest/v1/vocabularies?lang=ja",
        "/reconcile/suggest/entity?prefix=ガバメント",
    ],
)
def test_every_answer_of_the_api_is_the_same(remote, client, path):
    ours, theirs = both(client, remote, path)
    assert theirs.json == ours.json


def test_reconciling_is_the_same(remote, client):
    asked = {"queries": json.dumps({"q0": {"query": "ガバメントクラウド"}, "q1": {"query": "RPA"}})}
    assert remote.post("/reconcile", data=asked).json == client.post("/reconcile", data=asked).json


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_are_the_same(remote, client, name, form):
    ours, theirs = both(client, remote, "/sparql", query_string={"query": QUERIES[name], "format": form})
    assert theirs.get_data() == ours.get_data()


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_graphs_are_the_same(remote, client, form):
    asked = RONTEN + "CONSTRUCT { ?m ?p ?o } WHERE { ?m a ronten:Meeting ; ?p ?o FILTER (!isBlank(?o)) }"
    ours, theirs = both(client, remote, "/sparql", query_string={"query": asked, "format": form})
    assert triples(theirs) == triples(ours) != set()


def triples(answer):
    form = ox.RdfFormat.from_media_type(answer.mimetype)
    return {quad.triple for quad in ox.parse(answer.get_data(), form)}


@pytest.mark.parametrize("name", ["opinions", "mentions", "meetings", "attendance"])
def test_tables_are_the_same(remote, client, name):
    ours, theirs = both(client, remote, f"/export/{name}.csv")
    assert theirs.text.splitlines() == ours.text.splitlines()


def test_things_and_graphs_are_the_same(remote, client):
    for path in ("/id/concept/gov-cloud", "/data/ontology", "/data/entities", "/ns"):
        ours, theirs = both(client, remote, path, headers={"Accept": "text/turtle"})
        graphs = [Graph().parse(data=each.text, format="turtle") for each in (ours, theirs)]
        assert isomorphic(*graphs), path


def test_graphs_are_written_and_read(remote):
    token = {"Authorization": "Bearer secret"}
    sent = '<urn:s> <urn:p> "値"@ja, [ <urn:q> true ] .'
    for status, method in ((201, remote.put), (204, remote.put)):
        answer = method("/data?graph=urn:mine", data=sent.encode(), content_type="text/turtle", headers=token)
        assert answer.status_code == status, answer.text
    got = Graph().parse(data=remote.get("/data?graph=urn:mine", headers={"Accept": "text/turtle"}).text)
    assert isomorphic(got, Graph().parse(data=sent, format="turtle"))
    update = "DELETE { GRAPH <urn:mine> { <urn:s> <urn:p> ?o } } INSERT { GRAPH <urn:mine> { <urn:s> <urn:p> 7 } } WHERE { GRAPH <urn:mine> { <urn:s> <urn:p> ?o FILTER (isLiteral(?o)) } }"
    assert remote.post("/sparql", data={"update": update}, headers=token).status_code == 204
    asked = {"query": "SELECT ?o { GRAPH <urn:mine> { <urn:s> <urn:p> ?o FILTER isLiteral(?o) } }", "format": "csv"}
    assert remote.get("/sparql", query_string=asked).text == "o\r\n7\r\n"
    assert remote.delete("/data?graph=urn:mine", headers=token).status_code == 204
    assert remote.get("/data?graph=urn:mine").status_code == 404


def test_reading_again_changes_nothing(remote, seed_files):
    settings = remote.application.extensions["ronten"].configuration.settings
    assert {outcome.status for outcome in Ingestion(settings).run(seed_files)} == {"unchanged"}
