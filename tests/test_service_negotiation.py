"""Which format an Accept header gets: weights, wildcards, other names, short names."""

import pytest
from werkzeug.exceptions import NotAcceptable

from service.negotiation import GRAPHS, HTML, RESULTS, TURTLE, choose_by

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("application/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/sparql-results+xml;q=0.5, text/csv", "text/csv"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", "text/tab-separated-values"),
        ("text/csv;q=0.1, */*;q=0.2", "application/sparql-results+json"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/*;q=0, */*;q=0.1", "application/sparql-results+json"),
        ("text/csv, */*", "text/csv"),
        ("text/csv ; header=present ; q=0.9, image/png", "text/csv"),
        ("application/json", "application/json"),
        ("application/sparql-results+json,text/javascript,application/json", "application/sparql-results+json"),
        ("application/xml", "application/xml"),
        ("text/html, text/tab-separated-values;q=0.001", "text/tab-separated-values"),
        ("text/csv;q=x, text/tab-separated-values;q=0.2", "text/tab-separated-values"),
        (",,;q=1, text/csv", "text/csv"),
    ],
)
def test_rows_come_as_the_client_would_rather_have_them(accept, expected):
    assert choose_by(RESULTS, None, accept).content_type.partition(";")[0] == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml;q=0.9, application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml; charset=utf-8"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/turtle; charset=utf-8", "text/turtle; charset=utf-8"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("application/json", "application/json"),
        ("text/n3", "text/n3; charset=utf-8"),
    ],
)
def test_graphs_come_as_the_client_would_rather_have_them(accept, expected):
    assert choose_by(GRAPHS, None, accept).content_type == expected


@pytest.mark.parametrize(
    "accept", ["image/png", "text/html", "*/*;q=0", "text/csv;q=0", "application/sparql-results+json;q=0"]
)
def test_what_cannot_be_had_is_refused_with_a_list(accept):
    with pytest.raises(
        NotAcceptable, match=r"application/sparql-results\+json \(format=json\).*text/csv \(format=csv\)"
    ):
        choose_by(RESULTS, None, accept)


def test_a_browser_gets_the_page_where_there_is_one_and_json_where_not():
    assert choose_by((TURTLE, HTML), None, BROWSER).media_type == "text/html"
    assert (
        choose_by(RESULTS, None, "text/html,application/xhtml+xml,*/*;q=0.8").media_type
        == "application/sparql-results+json"
    )


@pytest.mark.parametrize(
    ("name", "formats", "expected"),
    [
        ("csv", RESULTS, "text/csv"),
        ("JSON", RESULTS, "application/sparql-results+json"),
        ("xml", GRAPHS, "application/rdf+xml"),
        ("json", GRAPHS, "application/ld+json"),
        ("ttl", GRAPHS, "text/turtle"),
        ("application/n-triples", GRAPHS, "application/n-triples"),
    ],
)
def test_a_short_name_goes_before_accept(name, formats, expected):
    assert choose_by(formats, name, "image/png").media_type == expected


def test_an_unknown_short_name_is_refused():
    with pytest.raises(NotAcceptable):
        choose_by(RESULTS, "pdf", "*/*")
