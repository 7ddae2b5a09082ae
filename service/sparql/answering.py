"""Answers a query: from the workers straight to the client, in the format that it would rather have."""

import re
from typing import IO

from flask import Request, Response

from graph.store.guard import first_keyword
from service.application import Configuration
from service.delivering import deliver, entity_tag, queries
from service.negotiation import GRAPHS, RESULTS, choose_by
from service.operating import counted
from service.sparql.protocol import Operation

_PASSING = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\b", re.IGNORECASE)
"""What makes the same query give another answer on the same data."""


def answer(request: Request, operation: Operation, configuration: Configuration) -> Response:
    """Answer a query. Raises NotAcceptable, QueryError and its kinds, StoreError; all before anything is sent."""
    gives_graph = first_keyword(operation.text) in {"construct", "describe"}
    wanted = choose_by(GRAPHS if gives_graph else RESULTS, operation.format, request.headers.get("Accept"))

    def run() -> IO[bytes]:
        with counted():
            return queries().run(
                operation.text,
                wanted.media_type,
                default_graphs=operation.default_graphs,
                named_graphs=operation.named_graphs,
                timeout=configuration.query_seconds,
                max_bytes=configuration.query_bytes,
            )

    tag = (
        None if _PASSING.search(operation.text) else entity_tag(configuration.settings, operation, wanted.content_type)
    )
    return deliver(request, wanted, tag, run)
