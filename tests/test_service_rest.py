"""The look-up API in the shapes of Skosmos's."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from graph.pipeline.deriving import writing
from graph.store import Settings
from service.application import Configuration, create_app
from service.problems import MEDIA_TYPE

REST = "/rest/v1"
CONCEPT = "http://127.0.0.1:8000/id/concept/"
GOV_CLOUD = quote(f"{CONCEPT}gov-cloud", safe="")


def get(client: FlaskClient, path: str) -> dict:
    answer = client.get(REST + path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    body = answer.get_json()
    assert body["@context"]["skos"] == "http://www.w3.org/2004/02/skos/core#"
    return body


def test_vocabularies(client: FlaskClient):
    found = {each["id"]: each for each in get(client, "/vocabularies?lang=en")["vocabularies"]}
    assert {"government", "municipal-dx", "places", "provisional"} <= set(found)
    assert found["government"]["title"] == "Government bodies and associations"
    for name in found:
        body = get(client, f"/{quote(name, safe='')}/")
        assert body["id"] == name
        assert body["conceptschemes"][0]["uri"] == found[name]["uri"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("Gov-Cloud", True),
        ("ｇｏｖｃｌｏｕｄ", True),
        ("gov*", True),
        ("*cloud", True),
        ("g*cl*d", True),
        ("ガバメント*", True),
        ("gov", False),
        ("*gov", False),
        ("cloud*gov*", False),
    ],
)
def test_patterns(client: FlaskClient, pattern: str, found: bool):
    results = get(client, f"/search?query={quote(pattern)}&maxhits=1000")["results"]
    assert (f"{CONCEPT}gov-cloud" in [each["uri"] for each in results]) is found


def test_results_have_skosmos_s_members(client: FlaskClient):
    result = get(client, f"/municipal-dx/search?query={quote('ガバメントクラウド')}&lang=ja&fields=altLabel+broader")[
        "results"
    ][0]
    assert result["uri"] == f"{CONCEPT}gov-cloud"
    assert result["type"][0] == "skos:Concept"
    assert result["prefLabel"] == "Gov-Cloud"
    assert result["altLabel"] == "ガバメントクラウド"
    assert (result["lang"], result["vocab"], result["localname"]) == ("ja", "municipal-dx", "gov-cloud")
    assert {"label": "GovCloud", "lang": "ja"} in result["altLabels"]
    assert result["skos:broader"]


def test_results_are_paged_and_once_each_on_request(client: FlaskClient):
    every = [each["uri"] for each in get(client, "/search?query=gov*cloud")["results"]]
    assert len(every) > len(set(every))
    once = [each["uri"] for each in get(client, "/search?query=gov*cloud&unique=true")["results"]]
    assert once == list(dict.fromkeys(every))
    whole = get(client, "/search?query=*&maxhits=5")["results"]
    assert get(client, "/search?query=*&maxhits=3&offset=2")["results"] == whole[2:]


def test_searches_are_narrowed(client: FlaskClient):
    assert not get(client, "/places/search?query=gov*")["results"]
    assert not get(client, "/search?query=gov*&vocab=places")["results"]
    assert get(client, "/search?query=gov*&vocab=places+municipal-dx")["results"]
    assert not get(client, "/search?query=gov-cloud&type=ronten:law")["results"]
    assert get(client, "/search?query=gov-cloud&type=ronten:system")["results"]
    above = quote(f"{CONCEPT}cloud-service", safe="")
    assert get(client, f"/search?query=gov-cloud&parent={above}")["results"]
    assert not get(client, f"/search?query=gov-cloud&parent={GOV_CLOUD}")["results"]


def test_labels(client: FlaskClient):
    for path in ("/label", "/municipal-dx/label"):
        body = get(client, f"{path}?uri={GOV_CLOUD}&lang=ja")
        assert (body["uri"], body["prefLabel"]) == (f"{CONCEPT}gov-cloud", "Gov-Cloud")
        assert "ガバメントクラウド" in body["altLabel"]


def test_hierarchies(client: FlaskClient):
    broader = get(client, f"/municipal-dx/broader?uri={GOV_CLOUD}")["broader"]
    assert [each["uri"] for each in broader] == [f"{CONCEPT}cloud-service"]
    above = get(client, f"/municipal-dx/broaderTransitive?uri={GOV_CLOUD}")["broaderTransitive"]
    assert above[f"{CONCEPT}gov-cloud"]["broader"] == [f"{CONCEPT}cloud-service"]
    assert f"{CONCEPT}cloud-service" in above
    top = quote(f"{CONCEPT}cloud-service", safe="")
    assert f"{CONCEPT}gov-cloud" in get(client, f"/municipal-dx/narrowerTransitive?uri={top}")["narrowerTransitive"]
    children = get(client, f"/municipal-dx/children?uri={top}")["narrower"]
    narrower = get(client, f"/municipal-dx/narrower?uri={top}")["narrower"]
    assert [each["uri"] for each in children] == [each["uri"] for each in narrower]
    assert all(each["hasChildren"] in {True, False} for each in children)
    tops = get(client, "/municipal-dx/topConcepts")["topconcepts"]
    assert f"{CONCEPT}cloud-service" in [each["uri"] for each in tops if each["hasChildren"]]
    assert get(client, f"/municipal-dx/related?uri={GOV_CLOUD}")["related"] is not None


def test_a_circle_in_the_hierarchy_ends(own_settings: Settings):
    skos = "http://www.w3.org/2004/02/skos/core#"
    triples = "".join(
        f'<urn:x:{one}> a <{skos}Concept> ; <{skos}prefLabel> "{one}"@ja ; <{skos}broader> <urn:x:{other}> ; '
        f"<{skos}inScheme> <http://example.org/s#1> .\n"
        for one, other in ("ab", "bc", "ca")
    )
    with writing(own_settings) as writer, writer.transaction() as transaction:
        transaction.add(f"{own_settings.base}data/vocabulary-added", triples.encode(), "text/turtle")
    app = create_app(Configuration(own_settings))
    client = app.test_client()
    found = get(client, f"/{quote('http://example.org/s#1', safe='')}/broaderTransitive?uri=urn:x:a")
    assert set(found["broaderTransitive"]) == {"urn:x:a", "urn:x:b", "urn:x:c"}
    app.extensions["ronten"].reader.close()


def test_lookup_and_types(client: FlaskClient):
    assert get(client, "/municipal-dx/lookup?label=lgwan")["result"][0]["uri"] == f"{CONCEPT}lgwan"
    assert client.get(f"{REST}/municipal-dx/lookup?label=lgwa*").status_code == 404
    types = get(client, "/types?lang=ja")["types"]
    assert types[0]["uri"].endswith("core#Concept")
    assert all(each.get("superclass") == types[0]["uri"] for each in types[1:])


def test_data(client: FlaskClient):
    one = client.get(f"{REST}/data?uri={GOV_CLOUD}&format=application/ld%2Bjson")
    assert one.mimetype == "application/ld+json"
    assert one.get_json(force=True)["@graph"][0]["id"] == f"{CONCEPT}gov-cloud"
    whole = client.get(f"{REST}/municipal-dx/data", headers={"Accept": "text/turtle"})
    assert whole.mimetype == "text/turtle"
    assert "Gov-Cloud" in whole.text
    assert "skos/core#Concept" in client.get(f"{REST}/provisional/data").text
    assert client.get(f"{REST}/places/data?uri={GOV_CLOUD}").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search", 400),
        ("/search?query=a&query=b", 400),
        ("/search?query=a&maxhits=1001", 400),
        ("/label", 400),
        ("/label?uri=urn:nothing", 404),
        ("/nothing/topConcepts", 404),
        ("/nothing/", 404),
        ("/municipal-dx/nothing", 404),
        ("/places/broader?uri=" + GOV_CLOUD, 404),
    ],
)
def test_errors(client: FlaskClient, path: str, status: int):
    answer = client.get(REST + path)
    assert (answer.status_code, answer.mimetype) == (status, MEDIA_TYPE)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_what_is_known_is_not_sent_again(client: FlaskClient):
    first = client.get(f"{REST}/types?lang=ja")
    assert client.get(f"{REST}/types?lang=ja", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert client.get(f"{REST}/types?lang=en", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
