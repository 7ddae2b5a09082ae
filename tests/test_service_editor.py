"""The SPARQL editor's page without a browser: its examples run and find something, and what it is asked comes back as words."""

import json
from html import unescape

import pytest
from flask.testing import FlaskClient

from graph.store import Settings, first_keyword, open_reader
from service import wording
from service.editor.examples import GROUPS, examples

NAMES = list(examples())


def test_there_are_examples_for_each_heading():
    assert len(NAMES) >= 15
    assert {example.group for example in examples().values()} == set(GROUPS)
    assert {example.view for example in examples().values()} == {"table", "chart", "network"}
    assert all(heading in wording.catalogue("en") for heading in GROUPS.values())


@pytest.mark.parametrize("name", NAMES)
def test_an_example_says_what_it_asks_and_finds_something(name: str, settings: Settings):
    example = examples()[name]
    for said in (example.titles, example.abouts):
        assert all(said[language] for language in wording.LANGUAGES)
        assert said["ja"] != said["en"]
    reader = open_reader(settings)
    try:
        if first_keyword(example.query()) == "construct":
            assert reader.construct(example.query()).count(b"\n") > 5
            return
        rows = reader.select(example.query())
    finally:
        reader.close()
    assert rows
    assert len({tuple(sorted(row.items())) for row in rows}) == len(rows)  # nothing is said twice


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_answered_within_the_bounds_of_the_public_endpoint(name: str, client: FlaskClient):
    assert client.post("/sparql", data={"query": examples()[name].query()}).status_code == 200


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_the_page_lists_the_examples_in_the_readers_language(client: FlaskClient, language: str):
    page = unescape(client.get(f"/editor?lang={language}").text)
    for example in examples().values():
        assert example.titles[language] in page
        assert example.abouts[language] in page
        assert f"example={example.name}" in page


def test_the_address_holds_the_query(client: FlaskClient):
    asked = 'SELECT * { ?s ?p "</textarea><script>alert(1)</script>" }'
    page = client.get("/editor", query_string={"query": asked}).text
    assert "<script>alert" not in page
    assert asked in unescape(page)


def test_the_address_names_an_example(client: FlaskClient):
    page = unescape(client.get("/editor?example=disputed-concepts").text)
    assert examples()["disputed-concepts"].body in page.partition("<textarea")[2].partition("</textarea>")[0]
    assert client.get("/editor?example=nothing").status_code == 404


def test_without_scripts_the_form_asks_the_endpoint(client: FlaskClient):
    page = client.get("/editor").text
    assert '<form id="ask" method="post" action="/sparql"' in page
    answer = client.post("/sparql", data={"query": "ASK {}", "format": "csv"})
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")


@pytest.mark.parametrize(("language", "label"), [("ja", "立場"), ("en", "position")])
def test_names_to_complete_are_the_ontologys_with_labels(client: FlaskClient, language: str, label: str):
    found = json.loads(client.get(f"/editor/terms.json?lang={language}").data)
    assert found["prefixes"]["ronten"] == "https://w3id.org/ronten/ns#"
    labels = {term["name"]: term["label"] for term in found["terms"]}
    assert labels["ronten:polarity"]
    assert label in {labels["ronten:position"], labels["ronten:Position"]}
    assert {"skos:prefLabel", "dcterms:title", "org:member"} <= set(labels)


def test_the_policy_stays_strict_and_the_assets_are_ours(client: FlaskClient):
    answer = client.get("/editor")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    for name in ("yasqe.min.js", "yasqe.min.css", "licenses/codemirror/LICENSE"):
        with client.get(f"/static/vendor/{name}") as asset:
            assert asset.status_code == 200
