"""The Graph Store Protocol at /data: the W3C's cases said anew, the token, and every status that the protocol knows."""

import io
import socket

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from graph.pipeline.deriving import writing
from graph.store import Settings, open_writer
from service.application import Configuration, create_app

BASE = "http://127.0.0.1:8000/"
TOKEN = {"Authorization": "Bearer secret"}
TURTLE = "text/turtle; charset=utf-8"
JOHN, JANE = (
    f'<http://www.example/gsp/person/1> <urn:card> [ a <http://www.w3.org/2006/vcard/ns#VCard> ; <urn:fn> "{name} Doe" ] .'
    for name in ("John", "Jane")
)
ALICE = '[] a <http://xmlns.com/foaf/0.1/Person> ; <urn:card> [ <urn:given-name> "Alice" ] .'


@pytest.fixture(scope="module")
def settings_of_one(tmp_path_factory):
    return Settings(tmp_path_factory.mktemp("graphs") / "home", BASE)


@pytest.fixture(scope="module")
def app(settings_of_one):
    made = create_app(Configuration(settings_of_one, token="secret", query_workers=1))
    yield made
    made.extensions["ronten-queries"].close()
    made.extensions["ronten"].reader.close()


@pytest.fixture
def client(app, settings_of_one):
    with writing(settings_of_one) as writer, writer.transaction() as transaction:
        transaction.update(f"DROP ALL ; INSERT DATA {{ GRAPH <{BASE}data/kept> {{ <urn:s> <urn:p> 1 }} }}")
    return app.test_client()


def put(client, path, turtle, **arguments):
    return client.put(path, data=turtle, content_type=TURTLE, headers=TOKEN, **arguments)


def content(client, path, **arguments):
    response = client.get(path, headers={"Accept": "text/turtle"}, **arguments)
    assert response.status_code == 200
    assert response.content_type == TURTLE
    return Graph().parse(data=response.data, format="turtle")


def same(found, turtle):
    return isomorphic(found, Graph().parse(data=turtle, format="turtle"))


def test_put_and_get_by_both_ways_to_name_a_graph(client):
    assert put(client, "/data/person/1.ttl", JOHN).status_code == 201
    assert same(content(client, "/data", query_string={"graph": f"{BASE}data/person/1.ttl"}), JOHN)
    assert put(client, "/data", JANE, query_string={"graph": f"{BASE}data/person/1.ttl"}).status_code in {200, 204}
    assert same(content(client, "/data/person/1.ttl"), JANE)


def test_put_and_get_the_default_graph(client):
    assert put(client, "/data?default", ALICE).status_code in {200, 204}
    assert same(content(client, "/data?default"), ALICE)  # the real one, not the union: data/kept is not in it


def test_put_delete_get_delete(client):
    assert put(client, "/data/person/2.ttl", ALICE).status_code == 201
    assert client.delete("/data/person/2.ttl", headers=TOKEN).status_code in {200, 204}
    assert client.get("/data/person/2.ttl").status_code == 404
    assert client.delete("/data/person/2.ttl", headers=TOKEN).status_code == 404


def test_post_adds_also_from_a_form(client):
    assert put(client, "/data/person/1.ttl", JOHN).status_code == 201
    added = '<http://www.example/gsp/person/1> <urn:age> "1" .'
    assert client.post("/data/person/1.ttl", data=added, content_type=TURTLE, headers=TOKEN).status_code in {200, 204}
    parts = [("lastName", "Doe"), ("firstName", "Jane")]
    form = {
        f"{name}.ttl": (
            io.BytesIO(f'<http://www.example/gsp/person/1> <urn:{name}> "{value}" .'.encode()),
            f"{name}.ttl",
            TURTLE,
        )
        for name, value in parts
    }
    response = client.post("/data/person/1.ttl", data=form, content_type="multipart/form-data", headers=TOKEN)
    assert response.status_code in {200, 204}
    expected = (
        JOHN + added + "".join(f'<http://www.example/gsp/person/1> <urn:{name}> "{value}" .' for name, value in parts)
    )
    assert same(content(client, "/data/person/1.ttl"), expected)


def test_post_without_a_name_makes_a_new_graph(client):
    response = client.post("/data", data=ALICE, content_type=TURTLE, headers=TOKEN)
    assert response.status_code == 201
    assert same(content(client, "/data", query_string={"graph": response.headers["Location"]}), ALICE)
    assert same(content(client, response.headers["Location"].removeprefix(BASE.rstrip("/"))), ALICE)


def test_head_of_a_graph_that_is_there_and_of_one_that_is_not(client):
    put(client, "/data/person/1.ttl", JOHN)
    found = client.head("/data/person/1.ttl", headers={"Accept": TURTLE})
    assert (found.status_code, found.content_type, found.data) == (200, TURTLE, b"")
    assert client.head("/data/person/4.ttl").status_code == 404


def test_blank_nodes_of_two_posts_stay_apart(client):
    for name in ("a", "b"):
        client.post("/data/people", data=f'_:x <urn:name> "{name}" .', content_type=TURTLE, headers=TOKEN)
    assert len(set(content(client, "/data/people").subjects())) == 2


@pytest.mark.parametrize("method", ["put", "post", "delete"])
def test_writing_needs_the_token(client, settings_of_one, method):
    arguments = {"data": JOHN, "content_type": TURTLE} if method != "delete" else {}
    assert getattr(client, method)("/data/kept", **arguments).status_code == 401
    assert getattr(client, method)("/data/kept", **arguments, headers={"Authorization": "Bearer x"}).status_code == 401
    app = create_app(Configuration(settings_of_one))
    assert getattr(app.test_client(), method)("/data/kept", **arguments, headers=TOKEN).status_code == 403
    assert len(content(client, "/data/kept")) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/data", 400),
        ("/data?default&graph=urn:a", 400),
        ("/data?graph=urn:a&graph=urn:b", 400),
        ("/data/kept?default", 400),
        ("/data?graph=relative", 400),
        ("/data?graph=urn:nothing", 404),
        ("/data/nothing", 404),
        ("/data/kept", 200),
        (f"/data?graph={BASE}data/kept", 200),
        ("/data?graph=http://localhost/data/kept", 200),
    ],
)
def test_what_a_graph_is_called(client, path, status):
    assert client.get(path).status_code == status


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        ("<urn:s> <urn:p> 1 .", "text/turtle", 201),
        ("<urn:s> <urn:p> <urn:o> .", "application/n-triples", 201),
        ('{"@id": "urn:s", "urn:p": 1}', "application/ld+json", 201),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "application/rdf+xml", 201),
        ("<urn:s> <urn:p> 1 .", "text/html", 415),
        ("<urn:s> <urn:p> 1 .", None, 415),
        ("<urn:s> <urn:p> 1", "text/turtle", 400),
        ("<urn:s> <urn:p> <urn:o> <urn:g> .", "application/n-quads", 400),
        ("{", "application/ld+json", 400),
        ("<rdf", "application/rdf+xml", 400),
    ],
)
def test_what_can_be_put(client, body, media_type, status):
    assert client.put("/data/new", data=body, content_type=media_type, headers=TOKEN).status_code == status


def test_an_error_in_the_data_says_where(client):
    response = put(client, "/data/new", "<urn:s> <urn:p> 1 .\n<urn:s> oops")
    assert (response.status_code, response.json["line"]) == (400, 2)


def test_a_failed_put_changes_nothing(client):
    put(client, "/data/kept", "<urn:s> oops")
    assert len(content(client, "/data/kept")) == 1


def test_nothing_is_fetched_for_a_remote_context(client):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        body = f'{{"@context": "http://127.0.0.1:{server.getsockname()[1]}/c", "@id": "urn:s", "x": 1}}'
        assert client.put("/data/new", data=body, content_type="application/ld+json", headers=TOKEN).status_code == 400
        with pytest.raises(TimeoutError):
            server.accept()


def test_packed_bodies_are_refused(client):
    response = client.put("/data/new", data=b"x", content_type=TURTLE, headers={**TOKEN, "Content-Encoding": "gzip"})
    assert response.status_code == 415


def test_the_stores_own_graph_is_not_written(client):
    assert put(client, "/data/system", JOHN).status_code == 403
    assert put(client, "/data", JOHN, query_string={"graph": f"{BASE}data/system"}).status_code == 403
    assert client.delete("/data/system", headers=TOKEN).status_code == 403


@pytest.mark.parametrize(
    "accept",
    [
        "text/turtle",
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
        "application/trig",
        "application/n-quads",
    ],
)
def test_graphs_are_negotiated(client, accept):
    assert client.get("/data/kept", headers={"Accept": accept}).mimetype == accept
    assert client.get("/data/kept", headers={"Accept": "image/png"}).status_code == 406


def test_a_graph_is_not_sent_twice(client):
    tag = client.get("/data/kept").headers["ETag"]
    assert client.get("/data/kept", headers={"If-None-Match": tag}).status_code == 304
    client.post("/data/kept", data=JOHN, content_type=TURTLE, headers=TOKEN)
    assert client.get("/data/kept", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("name", ["person/Ｘ（Ｙ）", "a b", "50%", "x%20y", "山田/太郎", "a&b=c", "q?r#s"])
def test_graphs_of_any_name(client, name):
    from urllib.parse import quote

    path = f"/data/{quote(name)}"
    assert put(client, path, JOHN).status_code == 201
    assert put(client, path, JANE).status_code == 204
    assert same(content(client, path), JANE)
    assert client.delete(path, headers=TOKEN).status_code == 204
    assert client.get(path).status_code == 404


def test_other_methods_are_refused(client):
    response = client.patch("/data/kept")
    assert response.status_code == 405
    assert {"GET", "PUT", "POST", "DELETE", "HEAD"} <= set(response.headers["Allow"].split(", "))


def test_a_write_leaves_nothing_stale(client, settings_of_one):
    put(client, "/data/person/1.ttl", JOHN)
    with open_writer(settings_of_one) as writer:
        assert writer.dirty() == []


def test_names_that_look_alike_stay_apart(client):
    put(client, "/data/x%20y", JOHN)
    put(client, "/data/x%2520y", JANE)
    assert same(content(client, "/data/x%20y"), JOHN)
    assert same(content(client, "/data/x%2520y"), JANE)
