"""The SPARQL endpoint: queries for everybody, updates for holders of the token, and its own description."""

import weakref

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState

from graph.store import open_queries
from service.application import service
from service.cors import allow_all_origins
from service.linked_data.statistics import Counting
from service.sparql.answering import answer
from service.sparql.data_sets import with_data_set
from service.sparql.describing import describe
from service.sparql.protocol import Operation, operation
from service.writing import require_token, writing

blueprint = Blueprint("sparql", __name__)
blueprint.after_request(allow_all_origins)


@blueprint.record_once
def _open_queries(state: BlueprintSetupState) -> None:
    made = state.app.extensions["ronten"]
    configuration = made.configuration
    pool = open_queries(configuration.settings, configuration.query_workers, following=made.reader)
    state.app.extensions["ronten-queries"] = pool
    state.app.extensions["ronten-counting"] = Counting(pool, configuration)
    weakref.finalize(state.app, pool.close)


@blueprint.route("/sparql", methods=["GET", "POST"], strict_slashes=False)
def endpoint() -> Response:
    """Answer a query, make an update or, asked for nothing, describe the service."""
    asked = operation(request)
    if asked is None:
        return describe(request, service())
    if asked.is_update:
        return _update(asked)
    return answer(request, asked, service().configuration)


def _update(asked: Operation) -> Response:
    require_token()
    text = with_data_set(asked.text, asked.default_graphs, asked.named_graphs)
    with writing() as writer, writer.transaction() as transaction:
        transaction.update(text)
    return Response(status=204)
