"""What those who run the service watch: readiness, and figures that all processes sum up."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.store import Settings
from service.application import Configuration, create_app
from tests.servers import environment

BASE = "http://127.0.0.1:8000/"


def figure(text: str, name: str, **labels: str) -> float:
    """Return the sum of the samples of that name whose labels hold these."""
    total = 0.0
    for line in text.splitlines():
        found = re.fullmatch(r"(\w+)(?:\{(.*)\})? (\S+)", line)
        if found and found[1] == name and all(f'{key}="{value}"' in (found[2] or "") for key, value in labels.items()):
            total += float(found[3])
    return total


def test_it_is_ready_when_a_state_can_be_opened(client: FlaskClient):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["status"]) == (200, "ready")


def test_it_is_not_ready_without_one_and_metrics_say_so(tmp_path: Path):
    client = create_app(Configuration(Settings(tmp_path / "nothing", BASE))).test_client()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert "ronten ingest" in answer.get_json(force=True)["detail"]
    assert figure(client.get("/metrics").text, "ronten_ready") == 0


@pytest.mark.embedded("its snapshots")
def test_a_snapshot_that_is_lost_is_not_ready(own_settings: Settings):
    (own_settings.home / "current").write_text("99-abcdef\n", encoding="ascii")
    client = create_app(Configuration(own_settings)).test_client()
    assert client.get("/readyz").status_code == 503


def test_requests_are_counted_by_route_and_status(client: FlaskClient):
    def count(**labels: str) -> float:
        return figure(client.get("/metrics").text, "ronten_http_request_seconds_count", **labels)

    found, lost = {"route": "/api/v1/concepts", "status": "200"}, {"route": "", "status": "404"}
    before = count(**found), count(**lost)
    client.get("/api/v1/concepts?q=RPA")
    client.get("/nowhere")
    assert (count(**found), count(**lost)) == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize(
    ("query", "outcome"),
    [
        ("ASK {}", "answered"),
        ("SELECT", "failed"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "too_large"),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "timed_out"),
    ],
)
def test_queries_are_counted_by_how_they_ended(settings: Settings, query: str, outcome: str):
    app = create_app(Configuration(settings, query_seconds=0.5 if outcome == "timed_out" else 10, query_bytes=1000))
    client = app.test_client()

    def counts() -> tuple[float, float]:
        text = client.get("/metrics").text
        ended = figure(text, "ronten_sparql_queries_total", outcome=outcome)
        return ended, figure(text, "ronten_sparql_queries_running")

    before, others = counts()
    client.get("/sparql", query_string={"query": query})
    after, running = counts()
    assert after == before + 1
    assert running <= others  # what a browser gave up in another test may still run on a server
    app.extensions["ronten-queries"].close()
    app.extensions["ronten"].reader.close()


def test_the_graph_is_told_of(client: FlaskClient):
    answer = client.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert figure(answer.text, "ronten_documents") == 5
    assert figure(answer.text, "ronten_opinions") > 50
    version = client.get("/readyz").get_json()["version"]
    assert figure(answer.text, "ronten_graph_info", version=version) == 1


def test_several_processes_sum_up_what_they_count(settings: Settings, tmp_path: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "service.commands", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env={**os.environ, **environment(settings), "TMPDIR": str(tmp_path)}, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{base}/readyz", timeout=10).close()
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        for _ in range(30):  # each on a connection of its own, so that either process answers some
            urllib.request.urlopen(f"{base}/api/v1/concepts?limit=1", timeout=10).close()
        with urllib.request.urlopen(f"{base}/metrics", timeout=10) as answer:
            text = answer.read().decode()
        assert figure(text, "ronten_http_request_seconds_count", route="/api/v1/concepts") == 30
        assert len(list(tmp_path.glob("ronten-metrics-*"))) == 1
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
    assert not list(tmp_path.glob("ronten-metrics-*"))
