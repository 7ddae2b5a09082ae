"""What the endpoint says of itself when it is asked nothing: SPARQL-SD as RDF, or a page to write queries on."""

from flask import Request, Response, render_template

from service.application import Service
from service.linked_data.dataset import sparql_service
from service.linked_data.layout import layout
from service.linked_data.serialising import DESCRIPTIONS, serialise
from service.linked_data.statistics import counted
from service.negotiation import GRAPHS, HTML, RESULTS, choose

EXAMPLES = (
    (
        "意見が最も多い概念 / Concepts with the most opinions",
        """PREFIX ronten: <https://w3id.org/ronten/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?label (COUNT(DISTINCT ?opinion) AS ?opinions) WHERE {
  ?opinion ronten:mention/ronten:concept ?concept .
  ?concept skos:prefLabel ?label .
  FILTER (LANG(?label) = "ja")
}
GROUP BY ?label ORDER BY DESC(?opinions) LIMIT 20""",
    ),
    (
        "懸念とその原文 / Concerns and their text",
        """PREFIX ronten: <https://w3id.org/ronten/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?date ?text ?opinion WHERE {
  ?opinion ronten:act ronten:concern ; ronten:text ?text ; ronten:meeting ?meeting .
  OPTIONAL { ?meeting dcterms:date ?date }
}
ORDER BY DESC(?date) LIMIT 50""",
    ),
)
"""Queries to begin with, each with a title in both languages."""


def describe(request: Request, service: Service) -> Response:
    """Return the service description, or the page with the form. Raises NotAcceptable, StoreError."""
    wanted = choose(request, (*DESCRIPTIONS, HTML))
    configuration = service.configuration
    if wanted.media_type == HTML.media_type:
        body = render_template(
            "sparql/endpoint.html",
            layout=layout(),
            examples=EXAMPLES,
            formats=(*RESULTS, *GRAPHS),
            seconds=configuration.query_seconds,
            union=configuration.settings.union_default_graph,
        ).encode()
    else:
        graph = sparql_service(configuration.settings, counted(), writable=configuration.token is not None)
        body = serialise(graph, wanted, configuration.settings.base, f"{configuration.settings.base}sparql")
    response = Response(body, content_type=wanted.content_type)
    response.vary.add("Accept")
    return response
