"""What those who run the service watch: `/readyz`, and `/metrics` in Prometheus' text format, summed over all processes."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from graph.analysis.documents import count_documents
from graph.errors import QueryRefused, QueryTimeout, QueryTooLarge, RontenError, StoreError
from service.application import service
from service.problems import problem

blueprint = Blueprint("operating", __name__)

OWN = CollectorRegistry()
"""What this process counts; where several serve, each writes to files in the folder that PROMETHEUS_MULTIPROC_DIR names."""

REQUESTS = Histogram(
    "ronten_http_request_seconds",
    "Seconds until an answer was ready to be sent, by route and status.",
    ("route", "status"),
    registry=OWN,
    buckets=(0.005, 0.02, 0.1, 0.5, 2.0, 10.0),
)
QUERIES = Counter("ronten_sparql_queries", "Public SPARQL queries by how they ended.", ("outcome",), registry=OWN)
RUNNING = Gauge(
    "ronten_sparql_queries_running",
    "Public SPARQL queries under way or waiting.",
    registry=OWN,
    multiprocess_mode="livesum",
)
_OUTCOMES: dict[type[RontenError], str] = {
    QueryRefused: "refused",
    QueryTimeout: "timed_out",
    QueryTooLarge: "too_large",
}


@contextmanager
def counted() -> Iterator[None]:
    """Count a public query and how it ends."""
    outcome = "failed"
    RUNNING.inc()
    try:
        yield
        outcome = "answered"
    except RontenError as error:
        outcome = _OUTCOMES.get(type(error), outcome)
        raise
    finally:
        RUNNING.dec()
        QUERIES.labels(outcome).inc()


@blueprint.before_app_request
def _begin() -> None:
    g.began = time.perf_counter()


@blueprint.after_app_request
def _end(response: Response) -> Response:
    route = request.url_rule.rule if request.url_rule else ""
    REQUESTS.labels(route, response.status_code).observe(time.perf_counter() - g.began)
    return response


@blueprint.get("/readyz")
def readyz() -> Response | dict[str, str]:
    """Say that the newest state can be opened and answers; 503 where it cannot."""
    try:
        with service().reader.reading() as reader:
            count_documents(reader)
            return {"status": "ready", "version": reader.version}
    except StoreError as error:
        return problem(503, "Not ready", str(error))


@blueprint.get("/metrics")
def metrics() -> Response:
    """Send what all processes have counted, and what the graph holds."""
    counted_by = OWN
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted_by = CollectorRegistry()
        MultiProcessCollector(counted_by)  # type: ignore[no-untyped-call]
    body = generate_latest(counted_by) + generate_latest(_graph())
    return Response(body, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _graph() -> CollectorRegistry:
    """Return how much the graph holds and which state it is in; nothing of it where it cannot be opened."""
    found = CollectorRegistry()
    up = Gauge("ronten_ready", "1 where the newest state of the graph can be opened.", registry=found)
    try:
        with service().views.open() as view:
            documents, opinions, version = count_documents(view.reader), view.catalogue.total, view.reader.version
    except StoreError:
        return found
    up.set(1)
    Gauge("ronten_documents", "Documents in the graph.", registry=found).set(documents)
    Gauge("ronten_opinions", "Opinions in the graph.", registry=found).set(opinions)
    state = Gauge("ronten_graph_info", "The state of the graph that is served.", ("version",), registry=found)
    state.labels(version).set(1)
    return found
