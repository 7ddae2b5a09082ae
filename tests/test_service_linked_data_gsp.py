"""The 14 cases of the W3C's Graph Store Protocol tests, said anew: what is sent, one after the other, and what must come back."""

from dataclasses import dataclass
from urllib.parse import quote

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from graph.store import open_writer
from service.application import Configuration, create_app

BASE = "http://127.0.0.1:8000/"
TURTLE, FORM = "text/turtle; charset=utf-8", "multipart/form-data; boundary=a6fe4cd636164618814be9f8d3d1a0de"
PERSON = "http://www.example/gsp/person/"
PREFIXES = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix v: <http://www.w3.org/2006/vcard/ns#> . "
JOHN, JANE = (
    f'{PREFIXES} <{PERSON}1> a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn "{name} Doe" ] .'
    for name in ("John", "Jane")
)
ALICE = f'{PREFIXES} [] a foaf:Person ; foaf:businessCard [ a v:VCard ; v:given-name "Alice" ] .'
FAMILY, GIVEN = (
    f'<{PERSON}1> <http://xmlns.com/foaf/0.1/{name}> "{value}" .'
    for name, value in (("familyName", "Doe"), ("givenName", "Jane"))
)
PARTS = (
    "".join(
        f'--a6fe4cd636164618814be9f8d3d1a0de\r\nContent-Disposition: form-data; name="{name}.ttl"; filename="{name}.ttl"\r\n'
        f"Content-Type: {TURTLE}\r\n\r\n{part}\r\n"
        for name, part in (("lastName", FAMILY), ("firstName", GIVEN))
    )
    + "--a6fe4cd636164618814be9f8d3d1a0de--\r\n"
)
MADE, CHANGED, THERE, GONE = {201}, {200, 204}, {200}, {404}


@dataclass(frozen=True)
class Call:
    """One request, and what is expected: one of some statuses, and a graph; `{new}` in an address is where the last answer led."""

    method: str
    address: str
    statuses: set[int]
    body: str = ""
    media_type: str | None = None
    graph: str | None = None


def direct(number: str) -> str:
    return f"/data/person/{number}.ttl"


def indirect(number: str) -> str:
    return f"/data?graph={quote(f'{PERSON}{number}.ttl', safe='')}"


def plain(number: str) -> str:
    return f"/data?graph={PERSON}{number}.ttl"


def put(address: str, body: str, statuses: set[int]) -> Call:
    return Call("PUT", address, statuses, body, TURTLE)


def get(address: str, graph: str) -> Call:
    return Call("GET", address, THERE, graph=graph)


def cases_of(named) -> dict[str, list[Call]]:
    """Return the five cases that are there for each way to name a graph."""
    one, two, four = named("1"), named("2"), named("4")
    return {
        "put_get_repeat": [put(one, JOHN, MADE), get(one, JOHN), put(one, JANE, CHANGED), get(one, JANE)],
        "put_delete_get_delete": [
            put(two, ALICE, MADE | CHANGED),
            Call("DELETE", two, CHANGED),
            Call("GET", two, GONE),
            Call("DELETE", two, GONE | CHANGED),
        ],
        "post_get_post_get": [
            Call("POST", one, MADE | CHANGED, JANE, TURTLE),
            get(one, JANE),
            Call("POST", one, CHANGED, PARTS, FORM),
            get(one, JANE + FAMILY + GIVEN),
        ],
        "head_existing": [put(one, JOHN, MADE), Call("HEAD", one, THERE)],
        "head_non_existing": [Call("HEAD", four, GONE)],
    }


CASES = {
    **{f"{name}_direct": calls for name, calls in cases_of(direct).items()},
    **{f"{name}_indirect": calls for name, calls in cases_of(indirect).items()},
    "put_get_default": [put("/data?default", ALICE, MADE | CHANGED), get("/data?default", ALICE)],
    "post_get_new_graph": [Call("POST", "/data", MADE, ALICE, TURTLE), get("{new}", ALICE)],
    "put_get_uri_pct_encoded_indirect": [put(indirect("1"), JOHN, MADE), get(plain("1"), JOHN)],
    "put_get_uri_pct_encoded_twice": [
        put(plain("1"), JOHN, MADE),
        get(plain("%31"), JOHN),
        Call("GET", plain("%2531"), GONE),
    ],
}


@pytest.fixture(scope="module")
def settings_of_one(lasting_store_at, tmp_path_factory):
    return lasting_store_at(tmp_path_factory.mktemp("gsp") / "home", BASE)


@pytest.fixture(scope="module")
def app(settings_of_one):
    made = create_app(Configuration(settings_of_one, token="secret", query_workers=1))
    yield made
    made.extensions["ronten-queries"].close()
    made.extensions["ronten"].reader.close()


@pytest.fixture
def client(app, settings_of_one):
    with open_writer(settings_of_one) as writer, writer.transaction() as transaction:
        transaction.update("DROP ALL")
    return app.test_client()


def test_all_cases_of_the_suite_are_here():
    assert len(CASES) == 14


@pytest.mark.parametrize("name", CASES)
def test_the_protocol_is_kept(client, name):
    new = ""
    for call in CASES[name]:
        headers = {"Authorization": "Bearer secret", "Accept": "text/turtle"}
        address = call.address.replace("{new}", new)
        response = client.open(
            address, method=call.method, data=call.body.encode(), content_type=call.media_type, headers=headers
        )
        assert response.status_code in call.statuses, response.text
        new = response.headers.get("Location", "").removeprefix(BASE.rstrip("/"))
        if call.method in {"GET", "HEAD"} and call.statuses == THERE:
            assert response.content_type == TURTLE
        if call.graph is not None:
            assert isomorphic(Graph().parse(data=response.text), Graph().parse(data=call.graph))
