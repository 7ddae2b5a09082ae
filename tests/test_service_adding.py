"""Documents are added over HTTP: seen before they are kept, whole or not at all, and a hostile file ends nothing but its own reading."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import seeds
from graph.errors import ConfigurationError
from graph.store import Settings, open_writer
from service import writing
from service.application import Configuration, create_app

SEED = Path(next(iter(seeds.__path__))) / "example-dx-4.txt"
NEW = SEED.read_bytes().replace("第４回".encode(), "第５回".encode()).replace("令和４年２月１５日".encode(), "令和４年５月１０日".encode())
ALLOWED = {"Authorization": "Bearer secret"}
ADDRESS = "/api/v1/documents"


@pytest.fixture
def writable(own_settings: Settings) -> Iterator[Flask]:
    made = create_app(Configuration(own_settings, token="secret", body_bytes=200_000))
    yield made
    made.extensions["ronten"].reader.close()


@pytest.fixture
def writer(writable: Flask) -> FlaskClient:
    return writable.test_client()


def hand_in(client: FlaskClient, data: bytes, name: str = "new.txt", query: str = "", **fields: str):
    form = {"file": (io.BytesIO(data), name), **fields}
    return client.post(f"{ADDRESS}{query}", data=form, headers=ALLOWED)


def total(client: FlaskClient) -> int:
    return client.get(ADDRESS).get_json()["total"]


def test_a_preview_shows_what_would_be_read_and_writes_nothing(writer: FlaskClient):
    everything = "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%20GRAPH%20%3Fg%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20%7D&format=csv"
    before = writer.get(everything).data
    found = hand_in(writer, NEW, query="?preview=true").get_json()
    assert found["meeting"]["number"] == 5
    assert found["meeting"]["date"] == "2022-05-10"
    assert len(found["attendees"]) == 11
    assert len(found["opinions"]) == 13
    assert {opinion["topic"] for opinion in found["opinions"]} >= {"RPAについて"}
    assert found["known"] is False
    assert hand_in(writer, SEED.read_bytes(), query="?preview=true").get_json()["known"] is True
    assert writer.get(everything).data == before
    assert total(writer) == 5


def test_a_document_is_added_once_shown_with_its_origin_and_deleted(writer: FlaskClient):
    answer = hand_in(writer, NEW, publisher="架空県", source="https://example.org/5", licence="CC BY 4.0", fictional="true")
    kept = answer.get_json()
    assert (answer.status_code, kept["status"], kept["opinions"]) == (201, "added", 13)
    assert answer.headers["Location"] == kept["iri"]
    shown = writer.get(f"{ADDRESS}/{kept['id']}").get_json()
    assert (shown["file_name"], shown["publisher"], shown["source"], shown["fictional"]) == ("new.txt", "架空県", "https://example.org/5", True)
    raw = writer.post(ADDRESS, data=NEW, headers={**ALLOWED, "Content-Type": "text/plain"})
    assert (raw.status_code, raw.get_json()["status"]) == (200, "unchanged")
    assert writer.delete(f"{ADDRESS}/{kept['id']}", headers=ALLOWED).status_code == 204
    assert total(writer) == 5
    assert writer.delete(f"{ADDRESS}/{kept['id']}", headers=ALLOWED).status_code == 404


def test_only_holders_of_the_token_may_write_or_make_the_service_read(writer: FlaskClient, client: FlaskClient):
    for given in ({}, {"Authorization": "Bearer no"}):
        for answer in (writer.post(f"{ADDRESS}?preview=true", data=NEW, headers=given), writer.delete(f"{ADDRESS}/x", headers=given)):
            assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert client.post(ADDRESS, data=NEW, headers=ALLOWED).status_code == 403
    assert "閲覧専用" in client.get("/add").text
    assert "合言葉" in writer.get("/add").text


@pytest.mark.parametrize(
    ("data", "name", "query", "status", "words"),
    [
        (b"%PDF-1.7 broken", "x.pdf", "", 422, "PDF"),
        (b"", "x.txt", "", 422, "x.txt"),
        (bytes(range(256)) * 40, "x.txt", "?preview=true", 422, "x.txt"),
        (b"MZ", "x.exe", "", 415, ".exe"),
        (b"x", "noname", "", 415, ""),
        (b"x" * 300_000, "x.txt", "?preview=true", 413, "200,000 bytes"),
        (b"x", "x.txt", "?preview=maybe", 400, "preview"),
        (b"x", "x.txt", "?unknown=1", 400, "unknown"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(writer: FlaskClient, data, name, query, status, words):
    answer = hand_in(writer, data, name, query)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert words in answer.get_json(force=True)["detail"]
    assert total(writer) == 5


def test_what_is_said_of_a_document_is_checked_before_anything_is_written(writer: FlaskClient):
    for source in ("javascript:alert(1)", "県のページ", 'https://example.org/"> <x'):
        assert hand_in(writer, NEW, source=source).status_code == 400
    assert writer.post(ADDRESS, data={"note": "no file"}, headers=ALLOWED, content_type="multipart/form-data").status_code == 400
    assert writer.post(ADDRESS, data=NEW, headers={**ALLOWED, "Content-Type": "application/zip"}).status_code == 415


def test_a_name_that_leads_elsewhere_stays_a_name(writer: FlaskClient, own_settings: Settings):
    kept = hand_in(writer, NEW, name="..\\..\\/tmp/" + "長" * 200 + ".txt").get_json()
    shown = writer.get(f"{ADDRESS}/{kept['id']}").get_json()
    assert shown["file_name"] == "長" * 60 + ".txt"


def test_reading_that_takes_too_long_or_too_much_ends_by_itself(own_settings: Settings):
    for query, bounds in (("?preview=true", {"read_seconds": 0.2}), ("", {"read_bytes": 300 * 1024 * 1024})):
        app = create_app(Configuration(own_settings, token="secret", **bounds))
        answer = hand_in(app.test_client(), NEW, query=query)
        assert answer.status_code in {413, 422}  # told of the bound, or ended by it
        assert "may take here" in answer.get_json(force=True)["detail"]
        assert app.test_client().get("/healthz").get_json()["documents"] == 5
        app.extensions["ronten"].reader.close()


def test_while_another_writes_a_document_has_to_wait_its_turn(writer: FlaskClient, own_settings: Settings, monkeypatch):
    monkeypatch.setattr("service.adding.PATIENCE", 0.2)
    with open_writer(own_settings):
        answer = hand_in(writer, NEW)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert hand_in(writer, NEW, query="?preview=true").status_code == 200
    assert writing.PATIENCE > 1


def test_a_bound_below_what_reading_needs_is_refused_at_once():
    with pytest.raises(ConfigurationError, match="768 or more"):
        Configuration.from_environment({"RONTEN_READ_MEGABYTES": "100"})
