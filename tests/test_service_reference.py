"""The page that describes the API has all that the OpenAPI document has, under the strict policy."""

import re

from flask.testing import FlaskClient


def test_every_operation_and_schema_is_shown(client: FlaskClient):
    answer = client.get("/docs/api")
    assert answer.status_code == 200
    document = client.get("/openapi.json").get_json()
    shown = set(re.findall(r' id="([^"]+)"', answer.text))
    for item in document["paths"].values():
        for operation in item.values():
            assert operation["operationId"] in shown
    assert {f"schema-{name}" for name in document["components"]["schemas"]} <= shown
    assert set(re.findall(r'href="#([^"]+)"', answer.text)) <= shown


def test_it_needs_nothing_from_elsewhere_and_no_scripts(client: FlaskClient):
    answer = client.get("/docs/api")
    main = re.search(r"<main.*</main>", answer.text, re.DOTALL)
    assert main
    assert not re.search(r"<script|style=|onclick|https?://(?!www\.w3)", main[0].split('id="schemas"')[0])
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_forms_lead_to_answers(client: FlaskClient):
    text = client.get("/docs/api").text
    assert '<form action="/api/v1/concepts" method="get"' in text
    assert client.get("/api/v1/concepts?q=&limit=50&offset=0").status_code == 200


def test_operations_have_names_of_their_own(client: FlaskClient):
    document = client.get("/openapi.json").get_json()
    names = [each["operationId"] for item in document["paths"].values() for each in item.values()]
    assert len(names) == len(set(names))


def test_every_address_is_described(client: FlaskClient):
    document = client.get("/openapi.json").get_json()
    described = {re.sub(r"\{\w+\}", "{}", path) for path in document["paths"]}
    folders = ("/api/", "/rest/", "/reconcile", "/sparql", "/ns", "/.well-known", "/id/", "/healthz")
    served = {re.sub(r"<[^>]+>", "{}", rule.rule) for rule in client.application.url_map.iter_rules()}
    assert {path for path in served if path.startswith(folders)} <= described
