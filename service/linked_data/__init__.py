"""Linked Data: every address in the graph can be followed, and the data set says what it is."""

from flask import Blueprint, Response, request

from service.application import service
from service.cors import allow_all_origins
from service.linked_data import graph_store, ontology_pages, resource_pages
from service.linked_data.dataset import data_set
from service.linked_data.serialising import DESCRIPTIONS, serialise
from service.linked_data.statistics import counted
from service.negotiation import choose

blueprint = Blueprint("linked_data", __name__)
blueprint.after_request(allow_all_origins)
for part in (graph_store, ontology_pages, resource_pages):
    blueprint.register_blueprint(part.blueprint)


@blueprint.get("/.well-known/void")
def void() -> Response:
    """Answer the data set's description."""
    wanted = choose(request, DESCRIPTIONS)
    settings = service().configuration.settings
    graph = data_set(settings, counted())
    body = serialise(graph, wanted, settings.base, f"{settings.base}.well-known/void#dataset")
    response = Response(body, content_type=wanted.content_type)
    response.vary.add("Accept")
    return response
