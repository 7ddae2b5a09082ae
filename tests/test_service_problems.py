"""Errors over HTTP: problem+json, whatever went wrong."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph import errors
from graph.store import Settings
from service.application import Configuration, create_app
from service.problems import MEDIA_TYPE
from tests.servers import StoreAt

BASE = "http://127.0.0.1:8000/"


def test_an_unknown_address_is_a_problem(client: FlaskClient):
    answer = client.get("/nowhere/議事")
    assert answer.status_code == 404
    assert answer.mimetype == MEDIA_TYPE
    assert answer.get_json(force=True) == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "The requested URL was not found on the server.",
        "instance": "/nowhere/%E8%AD%B0%E4%BA%8B",
    }


def test_a_wrong_method_says_which_are_allowed(client: FlaskClient):
    answer = client.post("/healthz")
    assert (answer.status_code, answer.mimetype) == (405, MEDIA_TYPE)
    assert "GET" in answer.headers["Allow"]


def test_health(client: FlaskClient):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json()["status"] == "ok"
    assert answer.get_json()["documents"] == 5
    assert answer.get_json()["version"]


def test_a_store_that_is_not_there_says_what_to_do(store_at: StoreAt, tmp_path: Path):
    app = create_app(Configuration(store_at(tmp_path / "nothing", BASE)))
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.mimetype) == (503, MEDIA_TYPE)
    assert "ronten ingest" in answer.get_json(force=True)["detail"]


CASES = [
    (errors.QuerySyntaxError("Line 3, column 7: no.", 3, 7), 400),
    (errors.QueryForbidden("no SERVICE here"), 403),
    (errors.QueryTimeout("too long"), 503),
    (errors.QueryTooLarge("too large"), 507),
    (errors.QueryRefused("too many", retry_after=7), 503),
    (errors.QueryError("wrong"), 400),
    (errors.FullTextMissing("no index"), 503),
    (errors.StoreLocked("another writes"), 503),
    (errors.StoreUnavailable("no answer"), 503),
    (errors.StoreMissing("nothing"), 503),
    (errors.BaseMismatch("another base"), 500),
    (errors.StoreError("/secret/path is broken"), 500),
    (errors.DocumentTooLarge("large"), 413),
    (errors.UnsupportedFormat("format"), 415),
    (errors.UnreadableDocument("unreadable"), 422),
    (errors.VocabularyError("vocabulary"), 422),
    (errors.GoldError("gold"), 422),
    (errors.ConfigurationError("setting"), 500),
    (ZeroDivisionError("/secret/path"), 500),
]


@pytest.fixture
def failing(settings: Settings) -> Flask:
    app = create_app(Configuration(settings, body_bytes=10))

    @app.get("/fail/<int:number>")
    def fail(number: int) -> str:
        raise CASES[number][0]

    @app.post("/take")
    def take() -> str:
        from flask import request

        return str(len(request.get_data()))

    return app


@pytest.mark.parametrize(("number", "status"), [(number, status) for number, (_, status) in enumerate(CASES)])
def test_each_error_has_its_status(failing: Flask, settings: Settings, number: int, status: int):
    if settings.query_url and isinstance(CASES[number][0], errors.QueryTimeout):
        status = 504
    answer = failing.test_client().get(f"/fail/{number}")
    body = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype, body["status"]) == (status, MEDIA_TYPE, status)
    assert {"type", "title", "status", "detail", "instance"} <= set(body)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_every_error_is_among_the_cases():
    tried = {type(error) for error, _ in CASES}

    def leaves(kind: type) -> set[type]:
        return set().union(*map(leaves, kind.__subclasses__())) if kind.__subclasses__() else {kind}

    assert leaves(errors.RontenError) - tried <= {errors.RontenError}


def test_a_syntax_error_says_where(failing: Flask):
    body = failing.test_client().get("/fail/0").get_json(force=True)
    assert (body["line"], body["column"]) == (3, 7)
    assert body["type"].endswith("#query-syntax-error")


def test_who_is_refused_hears_when_to_come_again(failing: Flask):
    assert failing.test_client().get("/fail/4").headers["Retry-After"] == "7"


def test_a_time_out_of_a_remote_store_is_the_gateways(tmp_path: Path):
    app = create_app(Configuration(Settings(tmp_path, BASE, query_url="http://127.0.0.1:9/")))

    @app.get("/fail")
    def fail() -> str:
        raise errors.QueryTimeout("too long")

    assert app.test_client().get("/fail").status_code == 504


def test_a_body_over_the_limit_is_refused(failing: Flask):
    answer = failing.test_client().post("/take", data=b"x" * 11)
    assert (answer.status_code, answer.mimetype) == (413, MEDIA_TYPE)


def test_every_answer_carries_the_security_headers(client: FlaskClient):
    for address in ("/healthz", "/nowhere"):
        headers = client.get(address).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["X-Content-Type-Options"] == "nosniff"
