"""The Reconciliation Service API 0.2, by its schemas and as OpenRefine uses it."""

import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft7Validator

from graph.pipeline.deriving import writing
from graph.store import Settings
from service.application import Configuration, create_app
from service.problems import MEDIA_TYPE

# What https://reconciliation-api.github.io/specs/0.2/ asks of each answer, in our words.
_TEXT = {"type": "string"}
_TYPE = {"oneOf": [{"type": "object", "properties": {"id": _TEXT, "name": _TEXT}, "required": ["id"]}, _TEXT]}
_TEMPLATE = {"type": "string", "pattern": r".*\{\{id\}\}.*"}
_PLACE = {"type": "object", "properties": {"service_url": _TEXT, "service_path": _TEXT}}
MANIFEST = {
    "type": "object",
    "properties": {
        "versions": {"type": "array", "items": _TEXT, "contains": {"enum": ["0.2"]}},
        "name": _TEXT,
        "identifierSpace": _TEXT,
        "schemaSpace": _TEXT,
        "documentation": _TEXT,
        "logo": _TEXT,
        "view": {"type": "object", "properties": {"url": _TEMPLATE}, "required": ["url"]},
        "defaultTypes": {"type": "array", "items": _TYPE, "uniqueItems": True},
        "suggest": {"type": "object", "properties": dict.fromkeys(("entity", "type", "property"), _PLACE)},
        "preview": {
            "type": "object",
            "properties": {"url": _TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}},
            "required": ["url", "width", "height"],
        },
        "extend": {"type": "object", "properties": {"propose_properties": _PLACE}},
    },
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
}
_CANDIDATE = {
    "type": "object",
    "properties": {
        "id": _TEXT,
        "name": _TEXT,
        "description": _TEXT,
        "score": {"type": "number"},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": _TYPE},
    },
    "required": ["id", "name", "score"],
}
RESULTS = {
    "type": "object",
    "patternProperties": {
        "^.*$": {
            "type": "object",
            "properties": {"result": {"type": "array", "items": _CANDIDATE}},
            "required": ["result"],
        }
    },
}
SUGGESTIONS = {
    "type": "object",
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": _TEXT,
                    "name": _TEXT,
                    "description": _TEXT,
                    "notable": {"type": "array", "items": _TYPE},
                },
                "required": ["id", "name"],
            },
        }
    },
    "required": ["result"],
}


def _one(name: str, schema: dict, *more: str) -> dict:
    properties = {name: schema, **dict.fromkeys(more, _TEXT)}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


EXTENSION = {
    "type": "object",
    "properties": {
        "meta": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": _TEXT, "name": _TEXT, "type": _TYPE},
                "required": ["id", "name"],
            },
        },
        "rows": {
            "type": "object",
            "patternProperties": {
                ".*": {
                    "type": "object",
                    "patternProperties": {
                        ".*": {
                            "type": "array",
                            "items": {
                                "oneOf": [
                                    _one("id", _TEXT, "name"),
                                    _one("str", _TEXT),
                                    _one("int", {"type": "integer"}),
                                    _one("date", {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$"}),
                                ]
                            },
                        }
                    },
                }
            },
        },
    },
    "required": ["rows", "meta"],
}


def checked(body: dict, schema: dict) -> dict:
    Draft7Validator(schema).validate(body)
    return body


def reconciled(client: FlaskClient, **queries: dict) -> dict[str, list[dict]]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/reconcile", query_string={"queries": json.dumps(queries)}).get_json() == answer.get_json()
    return {name: each["result"] for name, each in checked(answer.get_json(), RESULTS).items()}


def test_the_manifest_leads_to_what_is_there(client: FlaskClient):
    manifest = checked(client.get("/reconcile").get_json(), MANIFEST)
    places = [*manifest["suggest"].values(), manifest["extend"]["propose_properties"]]
    for place in places:
        assert place["service_url"] == "http://localhost"
        assert (
            client.get(
                f"{place['service_path']}?{'prefix=a' if 'suggest' in place['service_path'] else ''}"
            ).status_code
            == 200
        )
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        path = template.removeprefix("http://localhost").replace("{{id}}", quote("concept/gov-cloud", safe=""))
        assert client.get(path).status_code in {200, 303}


@pytest.mark.parametrize("name", ["Gov-Cloud", "ガバメントクラウド", "ｇｏｖ　ｃｌｏｕｄ", "ガバクラ"])
def test_one_entity_by_any_of_its_names(client: FlaskClient, name: str):
    best = reconciled(client, q0={"query": name, "type": "skos:Concept"})["q0"][0]
    assert (best["id"], best["score"], best["match"]) == ("concept/gov-cloud", 100, True)


def test_a_name_that_is_nearly_right_is_offered_but_no_match(client: FlaskClient):
    best = reconciled(client, q0={"query": "Gov-Cluod"})["q0"][0]
    assert best["id"] == "concept/gov-cloud"
    assert 25 <= best["score"] < 100
    assert best["match"] is False


def test_types_and_limits(client: FlaskClient):
    found = reconciled(
        client,
        organisation={"query": "総務省", "type": "org:Organization"},
        concept={"query": "総務省", "type": {"id": "skos:Concept"}},
        both={"query": "総務省", "type": ["org:Organization", "skos:Concept"]},
        every={"query": "総務省", "type": ["skos:Concept", "ronten:organisation"], "type_strict": "all"},
        rather={"query": "総務省", "type": "org:Organization", "type_strict": "should"},
        few={"query": "総務省", "limit": 2},
        none={"query": "総務省", "type": "ronten:nothing"},
    )
    assert found["organisation"][0]["id"] == "organisation/総務省"
    assert found["organisation"][0]["match"] is True
    assert found["concept"][0]["id"].startswith("concept/")
    assert {each["id"].partition("/")[0] for each in found["both"][:2]} == {"concept", "organisation"}
    assert not any(each["match"] for each in found["both"])
    assert {"skos:Concept", "ronten:organisation"} <= {each["id"] for each in found["every"][0]["type"]}
    assert found["rather"][0]["id"] == "organisation/総務省"
    assert len(found["few"]) == 2
    assert found["none"] == []


def test_properties_tell_candidates_apart(client: FlaskClient):
    right = [{"pid": "skos:broader", "v": {"id": "concept/cloud-service", "name": "クラウドサービス"}}]
    wrong = [{"pid": "skos:broader", "v": ["紙", 1, True]}]
    found = reconciled(
        client,
        right={"query": "Gov-Cloud", "properties": right},
        wrong={"query": "Gov-Cloud", "properties": wrong},
        alone={"properties": [{"pid": "dcterms:date", "v": "2020-12-18"}]},
        unknown={"properties": [{"pid": "nothing", "v": "x"}]},
    )
    assert found["right"][0]["match"] is True
    assert found["wrong"][0]["score"] < found["right"][0]["score"]
    assert found["wrong"][0]["match"] is False
    assert found["alone"][0]["id"].startswith("meeting/2020-12-18")
    assert found["unknown"] == []


@pytest.mark.parametrize(
    "sent",
    [
        "{",
        "[]",
        "1",
        '{"q": 1}',
        '{"q": {}}',
        '{"q": {"query": 1}}',
        '{"q": {"query": "a", "limit": 0}}',
        '{"q": {"query": "a", "limit": "many"}}',
        '{"q": {"query": "a", "type": 1}}',
        '{"q": {"query": "a", "type_strict": "never"}}',
        '{"q": {"query": "a", "properties": [{"v": 1}]}}',
        "[" * 100_000,
        json.dumps({str(number): {"query": "a"} for number in range(201)}),
    ],
)
def test_what_is_no_batch_is_refused(client: FlaskClient, sent: str):
    answer = client.post("/reconcile", data={"queries": sent})
    assert (answer.status_code, answer.mimetype, answer.get_json(force=True)["parameter"]) == (
        400,
        MEDIA_TYPE,
        "queries",
    )


@pytest.mark.parametrize("sent", ["{", '{"ids": 1, "properties": []}', '{"ids": ["a"], "properties": ["b"]}'])
def test_what_is_no_extension_is_refused(client: FlaskClient, sent: str):
    assert client.post("/reconcile", data={"extend": sent}).status_code == 400


def test_nothing_sent_is_refused(client: FlaskClient):
    assert client.post("/reconcile").status_code == 400
    assert client.post("/reconcile", data={"queries": "{}", "extend": "{}"}).status_code == 400


def test_suggestions(client: FlaskClient):
    entities = checked(client.get("/reconcile/suggest/entity?prefix=gov").get_json(), SUGGESTIONS)["result"]
    assert entities[0]["id"] == "concept/gov-cloud"
    following = client.get("/reconcile/suggest/entity?prefix=gov&cursor=1&limit=1").get_json()["result"]
    assert following == entities[1:2]
    types = checked(client.get("/reconcile/suggest/type?prefix=org").get_json(), SUGGESTIONS)["result"]
    assert "org:Organization" in [each["id"] for each in types]
    properties = checked(client.get("/reconcile/suggest/property?prefix=上位").get_json(), SUGGESTIONS)["result"]
    assert [each["id"] for each in properties] == ["skos:broader"]


def test_extension(client: FlaskClient):
    meeting = reconciled(client, q={"properties": [{"pid": "dcterms:date", "v": "2020-12-18"}]})["q"][0]["id"]
    person = client.get("/api/v1/people").get_json()["items"][0]
    proposed = client.get("/reconcile/extend/propose?type=foaf:Person").get_json()["properties"]
    assert {"ronten:affiliation", "foaf:name"} <= {each["id"] for each in proposed}
    names = ["skos:broader", "opinions", "dcterms:date", "ronten:number", "foaf:name", "unknown"]
    wanted = {
        "ids": ["concept/gov-cloud", meeting, f"person/{person['id']}", "concept/nothing"],
        "properties": [{"id": name} for name in names],
    }
    body = checked(client.post("/reconcile", data={"extend": json.dumps(wanted)}).get_json(), EXTENSION)
    assert [each["id"] for each in body["meta"]] == names
    rows = body["rows"]
    assert rows["concept/gov-cloud"]["skos:broader"][0]["id"] == "concept/cloud-service"
    assert rows["concept/gov-cloud"]["opinions"][0]["int"] > 0
    assert rows[meeting]["dcterms:date"] == [{"date": "2020-12-18T00:00:00"}]
    assert rows[meeting]["ronten:number"] == [{"int": 3}]
    assert rows[f"person/{person['id']}"]["foaf:name"] == [{"str": person["label"]}]
    assert all(cells == [] for cells in rows["concept/nothing"].values())


def test_previews_stand_in_frames_and_run_nothing(client: FlaskClient):
    answer = client.get("/reconcile/preview?id=concept%2Fgov-cloud")
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert "Gov-Cloud" in answer.text
    assert not {"<script", "style="} & {part for part in ("<script", "style=") if part in answer.text}
    assert "X-Frame-Options" in client.get("/healthz").headers


def test_a_hostile_label_stays_text(own_settings: Settings):
    skos = "http://www.w3.org/2004/02/skos/core#"
    data = f'<javascript:alert(1)> a <{skos}Concept> ; <{skos}prefLabel> "<script>alert(1)</script>"@ja .'
    with writing(own_settings) as writer, writer.transaction() as transaction:
        transaction.add(f"{own_settings.base}data/vocabulary-added", data.encode(), "text/turtle")
    app = create_app(Configuration(own_settings))
    client = app.test_client()
    found = reconciled(client, q={"query": "<script>alert(1)</script>"})["q"][0]["id"]
    page = client.get("/reconcile/preview", query_string={"id": found}).text
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert client.get("/reconcile/view", query_string={"id": found}).status_code == 404
    app.extensions["ronten"].reader.close()


@pytest.mark.parametrize("path", ["preview", "view"])
def test_unknown_ids(client: FlaskClient, path: str):
    assert client.get(f"/reconcile/{path}?id=concept/nothing").status_code == 404
    assert client.get(f"/reconcile/{path}").status_code == 400


def test_ids_may_be_decoded_on_their_way(client: FlaskClient):
    for item in client.get("/api/v1/concepts?limit=200").get_json()["items"]:
        assert client.get("/reconcile/view", query_string={"id": f"concept/{item['id']}"}).status_code == 303
