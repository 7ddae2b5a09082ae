"""The description of the API is valid, whole and true."""

from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from service.openapi import describe


@pytest.fixture(scope="module")
def description(app: Flask) -> dict:
    with app.test_request_context():
        return app.test_client().get("/openapi.json").get_json()


def test_it_is_valid(description: dict):
    validate(description)
    assert description == describe("/")


def test_every_address_is_described_and_every_described_one_is_there(app: Flask, description: dict):
    served = {
        rule.rule.replace("<path:part>", "{id}") for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")
    }
    assert served == {path for path in description["paths"] if path.startswith("/api/")}


def checker(description: dict, schema: dict) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": description["components"]})


def addresses(client: FlaskClient, path: str) -> list[str]:
    if path == "/api/v1/path":
        return [f"{path}?from=rpa&to=lgwan"]
    if "{id}" not in path:
        return [path]
    items = client.get(f"{path.partition('/{id}')[0]}?limit=20").get_json()["items"]
    assert items
    return [path.replace("{id}", quote(item["id"], safe="")) for item in items]


def test_real_answers_follow_their_schemas(client: FlaskClient, description: dict):
    for path, item in description["paths"].items():
        if not path.startswith(("/api/", "/healthz")):
            continue  # these take more than an id; test_service_schemathesis.py calls them
        content = item["get"]["responses"]["200"]["content"]
        for address in addresses(client, path):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert answer.mimetype in content
            if answer.mimetype == "application/json":
                checker(description, content["application/json"]["schema"]).validate(answer.get_json())


def test_real_searches_follow_their_schemas(client: FlaskClient, description: dict):
    for address in ("/api/v1/concepts?q=cloud", "/api/v1/people?q=a", "/api/v1/network?concept=rpa"):
        schema = description["paths"][address.partition("?")[0]]["get"]["responses"]["200"]["content"][
            "application/json"
        ]["schema"]
        checker(description, schema).validate(client.get(address).get_json())


def test_problems_follow_their_schema(client: FlaskClient, description: dict):
    for address in ("/api/v1/concepts?limit=0", "/api/v1/concepts/nothing", "/nowhere"):
        checker(description, description["components"]["schemas"]["Problem"]).validate(
            client.get(address).get_json(force=True)
        )


def test_schemas_allow_nothing_that_is_not_described(description: dict):
    for name, schema in description["components"]["schemas"].items():
        loose = {"Problem", "Scorecard", "SkosVocabulary", "ReconciliationManifest", "ReconciliationResults"}
        assert name in loose or schema["additionalProperties"] is False
        assert schema.get("description") or name.startswith("PageOf")


def test_it_is_not_sent_twice(client: FlaskClient):
    first = client.get("/openapi.json")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/openapi.json", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


_CONCEPT = quote("http://127.0.0.1:8000/id/concept/gov-cloud", safe="")
_QUERIES = '{"a": {"query": "クラウド"}}'
_EXTEND = '{"ids": ["concept/gov-cloud"], "properties": [{"id": "skos:broader"}]}'


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/rest/v1/vocabularies", "/rest/v1/vocabularies?lang=ja"),
        ("/rest/v1/types", "/rest/v1/types?lang=en"),
        ("/rest/v1/search", "/rest/v1/search?query=*a*&fields=altLabel+broader"),
        ("/rest/v1/{vocid}/", "/rest/v1/places/"),
        ("/rest/v1/{vocid}/lookup", "/rest/v1/municipal-dx/lookup?label=AI"),
        ("/rest/v1/{vocid}/topConcepts", "/rest/v1/places/topConcepts"),
        *(
            (f"/rest/v1/{{vocid}}/{name}", f"/rest/v1/municipal-dx/{name}?uri={_CONCEPT}")
            for name in ("label", "broader", "narrower", "related", "children", "broaderTransitive", "narrowerTransitive")
        ),
        ("/reconcile", "/reconcile"),
        ("/reconcile", f"/reconcile?queries={quote(_QUERIES)}"),
        ("/reconcile", f"/reconcile?extend={quote(_EXTEND)}"),
        ("/reconcile/suggest/entity", "/reconcile/suggest/entity?prefix=a"),
        ("/reconcile/suggest/property", "/reconcile/suggest/property"),
        ("/reconcile/extend/propose", "/reconcile/extend/propose?type=ronten:system"),
    ],
)  # fmt: skip
def test_look_ups_follow_their_schemas(client: FlaskClient, description: dict, path: str, address: str):
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    checker(description, schema).validate(answer.get_json())
