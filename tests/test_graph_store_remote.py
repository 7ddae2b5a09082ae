"""What a remote store does when its server is away, busy, or wants credentials; what a person then hears."""

import threading
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from graph.errors import ConfigurationError, QueryTooLarge, StoreError, StoreUnavailable
from graph.store import Iri, Settings, open_queries, open_reader, open_writer, settings_from_environment
from service.application import Configuration, create_app
from service.commands import main
from tests.servers import Server, environment, free_port, oxigraph

BASE = "http://example.org/"
A = f"{BASE}data/document/a"
ASK = "ASK { ?s ?p ?o }"


class Gate:
    """Stands before a server and answers with statuses of its own first, counting what it is sent."""

    def __init__(self, address: str, port: int = 0) -> None:
        self.statuses, self.asked = dict[str, list[int]](), Counter[str]()
        self.credentials = set[str]()
        gate = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                gate.asked[self.path] += 1
                gate.credentials.add(self.headers.get("Authorization", ""))
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if gate.statuses.get(self.path):
                    status, content, media_type = gate.statuses[self.path].pop(0), b"busy", "text/plain"
                else:
                    given = {name: self.headers[name] for name in ("Content-Type", "Accept") if self.headers[name]}
                    answer = httpx.post(f"{address}{self.path}", content=body, headers=given)
                    status, content, media_type = (
                        answer.status_code,
                        answer.content,
                        answer.headers.get("Content-Type", ""),
                    )
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Content-Type", media_type)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as running:
        yield running


@pytest.fixture
def gate(server: Server) -> Iterator[Gate]:
    made = Gate(server.query.removesuffix("/query"))
    yield made
    made.close()


@pytest.fixture
def settings(gate: Gate, tmp_path: Path) -> Settings:
    return Settings(tmp_path / "home", BASE, f"{gate.address}/query", f"{gate.address}/update")


@pytest.fixture
def away(tmp_path: Path) -> Settings:
    """Settings of a server that is not there."""
    return Settings(tmp_path / "home", BASE, f"http://127.0.0.1:{free_port()}/query")


def put(settings: Settings) -> None:
    with open_writer(settings) as writer, writer.transaction() as transaction:
        transaction.replace_graph(A, b"<http://s> <http://p> <http://o> .")


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_question_is_asked_again_where_the_server_is_busy(settings: Settings, gate: Gate, status: int) -> None:
    put(settings)
    reader = open_reader(settings)
    before, gate.statuses = gate.asked["/query"], {"/query": [status, status]}
    assert reader.ask(ASK)
    assert gate.asked["/query"] == before + 3
    gate.statuses = {"/query": [status] * 4}
    with pytest.raises(StoreUnavailable, match=f"does not answer \\({status}\\): try again later"):
        reader.ask(ASK)
    reader.close()


@pytest.mark.parametrize(("status", "sent"), [(503, 2), (504, 1), (502, 1)])
def test_an_update_is_sent_again_only_where_it_cannot_have_been_made(
    settings: Settings, gate: Gate, status: int, sent: int
) -> None:
    gate.statuses = {"/update": [status]}
    if sent == 1:
        with pytest.raises(StoreUnavailable):
            put(settings)
    else:
        put(settings)
    assert gate.asked["/update"] == sent


def test_a_server_that_starts_late_is_waited_for(away: Settings, server: Server) -> None:
    """A refused connection is tried again, with longer pauses, until the server is there."""
    port = int(str(away.query_url).removesuffix("/query").rpartition(":")[2])
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(put, replace(away, update_url=str(away.query_url).replace("query", "update")))
        time.sleep(0.2)
        late = Gate(server.query.removesuffix("/query"), port)
        asked.result()
    assert late.asked["/update"] == 1
    late.close()


def test_a_server_that_is_away_is_said_so_everywhere(away: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreUnavailable, match="check RONTEN_STORE, or try again later"):
        open_reader(away)
    queries = open_queries(away)
    with pytest.raises(StoreUnavailable):
        queries.run(ASK, "text/csv")
    queries.close()
    for variable, value in environment(away).items():
        monkeypatch.setenv(variable, value)
    said = CliRunner().invoke(main, ["list"])
    assert said.exit_code == 1
    (line,) = said.stderr.splitlines()
    assert line.startswith("ronten: The store does not answer")
    client = create_app(Configuration(away)).test_client()
    for path in ("/", "/concepts/gov-cloud"):
        answer = client.get(path, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.mimetype) == (503, "text/html"), path
        assert "<nav" in answer.text
        assert "RONTEN_STORE" in answer.text
        assert answer.headers["Retry-After"] == "5"
    for path in ("/sparql?query=ASK%7B%7D", "/api/v1/concepts", "/healthz"):
        answer = client.get(path)
        assert (answer.status_code, answer.mimetype) == (503, "application/problem+json"), path


def test_without_an_update_address_nothing_is_written(server: Server, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="RONTEN_STORE_UPDATE"):
        put(Settings(tmp_path / "home", BASE, server.query))


class TestCredentials:
    @pytest.mark.parametrize(
        "changed",
        [{"password": "wrong"}, {"user": None, "password": None}, {"authentication": "basic"}],
        ids=["wrong", "none", "of the other kind"],
    )
    def test_that_do_not_serve_are_said_so(
        self, virtuoso_server: Server, tmp_path: Path, changed: dict[str, str]
    ) -> None:
        with pytest.raises(StoreError, match=r"RONTEN_STORE_PASSWORD.*RONTEN_STORE_AUTHENTICATION"):
            put(replace(virtuoso_server, **changed).settings(tmp_path / "home", BASE))

    def test_come_from_the_environment(self, virtuoso_server: Server, tmp_path: Path) -> None:
        settings = settings_from_environment(environment(virtuoso_server.settings(tmp_path / "home", BASE)))
        put(settings)
        reader = open_reader(settings)
        assert reader.ask("ASK { GRAPH $g { ?s ?p ?o } }", g=Iri(A))
        reader.close()

    def test_are_of_a_known_kind(self) -> None:
        with pytest.raises(ConfigurationError, match="basic or digest, not “bearer”"):
            settings_from_environment({"RONTEN_STORE": "http://s/", "RONTEN_STORE_AUTHENTICATION": "Bearer"})


def test_basic_credentials_are_sent(server: Server, tmp_path: Path) -> None:
    gate = Gate(server.query.removesuffix("/query"))
    guarded = Server(f"{gate.address}/query", f"{gate.address}/update", None, "lesende", "geheim")
    put(guarded.settings(tmp_path / "home", BASE))
    assert gate.credentials == {"Basic " + b64encode(b"lesende:geheim").decode()}
    gate.close()


def test_an_answer_that_the_server_cuts_off_is_an_error(virtuoso_server: Server, tmp_path: Path) -> None:
    queries = open_queries(virtuoso_server.settings(tmp_path / "home", BASE))
    asked = "SELECT ?a ?d {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {}"
    with queries.run(asked.format(39_000), "text/csv") as answer:
        assert len(answer.read().splitlines()) == 39_001
    with pytest.raises(QueryTooLarge, match="no more than 40000 rows"):
        queries.run(asked.format(50_000), "text/csv")
    queries.close()


def test_a_graph_that_the_server_cuts_off_is_an_error(virtuoso_server: Server, tmp_path: Path) -> None:
    settings = virtuoso_server.settings(tmp_path / "home", BASE)
    with open_writer(settings) as writer, writer.transaction() as transaction:
        transaction.add(A, "".join(f"<http://s/{n}> <http://p> {n} .\n" for n in range(41_000)).encode(), "text/turtle")
    reader, queries = open_reader(settings), open_queries(settings)
    for read in (reader.export, queries.graph):
        with pytest.raises(QueryTooLarge, match=r"4000[01] of the graph's 4100[01] statements"):
            read("text/turtle", A) if read == reader.export else read(A, "text/turtle")
    reader.close()
    queries.close()
