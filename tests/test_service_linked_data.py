"""Every address in the graph can be followed: things, their pages, the ontology, the data set."""

import json
from urllib.parse import quote, urlsplit

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, OWL, SKOS, VOID

import ontology
from graph.iris import RONTEN, Iris
from graph.originals import Originals
from graph.pipeline.deriving import writing
from graph.store import Iri, Settings, open_reader
from service.application import Configuration, create_app

BASE = "http://127.0.0.1:8000/"
OA, TERMS = Namespace("http://www.w3.org/ns/oa#"), Namespace(RONTEN)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
KINDS = (
    "document series meeting agenda topic person organisation attendance opinion sentence mention position relation link concept scheme run unread pair"
).split()
pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # rdflib's own, on reading JSON-LD


@pytest.fixture(scope="module")
def sample(settings):
    """Up to six addresses of each kind, the longest, the shortest and some between."""
    reader = open_reader(settings)
    query = "SELECT DISTINCT ?thing { { ?thing ?p ?o } UNION { ?s ?p ?thing } FILTER (isIRI(?thing) && STRSTARTS(STR(?thing), $base)) }"
    found = {}
    for row in reader.select(query, base=BASE):
        found.setdefault(row["thing"].removeprefix(BASE).rpartition("/")[0] or row["thing"], []).append(row["thing"])
    graphs = list(reader.graphs())
    reader.close()
    return {
        kind: sorted(things, key=lambda thing: (len(thing), thing))[:: max(1, len(things) // 6)]
        for kind, things in found.items()
    } | {"graphs": graphs}


def path_of(iri):
    """Return what a client makes of an IRI: percent-encoded beyond ASCII, else as it is."""
    return quote(urlsplit(iri).path, safe="/%!$&'()*+,;=:@~")


def described(client, iri, accept="text/turtle", **arguments):
    response = client.get(path_of(iri), headers={"Accept": accept}, **arguments)
    assert response.status_code == 200, iri
    data = response.data
    if accept == "application/ld+json":
        written = json.loads(data)
        assert written["@context"] == f"{BASE}ns/context.jsonld"
        data = json.dumps({**written, "@context": client.get("/ns/context.jsonld").json["@context"]})
    return Graph().parse(data=data, format=accept)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"relation", "link"}])
def test_things_of_every_kind_are_described(client, sample, kind):
    assert sample[f"id/{kind}"]
    for iri in sample[f"id/{kind}"]:
        graph = described(client, iri)
        thing = URIRef(iri)
        assert (thing, RDF.type, None) in graph, iri
        assert client.get(path_of(iri), headers={"Accept": BROWSER}).status_code in {200, 303}


def test_all_kinds_of_addresses_in_the_graph_are_known(sample):
    kinds = {kind.removeprefix("id/") for kind in sample if kind.startswith("id/")}
    assert kinds <= set(KINDS)


@pytest.mark.parametrize("kind", ["relation", "link"])
def test_relations_and_links_are_described_where_the_graph_has_any(client, sample, kind):
    for iri in sample.get(f"id/{kind}", []):
        assert (URIRef(iri), RDF.type, TERMS.Relation if kind == "relation" else TERMS.OpinionLink) in described(
            client, iri
        )


def test_all_graphs_can_be_followed(client, sample):
    assert len(sample["graphs"]) >= 8
    for graph in sample["graphs"]:
        assert client.get(path_of(graph), headers={"Accept": "application/n-triples"}).status_code == 200


def test_what_a_description_leads_to_can_be_followed(client, sample):
    for iri in (sample["id/opinion"][0], sample["id/meeting"][0], sample["id/document"][0]):
        for thing in {
            term
            for triple in described(client, iri)
            for term in triple
            if isinstance(term, URIRef) and term.startswith(BASE)
        }:
            assert client.head(path_of(thing), headers={"Accept": "text/turtle"}).status_code == 200, thing


@pytest.mark.parametrize("kind", ["opinion", "concept", "meeting", "person", "mention", "document"])
def test_all_formats_say_the_same(client, sample, kind):
    for iri in sample[f"id/{kind}"][:3]:
        turtle = described(client, iri)
        for accept in ("application/ld+json", "application/n-triples", "application/rdf+xml"):
            assert isomorphic(described(client, iri, accept), turtle), (iri, accept)


def test_an_opinion_carries_its_parts_and_the_place_of_each(client, settings, sample):
    reader = open_reader(settings)
    for iri in sample["id/opinion"]:
        graph, opinion = described(client, iri), URIRef(iri)
        document = graph.value(opinion, TERMS.document)
        hash_ = reader.select(
            "SELECT ?hash { $document <https://w3id.org/ronten/ns#contentHash> ?hash }", document=Iri(str(document))
        )[0]["hash"]
        text = Originals(settings.home).text(hash_)
        places = [
            (opinion, DCTERMS.source),
            *((mention, OA.hasTarget) for mention in graph.objects(opinion, TERMS.mention)),
        ]
        for passage, leads in places:
            place = graph.value(passage, leads)
            selectors = {graph.value(selector, RDF.type): selector for selector in graph.objects(place, OA.hasSelector)}
            position, quotation = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
            start, end = int(graph.value(position, OA.start)), int(graph.value(position, OA.end))
            assert graph.value(place, OA.hasSource) == document
            assert graph.value(quotation, OA.exact) == Literal(text[start:end])
            assert text[:start].endswith(graph.value(quotation, OA.prefix))
            assert text[end:].startswith(graph.value(quotation, OA.suffix))
        for leads, kind in (
            (TERMS.mention, TERMS.Mention),
            (TERMS.sentence, TERMS.Sentence),
            (TERMS.position, TERMS.Position),
        ):
            assert all((part, RDF.type, kind) in graph for part in graph.objects(opinion, leads))
    reader.close()


def test_json_ld_is_compact(client, sample):
    response = client.get(path_of(sample["id/opinion"][0]), headers={"Accept": "application/ld+json"})
    first = response.json["@graph"][0]
    assert first["id"] == sample["id/opinion"][0]
    assert first["type"] == "Opinion"
    assert isinstance(first["text"], str)
    assert isinstance(first["start"], int)
    assert not any(str(node.get("id", "_:")).startswith("_:") for node in response.json["@graph"])


def test_a_description_names_neighbours_and_what_leads_to_it(client, sample):
    graph = described(client, f"{BASE}id/concept/gov-cloud")
    concept = URIRef(f"{BASE}id/concept/gov-cloud")
    assert Literal("Gov-Cloud", lang="ja") in set(graph.objects(concept, SKOS.prefLabel))
    assert list(graph.subjects(TERMS.concept, concept))


@pytest.mark.parametrize("kind", ["concept", "opinion", "document", "meeting", "person", "organisation"])
def test_a_browser_is_led_to_the_page(client, sample, kind):
    response = client.get(path_of(sample[f"id/{kind}"][-1]), headers={"Accept": BROWSER})
    assert response.status_code == 303
    assert "Accept" in response.headers["Vary"]
    assert client.get(response.headers["Location"], headers={"Accept": BROWSER}).status_code == 200, response.headers[
        "Location"
    ]


@pytest.mark.parametrize(
    "kind", ["mention", "sentence", "attendance", "run", "scheme", "unread", "agenda", "topic", "series"]
)
def test_a_browser_gets_a_plain_page_where_the_site_has_none(client, sample, kind):
    response = client.get(path_of(sample[f"id/{kind}"][0]), headers={"Accept": BROWSER})
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert sample[f"id/{kind}"][0] in response.get_data(as_text=True)
    assert 'rel="alternate"; type="application/ld+json"' in ", ".join(response.headers.getlist("Link"))


@pytest.mark.parametrize(
    "path",
    [
        "/id/opinion/0000000000000000",
        "/id/concept/",
        "/id/nothing/x",
        "/id/concept/%FF",
        "/id/concept/%00",
        "/id/concept/<>",
    ],
)
def test_what_the_graph_does_not_know_is_not_found(client, path):
    response = client.get(path, headers={"Accept": "text/turtle"})
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("accept", ["image/png", "text/csv"])
def test_other_formats_are_refused(client, sample, accept):
    assert client.get(path_of(sample["id/concept"][0]), headers={"Accept": accept}).status_code == 406


def test_a_description_is_not_sent_twice(client, sample):
    path = path_of(sample["id/meeting"][0])
    tag = client.get(path, headers={"Accept": "text/turtle"}).headers["ETag"]
    assert client.get(path, headers={"Accept": "text/turtle", "If-None-Match": tag}).status_code == 304


LABELS = [
    "Ｘ（Ｙ）",
    "50%",
    "a b",
    "a/b",
    "a//b",
    "%28",
    "C++",
    "Ｑ＆Ａ",
    "「何か」",
    "<img onerror=x>",
    "é́",
    "10%25",
    "?#",
    "中黒・ー々〆",
    "~._-",
    "'\"`",
    "𠮷野家",
    "a\\b",
    "{x}|^",
]


@pytest.fixture(scope="module")
def odd_client(settings, tmp_path_factory):
    """A store in which organisations and positions of odd names are written as the program mints them, and as others may write them."""
    own, iris = Settings(tmp_path_factory.mktemp("odd") / "home", BASE), Iris(BASE)
    made = [iris.organisation(label) for label in LABELS]
    made += [iris.part("position", iris.opinion("0", "t", 0), iri.rsplit("/", 1)[1]) for iri in made]
    made += [f"{BASE}id/concept/{name}" for name in ("plain(1)", "a/b/c", "x,y;z", "it's", "ガバクラ(仮)", "a:b@c")]
    with writing(own) as writer, writer.transaction() as transaction:
        transaction.add(
            f"{BASE}data/odd",
            "".join(f'<{iri}> <{SKOS.prefLabel}> "{number}" .\n' for number, iri in enumerate(made)).encode(),
        )
    app = create_app(Configuration(own))
    yield app.test_client(), made
    app.extensions["ronten-queries"].close()
    app.extensions["ronten"].reader.close()


def test_odd_names_are_found_as_clients_write_them(odd_client):
    client, made = odd_client
    for number, iri in enumerate(made):
        graph = described(client, iri)
        assert graph.value(URIRef(iri), SKOS.prefLabel) == Literal(str(number)), iri


def test_odd_names_are_found_however_they_are_percent_encoded(odd_client):
    """Lower-case digits, unreserved characters encoded, and, where the sender wrote it plainly, what the IRI encodes."""
    client, made = odd_client
    for number, iri in enumerate(made):
        path = urlsplit(iri).path
        folder, _, name = path.rpartition("/")
        encoded = "".join(f"%{byte:02x}" for byte in name.encode()) if "%" not in name else None
        for sent in filter(
            None,
            (encoded, quote(name, safe="%").lower() if "%" in name and name.isascii() and name.islower() else None),
        ):
            response = client.get(f"{quote(folder)}/{sent}", headers={"Accept": "application/n-triples"})
            assert f'"{number}"' in response.get_data(as_text=True), (iri, sent)
    plain = client.get("/id/organisation/X(Y)", headers={"Accept": "application/n-triples"})
    assert f"<{Iris(BASE).organisation('Ｘ（Ｙ）')}>" in plain.get_data(as_text=True)


def test_hostile_labels_stay_text(odd_client):
    client, _ = odd_client
    iri = Iris(BASE).organisation("<img onerror=x>")
    page = client.get(path_of(iri), headers={"Accept": "text/html"}, follow_redirects=True).get_data(as_text=True)
    assert "<img onerror" not in page


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]
)
def test_the_ontology_is_served(client, accept):
    kept = Graph().parse(data=ontology.ontology_file().read_bytes(), format="turtle")
    response = client.get("/ns", headers={"Accept": accept})
    assert response.mimetype == accept
    data = response.data
    if accept == "application/ld+json":
        data = json.dumps({**json.loads(data), "@context": client.get("/ns/context.jsonld").json["@context"]})
    assert isomorphic(Graph().parse(data=data, format=accept), kept)


def test_the_ontologys_page_explains_every_term(client):
    page = client.get("/ns", headers={"Accept": BROWSER}).get_data(as_text=True)
    kept = Graph().parse(data=ontology.ontology_file().read_bytes(), format="turtle")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept, SKOS.ConceptScheme)
    terms = {
        term.removeprefix(RONTEN)
        for kind in kinds
        for term in kept.subjects(RDF.type, kind)
        if str(term).startswith(RONTEN)
    }
    assert len(terms) > 80
    for term in terms:
        assert page.count(f'id="{term}"') == 1, term


def test_context_and_shapes_are_served(client):
    context = client.get("/ns/context.jsonld")
    assert context.mimetype == "application/ld+json"
    assert context.headers["Access-Control-Allow-Origin"] == "*"
    assert context.json["@context"]["id"] == "@id"
    assert client.get("/ns/shapes.ttl").data == ontology.shapes_file().read_bytes()
    assert client.get("/ns", headers={"If-None-Match": client.get("/ns").headers["ETag"]}).status_code == 304


def test_the_data_set_describes_itself(client):
    graph = Graph().parse(data=client.get("/.well-known/void").data, format="turtle")
    dataset = graph.value(None, RDF.type, VOID.Dataset)
    assert (dataset, RDF.type, DCAT.Dataset) in graph
    assert (dataset, VOID.sparqlEndpoint, URIRef(f"{BASE}sparql")) in graph
    count = client.get("/sparql", query_string={"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}).json
    assert str(graph.value(dataset, VOID.triples)) == count["results"]["bindings"][0]["n"]["value"]
    opinions = next(
        part
        for part in graph.objects(dataset, VOID.classPartition)
        if graph.value(part, VOID["class"]) == TERMS.Opinion
    )
    assert int(graph.value(opinions, VOID.entities)) == 65


def test_other_origins_may_read(client, sample):
    for path in (
        "/ns",
        "/.well-known/void",
        path_of(sample["id/concept"][0]),
        "/data/vocabulary",
        "/id/concept/nothing",
    ):
        assert client.get(path, headers={"Origin": "https://example.org"}).headers["Access-Control-Allow-Origin"] == "*"
